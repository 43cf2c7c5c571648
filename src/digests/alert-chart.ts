import type { Chart } from '../charts/index.ts'
import type { AlertDetail } from './insight.ts'
import { amountOf, dayName, type Words } from './words.ts'

/** The days of an alert with the band of what was expected, and its day ringed. */
export function alertChart(words: Words, creator: string, detail: AlertDetail): Chart {
  const { metric, currency, came, expected } = detail
  const say = (amount: number) => amountOf(words, metric, amount, currency)
  const figure = words.metrics[metric]
  return daysChart(words, detail, {
    title: words.chartTitle(figure, creator),
    finding: words.chartFinding(figure, say(came), say(expected.low), say(expected.high)),
    ...{ figure, line: words.came, band: words.expectedBand },
  })
}

/** What stands in and beside the picture. */
interface Said {
  title: string
  finding: string
  /** What the line is a line of. */
  figure: string
  line: string
  band: string
}

/** Days as a line, what was expected of each as a band, the newest ringed. */
export function daysChart(words: Words, detail: AlertDetail, { title, finding, figure, line, band }: Said): Chart {
  const { metric, currency, came, expected, points } = detail
  const say = (amount: number) => amountOf(words, metric, amount, currency)
  const last = points.length - 1
  const most = Math.max(1, came, expected.high, ...points.flatMap(({ amount, high }) => [amount, high]))
  const step = niceStep(most)
  const heights = Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step)
  const feet = points.flatMap(({ day }, x) => ((last - x) % 7 === 0 ? [{ at: x, text: short(words, day) }] : []))
  return {
    title,
    finding,
    x: { label: words.day, from: 0, to: last + 1, scale: 'linear', ticks: feet },
    y: {
      ...{ label: figure, from: 0, to: heights.at(-1) ?? 1, scale: 'linear' },
      ticks: heights.map((at) => ({ at, text: say(at) })),
    },
    layers: [
      {
        ...{ kind: 'band', colour: 0, name: band },
        points: points.map(({ low, high }, x) => ({ x, low, high })),
      },
      {
        ...{ kind: 'line', colour: 0, name: line },
        points: points.map(({ amount }, x) => ({ x, y: amount })),
      },
      { kind: 'ring', colour: 1, x: last, y: points[last]?.amount ?? 0 },
    ],
  }
}

/** Four or five steps of 1, 2 or 5 times a power of ten up to the most. */
function niceStep(most: number): number {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return Math.max(1, ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power)
}

const short = (words: Words, day: string): string => dayName(words, day).split(' ').slice(1).join(' ')
