import type { Sql } from '../database/sql.ts'
import { bySystem, type Fact } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/ids.ts'
import type { Burst } from './batch.ts'
import type { AutomationsDeps } from './deps.ts'
import type { Effect } from './run-state.ts'
import { attempt, type Execution, type Run } from './run-store.ts'
import { words } from './words.ts'

const HOUR_MS = 3_600_000

interface Done {
  run: Run
  effect: Effect
  flow: string
}

/** A code for what went wrong, never a sentence of the database: it may hold a row. */
const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'error'
}

/**
 * Does what the bursts ask for, in the caller's transaction, and returns how each burst went. `careful`: each action by
 * itself, so that one that fails is marked and the others are done; else a failure is thrown and the whole must be tried
 * again with care. An outage is no action's fault and always thrown.
 */
export async function runEffects(
  deps: AutomationsDeps,
  sql: Sql,
  agencyId: string,
  bursts: readonly Burst[],
  nameOf: (run: Run) => string,
  careful: boolean,
): Promise<Execution[]> {
  const failures = new Map<Effect, string>()
  const all = bursts.flatMap(({ run, effects }) => effects.map((effect): Done => ({ run, effect, flow: nameOf(run) })))
  await tagAll(deps, sql, agencyId, all, failures)
  const facts: Fact[] = []
  for (const done of all) {
    if (done.effect.action.do === 'notify') facts.push(noticeOf(deps, agencyId, done))
    else if (!isTag(done.effect)) await doOne(deps, sql, agencyId, done, failures, careful)
  }
  for (const [effect, code] of failures) facts.push(failureFact(deps, agencyId, all, effect, code))
  await deps.ground.facts.record(sql, facts)
  const at = deps.ground.clock.now()
  return bursts.map((burst) => executionOf(burst, failures, at))
}

const isTag = ({ action }: Effect): boolean => action.do === 'add_tag' || action.do === 'remove_tag'

async function doOne(
  deps: AutomationsDeps,
  sql: Sql,
  agencyId: string,
  done: Done,
  failures: Map<Effect, string>,
  careful: boolean,
): Promise<void> {
  const act = () => ask(deps, sql, agencyId, done)
  try {
    const failed = careful ? await attempt(sql, act) : await act()
    if (failed !== null) failures.set(done.effect, failed)
  } catch (error) {
    if (!careful || error instanceof Failure) throw error
    failures.set(done.effect, codeOf(error))
  }
}

/** Whom a flow's offer is for: a tag of at most forty characters, without the signs that an audience reads. */
const offerTag = (flow: string): string => `offer ${flow.toLowerCase().replace(/[,#@]/g, '')}`.slice(0, 40).trim()

/** Null, or the code of what it lacked. */
async function ask(
  { ground, drafting, fans, offers }: AutomationsDeps,
  sql: Sql,
  agencyId: string,
  { run, effect, flow }: Done,
): Promise<string | null> {
  const { action, step, visit } = effect
  const now = ground.clock.now().getTime()
  const key = `flow ${run.id} ${visit}`
  if (action.do === 'send_message') {
    const { purpose, template, note, assetId, offerId, withinHours } = action
    await drafting.askApproach(sql, {
      ...{ agencyId, fanId: run.fanId, key, assetId, offerId, until: new Date(now + withinHours * HOUR_MS) },
      cause: { kind: 'flow', id: `${run.id}:${step}` },
      say: { template, purpose, ...(note !== undefined && { note }) },
      why: words.why(flow, run.trigger.type, run.trigger.data.without),
    })
    return null
  }
  if (action.do !== 'create_offer') return null
  const { discountType, discountValue, validDays, assetIds } = action
  const tag = offerTag(flow)
  const offer = await offers.draftForFlow(sql, {
    ...{ agencyId, creatorId: run.creatorId, key: `flow ${run.flowId} ${run.version} ${step}`, name: flow, tag },
    ...{ discountType, discountValue, validDays, assetIds },
  })
  if (offer === 'over') return 'offer_over'
  const about = { flowId: run.flowId, depth: run.depth }
  const full = await fans.tagMany(sql, agencyId, [{ fanId: run.fanId, tag, adds: true }], bySystem('flow'), () => about)
  return full.length > 0 ? 'too_many_tags' : null
}

/** All tags of a batch at once; of one fan and tag the last word counts. */
async function tagAll(
  deps: AutomationsDeps,
  sql: Sql,
  agencyId: string,
  all: readonly Done[],
  failures: Map<Effect, string>,
): Promise<void> {
  const last = new Map<string, { fanId: string; tag: string; adds: boolean }>()
  const depths = new Map<string, { flowId: string; depth: number }>()
  const tagging = all.filter(({ effect }) => isTag(effect))
  for (const { run, effect } of tagging) {
    if (effect.action.do !== 'add_tag' && effect.action.do !== 'remove_tag') continue
    const { tag } = effect.action
    last.set(`${run.fanId} ${tag}`, { fanId: run.fanId, tag, adds: effect.action.do === 'add_tag' })
    const known = depths.get(run.fanId)
    if (!known || known.depth < run.depth) depths.set(run.fanId, { flowId: run.flowId, depth: run.depth })
  }
  const full = new Set(
    await deps.fans.tagMany(sql, agencyId, [...last.values()], bySystem('flow'), (fanId) => ({
      flowId: depths.get(fanId)?.flowId ?? null,
      depth: depths.get(fanId)?.depth ?? 0,
    })),
  )
  for (const { run, effect } of tagging) if (full.has(run.fanId)) failures.set(effect, 'too_many_tags')
}

/** Told to the creator's channels by a reaction to this fact; its words are the flow version's. */
const noticeOf = ({ ground }: AutomationsDeps, agencyId: string, { run, effect }: Done): Fact => ({
  ...{ agencyId, name: 'flow.notified', subject: run.flowId, by: bySystem('flow'), at: ground.clock.now() },
  data: {
    ...{ noticeId: newId(ground.clock), runId: run.id, fanId: run.fanId, creatorId: run.creatorId },
    ...{ version: run.version, step: effect.step },
  },
})

function failureFact(
  { ground }: AutomationsDeps,
  agencyId: string,
  all: readonly Done[],
  effect: Effect,
  code: string,
): Fact {
  const run = all.find((done) => done.effect === effect)?.run
  return {
    ...{
      agencyId,
      name: 'flow.action-failed',
      subject: run?.flowId ?? '',
      by: bySystem('flow'),
      at: ground.clock.now(),
    },
    data: { runId: run?.id ?? null, step: effect.step, code },
  }
}

function executionOf({ run, effects, visited }: Burst, failures: ReadonlyMap<Effect, string>, at: Date): Execution {
  const failed = effects.filter((effect) => failures.has(effect))
  const status = failed.length === 0 ? 'success' : failed.length === effects.length ? 'failed' : 'partial'
  const error = failed.map((effect) => `${effect.step}: ${failures.get(effect)}`).join(', ') || null
  return { runId: run.id, flowId: run.flowId, visits: run.state.visits, status, executed: visited, error, at }
}
