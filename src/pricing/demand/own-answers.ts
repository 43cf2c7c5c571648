import { PRICE_STEPS, priceOfStep, stepOf } from './curves.ts'

/** What one fan did at a price in units: paid it, or let it pass. */
export interface OwnAnswer {
  price: number
  paid: boolean
  /** How much it counts: a purchase without a quote of ours says less, since what was let pass before isn't known. */
  weight: number
}

/** How far fans of one segment lie from its middle (standard deviation of logarithms). */
const FAN_SPREAD = 0.45
const SHIFT_STEPS = 32

/**
 * A segment's curve moved to where one fan's own answers place it: their willingness to pay is the segment's times a
 * factor, unknown before their first answer. `curve` has the share that buys at each price step.
 * The share at every price never falls by a purchase, nor rises by a price that was let pass.
 */
export function ownCurve(curve: Float64Array, answers: readonly OwnAnswer[]): Float64Array {
  if (answers.length === 0) return curve
  const factors = Array.from({ length: 2 * SHIFT_STEPS + 1 }, (_, n) => n - SHIFT_STEPS)
  const logs = factors.map((steps) => {
    const z = (steps * STEP) / FAN_SPREAD
    return answers.reduce(
      (sum, { price, paid, weight }) => {
        const share = shareAt(curve, stepOf(price) - steps)
        return sum + weight * Math.log(paid ? share : 1 - share)
      },
      (-z * z) / 2,
    )
  })
  const most = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - most))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Float64Array.from({ length: PRICE_STEPS }, (_, step) =>
    factors.reduce((sum, steps, n) => sum + ((weights[n] ?? 0) / total) * shareAt(curve, step - steps), 0),
  )
}

const STEP = Math.log(priceOfStep(1) / priceOfStep(0))

function shareAt(curve: Float64Array, step: number): number {
  return curve[Math.min(PRICE_STEPS - 1, Math.max(0, step))] ?? 0
}
