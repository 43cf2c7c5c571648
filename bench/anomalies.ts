/**
 * `npm run bench:anomalies`: the product's detector beside the references of science.md on its series (`BENCH_DATA`), all of
 * them judging a day by what was before it. Its tables were read off the even series, and its weights ranked on them (among
 * near equals those that met the goals on all); the odd ones stand beside, so that overfitting shows. The tails of what swings
 * little (`low-day`, `MOST_THIN`) were set by the taxi series, which has no second half.
 */
import { readSeries } from '../src/digests/detect.ts'
import { injectedSeries, type Series, taxiSeries } from './anomaly-data.ts'
import { type Counting, measureAt, measureOneIn, type Point, type Tracks } from './anomaly-measure.ts'
import { gammaSums, maximumOf, type Score, stlMad, zScore } from './anomaly-references.ts'
import { say, sayGoal } from './measure.ts'

const three = (value: number): string => value.toFixed(3).replace(/^0/, '')

function sayPoint(name: string, { recall, byKind, delayDays, threshold }: Point): void {
  const kinds = Object.entries(byKind).map(([kind, share]) => `${kind} ${three(share)}`)
  say(
    `${name.padEnd(38)} recall ${three(recall)}  ${kinds.join('  ')}  delay ${delayDays.toFixed(2)} d  (from ${threshold.toPrecision(3)})`,
  )
}

const scored = (all: readonly Series[], score: Score): number[][] =>
  all.map(({ days }) =>
    score(
      days.map(({ amount }) => amount),
      days.map(({ weekday }) => weekday),
    ),
  )

/** The product's own rarity of each day, upwards and downwards. */
const own = (all: readonly Series[]): Tracks =>
  all.map(({ days }) => {
    const readings = readSeries(days)
    return [readings.map(({ high }) => high?.rarity ?? 0), readings.map(({ low }) => low?.rarity ?? 0)]
  })

const half = <T>(all: readonly T[], odd: 0 | 1): T[] => all.filter((_, n) => n % 2 === odd)

function compare(all: readonly Series[], counting: Counting): { month: Point; season: Point } {
  const [z, stl, gamma] = [scored(all, zScore), scored(all, stlMad), scored(all, gammaSums)]
  const single = (scores: readonly number[][]): Tracks => scores.map((series) => [series])
  const detectors: [string, Tracks][] = [
    ['z-score 28 d', single(z)],
    ['STL + MAD', single(stl)],
    ['zero-inflated gamma + 3/7-day sums', single(gamma)],
    ['maximum of both', single(maximumOf(z, gamma))],
    ['the product', own(all)],
  ]
  const tracks = own(all)
  for (const days of [60, 30]) {
    say(`one false alarm in ${days} days, ${counting === 'told' ? 'a stretch told once' : 'each day counted'}:`)
    for (const [name, of] of detectors) sayPoint(`  ${name}`, measureOneIn(all, of, days, counting))
    if (counting === 'days') continue
    for (const [name, odd] of [['its tables were read off', 0] as const, ['they were not', 1] as const])
      sayPoint(`    of it the half ${name}`, measureOneIn(half(all, odd), half(tracks, odd), days, counting))
  }
  return { season: measureOneIn(all, tracks, 60, counting), month: measureOneIn(all, tracks, 30, counting) }
}

function sayTaxi(series: Series): { found: number; wrongDays: number } {
  const [tracks] = own([series])
  const inside = (day: number) => series.events.some(({ from, to }) => day >= from && day < to)
  const days = series.days.flatMap((_, day) => (tracks?.some((track) => (track[day] ?? 0) >= 30) ? [day] : []))
  const found = series.events.filter(({ from, to }) => days.some((day) => day >= from && day < to)).length
  const wrongDays = days.filter((day) => !inside(day)).length
  say(`nyc_taxi_daily at a rarity of 30: ${found} of ${series.events.length} windows, ${wrongDays} days outside them`)
  return { found, wrongDays }
}

const all = injectedSeries()
const taxi = taxiSeries()
if (all === null || taxi === null) say('anomalies: not measured (BENCH_DATA has no anomalies/*.csv)')
else {
  const events = all.flatMap((series) => series.events).length
  say(`${all.length} series, ${events} injected events; an event is found by an alarm raised on one of its days`)
  const { season, month } = compare(all, 'told')
  compare(all, 'days')
  const tracks = own(all)
  for (const budget of [60, 30])
    say(
      `rarity ${budget} as it stands: one false alarm in ${measureAt(all, tracks, budget, 'told').oneIn.toFixed(0)} days`,
    )
  const seen = sayTaxi(taxi)
  sayGoal('recall at 1 false alarm / 60 days', season.recall, { least: 0.55 }, '')
  sayGoal('recall at 1 false alarm / 30 days', month.recall, { least: 0.68 }, '')
  sayGoal('outages at 1 / 30 days', month.byKind.zero3 ?? 0, { least: 0.6 }, '')
  sayGoal('outages at 1 / 60 days', season.byKind.zero3 ?? 0, { least: 0.6 }, '')
  sayGoal('mean delay at 1 / 60 days', season.delayDays, { most: 1.5 }, 'd')
  sayGoal('mean delay at 1 / 30 days', month.delayDays, { most: 1.5 }, 'd')
  sayGoal('windows of the taxi series', seen.found, { least: 5 }, 'of 5')
  sayGoal('days outside its windows', seen.wrongDays, { most: 5 }, 'd')
}
