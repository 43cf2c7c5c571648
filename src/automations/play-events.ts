import { dayBegan } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import { bySystem, type OwedTask } from '../facts/index.ts'
import type { FanStanding } from '../fans/index.ts'
import { type Played, playBatch } from './batch.ts'
import { type BegunOf, beginnings } from './begin-batch.ts'
import type { AutomationsDeps } from './deps.ts'
import type { FanEvent } from './happened.ts'
import { asksForText } from './hears.ts'
import { knowFans, textsFor } from './know-fans.ts'
import type { Flows, Programs } from './programs.ts'
import { runEffects } from './run-effects.ts'
import { entriesSince, lastEntries, type Run, waitingOf, writeExecutions, writeRuns } from './run-store.ts'

const MINUTE_MS = 60_000

export interface Playing extends AutomationsDeps {
  programs: Programs
}

/** What is read of an agency before the transaction. IANA zones. */
export interface AgencyZones {
  agency: string
  creators: ReadonlyMap<string, string>
}

export async function zonesOf({ ground, agencies }: AutomationsDeps, agencyId: string): Promise<AgencyZones> {
  const creators = await agencies.creators(agencyId)
  return {
    agency: await agencies.zone(ground.database, agencyId),
    creators: new Map(creators.map(({ id, zone }) => [id, zone])),
  }
}

export interface Batch {
  events: readonly FanEvent[]
  /** Ids of runs that are due. */
  due: readonly string[]
  fanIds: readonly string[]
  /** Read already, where they were. */
  standings?: readonly FanStanding[]
}

/**
 * Part: tells runs what happened and lets go on what is due, begins new ones, does what they ask for and stores it all, set
 * by set. The agency's flows are locked by the caller.
 */
export async function playEvents(
  deps: Playing,
  sql: Sql,
  agencyId: string,
  zones: AgencyZones,
  batch: Batch,
  careful: boolean,
): Promise<void> {
  const { clock, facts } = deps.ground
  const fanIds = [...new Set(batch.fanIds)]
  if (fanIds.length === 0) return
  const runs = await waitingOf(sql, agencyId, fanIds)
  const flows = await deps.programs.load(sql, agencyId, runs)
  if (flows.heads.size === 0) return
  const standings = batch.standings ?? (await deps.fans.standings(sql, agencyId, fanIds))
  const fans = await knowFans(deps, sql, agencyId, standings, zones.creators)
  const texts = await wordsAsked(deps, sql, agencyId, flows, runs, batch.events)
  const begun = beginnings({ clock, flows, fans, texts }, batch.events)
  const entered = await entriesOf(sql, agencyId, begun, dayBegan(zones.agency, clock.now()))
  const played = playBatch({ clock, flows, runs, fans, texts, begun, ...entered }, batch.events, batch.due)
  const changed = [...played.runs]
  await writeRuns(sql, agencyId, changed, clock.now())
  const nameOf = (run: Run): string => flows.of(run.flowId, run.version)?.flow.name ?? ''
  await writeExecutions(sql, agencyId, await runEffects(deps, sql, agencyId, played.bursts, nameOf, careful))
  await facts.record(sql, keptOut(agencyId, played, clock.now()))
  await facts.owe(sql, goingOn(agencyId, changed))
}

/** Who began those flows when that could begin now; of all others nobody asks. */
async function entriesOf(sql: Sql, agencyId: string, begun: BegunOf, dayBegan: Date) {
  const flowIds = new Set<string>()
  const fanIds = new Set<string>()
  for (const [event, begins] of begun)
    for (const { flow } of begins.flat()) {
      flowIds.add(flow.id)
      fanIds.add(event.fanId)
    }
  if (flowIds.size === 0) return { lastEntries: new Map<string, Date>(), entriesToday: new Map<string, number>() }
  return {
    lastEntries: await lastEntries(sql, agencyId, [...flowIds], [...fanIds]),
    entriesToday: await entriesSince(sql, agencyId, [...flowIds], dayBegan),
  }
}

/** Only where a flow asks for words are words read. */
async function wordsAsked(
  deps: AutomationsDeps,
  sql: Sql,
  agencyId: string,
  flows: Flows,
  runs: readonly Run[],
  events: readonly FanEvent[],
): Promise<ReadonlyMap<string, string>> {
  const began = runs
    .filter(({ flowId, version }) => asks(flows.of(flowId, version)?.flow))
    .map(({ trigger }) => trigger.data)
  const begins = flows.active.some(({ flow }) => asks(flow))
    ? events.flatMap(({ triggers = [] }) => triggers.map(({ data }) => data))
    : []
  return textsFor(deps, sql, agencyId, [...began, ...begins])
}

const asking = new WeakMap<object, boolean>()
function asks(flow: Parameters<typeof asksForText>[0] | undefined): boolean {
  if (!flow) return false
  const known = asking.get(flow) ?? asksForText(flow)
  asking.set(flow, known)
  return known
}

function keptOut(agencyId: string, { capped, loops }: Played, at: Date) {
  const by = bySystem('flow')
  return [
    ...[...capped].map(([flowId, fans]) => ({
      agencyId,
      name: 'flow.capped',
      subject: flowId,
      by,
      at,
      data: { fans },
    })),
    ...loops.map(({ flowId, fanId, depth }) => ({
      ...{ agencyId, name: 'flow.loop-stopped', subject: flowId, by, at },
      data: { fanId, depth },
    })),
  ]
}

/** A task for each minute in which runs go on: a wait is its due time, and what falls due together is done together. */
function goingOn(agencyId: string, runs: readonly Run[]): OwedTask[] {
  const minutes = new Set(
    runs.flatMap(({ state }) => (state.dueAt === null ? [] : [Math.ceil(state.dueAt / MINUTE_MS) * MINUTE_MS])),
  )
  return [...minutes].map((ms) => dueTask(agencyId, new Date(ms)))
}

export const dueTask = (agencyId: string, dueAt: Date): OwedTask => ({
  ...{ agencyId, name: 'advance-runs', key: dueAt.toISOString(), dueAt, latestAt: null },
  input: { fact: '', subject: 'runs', data: {} },
})
