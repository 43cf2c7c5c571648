import type { Cause } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type BuiltFlow, buildFlow } from './build-flow.ts'
import { words } from './desk-words.ts'
import type { DryRun } from './dry-run.ts'
import { type FaceDeps, flowOf } from './face-deps.ts'
import { type Flow, parseFlow } from './flow.ts'
import { flowActions } from './flow-actions.ts'
import { flowCommands } from './flow-commands.ts'
import { listHeads, readVersions } from './flow-store.ts'
import { createPrograms } from './programs.ts'
import { createRehearsals } from './rehearsals.ts'
import { duplicateFlow, rehearse, removeFlow, type Steered, steerFlow } from './steer-flow.ts'

/** Flows as people see and steer them: `/flow`, its cards, buttons and forms; and what programs of the agency may do. */
export function createFlowDesk(given: Omit<FaceDeps, 'programs' | 'rehearsals'>) {
  const deps: FaceDeps = { ...given, programs: createPrograms(), rehearsals: createRehearsals() }
  return { commands: flowCommands(deps), actions: flowActions(deps), api: flowApi(deps) }
}

/** What programs may do with flows. No program activates one: that is a person's. */
export interface FlowApi {
  /** The oldest first. */
  flows(agencyId: string): Promise<Flow[]>
  flow(agencyId: string, id: string): Promise<Flow | null>
  /** New (`seen` null) or the next version of the one that was seen; id, status and version are ours. */
  save(agencyId: string, input: object, by: Cause, change: { id: string; seen: number } | null): Promise<Steered>
  duplicate(agencyId: string, flow: Flow, by: Cause): Promise<Steered>
  remove(agencyId: string, id: string, by: Cause): Promise<'removed' | 'has-run' | 'active' | 'unknown-flow'>
  /** Stores nothing. */
  build(agencyId: string, text: string): Promise<BuiltFlow>
  /** Stores nothing. */
  rehearse(agencyId: string, flow: Flow, days: number): Promise<{ run: DryRun; cut: boolean }>
}

function flowApi(deps: FaceDeps): FlowApi {
  const { ground } = deps
  return {
    async flows(agencyId) {
      const heads = await listHeads(ground.database, agencyId)
      const bodies = new Map((await readVersions(ground.database, agencyId, heads)).map((flow) => [flow.id, flow]))
      return heads.flatMap(({ id, status }) => {
        const flow = bodies.get(id)
        return flow ? [{ ...flow, status }] : []
      })
    },
    flow: (agencyId, id) => flowOf(deps, agencyId, id),
    async save(agencyId, input, by, change) {
      const now = change === null ? null : await flowOf(deps, agencyId, change.id)
      if (change !== null && now === null) return { kind: 'unknown-flow' }
      const ours = { id: now?.id ?? newId(ground.clock), status: now?.status ?? 'draft', version: 1 }
      const parsed = parseFlow({ ...input, ...ours })
      if (!parsed.ok) return { kind: 'refused', problems: parsed.problems }
      return steerFlow(deps, agencyId, parsed.flow, by, change?.seen ?? null)
    },
    duplicate: (agencyId, flow, by) => duplicateFlow(deps, agencyId, flow, words.copyOf(flow.name), by),
    remove: (agencyId, id, by) => removeFlow(deps, agencyId, id, by),
    build: (agencyId, text) => buildFlow(deps.languageModel, { agencyId, id: newId(ground.clock), text }),
    rehearse: (agencyId, flow, days) => rehearse(deps, agencyId, flow, days),
  }
}
