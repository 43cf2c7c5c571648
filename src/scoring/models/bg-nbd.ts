import { type Buying, type BuyingModel, mostRepeats, type Pattern } from './buying.ts'
import { logAdd, logHyp2f1, logRising } from './numerics.ts'

type Parameters = readonly number[]

/** Parameters r, α (purchases) and a, b (dropping out). */
const read = ([r = 1, alpha = 1, a = 1, b = 1]: Parameters) => ({ r, alpha, a, b })

/**
 * Both models let a customer drop out only right after a purchase. They differ in whether that may be the first one:
 * `first` is 1 where it may (MBG/NBD), 0 where not (BG/NBD).
 */
function dropsAfterPurchase(name: 'bg-nbd' | 'mbg-nbd', first: 0 | 1, start: readonly number[]): BuyingModel {
  /** How much likelier than being alive it is to have dropped out after the last purchase, as a logarithm. */
  function logOddsGone(parameters: Parameters, { x, tx, T }: Buying): number {
    if (first === 0 && x === 0) return Number.NEGATIVE_INFINITY
    const { r, alpha, a, b } = read(parameters)
    return Math.log(a / (b + x - 1 + first)) + (r + x) * Math.log((alpha + T) / (alpha + tx))
  }

  const alive = (parameters: Parameters, buying: Buying): number => 1 / (1 + Math.exp(logOddsGone(parameters, buying)))

  return {
    name,
    start,
    alive,
    logLikelihood(parameters: Parameters, patterns: readonly Pattern[]): number {
      const { r, alpha, a, b } = read(parameters)
      const most = mostRepeats(patterns)
      const [bought, stayed, tried] = [logRising(r, most), logRising(b, most + first), logRising(a + b, most + first)]
      const rLogAlpha = r * Math.log(alpha)
      let sum = 0
      for (const { x, tx, T, weight } of patterns) {
        const shared = (bought[x] ?? 0) + rLogAlpha + (stayed[x + first] ?? 0) - (tried[x + first] ?? 0)
        const logT = Math.log(alpha + T)
        const still = -(r + x) * logT
        const gone = x + first === 0 ? -Infinity : Math.log(a / (b + x - 1 + first)) - (r + x) * Math.log(alpha + tx)
        sum += weight * (shared + logAdd(still, gone))
      }
      return sum
    },
    expected(parameters: Parameters, buying: Buying, weeks: number): number {
      const { r, alpha, b, ...rest } = read(parameters)
      // At a = 1 the formula is 0/0 with a limit; a hair beside it, it is right to nine digits.
      const a = Math.abs(rest.a - 1) < 1e-6 ? 1 + 1e-6 : rest.a
      const c = a + b + buying.x - 1 + first
      const z = weeks / (alpha + buying.T + weeks)
      const turned = a + b - 1 + first - r
      const rate = r + buying.x
      // Of the two forms of the papers' ₂F₁ the one whose terms don't cancel; the first doesn't grow with x.
      const logStays =
        -turned <= c
          ? (a - 1) * Math.log1p(-z) + logHyp2f1(turned, a - 1, c, z)
          : rate * Math.log1p(-z) + logHyp2f1(rate, b + buying.x + first, c, z)
      const here = alive(parameters, buying)
      const most = (rate / (alpha + buying.T)) * weeks * here
      // Where digits are lost, it still lies between one purchase at most and nobody dropping out.
      const least = Math.min(most, here * (1 - Math.exp(rate * Math.log1p(-z))))
      return Math.min(most, Math.max(least, -(c / (a - 1)) * Math.expm1(logStays) * here))
    },
    buysWithin(parameters: Parameters, buying: Buying, weeks: number): number {
      const { r, alpha } = read(parameters)
      // Whoever is alive can't drop out before the next purchase, whose rate is Γ(r + x, α + T).
      const waits = Math.exp(-(r + buying.x) * Math.log1p(weeks / (alpha + buying.T)))
      return alive(parameters, buying) * (1 - waits)
    },
  }
}

/**
 * BG/NBD. Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", Marketing Science 24(2), equations 6 and 10,
 * and their note 2009 for P(alive). Says P(alive) = 1 of everyone who bought once: for comparison, not for cards.
 */
export const bgNbd = dropsAfterPurchase('bg-nbd', 0, [0.5, 6, 0.8, 2.5])

/**
 * MBG/NBD. Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models for customer base
 * analysis", IJRM 24(3); Hoppe & Wagner 2007, "Customer base analysis: the case for a central variant of the BG/NBD
 * model". May drop out right after the first purchase.
 */
export const mbgNbd = dropsAfterPurchase('mbg-nbd', 1, [0.5, 6, 0.8, 2])
