import { dayOf, daysBetween, plusDays } from '../figures/index.ts'
import { alarmsOf, readSeries } from './detect.ts'
import {
  type AlarmDay,
  daysOfRarity,
  explainAlarm,
  isBad,
  isBurden,
  METRICS,
  type Metric,
  rarityOfBudget,
  type Source,
} from './explain-alarm.ts'
import { type AlertDetail, alarmCause, alarmPriority } from './insight.ts'
import { type FoundAlert, onceForEachCause, type Told } from './one-cause.ts'

/** What one day of a creator brought, in minor units of their currency and counts. */
export interface DayFigures {
  day: string
  ppvMinor: number
  tipsMinor: number
  subscriptionsMinor: number
  productsMinor: number
  /** Positive: what went back. */
  refundsMinor: number
  sales: number
  gained: number
  lost: number
  /** Half of the approved replies had been waited for no longer than this; null without any. */
  waitedMinutes: number | null
}

/** How each watched figure of a day is read; null: nothing is known of it that day. */
const WATCHED: Record<Metric, (day: DayFigures) => number | null> = {
  revenue: (day) => earnedOf(day),
  sales: (day) => day.sales,
  'new-subscribers': (day) => day.gained,
  'lost-subscribers': (day) => day.lost,
  refunds: (day) => day.refundsMinor,
  'response-time': (day) => day.waitedMinutes,
}

const earnedOf = (day: DayFigures): number => day.ppvMinor + day.tipsMinor + day.subscriptionsMinor + day.productsMinor

/** What a day brought of a figure; 0 where nothing is known of it. */
export const amountOfDay = (metric: Metric, day: DayFigures): number => WATCHED[metric](day) ?? 0

const SOURCES: Record<Source, (day: DayFigures) => number> = {
  ppv: (day) => day.ppvMinor,
  tips: (day) => day.tipsMinor,
  subscriptions: (day) => day.subscriptionsMinor,
  products: (day) => day.productsMinor,
  refunds: (day) => day.refundsMinor,
}

/** What else is known of the newest day. */
export type Circumstances = Pick<
  AlarmDay,
  'gaps' | 'failures' | 'silences' | 'waiting' | 'refunds' | 'prices' | 'promotions' | 'frozen' | 'rulesMs'
>

export const NOTHING_KNOWN: Circumstances = {
  ...{ gaps: [], failures: [], silences: [], waiting: 0, refunds: [], prices: [], promotions: [], rulesMs: [] },
  frozen: { fans: 0, byRules: 0 },
}

export interface Judged {
  creatorId: string
  currency: string
  /** Without a gap, oldest first; the newest is the one that is judged. */
  days: readonly DayFigures[]
  /** Days on which a promotion was new, or that a person explained: they are not learnt from. */
  promoted: ReadonlySet<string>
  /** Alerts of before. */
  told: readonly Told[]
  falseAlarmDays: number
  muted: ReadonlySet<string>
}

const SHOWN_DAYS = 30
const USUAL_WEEKS = 8
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/**
 * What is unusual about the newest day, each cause once and with the day it began, so that a stretch of days stays one. What
 * rose or fell by the same cause is named beside it (`one-cause.ts`), and less of a burden is no news.
 */
export function unusualOf(judged: Judged, around: Circumstances): FoundAlert[] {
  const metrics = METRICS.filter((metric) => !judged.muted.has(metric))
  const threshold = rarityOfBudget(judged.falseAlarmDays, metrics.length)
  const found = metrics.flatMap((metric) => alertOf(judged, around, metric, { threshold, of: metrics.length }) ?? [])
  return onceForEachCause(found, judged.told)
}

function alertOf(
  judged: Judged,
  around: Circumstances,
  metric: Metric,
  { threshold, of }: { threshold: number; of: number },
): FoundAlert | null {
  const { days, promoted, creatorId, currency } = judged
  const readings = readSeries(seriesOf(days, metric, promoted))
  const last = days.length - 1
  const alarms = alarmsOf(readings, threshold).filter(({ direction }) => direction === 'high' || !isBurden(metric))
  const alarm = alarms.find(({ to }) => to === last)
  const [newest, first] = [days[last], days[alarm?.from ?? -1]]
  const expected = (readings[last]?.low ?? readings[last]?.high)?.expected
  const came = newest ? WATCHED[metric](newest) : null
  if (!alarm || !newest || !first || !expected || came === null) return null
  const { direction } = alarm
  // A day is judged by several figures: by chance one of them is rare so much more often.
  const oneIn = daysOfRarity(alarm.oneIn, of)
  const clues = explainAlarm({ metric, direction, came, expected, sources: sourcesOf(days), ...around })
  const detail: AlertDetail = {
    ...{ metric, direction, currency, came, expected, clues },
    ...{ oneIn, points: pointsOf(days, metric, readings) },
  }
  return {
    ...{ creatorId, kind: 'alert', causeKey: alarmCause(metric, direction, first.day) },
    priority: alarmPriority({ oneIn, isBad: isBad(metric, direction) }),
    ...{ fromDay: first.day, toDay: newest.day, detail },
  }
}

function seriesOf(days: readonly DayFigures[], metric: Metric, promoted: ReadonlySet<string>) {
  return days.map((one) => {
    const amount = WATCHED[metric](one)
    const known = amount === null ? ('missing' as const) : promoted.has(one.day) ? ('promotion' as const) : null
    return { amount: amount ?? 0, weekday: weekdayOf(one.day), ...(known ? { known } : {}) }
  })
}

function pointsOf(
  days: readonly DayFigures[],
  metric: Metric,
  readings: ReturnType<typeof readSeries>,
): AlertDetail['points'] {
  const shown = days.slice(-SHOWN_DAYS)
  return shown.map((one, n) => {
    const reading = readings[days.length - shown.length + n]
    const band = (reading?.low ?? reading?.high)?.expected ?? { low: 0, high: 0 }
    return { day: one.day, amount: WATCHED[metric](one) ?? 0, low: band.low, high: band.high }
  })
}

/** The money of the newest day beside what was expected of it; null before there is enough to expect something by. */
export function revenueOf(days: readonly DayFigures[], currency: string): AlertDetail | null {
  const readings = readSeries(seriesOf(days, 'revenue', new Set()))
  const newest = days.at(-1)
  const reading = readings.at(-1)?.low
  if (!newest || !reading) return null
  const points = pointsOf(days, 'revenue', readings)
  return {
    ...{ metric: 'revenue', direction: 'low', currency, came: earnedOf(newest), expected: reading.expected },
    ...{ oneIn: 1, clues: [], points },
  }
}

/** What each source brought on the newest day, refunds among them, and on the same day of the week over the eight weeks before. */
export function sourcesOf(days: readonly DayFigures[]): AlarmDay['sources'] {
  const newest = days.at(-1)
  const before = days.slice(0, -1).filter((_, n) => (days.length - 1 - n) % 7 === 0)
  const alike = before.slice(-USUAL_WEEKS)
  return (Object.keys(SOURCES) as Source[]).map((source) => ({
    source,
    cameMinor: newest ? SOURCES[source](newest) : 0,
    usualMinor: alike.reduce((sum, day) => sum + SOURCES[source](day), 0) / Math.max(1, alike.length),
  }))
}

/** So long a promotion is news; one that runs on is how things are. */
const NEW_DAYS = 14

/** The days of a creator's wall on which promotions were new. */
export const daysOfRuns = (ran: readonly { from: Date; until: Date }[], zone: string): string[] =>
  ran.flatMap(({ from, until }) => {
    const [first, last] = [dayOf(from, zone), dayOf(new Date(until.getTime() - 1), zone)]
    const mostly = plusDays(first, NEW_DAYS - 1)
    return daysBetween(first, last < mostly ? last : mostly)
  })
