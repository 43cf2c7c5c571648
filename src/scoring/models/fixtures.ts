import fc from 'fast-check'
import type { Buying } from './buying.ts'

/** Any customer a creator may have, ten years and ten thousand purchases included. */
export const anyBuying: fc.Arbitrary<Buying> = fc
  .record({
    x: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 10_000 })),
    T: fc.oneof(fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: 0, max: 530, noNaN: true })),
    share: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ x, T, share }) => ({ x, tx: x === 0 ? 0 : T * share, T }))

/** Parameters from near collapse to near certainty. */
export const anyParameters: fc.Arbitrary<number[]> = fc
  .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((logs) => logs.map(Math.exp))

/** Numbers in [0, 1) that only look random: mulberry32 by Tommy Ettinger. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A draw from the gamma distribution with mean `shape / rate`: Marsaglia & Tsang 2000. */
export function drawGamma(random: () => number, shape: number, rate: number): number {
  if (shape < 1) return drawGamma(random, shape + 1, rate) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + normal / (3 * Math.sqrt(d))) ** 3
    if (v > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return (d * v) / rate
  }
}

/** A customer's repeat purchases in weeks after the first one, by MBG/NBD (`share` of dropping out) or Pareto/NBD. */
export function drawPurchases(
  random: () => number,
  rule: { model: 'mbg-nbd' | 'pareto-nbd'; parameters: readonly number[] },
  weeks: number,
): number[] {
  const [r = 1, alpha = 1, c = 1, d = 1] = rule.parameters
  const rate = drawGamma(random, r, alpha)
  const [one, other] = rule.model === 'mbg-nbd' ? [drawGamma(random, c, 1), drawGamma(random, d, 1)] : [1, 1]
  const drops = rule.model === 'mbg-nbd' ? one / (one + other) : 0
  const dies = rule.model === 'mbg-nbd' ? weeks : -Math.log(1 - random()) / drawGamma(random, c, d)
  const bought: number[] = []
  let at = 0
  while (random() >= drops) {
    at -= Math.log(1 - random()) / rate
    if (!(at <= Math.min(weeks, dies))) break
    bought.push(at)
  }
  return bought
}
