import type { InTransaction } from '../database/sql.ts'
import type { ReactionInput } from './reaction.ts'

/** Names a claim: good for as long as nobody claims the task anew. */
export interface Ticket {
  agencyId: string
  id: number
  fence: number
}

/** A task in a worker's hands. The fence grows with every claim: who lost the lease can't commit. */
export interface ClaimedTask extends Ticket {
  name: string
  input: ReactionInput
  /** Claims so far, this one included. */
  attempts: number
}

export interface TaskRun {
  task: ClaimedTask
  /** Aborted when the lease is lost: another worker has the task now. */
  signal: AbortSignal
  /** Commits an effect and "done" together; throws `Failure('lease_lost')` and rolls back when the fence moved on. */
  commit: InTransaction
}

/** Handlers are idempotent by themselves: a task may run again after a crash between its call and its commit. */
export type Handler = (run: TaskRun) => Promise<void>

/** How a run of a task ended. `lost`: another worker holds it by now. */
export interface TaskEnd {
  task: ClaimedTask
  outcome: 'done' | 'retry' | 'dead' | 'lost'
  from: Date
  to: Date
}

export interface DeadTask {
  id: number
  name: string
  attempts: number
  lastError: string | null
  endedAt: Date
}
