import type { ClaimedTask } from '../src/facts/index.ts'

/**
 * Hands claimed tasks to workers. Deliberately not in the contract: order, delay, retry, "done". The task table has
 * all of these, so a carrier may lose or repeat what it was given: a lost task's lease runs out, a repeated one's
 * fence has moved on.
 */
export interface Carrier {
  /** How many more tasks it would take now. */
  room(): number
  hand(tasks: readonly ClaimedTask[]): Promise<void>
  /** Stops taking tasks and resolves when those at work have ended. */
  drain(): Promise<void>
}

export type RunTask = (task: ClaimedTask) => Promise<void>
