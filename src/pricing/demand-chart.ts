import { type Chart, shareTicks } from '../charts/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { Segment } from '../scoring/index.ts'
import { choosePrice, curveOf } from './demand/choose-price.ts'
import { demandOf, groupOf, type SegmentAnswers } from './demand/segment-demand.ts'
import { ladderOf, minorOfUnit } from './price-for.ts'
import { words } from './words.ts'

export interface DemandInput {
  segment: Segment
  typicalMinor: number | null
  answers: readonly SegmentAnswers[]
  currency: string
}

/** Standard deviations to each side that hold four of five. */
const FOUR_OF_FIVE = 1.2816

/**
 * What is believed of a segment's demand: the share that buys at each price of the ladder, how unsure that is, and the price
 * that brings most. Of an asset at the creator's usual price, and before a fan's own answers.
 */
export function demandChart({ segment, typicalMinor, answers, currency }: DemandInput): Chart {
  const unit = minorOfUnit(currency)
  const belief = demandOf(typicalMinor === null ? null : typicalMinor / unit, answers)
  const ask = {
    pricesMinor: ladderOf(currency),
    minorPerUnit: unit,
    own: [],
    asks: [],
    exploring: false,
    lean: 0 as const,
  }
  const { rung, rungs } = choosePrice(curveOf(belief, groupOf(segment)), ask)
  const points = rungs.map(({ priceMinor, share, doubt }) => ({
    ...{ x: priceMinor, y: share },
    ...{ low: Math.max(0, share - FOUR_OF_FIVE * doubt), high: Math.min(1, share + FOUR_OF_FIVE * doubt) },
  }))
  const best = points.find(({ x }) => x === rung.priceMinor) ?? { low: 0, high: 0 }
  const price = formatMoney({ minor: rung.priceMinor, currency })
  const shown = answers.filter((each) => each.segment === segment).reduce((sum, each) => sum + each.shown, 0)
  const prices = points.map(({ x }) => x)
  return {
    title: words.demand.title(segment),
    finding: words.demand.finding({ segment, price, share: rung.share, low: best.low, high: best.high, shown }),
    x: {
      ...{ scale: 'log', from: Math.min(...prices), to: Math.max(...prices) },
      ticks: [0, 3, 5, 7, 10]
        .map((n) => prices[n] ?? 0)
        .map((at) => ({ at, text: formatMoney({ minor: at, currency }) })),
      label: words.demand.price,
    },
    y: { ...shareTicks(Math.max(0.05, ...points.map(({ high }) => high))), label: words.demand.buys },
    layers: [
      { kind: 'band', colour: 0, name: words.demand.range, points },
      { kind: 'line', colour: 0, name: words.demand.believed, points },
      { kind: 'mark', x: rung.priceMinor, text: words.demand.best(price) },
    ],
  }
}
