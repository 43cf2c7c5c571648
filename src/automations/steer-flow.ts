import type { Content } from '../content/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import { bySystem, type Cause } from '../facts/index.ts'
import type { GuardrailRules } from '../guardrails/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Offers } from '../offers/index.ts'
import { deleteUnused, dropAsked, readAsked, writeAsked } from './activation-store.ts'
import { freeName } from './archive-flow.ts'
import { words } from './desk-words.ts'
import { type DryRun, dryRun } from './dry-run.ts'
import { doesAnything, type Flow, MANY_ENTRIES_PER_DAY } from './flow.ts'
import type { Problem } from './flow-problems.ts'
import { listHeads, lockFlows, readHead, readMaker, readVersions } from './flow-store.ts'
import type { Playing } from './play-events.ts'
import { readPast } from './read-past.ts'
import { type FlowSaved, saveFlow, setFlowStatus } from './save-flow.ts'
import { unfitTemplates } from './unfit-templates.ts'

/** An activation is judged by what the last days would have brought. */
export const JUDGED_DAYS = 7
/** As far back as a dry run looks. */
export const DRY_RUN_MOST = 30

/** What steering needs beside what runs flows: whose names a flow may use, and what may be said. */
export interface Steering extends Playing {
  content: Pick<Content, 'assets'>
  /** Null when the agency has no such offer. */
  offer: Offers['offer']
  guardrails: Pick<GuardrailRules, 'rules'>
}

export type Steered =
  | Exclude<FlowSaved, { kind: 'saved' }>
  /** `paused`: it was active, and its new version needs a second person. */
  | { kind: 'saved'; flow: Flow; paused: boolean }

export type Activated =
  /** `nothing-to-do`: it would begin with fans and do nothing with them. */
  | { kind: 'activated' | 'same' | 'unknown-flow' | 'nothing-to-do' | 'archived' }
  /** It would begin with many fans in a day: somebody else must agree to this version. */
  | { kind: 'second-person'; entries: number; isAgain: boolean }
  | { kind: 'changed'; newest: number; byKind: string; byId: string }

export const operator = ({ operatorId }: Actor): Cause => ({ kind: 'operator', id: operatorId })

/** How a flow would have gone in the last days; nothing is written. */
export async function rehearse(
  deps: Playing,
  agencyId: string,
  flow: Flow,
  days: number,
  told?: (share: number) => void,
): Promise<{ run: DryRun; cut: boolean }> {
  const { past, cut } = await readPast(deps, agencyId, flow, days)
  return { run: await dryRun(flow, past, told), cut }
}

/** Above this many on one day a second person agrees. A flow's own cap is asked first: most need no look at the past. */
async function manyEntries(deps: Playing, agencyId: string, flow: Flow): Promise<number | null> {
  if (flow.caps.entriesPerDay <= MANY_ENTRIES_PER_DAY) return null
  const { run } = await rehearse(deps, agencyId, flow, JUDGED_DAYS)
  return run.enteredInADay > MANY_ENTRIES_PER_DAY ? run.enteredInADay : null
}

/**
 * Stores a flow, new (`seen` null) or as its next version. One that is active and would now begin with many fans in a day
 * is paused with it, until two people have activated it.
 */
export async function steerFlow(
  deps: Steering,
  agencyId: string,
  flow: Flow,
  by: Cause,
  seen: number | null,
): Promise<Steered> {
  const unknown = await strangers(deps, agencyId, flow)
  const problems = unknown.length > 0 ? unknown : await unfitTemplates(deps, agencyId, flow)
  if (problems.length > 0) return { kind: 'refused', problems }
  // Whatever its status is said to be: somebody may activate it meanwhile.
  const many = seen === null ? null : await manyEntries(deps, agencyId, flow)
  return deps.ground.database.transaction('save-flow', async (sql) => {
    const saved = await saveFlow(deps, sql, agencyId, flow, by, seen)
    if (saved.kind !== 'saved') return saved
    // Whoever was asked was asked about another version.
    await dropAsked(sql, agencyId, flow.id)
    const paused = many !== null && saved.flow.status === 'active'
    if (paused) await setFlowStatus(deps, sql, agencyId, flow.id, 'paused', bySystem('second-person'))
    return { ...saved, paused }
  })
}

/** Creators, content and offers that the agency doesn't have. */
async function strangers(
  { ground, agencies, content, offer }: Steering,
  agencyId: string,
  { creators, steps }: Flow,
): Promise<Problem[]> {
  const known = creators.length === 0 ? [] : await agencies.creators(agencyId)
  const whose = creators
    .filter((id) => !known.some((creator) => creator.id === id))
    .map((value): Problem => ({ step: null, field: 'creators', value, allowed: known.map(({ id }) => id).join(', ') }))
  const named = steps.flatMap(({ id: step, config }) => {
    if (!('do' in config)) return []
    if (config.do === 'create_offer') return config.assetIds.map((value) => ({ step, field: 'config.assetIds', value }))
    const { assetId } = config.do === 'send_message' ? config : { assetId: null }
    return assetId === null ? [] : [{ step, field: 'config.assetId', value: assetId }]
  })
  const wanted = [...new Set(named.map(({ value }) => value))]
  const there = await content.assets(ground.database, agencyId, wanted)
  const gone = named.filter(({ value }) => !there.has(value))
  const problems = [...whose, ...gone.map((each) => ({ ...each, allowed: words.contentOfAgency }))]
  for (const { step, offerId } of offersIn(steps))
    if (!(await offer(agencyId, offerId)))
      problems.push({ step, field: 'config.offerId', value: offerId, allowed: words.offerOfAgency })
  return problems
}

/** Offers that steps name. */
export const offersIn = (steps: Flow['steps']): { step: string; offerId: string }[] =>
  steps.flatMap(({ id: step, config }) =>
    'do' in config && config.do === 'send_message' && config.offerId !== null
      ? [{ step, offerId: config.offerId }]
      : [],
  )

/**
 * Lets a version of a flow run from now on. One that would begin with many fans in a day asks for a second person first:
 * whoever activates the same version and is somebody else.
 */
export async function activateFlow(
  deps: Playing,
  actor: Actor,
  { flowId, version }: { flowId: string; version: number },
): Promise<Activated> {
  const { agencyId } = actor
  const { database } = deps.ground
  const head = await readHead(database, agencyId, flowId)
  const [flow] = head ? await readVersions(database, agencyId, [head]) : []
  const entries = flow ? await manyEntries(deps, agencyId, flow) : null
  return database.transaction('activate-flow', async (sql): Promise<Activated> => {
    await lockFlows(sql, agencyId)
    const now = await readHead(sql, agencyId, flowId)
    if (!now) return { kind: 'unknown-flow' }
    if (now.version !== version || flow?.version !== version) {
      const maker = await readMaker(sql, agencyId, flowId, now.version)
      return { kind: 'changed', newest: now.version, byKind: maker?.kind ?? 'system', byId: maker?.id ?? '' }
    }
    const refusal = refusalOf(flow, now.status)
    if (refusal) return { kind: refusal }
    const waits = entries === null ? null : await askSecond(deps, sql, actor, { flowId, version, entries })
    if (waits) return waits
    await dropAsked(sql, agencyId, flowId)
    await setFlowStatus(deps, sql, agencyId, flowId, 'active', operator(actor))
    return { kind: 'activated' }
  })
}

function refusalOf(flow: Flow, status: Flow['status']): 'same' | 'archived' | 'nothing-to-do' | null {
  if (status === 'active') return 'same'
  if (status === 'archived') return 'archived'
  return doesAnything(flow) ? null : 'nothing-to-do'
}

/** Part: null where somebody else wants the same version active; else notes who was first, and that it waits. */
async function askSecond(
  { ground }: Playing,
  sql: Sql,
  actor: Actor,
  { flowId, version, entries }: { flowId: string; version: number; entries: number },
): Promise<Extract<Activated, { kind: 'second-person' }> | null> {
  const { agencyId, operatorId } = actor
  const asked = await readAsked(sql, agencyId, flowId)
  const isAgain = asked?.version === version
  if (isAgain && asked.askedById !== operatorId) return null
  if (isAgain) return { kind: 'second-person', entries, isAgain }
  const at = ground.clock.now()
  await writeAsked(sql, agencyId, { flowId, version, askedById: operatorId, entries, askedAt: at })
  const data = { version, entries }
  await ground.facts.record(sql, [
    { agencyId, name: 'flow.activation-asked', subject: flowId, by: operator(actor), data, at },
  ])
  return { kind: 'second-person', entries, isAgain }
}

/** Nothing of it goes on, from this moment; whoever wanted it active asks anew. */
export async function pauseFlow(deps: Playing, agencyId: string, flowId: string, by: Cause) {
  return deps.ground.database.transaction(
    'pause-flow',
    async (sql): Promise<'paused' | 'not-active' | 'unknown-flow'> => {
      await lockFlows(sql, agencyId)
      const head = await readHead(sql, agencyId, flowId)
      if (!head) return 'unknown-flow'
      await dropAsked(sql, agencyId, flowId)
      // A draft has nothing that could stand still.
      if (head.status !== 'active') return 'not-active'
      await setFlowStatus(deps, sql, agencyId, flowId, 'paused', by)
      return 'paused'
    },
  )
}

/** The same steps as a draft of its own. */
export async function duplicateFlow(deps: Steering, agencyId: string, flow: Flow, name: string, by: Cause) {
  const free = freeName(name, await listHeads(deps.ground.database, agencyId))
  const copy: Flow = { ...flow, id: newId(deps.ground.clock), name: free, status: 'draft', version: 1 }
  return steerFlow(deps, agencyId, copy, by, null)
}

/** Removes a flow that nobody ever began. What ran stays: its runs say what was done with whom. */
export async function removeFlow(deps: Playing, agencyId: string, flowId: string, by: Cause) {
  const { database, clock, facts } = deps.ground
  return database.transaction(
    'remove-flow',
    async (sql): Promise<'removed' | 'has-run' | 'active' | 'unknown-flow'> => {
      await lockFlows(sql, agencyId)
      const head = await readHead(sql, agencyId, flowId)
      if (!head) return 'unknown-flow'
      if (head.status === 'active') return 'active'
      if (!(await deleteUnused(sql, agencyId, flowId))) return 'has-run'
      const data = { version: head.version }
      await facts.record(sql, [{ agencyId, name: 'flow.removed', subject: flowId, by, data, at: clock.now() }])
      return 'removed'
    },
  )
}
