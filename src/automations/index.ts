/**
 * Flows: what happens with a fan after something happened, step by step, for days. A flow asks for draft cards, tags, waits
 * and tells; it never sends. Leaves to `drafting` what a card says, and to a person whether it goes out.
 */
import type { Sql } from '../database/sql.ts'
import type { Cause, TaskRun } from '../facts/index.ts'
import { advanceRuns, followFacts } from './advance-runs.ts'
import { createCrowd } from './crowd.ts'
import type { AutomationsDeps } from './deps.ts'
import type { FlowStatus } from './flow.ts'
import { listHeads, readHead, readVersions } from './flow-store.ts'
import { noticeCard } from './notice-card.ts'
import { createPrograms } from './programs.ts'
import { saveFlow, setFlowStatus } from './save-flow.ts'
import { oweSweeps, sweepFlow } from './sweep-flows.ts'

export { advance, concerns, programOf } from './advance.ts'
export { FOLLOW_FACT } from './advance-runs.ts'
export type { Condition } from './condition.ts'
export { HEARD_OF } from './fan-event.ts'
export type { Known } from './fields.ts'
export { Flow, type FlowStatus, parseFlow } from './flow.ts'
export { DRY_RUN_DAYS } from './flow-commands.ts'
export { createFlowDesk, type FlowApi } from './flow-desk.ts'
export { type Problem, sentenceOf } from './flow-problems.ts'
export { isHeard } from './flow-store.ts'
export { newRun } from './run-state.ts'
export { withWaitingRuns } from './run-store.ts'
export { begunBy, indexTriggers, type TriggerContext } from './trigger.ts'
export type Automations = ReturnType<typeof createAutomations>

export function createAutomations(given: AutomationsDeps) {
  const deps = { ...given, programs: createPrograms() }
  const crowd = createCrowd()
  const { database } = deps.ground
  return {
    /** Part: a new flow (`seen` null), or the next version of one. */
    save: (sql: Sql, agencyId: string, input: unknown, by: Cause, seen: number | null) =>
      saveFlow(deps, sql, agencyId, input, by, seen),
    /** Part: activates, pauses, or puts back. */
    setStatus: (sql: Sql, agencyId: string, flowId: string, status: FlowStatus, by: Cause) =>
      setFlowStatus(deps, sql, agencyId, flowId, status, by),
    list: (agencyId: string) => listHeads(database, agencyId),
    /** A flow as it stands now; null when there is none. */
    async flow(agencyId: string, id: string) {
      const head = await readHead(database, agencyId, id)
      const [body] = head ? await readVersions(database, agencyId, [head]) : []
      return head && body ? { ...body, status: head.status } : null
    },
    /** Task: a fact that flows hear of. */
    followFacts: (run: TaskRun) => followFacts(deps, crowd, run),
    /** Task: what is due goes on. */
    advanceRuns: (run: TaskRun) => advanceRuns(deps, run),
    /** Task: a page of fans for a step that begins by time. */
    sweepFlow: (run: TaskRun) => sweepFlow(deps, run),
    /** The minute's. */
    oweSweeps: () => oweSweeps(deps),
    /** What a flow tells a creator's channels, as a card; null when it is no longer known. */
    notice: (agencyId: string, flowId: string, data: Parameters<typeof noticeCard>[3]) =>
      noticeCard(deps, agencyId, flowId, data),
  }
}
