import { alarmsOf, readSeries } from './detect.ts'
import { type AlarmDay, daysOfRarity, explainAlarm, type Metric, rarityOfBudget, type Source } from './explain-alarm.ts'
import { type AlertDetail, alarmCause, alarmPriority, type Found } from './insight.ts'

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
}

/** Which of a day's figures are watched, and how each is read. */
const WATCHED: Record<Exclude<Metric, 'response-time'>, (day: DayFigures) => number> = {
  revenue: (day) => day.ppvMinor + day.tipsMinor + day.subscriptionsMinor + day.productsMinor,
  sales: (day) => day.sales,
  'new-subscribers': (day) => day.gained,
  'lost-subscribers': (day) => day.lost,
  refunds: (day) => day.refundsMinor,
}
type Watched = keyof typeof WATCHED

const SOURCES: Record<Source, (day: DayFigures) => number> = {
  ppv: (day) => day.ppvMinor,
  tips: (day) => day.tipsMinor,
  subscriptions: (day) => day.subscriptionsMinor,
  products: (day) => day.productsMinor,
  refunds: (day) => day.refundsMinor,
}

/** What else is known of the newest day. */
export type Circumstances = Pick<AlarmDay, 'gaps' | 'silences' | 'waiting' | 'prices' | 'promotions'>

export interface Judged {
  creatorId: string
  currency: string
  /** Without a gap, oldest first; the newest is the one that is judged. */
  days: readonly DayFigures[]
  /** Days on which a promotion ran. */
  promoted: ReadonlySet<string>
  falseAlarmDays: number
  muted: ReadonlySet<string>
}

const SHOWN_DAYS = 30
const USUAL_WEEKS = 8
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/**
 * What is unusual about the newest day, each cause once and with the day it began, so that a stretch of days stays one. Sales
 * that fell or rose with the money are the same cause, and not told beside it.
 */
export function unusualOf(judged: Judged, around: Circumstances): Found[] {
  const names = (Object.keys(WATCHED) as Watched[]).filter((metric) => !judged.muted.has(metric))
  const threshold = rarityOfBudget(judged.falseAlarmDays, names.length)
  const found = names.flatMap((metric) => alertOf(judged, around, metric, threshold) ?? [])
  const revenue = found.find(({ detail }) => 'metric' in detail && detail.metric === 'revenue')
  return found.filter(({ detail }) => !revenue || !('metric' in detail) || detail.metric !== 'sales')
}

function alertOf(judged: Judged, around: Circumstances, metric: Watched, threshold: number): Found | null {
  const { days, promoted, creatorId, currency } = judged
  const amountOf = WATCHED[metric]
  const series = days.map((one) => ({
    ...{ amount: amountOf(one), weekday: weekdayOf(one.day) },
    ...(promoted.has(one.day) ? { known: 'promotion' as const } : {}),
  }))
  const readings = readSeries(series)
  const last = days.length - 1
  const alarm = alarmsOf(readings, threshold).find(({ to }) => to === last)
  const [newest, first] = [days[last], days[alarm?.from ?? -1]]
  const expected = (readings[last]?.low ?? readings[last]?.high)?.expected
  if (!alarm || !newest || !first || !expected) return null
  const { direction, oneIn } = alarm
  const points = pointsOf(days, amountOf, readings)
  const came = amountOf(newest)
  const sources = sourcesOf(days)
  const clues = explainAlarm({ metric, direction, came, expected, sources, ...around })
  const detail: AlertDetail = {
    metric,
    direction,
    currency,
    came,
    expected,
    oneIn: daysOfRarity(oneIn, names(judged)),
    clues,
    points,
  }
  return {
    ...{ creatorId, kind: 'alert', causeKey: alarmCause(metric, direction, first.day) },
    ...{ priority: alarmPriority(alarm), fromDay: first.day, toDay: newest.day, detail },
  }
}

function pointsOf(
  days: readonly DayFigures[],
  amountOf: (day: DayFigures) => number,
  readings: ReturnType<typeof readSeries>,
): AlertDetail['points'] {
  const shown = days.slice(-SHOWN_DAYS)
  return shown.map((one, n) => {
    const reading = readings[days.length - shown.length + n]
    const band = (reading?.low ?? reading?.high)?.expected ?? { low: 0, high: 0 }
    return { day: one.day, amount: amountOf(one), low: band.low, high: band.high }
  })
}

/** The money of the newest day beside what was expected of it; null before there is enough to expect something by. */
export function revenueOf(days: readonly DayFigures[], currency: string): AlertDetail | null {
  const readings = readSeries(days.map((one) => ({ amount: WATCHED.revenue(one), weekday: weekdayOf(one.day) })))
  const newest = days.at(-1)
  const reading = readings.at(-1)?.low
  if (!newest || !reading) return null
  const points = pointsOf(days, WATCHED.revenue, readings)
  const came = WATCHED.revenue(newest)
  return {
    metric: 'revenue',
    direction: 'low',
    currency,
    came,
    expected: reading.expected,
    oneIn: 1,
    clues: [],
    points,
  }
}

/** A day is judged by several figures: by chance one of them is rare so much more often. */
const names = ({ muted }: Judged): number => Object.keys(WATCHED).filter((metric) => !muted.has(metric)).length

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
