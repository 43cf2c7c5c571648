/**
 * What happened and what is still owed: facts with their tasks in the change's own transaction, the claims of workers,
 * and the hash chain over the facts. Leaves to `jobs/` who works when, and to each slice what its facts mean.
 */
export { bySystem, type Cause, type Fact, type FactData, messageOf } from './fact.ts'
export type { Ground } from './ground.ts'
export type { OwedTask, Reaction, ReactionInput, ReactionTable } from './reaction.ts'
export { createFacts, type Facts } from './record.ts'
export { sealFacts } from './seal.ts'
export { beginEras } from './seal-store.ts'
export { owedTasksStatement } from './store.ts'
export type { ClaimedTask, Handler, TaskEnd, TaskRun, Ticket } from './task.ts'
export {
  buryTask,
  claimAbandoned,
  claimTasks,
  completeTask,
  countTasks,
  giveBackTask,
  keysAtWork,
  listDeadTasks,
  nextDueAt,
  redeemTicket,
  renewLeases,
  reviveTasks,
  takeOver,
} from './task-store.ts'
export { latestFacts, pastFacts } from './trail-store.ts'
export { verifyChain } from './verify-chain.ts'
