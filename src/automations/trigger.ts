import { tagMark } from '../fans/index.ts'
import type { Flow } from './flow.ts'
import type { TriggerConfig, TriggerKind, TriggerStep } from './step.ts'

/** Something happened with a fan that flows may begin with. Ids and codes only. */
export interface TriggerContext {
  type: TriggerKind
  creator: string
  fan: string
  data: {
    /** segment_changed: the new one. */
    segment?: string
    /** tag_added: what the fan is tagged with now, in small letters, and marks of those that are new. */
    tags?: readonly string[]
    marks?: readonly string[]
    /** fan_inactive and schedule: whose sweep found the fan. */
    flow?: string
    step?: string
    /** fan_inactive: what it is that the fan hasn't done. */
    without?: 'anything' | 'purchase'
    /** message_received, purchase_completed: what a condition may ask about. */
    messageId?: string
    conversationId?: string
    /** In minor units of the creator's currency. */
    amountMinor?: number
    purchaseKind?: string
  }
  at: Date
}

/** A flow that begins with what happened, by which of its steps. */
export interface Begun {
  flow: Flow
  trigger: string
}

export type TriggerIndex = ReadonlyMap<TriggerKind, readonly { begun: Begun; step: TriggerStep }[]>

/** Active flows by what they begin with, the highest priority first. Made once for a batch. */
export function indexTriggers(flows: readonly Flow[]): TriggerIndex {
  const index = new Map<TriggerKind, { begun: Begun; step: TriggerStep }[]>()
  const active = flows.filter(({ status }) => status === 'active')
  for (const flow of active.toSorted(firstInLine)) {
    for (const step of flow.steps) {
      if (step.type !== 'trigger') continue
      const entry = { begun: { flow, trigger: step.id }, step }
      const known = index.get(step.config.on)
      if (known) known.push(entry)
      else index.set(step.config.on, [entry])
    }
  }
  return index
}

/** The higher priority first; of the same the older flow, whose id sorts before. */
export const firstInLine = (a: { priority: number; id: string }, b: { priority: number; id: string }): number =>
  b.priority - a.priority || (a.id < b.id ? -1 : 1)

/** Every flow that begins with this, each once, in the order of `firstInLine`. */
export function begunBy(index: TriggerIndex, context: TriggerContext): Begun[] {
  const all: Begun[] = []
  let last: Flow | null = null
  for (const { begun, step } of index.get(context.type) ?? []) {
    const { flow } = begun
    // A flow's steps stand together, so the one before tells whether it is in already.
    if (flow === last || (flow.creators.length > 0 && !flow.creators.includes(context.creator))) continue
    if (!fits(step.config, step.id, flow.id, context)) continue
    all.push(begun)
    last = flow
  }
  return all
}

function fits(config: TriggerConfig, step: string, flow: string, { data, fan }: TriggerContext): boolean {
  switch (config.on) {
    case 'segment_changed':
      return config.to === undefined || config.to.some((segment) => segment === data.segment)
    case 'tag_added':
      return (data.tags?.includes(config.tag) && data.marks?.includes(tagMark(fan, config.tag))) ?? false
    case 'fan_inactive':
    case 'schedule':
      return data.flow === flow && data.step === step
    default:
      return true
  }
}
