import { Failure } from '../src/kernel/failure.ts'

export type RetryVerdict = { kind: 'retry'; dueAt: Date } | { kind: 'dead' }

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 10 * 60_000
/** With pauses doubling up to ten minutes, about an hour and a half of outage. */
const MOST_ATTEMPTS = 16

/** An outage of our own database says nothing about the task, nor does a queue at a desk: neither counts against it. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['database_away', 'database_conflict', 'desk_slow_down'])

/**
 * What becomes of a failed task. A `Failure` brings its own decision; anything else is a bug, and trying a bug again
 * only hides it.
 */
export function retryVerdict(error: unknown, attempts: number, now: Date): RetryVerdict {
  if (!(error instanceof Failure) || error.retry.kind === 'never') return { kind: 'dead' }
  if (!SAYS_NOTHING.has(error.code) && attempts >= MOST_ATTEMPTS) return { kind: 'dead' }
  const pauseMs =
    error.retry.kind === 'after'
      ? error.retry.retryAfterMs
      : Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
  return { kind: 'retry', dueAt: new Date(now.getTime() + pauseMs) }
}
