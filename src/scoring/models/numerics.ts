/**
 * Special functions that the buying models need. Own code: the npm packages that have them are unmaintained, or lose the
 * digits that a likelihood within 0.005 needs.
 */

/** Coefficients for g = 7, n = 9: Lanczos 1964 as computed by Godfrey 2001; relative error under 1e-15. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]
const HALF_LOG_TWO_PI = 0.9189385332046728

/** ln Γ(x) for x > 0; NaN otherwise. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  // Reflection, for the digits near zero.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const shifted = x - 1
  const series = LANCZOS.reduce((sum, c, index) => (index === 0 ? c : sum + c / (shifted + index)), 0)
  const t = shifted + 7.5
  return HALF_LOG_TWO_PI + (shifted + 0.5) * Math.log(t) - t + Math.log(series)
}

/** `[ln Γ(a + x) − ln Γ(a)]` for x = 0 … `most`: what a likelihood over counted purchases asks for again and again. */
export function logRising(a: number, most: number): Float64Array {
  const table = new Float64Array(most + 1)
  for (let x = 1; x <= most; x += 1) table[x] = (table[x - 1] ?? 0) + Math.log(a + x - 1)
  return table
}

const TERMS_MAX = 50_000
const PRECISION = 1e-15
const HUGE = 1e200

/**
 * ln of Gauss' hypergeometric function ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c > 0 where it is positive, by its power series
 * (Abramowitz & Stegun 15.1.1), scaled down on the way so that it can't overflow. Right where the terms have one sign, or
 * −a and −b don't exceed c; callers choose a form for which that holds (Euler's transformation, 15.3.3).
 */
export function logHyp2f1(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  let scale = 0
  for (let k = 0; k < TERMS_MAX; k += 1) {
    const ratio = (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z
    term *= ratio
    sum += term
    // Terms may grow before they fall: only small and falling ones end it.
    if (Math.abs(term) <= PRECISION * Math.abs(sum) && Math.abs(ratio) < 1) break
    if (sum > HUGE) {
      sum /= HUGE
      term /= HUGE
      scale += Math.log(HUGE)
    }
  }
  return scale + Math.log(sum)
}

/** ln(eᵃ + eᵇ) without overflow; either may be −∞. */
export function logAdd(a: number, b: number): number {
  const high = Math.max(a, b)
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high))
}

/** Nodes and weights of the 16-point Gauss-Legendre rule on [−1, 1], the positive half (Abramowitz & Stegun 25.4). */
const NODES: readonly (readonly [number, number])[] = [
  [0.09501250983763744, 0.1894506104550685],
  [0.2816035507792589, 0.1826034150449236],
  [0.45801677765722737, 0.16915651939500254],
  [0.6178762444026438, 0.14959598881657674],
  [0.755404408355003, 0.12462897125553388],
  [0.8656312023878318, 0.09515851168249279],
  [0.9445750230732326, 0.062253523938647894],
  [0.9894009349916499, 0.027152459411754096],
]

/** ∫ `f` from `from` to `to`, for a smooth `f`. */
export function integrate(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2
  const middle = (to + from) / 2
  return half * NODES.reduce((sum, [at, weight]) => sum + weight * (f(middle - half * at) + f(middle + half * at)), 0)
}
