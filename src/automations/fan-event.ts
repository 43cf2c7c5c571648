import type { FactData, ReactionInput } from '../facts/index.ts'
import type { FanEvent } from './happened.ts'
import type { Happening } from './run-state.ts'

/** What is told later than this is history: nothing begins with it. */
const FRESH_MS = 24 * 3_600_000

/** What flows hear of, by the fact that tells it: `jobs/reactions.ts` asks by the same names. */
export const HEARD_OF = {
  'message.received': ['message_received'],
  'purchase.recorded': ['purchase_completed', 'new_subscriber'],
  'subscription.changed': ['new_subscriber', 'subscription_expiring'],
  'fan.segment-changed': ['segment_changed'],
  'fan.tagged': ['tag_added'],
  'price.passed': ['offer_ignored'],
} as const

/** The event of a fan that a fact tells of; null when it is none that flows know. */
export function eventOf({ fact, subject, data }: ReactionInput, now: Date): FanEvent | null {
  const event = READ[fact]?.(subject, data, now) ?? null
  if (!event) return null
  const old = now.getTime() - event.at.getTime() > FRESH_MS
  return old ? { ...event, triggers: [] } : event
}

const text = (data: FactData, name: string): string => String(data[name])
const time = (data: FactData, name: string, now: Date): Date => {
  const at = typeof data[name] === 'string' ? new Date(data[name]) : now
  return Number.isNaN(at.getTime()) ? now : at
}

const marksIn = ({ marks }: FactData): string[] => (Array.isArray(marks) ? marks : [])

const READ: Record<string, (subject: string, data: FactData, now: Date) => FanEvent | null> = {
  'message.received': (conversationId, data, now) => ({
    ...{ fanId: text(data, 'fanId'), at: time(data, 'receivedAt', now), what: 'message_received' },
    triggers: [{ type: 'message_received', data: { messageId: text(data, 'messageId'), conversationId } }],
  }),
  'purchase.recorded': purchased,
  'subscription.changed': (fanId, data, now) => {
    const at = time(data, 'changedAt', now)
    if (data.begun === true)
      return { fanId, at, what: 'new_subscriber', triggers: [{ type: 'new_subscriber', data: {} }] }
    return data.state === 'expiring' ? { fanId, at, triggers: [{ type: 'subscription_expiring', data: {} }] } : null
  },
  'fan.segment-changed': (fanId, data, now) => ({
    ...{ fanId, at: now, what: 'segment_changed' },
    triggers: [{ type: 'segment_changed', data: { segment: text(data, 'to') } }],
  }),
  'fan.tagged': (fanId, data, now) =>
    Number(data.added ?? 0) === 0
      ? null
      : {
          ...{ fanId, at: now, triggers: [{ type: 'tag_added', data: { marks: marksIn(data) } }] },
          // Tagged by a flow: what begins with it is one deeper.
          depth: typeof data.depth === 'number' ? data.depth + 1 : 0,
        },
  'price.passed': (fanId, _, now) => ({ fanId, at: now, triggers: [{ type: 'offer_ignored', data: {} }] }),
  'fan.frozen': (fanId, _, now) => ({ fanId, at: now, stop: 'frozen' }),
}

function purchased(fanId: string, data: FactData, now: Date): FanEvent | null {
  const amountMinor = Number(data.amountMinor)
  if (data.kind === 'refund' || amountMinor <= 0) return null
  const purchaseKind = text(data, 'kind')
  // What a subscription costs is told beside it, and is not what a fan was asked to buy.
  const subscribed = purchaseKind === 'subscription' || purchaseKind === 'renewal'
  const what: Happening | null = subscribed ? null : 'purchase_completed'
  const bought = { type: 'purchase_completed' as const, data: { amountMinor, purchaseKind } }
  const begun = purchaseKind === 'subscription' ? [{ type: 'new_subscriber' as const, data: {} }] : []
  return { fanId, at: time(data, 'boughtAt', now), ...(what && { what }), triggers: [...begun, bought] }
}
