import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalTail, PRICE_STEPS, priceOfStep } from './curves.ts'
import { type OwnAnswer, ownCurve } from './own-answers.ts'

const curveAt = (middle: number, spread: number): Float64Array =>
  Float64Array.from({ length: PRICE_STEPS }, (_, step) => normalTail(Math.log(priceOfStep(step) / middle) / spread))
const anyCurve = fc.tuple(fc.double({ min: 5, max: 30, noNaN: true }), fc.double({ min: 0.8, max: 1.5, noNaN: true }))
const anyAnswer: fc.Arbitrary<OwnAnswer> = fc.record({
  price: fc.double({ min: 3, max: 50, noNaN: true }),
  paid: fc.boolean(),
  weight: fc.constantFrom(0.7, 1),
})

it('never lowers the share at any price by a larger or a further purchase, nor raises it by a price that was let pass', () => {
  fc.assert(
    fc.property(anyCurve, fc.array(anyAnswer, { minLength: 1, maxLength: 6 }), fc.integer(), (drawn, answers, pick) => {
      const curve = curveAt(...drawn)
      const before = ownCurve(curve, answers)
      const price = 3 + (Math.abs(pick) % 47)
      const changed = {
        larger: answers.map((one) => (one.paid ? { ...one, price: one.price * 1.3 } : one)),
        further: [...answers, { price, paid: true, weight: 1 }],
        passed: [...answers, { price, paid: false, weight: 1 }],
      }
      for (const [kind, list] of Object.entries(changed)) {
        const after = ownCurve(curve, list)
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
  expect(ownCurve(curve, [])).toBe(curve)
})
