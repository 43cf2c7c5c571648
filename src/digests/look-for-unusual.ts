import type { Creator } from '../agency/index.ts'
import { plusDays } from '../figures/index.ts'
import { isAlert } from './alert-card.ts'
import { areCaughtUp } from './caught-up.ts'
import type { DigestsDeps } from './deps.ts'
import { gatherCircumstances, startOf } from './gather-circumstances.ts'
import type { Insight } from './insight.ts'
import { alertsSince, openInsights, readWatch } from './insight-store.ts'
import { noteFans } from './note-fans.ts'
import { noteInsights } from './note-insights.ts'
import { READ_DAYS, readDays } from './read-days.ts'
import { withKnownCauses } from './same-cause.ts'
import { USUAL_BUDGET_DAYS } from './settle-insight.ts'
import { type DayFigures, daysOfRuns, type Judged, NOTHING_KNOWN, unusualOf } from './unusual.ts'

const MOST = 80
/** What came in the last moments is rolled up with the next minute. */
const MOMENT_MS = 120_000

/** What a look found: what is open, and the days up to the newest whole one; null while figures lack some of it. */
export interface Looked {
  open: Insight[]
  days: readonly DayFigures[] | null
}

/** What a look judges. */
interface Look {
  /** What came up to then is in the figures, or no day is judged. */
  whole: Date
  /** How many of the newest whole days: those since the look before. */
  days: number
}

/**
 * Judges a creator's newest whole day, or days, and keeps what is unusual, each cause once, with what else happened that day, and
 * the fans whom its lists name; returns what is open, and the days. Costs a few reads of roll-ups on a usual day. While figures lack what came
 * up to `whole`, no day is judged.
 */
export async function lookForUnusual(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  { whole, days: judged }: Look = { whole: new Date(deps.ground.clock.now().getTime() - MOMENT_MS), days: 1 },
): Promise<Looked> {
  const { ground } = deps
  const isWhole = await areCaughtUp(deps, agencyId, whole)
  const days = isWhole ? await readDays(deps, agencyId, creator, ground.clock.now()) : null
  const known = days ?? []
  // The oldest first: what it found is what the next one may last.
  for (let left = Math.min(judged, known.length); left > 0; left -= 1)
    await judgeNewest(deps, agencyId, creator, known.slice(0, known.length - left + 1))
  await noteFans(deps, agencyId, creator)
  return { open: await openInsights(ground.database, agencyId, creator.id, MOST), days }
}

/** Keeps what is unusual about the newest of these days. */
async function judgeNewest(deps: DigestsDeps, agencyId: string, creator: Creator, days: Judged['days']): Promise<void> {
  const { database } = deps.ground
  const alerts = await alertsOf(deps, agencyId, creator, days)
  const judged = await judgedOf(deps, agencyId, creator, { days, alerts })
  // Most days are usual: only then is it asked what else happened.
  const isUnusual = unusualOf(judged, NOTHING_KNOWN).length > 0
  const newest = days.at(-1)?.day ?? ''
  const around = isUnusual ? await gatherCircumstances(deps, agencyId, creator, newest) : NOTHING_KNOWN
  const found = withKnownCauses(unusualOf(judged, around), alerts, days)
  if (found.length > 0) await database.transaction('insights.noted', (sql) => noteInsights(deps, sql, agencyId, found))
}

const firstOf = (days: Judged['days']): string => plusDays(days.at(-1)?.day ?? '', -READ_DAYS)

async function alertsOf({ ground }: DigestsDeps, agencyId: string, creator: Creator, days: Judged['days']) {
  return (await alertsSince(ground.database, agencyId, creator.id, firstOf(days))).filter(isAlert)
}

async function judgedOf(
  { ground, offers }: DigestsDeps,
  agencyId: string,
  creator: Creator,
  { days, alerts }: { days: Judged['days']; alerts: Awaited<ReturnType<typeof alertsOf>> },
): Promise<Judged> {
  const now = ground.clock.now()
  const watch = await readWatch(ground.database, agencyId, creator.id)
  const muted = Object.entries(watch?.muted ?? {}).filter(([, until]) => new Date(until) > now)
  const from = startOf(creator.zone, firstOf(days))
  const ran = await offers.ran(ground.database, agencyId, creator.id, { from, until: now })
  const explained = alerts.filter(({ detail }) => detail.explained !== undefined)
  return {
    ...{ creatorId: creator.id, currency: creator.currency, days },
    promoted: new Set([
      ...daysOfRuns(ran, creator.zone),
      ...explained.flatMap(({ fromDay, toDay }) =>
        days.map(({ day }) => day).filter((d) => d >= fromDay && d <= toDay),
      ),
    ]),
    told: alerts.map(({ causeKey, toDay, detail }) => ({ causeKey, toDay, also: detail.also ?? [] })),
    falseAlarmDays: watch?.falseAlarmDays ?? USUAL_BUDGET_DAYS,
    muted: new Set(muted.map(([metric]) => metric)),
  }
}
