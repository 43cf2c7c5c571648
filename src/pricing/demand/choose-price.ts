import { type Belief, weightsOf } from './belief.ts'
import { curves, stepOf } from './curves.ts'
import { type OwnAnswer, ownCurve } from './own-answers.ts'

/** A price that may be asked, and what is believed of it. */
export interface Rung {
  priceMinor: number
  /** The share that buys at it. */
  share: number
  /** How unsure that is (one standard deviation). */
  doubt: number
}

/** How many standard deviations a price is given for being unknown: what is tried is never worse than this much. */
const CURIOSITY = 0.35
/** Of the revenue of the best price: a try that may cost more is not made. */
const TRY_COST = 0.12

export interface Chosen {
  rung: Rung
  /** The rungs that were weighed, ascending. */
  rungs: Rung[]
  /** Chosen to learn from: another rung is believed to bring more. */
  tried: boolean
}

/** One group's curve as it is believed: by price step, the share that buys and the doubt in it. */
export interface GroupCurve {
  share: Float64Array
  doubt: Float64Array
}

/** What is believed of a group's demand, at every price step. */
export function curveOf(belief: Belief, group: number): GroupCurve {
  const weights = weightsOf(belief, group)
  const { shares } = curves()
  const share = new Float64Array(shares.length)
  const doubt = new Float64Array(shares.length)
  shares.forEach((cells, step) => {
    let first = 0
    let second = 0
    for (let cell = 0; cell < weights.length; cell += 1) {
      const part = (weights[cell] ?? 0) * (cells[cell] ?? 0)
      first += part
      second += part * (cells[cell] ?? 0)
    }
    share[step] = first
    doubt[step] = Math.sqrt(Math.max(0, second - first * first))
  })
  return { share, doubt }
}

export interface Ask {
  /** Ascending, at least one; each is within all bounds. */
  pricesMinor: readonly number[]
  /** Minor units in a unit of the curves, for this asset. */
  minorPerUnit: number
  own: readonly OwnAnswer[]
  /** Prices, in units, at which the fan may have bought what no price of ours was for. */
  asks: readonly number[]
  exploring: boolean
  /** Which of two prices that bring alike: the lower (-1), the higher (1), or exactly the better one. */
  lean: -1 | 0 | 1
}

/**
 * The price that is believed to bring most, among those that may be asked; the lower one of two that bring the same. While
 * exploring, a price that is unsure gets some credit for it, never more than an eighth of the best one's revenue.
 */
export function choosePrice(curve: GroupCurve, ask: Ask): Chosen {
  const shares = ownCurve(curve.share, ask.own, ask.asks)
  const rungs = ask.pricesMinor.map((priceMinor) => {
    const step = stepOf(priceMinor / ask.minorPerUnit)
    return { priceMinor, share: shares[step] ?? 0, doubt: curve.doubt[step] ?? 0 }
  })
  const best = leaning(rungs, ask.lean)
  if (!ask.exploring || ask.own.length > 0) return { rung: best, rungs, tried: false }
  const least = best.priceMinor * best.share * (1 - TRY_COST)
  const worth = rungs.filter(({ priceMinor, share }) => priceMinor * share >= least)
  const rung = mostOf(worth, ({ priceMinor, share, doubt }) => priceMinor * (share + CURIOSITY * doubt))
  return { rung, rungs, tried: rung !== best }
}

/** Prices within this share of the best one's revenue bring alike. */
const ALIKE = 0.02

function leaning(rungs: readonly Rung[], lean: Ask['lean']): Rung {
  const revenue = ({ priceMinor, share }: Rung) => priceMinor * share
  const best = mostOf(rungs, revenue)
  if (lean === 0) return best
  const alike = rungs.filter((rung) => revenue(rung) >= revenue(best) * (1 - ALIKE))
  return alike.at(lean === 1 ? -1 : 0) ?? best
}

function mostOf(rungs: readonly Rung[], of: (rung: Rung) => number): Rung {
  const [first = { priceMinor: 0, share: 0, doubt: 0 }, ...rest] = rungs
  return rest.reduce((best, rung) => (of(rung) > of(best) ? rung : best), first)
}
