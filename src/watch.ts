import { type Fact, messageOf, type TaskEnd } from './facts/index.ts'
import type { Stretch, Tracer } from './kernel/trace.ts'

/** The part of a pino logger that is used. */
interface WatchLog {
  level: string
  debug(fields: Record<string, unknown>, message: string): void
}

/** What happened and what was done, as log lines (at `debug`), as stretches of a message's trace, and how long people looked. */
export function createWatch({
  log,
  tracer,
  metrics,
}: {
  log: WatchLog
  tracer?: Tracer | undefined
  metrics: { onApproval(lookedMs: number): void; onFacts(facts: readonly Fact[]): void }
}) {
  return {
    saw(facts: readonly Fact[]): void {
      for (const lookedMs of approvalsIn(facts)) metrics.onApproval(lookedMs)
      metrics.onFacts(facts)
      // Thousands a second: what nobody reads is not even put together.
      const logged = log.level === 'debug' || log.level === 'trace'
      if (!logged && !tracer) return
      for (const fact of facts) {
        const messageId = messageOf(fact.data)
        const { name, agencyId, subject, by } = fact
        if (logged) log.debug({ ...(messageId && { messageId }), agencyId, subject, by: by.id }, name)
        if (messageId) tracer?.note(stretchOf(fact, messageId))
      }
    },

    ended({ task, outcome, from, to }: TaskEnd): void {
      const messageId = messageOf(task.input.data)
      if (!messageId) return
      const { name, agencyId, id, attempts } = task
      log.debug(
        { messageId, agencyId, task: name, taskId: id, outcome, ms: to.getTime() - from.getTime() },
        'task ended',
      )
      const about = { agencyId, taskId: id, attempts, outcome }
      tracer?.note({ name: `task ${name}`, messageId, from, to, failed: outcome !== 'done', about })
    },
  }
}

/** How long people looked at what they approved, first of two included; in milliseconds. */
const approvalsIn = (facts: readonly Fact[]): number[] =>
  facts
    .filter(({ name }) => name === 'draft.accepted' || name === 'draft.second-asked')
    .map(({ data }) => Number(data.lookedMs))

/** A fact is a moment on the way, but the first lasts from the door on. */
function stretchOf({ name, agencyId, subject, by, data, at }: Fact, messageId: string): Stretch {
  const stretch = { name, messageId, to: at, about: { agencyId, subject, by: by.kind } }
  const { receivedAt } = data
  return typeof receivedAt === 'string'
    ? { ...stretch, from: new Date(receivedAt), first: true }
    : { ...stretch, from: at }
}
