import { type Buying, type BuyingModel, mostRepeats, type Pattern } from './buying.ts'
import { integrate, logAdd, logHyp2f1, logRising } from './numerics.ts'

type Parameters = readonly number[]

/** Parameters r, α (purchases) and s, β (lifetime). */
const read = ([r = 1, alpha = 1, s = 1, beta = 1]: Parameters) => ({ r, alpha, s, beta })

/** So near to 1 the power series crawls, and an integral is cheaper. */
const SERIES_UP_TO = 0.9

/**
 * ln of s/(r+s+x)·A₀ of the paper, which is s·∫ (α+τ)^−(r+x) (β+τ)^−(s+1) dτ from the last purchase to now: having died
 * in between. −∞ where there is no between.
 */
function logGone(r: number, alpha: number, s: number, beta: number, { x, tx, T }: Buying): number {
  if (T <= tx) return Number.NEGATIVE_INFINITY
  const [high, low] = [Math.max(alpha, beta), Math.min(alpha, beta)]
  if ((high - low) / (high + tx) > SERIES_UP_TO) return logGoneIntegrated(r, alpha, s, beta, { x, tx, T })
  const n = r + s + x
  const second = alpha >= beta ? s + 1 : r + x
  // ₂F₁(n, second; n+1; z) after Euler's transformation (A&S 15.3.3): all terms are positive.
  const logFrom = (at: number): number => {
    const z = (high - low) / (high + at)
    return (1 - second) * Math.log1p(-z) + logHyp2f1(1, n + 1 - second, n + 1, z) - n * Math.log(high + at)
  }
  const fromLast = logFrom(tx)
  const part = logFrom(T) - fromLast
  return part >= 0 ? Number.NEGATIVE_INFINITY : Math.log(s / n) + fromLast + Math.log(-Math.expm1(part))
}

/** Narrower panels than this matter only where nobody could have lived. */
const PANELS_MAX = 24

/** The same by quadrature over the logarithm of time, in panels narrow enough for the steepest fall. */
function logGoneIntegrated(r: number, alpha: number, s: number, beta: number, { x, tx, T }: Buying): number {
  const low = Math.min(alpha, beta)
  const logDensity = (y: number): number => {
    const at = Math.exp(y) - low
    return Math.log(s) - (r + x) * Math.log(alpha + at) - (s + 1) * Math.log(beta + at) + y
  }
  const from = Math.log(low + tx)
  // Past forty e-foldings nothing is left to add.
  const to = Math.min(Math.log(low + T), from + 40 / Math.min(r + x, 1) + 5)
  const steepness = ((r + x) * (low + T)) / (alpha + T) + ((s + 1) * (low + T)) / (beta + T) + 1
  const panels = Math.min(PANELS_MAX, Math.ceil(((to - from) * steepness) / 8))
  const width = (to - from) / panels
  const peak = Math.max(logDensity(from), logDensity(to), logDensity((from + to) / 2))
  let sum = 0
  for (let panel = 0; panel < panels; panel += 1) {
    sum += integrate((y) => Math.exp(logDensity(y) - peak), from + panel * width, from + (panel + 1) * width)
  }
  return peak + Math.log(sum)
}

const SHRINKING_PANELS = 12

/** ln of what a customer who is alive now contributes. */
const logStill = (r: number, alpha: number, s: number, beta: number, { x, T }: Buying): number =>
  -(r + x) * Math.log(alpha + T) - s * Math.log(beta + T)

function alive(parameters: Parameters, buying: Buying): number {
  const { r, alpha, s, beta } = read(parameters)
  return 1 / (1 + Math.exp(logGone(r, alpha, s, beta, buying) - logStill(r, alpha, s, beta, buying)))
}

/**
 * Pareto/NBD. Schmittlein, Morrison & Colombo 1987, "Counting Your Customers", Management Science 33(1), in the form of
 * Fader & Hardie 2005, "A Note on Deriving the Pareto/NBD Model and Related Expressions". Customers drop out at any time.
 */
export const paretoNbd: BuyingModel = {
  name: 'pareto-nbd',
  start: [0.6, 10, 0.6, 12],
  alive,
  logLikelihood(parameters: Parameters, patterns: readonly Pattern[]): number {
    const { r, alpha, s, beta } = read(parameters)
    const bought = logRising(r, mostRepeats(patterns))
    const fixed = r * Math.log(alpha) + s * Math.log(beta)
    let sum = 0
    for (const pattern of patterns) {
      const gone = logGone(r, alpha, s, beta, pattern)
      sum += pattern.weight * (fixed + (bought[pattern.x] ?? 0) + logAdd(logStill(r, alpha, s, beta, pattern), gone))
    }
    return sum
  },
  expected(parameters: Parameters, buying: Buying, weeks: number): number {
    const { r, alpha, s, beta } = read(parameters)
    const rate = (r + buying.x) / (alpha + buying.T)
    const off = s - 1
    const logRatio = Math.log1p(weeks / (beta + buying.T))
    // (1 − e^(−(s−1)·ratio)) / (s − 1), which at s = 1 is the ratio itself.
    const time = Math.abs(off) < 1e-9 ? logRatio : -Math.expm1(-off * logRatio) / off
    return rate * (beta + buying.T) * time * alive(parameters, buying)
  },
  buysWithin(parameters: Parameters, buying: Buying, weeks: number): number {
    const { r, alpha, s, beta } = read(parameters)
    const n = r + buying.x
    // The first purchase falls at a time whose distribution is uniform in v; to count, the customer must live until then.
    const most = -Math.expm1(-n * Math.log1p(weeks / (alpha + buying.T)))
    const livesUntil = (v: number): number => {
      const u = (alpha + buying.T) * Math.expm1(-Math.log1p(-v) / n)
      return Math.exp(-s * Math.log1p(u / (beta + buying.T)))
    }
    // Where lives are short beside the horizon all of it lies near zero: panels that shrink towards it find it there.
    const panels = (s * weeks) / (beta + buying.T) > 0.5 ? SHRINKING_PANELS : 1
    let sum = 0
    for (let panel = 0, to = most; panel < panels; panel += 1, to /= 4) {
      sum += integrate(livesUntil, panel === panels - 1 ? 0 : to / 4, to)
    }
    return alive(parameters, buying) * Math.min(most, sum)
  },
}
