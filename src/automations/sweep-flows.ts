import { nextDue } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import type { OwedTask, TaskRun } from '../facts/index.ts'
import type { FanStanding } from '../fans/index.ts'
import type { Flow } from './flow.ts'
import { listHeads, lockDueSweeps, lockFlows, moveSweeps, readHead, readVersions, type Sweep } from './flow-store.ts'
import type { FanEvent } from './happened.ts'
import { type Playing, playEvents, zonesOf } from './play-events.ts'
import { lastEntries } from './run-store.ts'
import type { TriggerStep } from './step.ts'

const DAY_MS = 86_400_000
/** Who has gone quiet is looked for once a day, when a team can answer. */
const INACTIVE_AT = { minuteOfDay: 10 * 60, weekdays: [] }
const PAGE = 500

/** The steps of a flow that begin by time. */
/** Whether a message ends what the step calls quiet. */
export const countsMessages = ({ config }: TriggerStep): boolean =>
  config.on === 'fan_inactive' && config.without !== 'purchase'

export const timedSteps = (flow: Flow): TriggerStep[] =>
  flow.steps.filter(
    (step): step is TriggerStep =>
      step.type === 'trigger' && (step.config.on === 'fan_inactive' || step.config.on === 'schedule'),
  )

/** When a step that begins by time is next due, by the agency's clock on the wall. */
export function nextSweep({ config }: TriggerStep, zone: string, after: Date): Date {
  const at = config.on === 'schedule' ? config : INACTIVE_AT
  return nextDue({ zone, minuteOfDay: at.minuteOfDay, weekdays: at.weekdays }, after)
}

/** The minute's: owes a task for each step whose time has come; what was missed is done once. */
export async function oweSweeps({ ground, agencies }: Playing): Promise<void> {
  const zones = new Map((await agencies.agencies()).map(({ id, zone }) => [id, zone]))
  await ground.database.transaction('owe-sweeps', async (sql) => {
    const now = ground.clock.now()
    const due = await lockDueSweeps(sql, now)
    if (due.length === 0) return
    const steps = await stepsOf(sql, due)
    const moved = due.map((sweep): Sweep => {
      const step = steps.get(`${sweep.flowId} ${sweep.step}`)
      const zone = zones.get(sweep.agencyId) ?? 'UTC'
      return { ...sweep, nextDueAt: step ? nextSweep(step, zone, now) : new Date(now.getTime() + DAY_MS) }
    })
    await moveSweeps(sql, moved)
    await ground.facts.owe(
      sql,
      due.map(({ agencyId, flowId, step }) => sweepTask(agencyId, flowId, step, null, now)),
    )
  })
}

async function stepsOf(sql: Sql, due: readonly Sweep[]): Promise<Map<string, TriggerStep>> {
  const steps = new Map<string, TriggerStep>()
  for (const agencyId of new Set(due.map((sweep) => sweep.agencyId))) {
    const wanted = new Set(due.map(({ flowId }) => flowId))
    const heads = (await listHeads(sql, agencyId)).filter(({ id }) => wanted.has(id))
    for (const flow of await readVersions(sql, agencyId, heads))
      for (const step of timedSteps(flow)) steps.set(`${flow.id} ${step.id}`, step)
  }
  return steps
}

function sweepTask(agencyId: string, flowId: string, step: string, after: string | null, dueAt: Date): OwedTask {
  return {
    ...{ agencyId, name: 'sweep-flow', key: `${flowId} ${step}`, dueAt, latestAt: null },
    input: { fact: '', subject: flowId, data: { step, after } },
  }
}

/** A page of fans for a step that begins by time; owes the next page with it. */
export async function sweepFlow(deps: Playing, { task, commit }: TaskRun): Promise<void> {
  const { agencyId, input } = task
  const { ground, fans } = deps
  const zones = await zonesOf(deps, agencyId)
  await commit('sweep-flow', async (sql) => {
    await lockFlows(sql, agencyId)
    const head = await readHead(sql, agencyId, input.subject)
    if (head?.status !== 'active') return
    const [flow] = await readVersions(sql, agencyId, [head])
    const step = flow && timedSteps(flow).find(({ id }) => id === input.data.step)
    if (!flow || !step) return
    const now = ground.clock.now()
    const days = step.config.on === 'fan_inactive' ? step.config.days : 0
    const after = typeof input.data.after === 'string' ? input.data.after : null
    const quietSince = new Date(now.getTime() - days * DAY_MS)
    const page = await fans.quiet(sql, agencyId, { creators: flow.creators, quietSince, after, limit: PAGE })
    const chosen =
      step.config.on === 'schedule'
        ? page
        : await quietOnes(deps, sql, agencyId, { flowId: flow.id, step }, page, quietSince)
    const events = chosen.map(({ id }): FanEvent => begins(id, flow, step, now))
    const fanIds = chosen.map(({ id }) => id)
    await playEvents(deps, sql, agencyId, zones, { events, due: [], fanIds, standings: chosen }, true)
    const last = page.at(-1)
    if (page.length === PAGE && last) await ground.facts.owe(sql, [sweepTask(agencyId, flow.id, step.id, last.id, now)])
  })
}

/** What a step that begins by time tells of a fan whom it found. */
export const sweepData = (flow: Flow, { id, config }: TriggerStep) => ({
  ...{ flow: flow.id, step: id },
  ...(config.on === 'fan_inactive' && config.without && { without: config.without }),
})

const begins = (fanId: string, flow: Flow, step: TriggerStep, at: Date): FanEvent => ({
  ...{ fanId, at },
  triggers: [{ type: step.config.on, data: sweepData(flow, step) }],
})

/** Those who haven't written either, where that counts, and whom the flow hasn't met since they last did what counts. */
async function quietOnes(
  { inbox }: Playing,
  sql: Sql,
  agencyId: string,
  { flowId, step }: { flowId: string; step: TriggerStep },
  page: readonly FanStanding[],
  quietSince: Date,
): Promise<FanStanding[]> {
  const ids = page.map(({ id }) => id)
  const written = countsMessages(step) ? await inbox.lastWritten(sql, agencyId, ids) : new Map<string, Date>()
  const met = await lastEntries(sql, agencyId, [flowId], ids)
  return page.filter(({ id, lastPurchaseAt, firstSeenAt }) => {
    const times = [lastPurchaseAt, firstSeenAt, written.get(id) ?? null].map((at) => at?.getTime() ?? 0)
    const active = Math.max(...times)
    return active <= quietSince.getTime() && (met.get(`${flowId} ${id}`)?.getTime() ?? 0) <= active
  })
}
