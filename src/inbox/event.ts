import { z } from 'zod'
import { storableText } from '../kernel/text.ts'

/** Most events in one request. */
export const EVENTS_MAX = 500
/** Longer messages than any platform allows; what is longer is refused, not cut. */
const MESSAGE_MAX = 200_000

/** Ids of other systems: compared, never read. */
const externalId = z.string().min(1).max(200).transform(storableText).pipe(z.string().min(1))
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())
/** 10 million in major units of most currencies: more is a mistake of the sender. */
const amountMinor = z.int().min(1).max(1_000_000_000)
const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'three capital letters of ISO 4217, e.g. USD' })
const text = z.string().max(MESSAGE_MAX).transform(storableText)

const head = {
  id: externalId,
  account: externalId,
  fan: z.strictObject({ id: externalId, name: z.string().max(200).transform(storableText).optional() }),
  at: instant,
}
const message = z.strictObject({ id: externalId, text, replyTo: externalId.optional() })
const deletedMessage = z.strictObject({ id: externalId, text: text.optional(), replyTo: externalId.optional() })
const subscription = z.strictObject({
  id: externalId,
  priceMinor: z.int().min(0).max(1_000_000_000),
  currency,
  until: instant,
  autoRenew: z.boolean().optional(),
})

/** One event of `POST /v1/events`, as `/openapi.json` shows it. */
export const Event = z.discriminatedUnion('type', [
  z.strictObject({ ...head, type: z.literal('message.received'), message }),
  z.strictObject({ ...head, type: z.literal('message.sent'), message, delivery: z.uuid().optional() }),
  z.strictObject({ ...head, type: z.literal('message.deleted'), message: deletedMessage }),
  z.strictObject({
    ...head,
    type: z.literal('purchase'),
    purchase: z.strictObject({
      id: externalId,
      kind: z.enum(['tip', 'ppv', 'subscription', 'renewal', 'product']),
      amountMinor,
      currency,
      asset: externalId.optional(),
      message: externalId.optional(),
    }),
  }),
  z.strictObject({
    ...head,
    type: z.literal('refund'),
    refund: z.strictObject({ id: externalId, of: externalId, amountMinor, currency, reason: text.optional() }),
  }),
  z.strictObject({ ...head, type: z.literal('subscription.started'), subscription }),
  z.strictObject({ ...head, type: z.literal('subscription.renewed'), subscription }),
  z.strictObject({ ...head, type: z.literal('subscription.expiring'), subscription }),
  z.strictObject({ ...head, type: z.literal('subscription.expired'), subscription }),
])
export type Event = z.output<typeof Event>
export type EventInput = z.input<typeof Event>

export const EventsBody = z.strictObject({ events: z.array(Event).min(1).max(EVENTS_MAX) })
