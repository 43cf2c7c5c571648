import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LAPSE, normalTail, PRICE_STEPS, priceOfStep } from './curves.ts'
import { type OwnAnswer, ownCurve } from './own-answers.ts'

const ASKS = [3, 5, 7, 9, 12, 15, 20, 25, 30, 40, 50]
const curveAt = (middle: number, spread: number): Float64Array =>
  Float64Array.from(
    { length: PRICE_STEPS },
    (_, step) => LAPSE + (1 - 2 * LAPSE) * normalTail(Math.log(priceOfStep(step) / middle) / spread),
  )
const anyCurve = fc.tuple(fc.double({ min: 5, max: 30, noNaN: true }), fc.double({ min: 1.2, max: 2.2, noNaN: true }))
/** Prices stand as shares of the curve's middle: far above it nobody can tell a fan who pays more from a chance. */
const anyAnswer: fc.Arbitrary<OwnAnswer> = fc.record({
  price: fc.double({ min: 0.3, max: 2.5, noNaN: true }),
  came: fc.constantFrom('taken', 'passed', 'bought'),
})

it('never lowers the share at any price by a larger purchase or a price that was taken, nor raises it by one that was let pass', () => {
  fc.assert(
    fc.property(anyCurve, fc.array(anyAnswer, { minLength: 1, maxLength: 6 }), anyAnswer, (drawn, shares, one) => {
      const curve = curveAt(...drawn)
      const answers = shares.map(({ price, came }) => ({ price: price * drawn[0], came }))
      const price = one.price * drawn[0]
      const before = ownCurve(curve, answers, ASKS)
      const changed: Record<string, OwnAnswer[]> = {
        larger: answers.map((one) => (one.came !== 'bought' ? one : { ...one, price: one.price * 1.3 })),
        taken: [...answers, { price, came: 'taken' }],
        passed: [...answers, { price, came: 'passed' }],
      }
      for (const [kind, list] of Object.entries(changed)) {
        const after = ownCurve(curve, list, ASKS)
        const wrong = after.filter((share, step) => {
          const rise = share - (before[step] ?? 0)
          return kind === 'passed' ? rise > 1e-4 : rise < -1e-4
        })
        expect([...wrong], kind).toEqual([])
      }
    }),
    { numRuns: 100 },
  )
})

it('leaves the curve of the segment as it is for a fan without answers', () => {
  const curve = curveAt(10, 0.6)
  expect(ownCurve(curve, [], ASKS)).toBe(curve)
})

it('moves the curve the further the more often the same was paid, towards it from either side', () => {
  const curve = curveAt(12, 0.8)
  const middle = (answers: number, price: number): number => {
    const own = ownCurve(
      curve,
      Array.from({ length: answers }, () => ({ price, came: 'bought' as const })),
      ASKS,
    )
    return priceOfStep(own.findIndex((share) => share < 0.5))
  }
  const cheap = [0, 1, 3, 10].map((answers) => middle(answers, 4))
  const dear = [0, 1, 3, 10].map((answers) => middle(answers, 45))
  expect(cheap).toEqual(cheap.toSorted((a, b) => b - a))
  expect(dear).toEqual(dear.toSorted((a, b) => a - b))
  expect(cheap.at(-1)).toBeLessThan(8)
  expect(dear.at(-1)).toBeGreaterThan(24)
})
