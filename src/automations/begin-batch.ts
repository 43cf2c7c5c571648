import type { Clock } from '../kernel/clock.ts'
import { concerns, type Program } from './advance.ts'
import type { FanEvent } from './happened.ts'
import { type KnownFan, knownAt } from './know-fans.ts'
import type { Flows } from './programs.ts'
import { type Begun, begunBy, indexTriggers, type TriggerContext, type TriggerIndex } from './trigger.ts'

/** What must be known to say which flows an event could begin. */
export interface Beginnings {
  clock: Clock
  flows: Flows
  fans: ReadonlyMap<string, KnownFan>
  texts: ReadonlyMap<string, string>
}

/** For each trigger of an event, in its order: the flows that would begin, were there no caps and no other flows. */
export type BegunOf = ReadonlyMap<FanEvent, readonly (readonly Begun[])[]>

/** A thousand flows are put in order once, not for each batch: what they are is the same array until one changes. */
const indexes = new WeakMap<readonly Program[], TriggerIndex>()

function indexOf({ active }: Flows): TriggerIndex {
  const known = indexes.get(active)
  if (known) return known
  const made = indexTriggers(active.map(({ flow }) => flow))
  indexes.set(active, made)
  return made
}

/**
 * Which flows a batch could begin, so that only of those is read who began them when. Whom the first conditions sort out
 * is in none: that is most of all. Pure.
 */
export function beginnings(world: Beginnings, events: readonly FanEvent[]): BegunOf {
  const index = indexOf(world.flows)
  const now = world.clock.now()
  return new Map(
    events.flatMap((event) => {
      const fan = world.fans.get(event.fanId)
      if (!fan || fan.standing.frozen || !event.triggers) return []
      return [[event, event.triggers.map((trigger) => begunFor(world, index, fan, { trigger, at: event.at, now }))]]
    }),
  )
}

function begunFor(
  { flows, texts }: Beginnings,
  index: TriggerIndex,
  fan: KnownFan,
  { trigger, at, now }: { trigger: NonNullable<FanEvent['triggers']>[number]; at: Date; now: Date },
): Begun[] {
  const { id, creatorId, tags } = fan.standing
  const tagged = trigger.type === 'tag_added' ? { tags: tags.map((tag) => tag.toLowerCase()) } : {}
  const data = { ...trigger.data, ...tagged }
  const context: TriggerContext = { type: trigger.type, creator: creatorId, fan: id, data, at }
  const begun = begunBy(index, context)
  if (begun.length === 0) return []
  const known = knownAt(fan, trigger.data, textOf(texts, trigger.data), now)
  return begun.filter(({ flow, trigger: step }) => {
    const program = flows.newest.get(flow.id)
    return program !== undefined && concerns(program, step, known)
  })
}

/** Words of the message that began something, where a flow asks for them. */
export const textOf = (texts: ReadonlyMap<string, string>, { messageId }: TriggerContext['data']): string | null =>
  messageId === undefined ? null : (texts.get(messageId) ?? null)
