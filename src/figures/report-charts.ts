import type { Axis, Chart } from '../charts/index.ts'
import { minorDigits } from '../kernel/money.ts'
import { dayAxis } from './day-charts.ts'
import { type Day, daysBetween } from './days.ts'
import { money, shortDay, sumOf } from './report.ts'
import { words } from './words.ts'

/** An axis from 0 in round steps of `unit` or more, four at most: there is no half of what is counted. */
export function roundAxis(most: number, unit: number, say: (value: number) => string): Omit<Axis, 'label'> {
  const wanted = Math.max(unit, most) / 4
  const power = unit * 10 ** Math.floor(Math.log10(wanted / unit))
  const step = Math.max(unit, [1, 2, 5, 10].map((n) => n * power).find((each) => each >= wanted) ?? wanted)
  const count = Math.max(1, Math.ceil(most / step - 1e-9))
  const ticks = Array.from({ length: count + 1 }, (_, n) => ({ at: n * step, text: say(n * step) }))
  return { from: 0, to: count * step, scale: 'linear', ticks }
}

const NO_AXIS: Omit<Axis, 'label'> = { from: 0, to: 1, scale: 'linear', ticks: [] }

/** Lying bars, the longest as long as the picture is wide. */
export const barChart = (title: string, finding: string, rows: readonly { text: string; value: number }[]): Chart => ({
  ...{ title, finding, y: { ...NO_AXIS, label: '' } },
  x: { ...NO_AXIS, to: Math.max(1, ...rows.map(({ value }) => value)), label: '' },
  layers: [{ kind: 'bars', colour: 0, rows: rows.map(({ text, value }) => ({ text, x: value })) }],
})

/** What was paid and what went back, day by day, with a line where something is to be pointed at. */
export function revenueChart(
  whom: string,
  { from, to }: { from: Day; to: Day },
  byDay: ReadonlyMap<Day, { paid: number; refunded: number }>,
  currency: string,
  marks: readonly { day: Day; text: string }[] = [],
): Chart {
  const days = daysBetween(from, to)
  const points = days.map((day, x) => ({ x, day, paid: 0, refunded: 0, ...byDay.get(day) }))
  const best = points.reduce((a, b) => (b.paid > a.paid ? b : a), points[0] ?? { day: from, paid: 0 })
  const total = sumOf(points, ({ paid }) => paid)
  const most = Math.max(...points.flatMap(({ paid, refunded }) => [paid, refunded]), 0)
  const say = words.revenue
  return {
    title: say.overTime(whom),
    finding: [
      say.finding(money(total, currency), days.length, money(best.paid, currency), shortDay(best.day)),
      ...(marks.length > 0 ? [say.unusualDays(marks.map(({ day, text }) => `${shortDay(day)} (${text})`))] : []),
    ].join(' '),
    x: dayAxis(days, say.day),
    y: { ...roundAxis(most, 10 ** minorDigits(currency), (minor) => money(minor, currency)), label: currency },
    layers: [
      { kind: 'line', colour: 0, name: say.paidLine, points: points.map(({ x, paid }) => ({ x, y: paid })) },
      ...[{ kind: 'line' as const, colour: 1 as const, name: say.refundedLine, dashed: true as const }].map((line) => ({
        ...line,
        points: points.map(({ x, refunded }) => ({ x, y: refunded })),
      })),
      ...marks.flatMap(({ day, text }) => {
        const x = days.indexOf(day)
        return x < 0 ? [] : [{ kind: 'mark' as const, x, text }]
      }),
    ],
  }
}

/** A grid of rows, each cell as dark as its value beside the largest; columns are numbered from `first`. */
export function gridChart(
  head: { title: string; finding: string; axis: string },
  rows: readonly { text: string; values: readonly (number | null)[] }[],
  first: number,
): Chart {
  const width = Math.max(1, ...rows.map(({ values }) => values.length))
  const most = Math.max(...rows.flatMap(({ values }) => values.map((value) => value ?? 0)), 1e-9)
  const step = width > 14 ? 3 : width > 7 ? 2 : 1
  const ticks = Array.from({ length: Math.ceil(width / step) }, (_, n) => n * step).map((at) => ({
    at: at + 0.5,
    text: String(first + at),
  }))
  const cells = rows.map(({ text, values }) => ({
    text,
    values: Array.from({ length: width }, (_, n) => {
      const value = values[n] ?? null
      return value === null ? null : value / most
    }),
  }))
  return {
    ...{ title: head.title, finding: head.finding, y: { ...NO_AXIS, label: '' } },
    x: { from: 0, to: width, scale: 'linear', ticks, label: head.axis },
    layers: [{ kind: 'cells', colour: 0, rows: cells }],
  }
}

/** A week's hours: the darker, the more was bought. `title` where it isn't about everything that was. */
export function hoursChart(
  hours: readonly { weekday: number; hour: number; sales: number }[],
  title = words.revenue.hours,
): Chart | null {
  const most = Math.max(0, ...hours.map(({ sales }) => sales))
  const best = hours.find(({ sales }) => sales === most)
  if (!best || most === 0) return null
  const say = words.revenue
  const rows = say.weekdays.map((text, n) => ({
    text,
    values: Array.from({ length: 24 }, (_, hour) => {
      const found = hours.find((one) => one.weekday === n + 1 && one.hour === hour)
      return (found?.sales ?? 0) / most
    }),
  }))
  const ticks = [0, 6, 12, 18].map((at) => ({ at, text: `${at}:00` }))
  return {
    title,
    finding: say.hoursFinding(say.weekdays[best.weekday - 1] ?? '', best.hour, best.sales),
    x: { from: 0, to: 24, scale: 'linear', ticks, label: say.hoursAxis },
    y: { ...NO_AXIS, label: '' },
    layers: [{ kind: 'cells', colour: 0, rows }],
  }
}
