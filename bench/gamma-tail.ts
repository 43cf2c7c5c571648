import { logGamma } from '../src/scoring/models/numerics.ts'

/** P(X > x) of a gamma variable with this shape and scale 1: by the series below its mean, by Lentz's fraction above. */
export function gammaTail(shape: number, x: number): number {
  const front = Math.exp(-x + shape * Math.log(x) - logGamma(shape))
  if (x < shape + 1) {
    let [term, sum] = [1 / shape, 1 / shape]
    for (let n = 1; n < 500 && term > sum * 1e-12; n += 1) {
      term *= x / (shape + n)
      sum += term
    }
    return Math.max(0, 1 - sum * front)
  }
  let b = x + 1 - shape
  let [c, d] = [1e300, 1 / b]
  let h = d
  for (let n = 1; n < 500; n += 1) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-12) break
  }
  return Math.min(1, front * h)
}
