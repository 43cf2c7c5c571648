import type { Axis, Chart, Colour, Layer } from '../charts/index.ts'
import { type Day, daysBetween } from './days.ts'
import { shortDay } from './report.ts'

type Days = { from: Day; to: Day }

/** An axis of days, numbered from 0: the first, the middle and the last are named. */
export function dayAxis(days: readonly Day[], label: string): Axis {
  const last = Math.max(1, days.length - 1)
  const ticks = [0, Math.round(last / 2), last].flatMap((at) => (days[at] ? [{ at, text: shortDay(days[at]) }] : []))
  return { from: -0.5, to: last + 1, scale: 'linear', ticks, label }
}

/** What is counted day by day; a day that isn't there counts 0. */
export interface DaySeries {
  name: string
  colour: Colour
  dashed?: true
  byDay: ReadonlyMap<Day, number>
}

/** Lines over days, on the y axis that is given. */
export function dayLines(
  head: { title: string; finding: string; day: string },
  { from, to }: Days,
  y: Axis,
  series: readonly DaySeries[],
): Chart {
  const days = daysBetween(from, to)
  const layers = series.map(({ name, colour, dashed, byDay }): Layer => {
    const points = days.map((day, x) => ({ x, y: byDay.get(day) ?? 0 }))
    return { kind: 'line', colour, name, ...(dashed && { dashed }), points }
  })
  return { title: head.title, finding: head.finding, x: dayAxis(days, head.day), y, layers }
}

/** So many columns at most: more are no longer told apart on a telephone. */
const COLUMNS_MAX = 31
const NOTHING: Axis = { from: 0, to: 1, scale: 'linear', ticks: [], label: '' }

/** Days in as many stretches of the same length as lie beside each other; the last one may be shorter. */
function stretchesOf(days: readonly Day[]): Day[][] {
  const length = Math.max(1, Math.ceil(days.length / COLUMNS_MAX))
  const count = Math.ceil(days.length / length)
  return Array.from({ length: count }, (_, n) => days.slice(n * length, (n + 1) * length))
}

/** A grid of rows over days: the darker, the more. `of` is what a row counts on a day. */
export function dayGrid(
  head: { title: string; finding: string; day: string },
  { from, to }: Days,
  rows: readonly { text: string; byDay: ReadonlyMap<Day, number> }[],
): Chart {
  const days = daysBetween(from, to)
  const stretches = stretchesOf(days)
  const sums = rows.map(({ byDay }) =>
    stretches.map((stretch) => stretch.reduce((sum, day) => sum + (byDay.get(day) ?? 0), 0)),
  )
  const most = Math.max(1, ...sums.flat())
  const middle = Math.floor(stretches.length / 2)
  const ticks = [...new Set([0, middle, stretches.length - 1])].flatMap((at) => {
    const [first] = stretches[at] ?? []
    return first ? [{ at: at + 0.5, text: shortDay(first) }] : []
  })
  return {
    title: head.title,
    finding: head.finding,
    x: { from: 0, to: Math.max(1, stretches.length), scale: 'linear', ticks, label: head.day },
    y: NOTHING,
    layers: [
      {
        kind: 'cells',
        colour: 0,
        rows: rows.map(({ text }, n) => ({ text, values: (sums[n] ?? []).map((sum) => sum / most) })),
      },
    ],
  }
}
