import fc from 'fast-check'
import { expect, it } from 'vitest'
import { priceFor } from './price-for.ts'
import { aPriceInput } from './price-input.fixtures.ts'
import { priceWithinCaps } from './price-within-caps.ts'

const input = aPriceInput({ segment: 'Whale', ownUnlocks: [2_000, 2_500, 3_000] })

it('a suggestion is lowered to what the caps leave, and left out below the floor, each with its reason', () => {
  const left = (leftMinor: number) => ({ cap: 'perDayMinor' as const, mostMinor: 4_000, leftMinor })
  expect(priceWithinCaps(input, null)).toEqual({ price: priceFor(input), capped: null })
  expect(priceWithinCaps(input, left(3_500))).toEqual({ price: priceFor(input), capped: null })
  const lowered = priceWithinCaps(input, left(1_000))
  expect(lowered.price?.priceMinor).toBeLessThanOrEqual(1_000)
  expect(lowered.price?.reasons.at(-1)).toBe('at most $40 asked of one fan in 24 hours, $10 left')
  expect(priceWithinCaps(input, { ...left(499), cap: 'perFanMinor' })).toEqual({
    price: null,
    capped: 'no price: at most $40 asked of one fan in 30 days, $4.99 left',
  })
})

it('no suggestion is above what the caps leave, below the floor, or higher than without them', () => {
  const amounts = fc.record({ floorMinor: fc.nat({ max: 2_000 }), above: fc.nat({ max: 6_000 }) })
  fc.assert(
    fc.property(amounts, fc.nat({ max: 9_000 }), fc.nat({ max: 9_000 }), ({ floorMinor, above }, most, leftMinor) => {
      const bounded = { ...input, bounds: { floorMinor, ceilingMinor: Math.max(1, floorMinor + above) } }
      const { price, capped } = priceWithinCaps(bounded, { cap: 'perDayMinor', mostMinor: most, leftMinor })
      expect(price === null).toBe(capped !== null)
      if (price === null) return
      expect(price.priceMinor).toBeLessThanOrEqual(Math.max(leftMinor, 0))
      expect(price.priceMinor).toBeGreaterThanOrEqual(floorMinor)
      expect(price.priceMinor).toBeLessThanOrEqual(priceFor(bounded).priceMinor)
    }),
  )
})
