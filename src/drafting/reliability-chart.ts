import { besideRight, type Chart, shareTicks, wilson } from '../charts/index.ts'
import type { Reliability } from './calibrate.ts'
import { words } from './report-words.ts'

/** The reliability diagram: how sure the writers were, beside how often people sent what they wrote as it was. */
export function reliabilityChart(tenths: readonly Reliability[]): Chart {
  const most = Math.max(1, ...tenths.map(({ decided }) => decided))
  const points = tenths.map(({ said, decided, accepted }) => ({
    ...{ x: said, y: accepted, size: decided / most },
    ...wilson(Math.round(accepted * decided), decided),
  }))
  const axis = shareTicks(1)
  return {
    title: words.chart.title,
    finding: words.chart.finding({
      decided: tenths.reduce((sum, { decided }) => sum + decided, 0),
      within: points.filter(({ x, low, high }) => x >= low && x <= high).length,
      groups: tenths.length,
    }),
    x: { ...axis, label: words.chart.said },
    y: { ...axis, label: words.chart.accepted },
    layers: besideRight(points, axis.to, words.chart),
  }
}
