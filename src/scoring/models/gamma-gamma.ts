import { minimise } from './minimise.ts'
import { logGamma } from './numerics.ts'

/** A customer's purchases that count as spend: how many, and their mean in any unit above zero. */
export interface Spending {
  x: number
  mean: number
}

export interface FittedSpend {
  /** p, q, γ; γ in the unit of the means. */
  parameters: number[]
  logLikelihood: number
  customers: number
}

/** ln L of the Gamma-Gamma model of spend: Fader & Hardie 2013, note 025, equation 1a with the mean's density. */
function spendLogLikelihood([p = 1, q = 1, gamma = 1]: readonly number[], spendings: readonly Spending[]): number {
  let sum = 0
  const fixed = q * Math.log(gamma) - logGamma(q)
  for (const { x, mean } of spendings) {
    const px = p * x
    const logs = (px - 1) * Math.log(mean) + px * Math.log(x) - (px + q) * Math.log(gamma + x * mean)
    sum += logGamma(px + q) - logGamma(px) + fixed + logs
  }
  return sum
}

/** Fits to customers with at least one purchase and a mean above zero; the others say nothing about spend. */
export function fitSpend(spendings: readonly Spending[]): FittedSpend {
  const able = spendings.filter(({ x, mean }) => x > 0 && mean > 0 && Number.isFinite(mean))
  if (able.length === 0) return { parameters: [2, 3, 1], logLikelihood: 0, customers: 0 }
  // In units of the average mean the search begins near its end whatever the currency.
  const unit = able.reduce((sum, { mean }) => sum + mean, 0) / able.length
  const scaled = able.map(({ x, mean }) => ({ x, mean: mean / unit }))
  const cost = (logs: readonly number[]): number => -spendLogLikelihood(logs.map(Math.exp), scaled) / able.length
  const [logP = 0, logQ = 0, logGammaUnit = 0] = minimise(cost, [Math.log(4), Math.log(3), Math.log(0.6)], 9).at
  const parameters = [Math.exp(logP), Math.exp(logQ), Math.exp(logGammaUnit) * unit]
  return { parameters, logLikelihood: spendLogLikelihood(parameters, able), customers: able.length }
}

/**
 * What a customer's next purchase is expected to bring, in the unit of the means: their own mean shrunk to everyone's
 * (note 025, equation 5). Without purchases everyone's mean. Where q ≤ 1 the theory has no mean: then the customer's own,
 * or `fallback`.
 */
export function expectedSpend(
  [p = 1, q = 1, gamma = 1]: readonly number[],
  { x, mean }: Spending,
  fallback: number,
): number {
  const below = p * x + q - 1
  if (below <= 0 || (x === 0 && q <= 1)) return x > 0 ? mean : fallback
  return (p * (gamma + x * mean)) / below
}
