import type { ClaimedTask } from '../src/facts/index.ts'

/**
 * Hands claimed tasks to workers. Deliberately not in the contract: order, delay, retry, "done". The task table has
 * all of these, so a carrier may lose or repeat what it was given: a lost task's lease runs out, a repeated one's
 * fence has moved on.
 */
export interface Carrier {
  /** Begins to run what was handed to it. */
  start(): void
  /** How many more tasks it would take now. Rejects while it can't be reached. */
  room(): Promise<number>
  /** Takes all of these tasks; rejects when it took none that counts, and the caller still holds them. */
  hand(tasks: readonly ClaimedTask[]): Promise<void>
  /** Stops taking tasks and resolves when those at work in this process have ended. */
  drain(): Promise<void>
}

export type RunTask = (task: ClaimedTask) => Promise<void>
