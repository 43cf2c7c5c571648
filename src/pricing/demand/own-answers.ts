import { LAPSE, PRICE_STEPS, priceOfStep, stepOf } from './curves.ts'

/** What one fan did at a price, in units. */
export interface OwnAnswer {
  price: number
  /** A price of ours was taken, or let pass; or the fan bought, and what else they were asked isn't known. */
  came: 'taken' | 'passed' | 'bought'
}

/** How far fans of one segment lie from its middle (standard deviation of logarithms). */
const FAN_SPREAD = 0.45
const SHIFT_STEPS = 56
/** A segment is of many fans: one fan's own answers differ less from time to time than fans do from each other. */
const STEEPNESS = 1.5
/** A purchase without a price of ours says less: what it was for, and what was let pass before, isn't known. */
const BOUGHT_WEIGHT = 0.7

/**
 * A segment's curve moved to where one fan's own answers place it: their willingness to pay is the segment's times a
 * factor, unknown before their first answer, and each answer counts once against what is usual, so that few move it little.
 * `curve` has the share that buys at each price step; `asks` are the prices, in units, at which a fan may have bought.
 *
 * A price of ours that was taken says that the fan pays at least as much, one let pass that they pay less. What was bought
 * without a price of ours says what the fan pays *among what was asked*: who pays $9 where up to $50 is asked pays about $9.
 * Wherever the curve falls steadily, the share at every price never falls by a price that was taken, nor rises by one let pass.
 */
export function ownCurve(curve: Float64Array, answers: readonly OwnAnswer[], asks: readonly number[]): Float64Array {
  if (answers.length === 0) return curve
  const own = steeper(curve)
  const asked = asks.map(stepOf)
  const came = answers.map((answer) => ({ ...answer, step: stepOf(answer.price) }))
  const logs = FACTORS.map((steps) => likely(own, steps, came, asked))
  const most = Math.max(...logs)
  const out = new Float64Array(PRICE_STEPS)
  let total = 0
  FACTORS.forEach((steps, n) => {
    const weight = Math.exp((logs[n] ?? 0) - most)
    total += weight
    if (weight < 1e-12) return
    for (let step = 0; step < PRICE_STEPS; step += 1) out[step] = (out[step] ?? 0) + weight * shareAt(own, step - steps)
  })
  return out.map((sum) => sum / total)
}

const STEP = Math.log(priceOfStep(1) / priceOfStep(0))
const FACTORS = Array.from({ length: 2 * SHIFT_STEPS + 1 }, (_, n) => n - SHIFT_STEPS)

/** The logarithm of how likely one fan's answers are, if their willingness to pay lies so many steps from the segment's. */
function likely(
  curve: Float64Array,
  steps: number,
  answers: readonly (OwnAnswer & { step: number })[],
  asked: readonly number[],
): number {
  const z = (steps * STEP) / FAN_SPREAD
  const among = asked.reduce((sum, step) => sum + meant(shareAt(curve, step - steps)), 0) / Math.max(1, asked.length)
  return answers.reduce(
    (sum, { step, came }) => {
      const share = shareAt(curve, step - steps)
      if (came === 'passed') return sum + Math.log(1 - share)
      if (came === 'taken') return sum + Math.log(share)
      return sum + BOUGHT_WEIGHT * (Math.log(meant(share)) - (asked.length === 0 ? 0 : Math.log(among)))
    },
    (-z * z) / 2,
  )
}

/** Without those who pay anything now and then: else the rarest buyers would be thought to pay every price alike. */
const meant = (share: number): number => Math.max(1e-9, (share - LAPSE) / (1 - 2 * LAPSE))

/** The curve, falling faster about the price at which half of those who buy at all still do. */
function steeper(curve: Float64Array): Float64Array {
  const half = (curve[0] ?? 0) / 2
  const middle = Math.max(
    0,
    curve.findIndex((share) => share < half),
  )
  return curve.map((_, step) => shareAt(curve, Math.round(middle + STEEPNESS * (step - middle))))
}

function shareAt(curve: Float64Array, step: number): number {
  return curve[Math.min(PRICE_STEPS - 1, Math.max(0, step))] ?? 0
}
