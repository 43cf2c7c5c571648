import type { Sql } from '../database/sql.ts'
import type { Cause } from '../facts/index.ts'
import { doesAnything, type Flow, type FlowStatus, parseFlow } from './flow.ts'
import type { Problem } from './flow-problems.ts'
import {
  type FlowHead,
  isNameTaken,
  lockFlows,
  readHead,
  readMaker,
  readVersions,
  replaceSweeps,
  writeFlow,
  writeStatus,
} from './flow-store.ts'
import { heardBy } from './hears.ts'
import { dueTask, type Playing } from './play-events.ts'
import { endRuns } from './run-store.ts'
import { nextSweep, timedSteps } from './sweep-flows.ts'
import { words } from './words.ts'

export type FlowSaved =
  | { kind: 'saved'; flow: Flow }
  | { kind: 'refused'; problems: Problem[] }
  /** Somebody saved another version since `seen`. */
  | { kind: 'changed'; newest: number; byKind: string; byId: string }
  | { kind: 'unknown-flow' }

/**
 * Part: stores a flow, new or as its next version; runs keep theirs. `seen` is the version that the editor began with, null
 * for a new flow. Its status is kept as it stands; a new one is a draft.
 */
export async function saveFlow(
  deps: Playing,
  sql: Sql,
  agencyId: string,
  input: unknown,
  by: Cause,
  seen: number | null,
): Promise<FlowSaved> {
  const parsed = parseFlow(input)
  if (!parsed.ok) return { kind: 'refused', problems: parsed.problems }
  await lockFlows(sql, agencyId)
  const head = await readHead(sql, agencyId, parsed.flow.id)
  if (seen !== null && !head) return { kind: 'unknown-flow' }
  if (head && head.version !== seen) {
    const maker = await readMaker(sql, agencyId, head.id, head.version)
    return { kind: 'changed', newest: head.version, byKind: maker?.kind ?? 'system', byId: maker?.id ?? '' }
  }
  const problem = await unfit(sql, agencyId, parsed.flow, head)
  if (problem) return { kind: 'refused', problems: [problem] }
  const at = deps.ground.clock.now()
  const flow: Flow = { ...parsed.flow, status: head?.status ?? 'draft', version: (head?.version ?? 0) + 1 }
  await writeFlow(sql, agencyId, flow, heardBy(flow), { by, at })
  if (flow.status === 'active') await setSweeps(deps, sql, agencyId, flow)
  await deps.ground.facts.record(sql, [
    { agencyId, name: 'flow.saved', subject: flow.id, by, data: { version: flow.version, status: flow.status }, at },
  ])
  return { kind: 'saved', flow }
}

/** What only the agency's other flows, or its being active, make wrong. */
async function unfit(sql: Sql, agencyId: string, flow: Flow, head: FlowHead | null): Promise<Problem | null> {
  const isNew = head?.name.toLowerCase() !== flow.name.toLowerCase()
  if (isNew && head?.status !== 'archived' && (await isNameTaken(sql, agencyId, flow.name, flow.id)))
    return { step: null, field: 'name', value: flow.name, allowed: words.nameOfItsOwn }
  return head?.status === 'active' && !doesAnything(flow) ? NOTHING_TO_DO : null
}

/** A flow that only begins. */
export const NOTHING_TO_DO: Problem = {
  step: null,
  field: 'steps',
  value: words.nothingToDo,
  allowed: words.somethingToDo,
}

/** Part: activates, pauses, archives or puts a flow back. Archiving ends its runs; else its runs stand still while it is not active, and go on at once when it is. */
export async function setFlowStatus(
  deps: Playing,
  sql: Sql,
  agencyId: string,
  flowId: string,
  status: FlowStatus,
  by: Cause,
): Promise<{ kind: 'set' | 'same' | 'unknown-flow' }> {
  await lockFlows(sql, agencyId)
  const head = await readHead(sql, agencyId, flowId)
  if (!head) return { kind: 'unknown-flow' }
  if (head.status === status) return { kind: 'same' }
  const at = deps.ground.clock.now()
  const ended = status === 'archived' ? await endRuns(sql, agencyId, flowId, 'archived', at) : null
  await writeStatus(sql, agencyId, flowId, status, at)
  const [flow] = status === 'active' ? await readVersions(sql, agencyId, [head]) : []
  if (flow) {
    await setSweeps(deps, sql, agencyId, flow)
    await deps.ground.facts.owe(sql, [dueTask(agencyId, at)])
  } else await replaceSweeps(sql, agencyId, flowId, [])
  const name = {
    ...{ active: 'flow.activated', paused: 'flow.paused' },
    ...{ draft: 'flow.put-back', archived: 'flow.archived' },
  }[status]
  await deps.ground.facts.record(sql, [
    {
      agencyId,
      name,
      subject: flowId,
      by,
      data: { version: head.version, was: head.status, ...(ended !== null && { ended }) },
      at,
    },
  ])
  return { kind: 'set' }
}

async function setSweeps(deps: Playing, sql: Sql, agencyId: string, flow: Flow): Promise<void> {
  const zone = await deps.agencies.zone(sql, agencyId)
  const now = deps.ground.clock.now()
  const sweeps = timedSteps(flow).map((step) => ({ step: step.id, nextDueAt: nextSweep(step, zone, now) }))
  await replaceSweeps(sql, agencyId, flow.id, sweeps)
}
