/**
 * The detectors of science.md's table, as plainly as they are known: each gives every day a score from the days before it and
 * itself alone. High scores raise an alarm, whatever the direction.
 */
import { gammaTail } from './gamma-tail.ts'

export type Score = (amounts: readonly number[], weekdays: readonly number[]) => number[]

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: readonly number[]): number => {
  const middle = mean(values)
  return mean(values.map((value) => (value - middle) ** 2))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half) - 1] ?? 0)) / 2
}

/** Nothing is scored before so many days. */
const FEWEST = 28

const fromDay = (first: number, amounts: readonly number[], score: (at: number) => number): number[] =>
  amounts.map((_, at) => (at < first ? 0 : score(at)))

/** Distance to the mean of 28 days, in their deviations; a deviation below one unit of money counts as one more. */
export const zScore: Score = (amounts) =>
  fromDay(FEWEST, amounts, (at) => {
    const before = amounts.slice(at - FEWEST, at)
    return Math.abs((amounts[at] ?? 0) - mean(before)) / (Math.sqrt(variance(before)) + 1)
  })

const STL_DAYS = 84
const TREND_DAYS = 21

/** Loess of degree one with tricube weights, at every day. */
function loess(values: readonly number[], reach: number): number[] {
  return values.map((_, at) => {
    let [weights, xs, ys, xx, xy] = [0, 0, 0, 0, 0]
    const first = Math.max(0, at - reach)
    for (let n = first; n <= Math.min(values.length - 1, at + reach); n += 1) {
      const weight = (1 - (Math.abs(n - at) / (reach + 1)) ** 3) ** 3
      const [x, y] = [n - at, values[n] ?? 0]
      weights += weight
      xs += weight * x
      ys += weight * y
      xx += weight * x * x
      xy += weight * x * y
    }
    const below = weights * xx - xs * xs
    return below > 1e-9 ? (ys * xx - xs * xy) / below : ys / weights
  })
}

/** STL with a periodic week over the last twelve weeks, two passes; the day's remainder in median absolute deviations. */
export const stlMad: Score = (amounts, weekdays) =>
  fromDay(FEWEST, amounts, (at) => {
    const from = Math.max(0, at + 1 - STL_DAYS)
    const values = amounts.slice(from, at + 1)
    const days = weekdays.slice(from, at + 1)
    let trend = values.map(() => 0)
    let week = new Array<number>(7).fill(0)
    for (let pass = 0; pass < 2; pass += 1) {
      const flat = values.map((value, n) => value - (trend[n] ?? 0))
      week = week.map((_, day) => mean([0, ...flat.filter((_, n) => days[n] === day)]))
      const level = mean(week)
      week = week.map((value) => value - level)
      const weekly = week
      trend = loess(
        values.map((value, n) => value - (weekly[days[n] ?? 0] ?? 0)),
        TREND_DAYS,
      )
    }
    const rest = values.map((value, n) => value - (trend[n] ?? 0) - (week[days[n] ?? 0] ?? 0))
    const before = rest.slice(0, -1)
    const middle = median(before)
    const mad = 1.4826 * median(before.map((value) => Math.abs(value - middle)))
    return Math.abs((rest.at(-1) ?? 0) - middle) / (mad + 1)
  })

const GAMMA_DAYS = 84

/** Surprise (−ln p, two-sided) of a value beside others: nothing with a probability of its own, else gamma by moments. */
function surprise(value: number, before: readonly number[]): number {
  const some = before.filter((other) => other > 0)
  const share = (some.length + 0.5) / (before.length + 1)
  const [middle, spread] = some.length < 2 ? [1, 1] : [mean(some), variance(some) + 1e-9]
  const tail = value > 0 ? gammaTail((middle * middle) / spread, (value * middle) / spread) : 1
  const above = value > 0 ? share * tail : 1
  const below = 1 - share + share * (value > 0 ? 1 - tail : 0)
  return -Math.log(Math.max(1e-300, Math.min(above, below)))
}

/** Zero-inflated gamma of the day and of the sums of three and seven days, the most surprising of the three. */
export const gammaSums: Score = (amounts) =>
  fromDay(FEWEST + 7, amounts, (at) => {
    const scores = [1, 3, 7].map((days) => {
      const sumAt = (end: number) => amounts.slice(end - days + 1, end + 1).reduce((sum, value) => sum + value, 0)
      const before: number[] = []
      for (let end = Math.max(days - 1, at - GAMMA_DAYS); end <= at - days; end += 1) before.push(sumAt(end))
      return surprise(sumAt(at), before)
    })
    return Math.max(...scores)
  })

/** Both on one scale: how rare the score is among all days of all series. */
export function maximumOf(a: readonly number[][], b: readonly number[][]): number[][] {
  const ranks = [a, b].map((all) => {
    const sorted = all.flat().toSorted((x, y) => x - y)
    return all.map((scores) => scores.map((score) => rankIn(sorted, score)))
  })
  return a.map((scores, n) => scores.map((_, at) => Math.max(ranks[0]?.[n]?.[at] ?? 0, ranks[1]?.[n]?.[at] ?? 0)))
}

function rankIn(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low / sorted.length
}
