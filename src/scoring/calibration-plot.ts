import { besideRight, type Chart, shareTicks, wilson } from '../charts/index.ts'
import type { Tenth } from './models/backtest.ts'
import { words } from './words.ts'

/** What was expected of a creator's buyers beside what they did: on the line, the scores were right. */
export function calibrationPlot(creator: string, tenths: readonly Tenth[]): Chart {
  const points = tenths.map(({ expected, buyers, bought }) => ({
    ...{ x: expected, y: bought / buyers, size: 0 },
    ...wilson(bought, buyers),
  }))
  const axis = shareTicks(Math.max(0.05, ...points.map(({ x, high }) => Math.max(x, high))))
  return {
    title: words.calibrationPlot.title(creator),
    finding: findingOf(tenths, points),
    x: { ...axis, label: words.calibrationPlot.expected },
    y: { ...axis, label: words.calibrationPlot.bought },
    layers: besideRight(points, axis.to, words.calibrationPlot),
  }
}

function findingOf(tenths: readonly Tenth[], points: readonly { x: number; low: number; high: number }[]): string {
  const buyers = tenths.reduce((sum, each) => sum + each.buyers, 0)
  const expected = tenths.reduce((sum, each) => sum + each.expected * each.buyers, 0)
  const bought = tenths.reduce((sum, each) => sum + each.bought, 0)
  const within = points.filter(({ x, low, high }) => x >= low && x <= high).length
  return words.calibrationPlot.finding({
    buyers,
    expected: Math.round(expected),
    bought,
    within,
    groups: tenths.length,
  })
}
