import type { Series } from './anomaly-data.ts'

/** Scores of one detector: by series, by direction (a reference has one for both), by day. */
export type Tracks = readonly (readonly number[][])[]

/** How false alarms are counted: a stretch once, as it is told, or each of its days. */
export type Counting = 'told' | 'days'

export interface Point {
  /** One false alarm in so many days, as it came out. */
  oneIn: number
  threshold: number
  recall: number
  byKind: Record<string, number>
  /** From an event's first day to its alarm, over the events found. */
  delayDays: number
}

/** Days without a judgement at the start, and after an event, whose days are neither right nor wrong. */
const WARM_UP_DAYS = 60
const GRACE_DAYS = 7
/** As the product tells it: after so many days below the threshold the next alarm is a new one. */
const QUIET_DAYS = 4

function alarmDays(track: readonly number[], threshold: number, counting: Counting): number[] {
  const over = track.flatMap((score, day) => (score >= threshold ? [day] : []))
  if (counting === 'days') return over
  return over.filter((day, n) => n === 0 || day - (over[n - 1] ?? 0) > QUIET_DAYS)
}

const isUsual = ({ events }: Series, day: number): boolean =>
  day >= WARM_UP_DAYS && events.every(({ from, to }) => day < from || day >= to + GRACE_DAYS)

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** What a threshold finds. An event is found by an alarm raised on one of its days. */
export function measureAt(all: readonly Series[], tracks: Tracks, threshold: number, counting: Counting): Point {
  let [usual, wrong] = [0, 0]
  const found: { kind: string; delay: number | null }[] = []
  all.forEach((series, n) => {
    const perTrack = (tracks[n] ?? []).map((track) => alarmDays(track, threshold, counting))
    const alarms = counting === 'days' ? [...new Set(perTrack.flat())] : perTrack.flat()
    usual += series.days.filter((_, day) => isUsual(series, day)).length
    wrong += alarms.filter((day) => isUsual(series, day)).length
    for (const { kind, from, to } of series.events) {
      const own = alarms.filter((day) => day >= from && day < to)
      found.push({ kind, delay: own.length === 0 ? null : Math.min(...own) - from })
    }
  })
  const share = (of: readonly { delay: number | null }[]) => mean(of.map(({ delay }) => (delay === null ? 0 : 1)))
  const kinds = [...new Set(found.map(({ kind }) => kind))].sort()
  return {
    threshold,
    oneIn: usual / wrong,
    recall: share(found),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, share(found.filter((event) => event.kind === kind))])),
    delayDays: mean(found.flatMap(({ delay }) => (delay === null ? [] : [delay]))),
  }
}

/** The lowest threshold with at most one false alarm in `days` days. */
export function measureOneIn(all: readonly Series[], tracks: Tracks, days: number, counting: Counting): Point {
  const scores = [...new Set(tracks.flat(2))].sort((a, b) => b - a)
  // From above: below it the stretches of a low threshold grow together, and would count as few again.
  let [fine, over] = [0, Math.ceil(scores.length / 4)]
  while (over - fine > 1) {
    const middle = (fine + over) >> 1
    if (measureAt(all, tracks, scores[middle] ?? 0, counting).oneIn >= days) fine = middle
    else over = middle
  }
  return measureAt(all, tracks, scores[fine] ?? 0, counting)
}
