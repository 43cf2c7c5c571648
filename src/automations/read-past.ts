import type { Sql } from '../database/sql.ts'
import { pastFacts } from '../facts/index.ts'
import type { FanStanding } from '../fans/index.ts'
import type { AutomationsDeps } from './deps.ts'
import { lastActive, type Past } from './dry-run.ts'
import { eventOf, HEARD_OF } from './fan-event.ts'
import type { Flow } from './flow.ts'
import type { FanEvent } from './happened.ts'
import { asksForText, heardBy } from './hears.ts'
import { type KnownFan, knowFans, textsFor } from './know-fans.ts'
import { zonesOf } from './play-events.ts'
import type { TriggerStep } from './step.ts'
import { nextSweep, sweepData, timedSteps } from './sweep-flows.ts'

const DAY_MS = 86_400_000
/** More would only take longer: the newest of what happened, and so many fans for a step that begins by time. */
const FACTS_MOST = 20_000
const FANS_MOST = 5_000
const PAGE = 500

export interface ReadPast {
  past: Past
  /** Whether there was more than is looked at. */
  cut: boolean
}

/** What happened in the last `days` that a flow hears of, and what is known today of the fans it happened to. */
export async function readPast(deps: AutomationsDeps, agencyId: string, flow: Flow, days: number): Promise<ReadPast> {
  const { ground } = deps
  const sql = ground.database
  const until = ground.clock.now()
  const from = new Date(until.getTime() - days * DAY_MS)
  const zones = await zonesOf(deps, agencyId)
  const told = await recorded(sql, agencyId, flow, from)
  const timed = timedSteps(flow)
  const swept = timed.length === 0 ? [] : await fansFor(deps, agencyId, flow, timed, until)
  const known = new Map(swept.map((standing) => [standing.id, standing]))
  const others = [...new Set(told.map(({ fanId }) => fanId))].filter((id) => !known.has(id))
  for (let n = 0; n < others.length; n += PAGE)
    for (const standing of await deps.fans.standings(sql, agencyId, others.slice(n, n + PAGE)))
      known.set(standing.id, standing)
  const fans = await knowFans(deps, sql, agencyId, [...known.values()], zones.creators)
  const found = swept.flatMap(({ id }) => {
    const fan = fans.get(id)
    return fan ? sweptEvents(flow, timed, fan, { from, until, zone: zones.agency }) : []
  })
  const data = asksForText(flow) ? told.flatMap(({ triggers = [] }) => triggers.map((trigger) => trigger.data)) : []
  return {
    past: {
      ...{ from, until, zone: zones.agency, fans },
      events: [...told, ...found].sort((a, b) => a.at.getTime() - b.at.getTime()),
      texts: await textsFor(deps, sql, agencyId, data),
    },
    cut: told.length >= FACTS_MOST || swept.length >= FANS_MOST,
  }
}

async function recorded(sql: Sql, agencyId: string, flow: Flow, since: Date): Promise<FanEvent[]> {
  const heard: readonly string[] = heardBy(flow)
  const names = Object.entries(HEARD_OF).flatMap(([fact, kinds]) =>
    kinds.some((kind) => heard.includes(kind)) ? [fact] : [],
  )
  if (names.length === 0) return []
  const facts = await pastFacts(sql, agencyId, { names, since, most: FACTS_MOST })
  return facts.flatMap(({ name, subject, data, at }) => {
    const event = eventOf({ fact: name, subject, data }, at)
    return event ? [{ ...event, at }] : []
  })
}

/** Everybody whom a step that begins by time could find. */
async function fansFor(
  { fans, ground }: AutomationsDeps,
  agencyId: string,
  flow: Flow,
  timed: readonly TriggerStep[],
  now: Date,
): Promise<FanStanding[]> {
  const least = Math.min(...timed.map(({ config }) => (config.on === 'fan_inactive' ? config.days : 0)))
  const quietSince = new Date(now.getTime() - least * DAY_MS)
  const found: FanStanding[] = []
  for (let after: string | null = null; found.length < FANS_MOST; ) {
    const page = await fans.quiet(ground.database, agencyId, {
      creators: flow.creators,
      quietSince,
      after,
      limit: PAGE,
    })
    found.push(...page)
    after = page.at(-1)?.id ?? null
    if (page.length < PAGE) break
  }
  return found.slice(0, FANS_MOST)
}

/** Each time that a step would have found the fan. */
function sweptEvents(
  flow: Flow,
  timed: readonly TriggerStep[],
  fan: KnownFan,
  { from, until, zone }: { from: Date; until: Date; zone: string },
): FanEvent[] {
  return timed.flatMap((step) => {
    const events: FanEvent[] = []
    for (let at = nextSweep(step, zone, from); at < until; at = nextSweep(step, zone, at)) {
      const quiet =
        step.config.on !== 'fan_inactive' || at.getTime() - lastActive(fan, step) >= step.config.days * DAY_MS
      if (!quiet) continue
      events.push({ fanId: fan.standing.id, at, triggers: [{ type: step.config.on, data: sweepData(flow, step) }] })
    }
    return events
  })
}
