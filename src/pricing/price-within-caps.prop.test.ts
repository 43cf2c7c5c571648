import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type PriceInput, priceFor } from './price-for.ts'
import { priceWithinCaps } from './price-within-caps.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const input: PriceInput = {
  asset: { id: 'a1', title: 'Coast, part 2', priceMinor: 2_000 },
  segment: 'Whale',
  history: { firstPurchaseAt: NOW, lastPurchaseAt: NOW, purchases: 4, spentMinor: 9_000, since: NOW },
  typicalMinor: null,
  ownUnlocks: [2_000, 2_500, 3_000],
  ownTaken: [],
  ownIgnored: [],
  similar: [],
  answers: [],
  exploring: false,
  changes: { approved: 0, changed: 0, middle: 1 },
  bounds: { floorMinor: 500, ceilingMinor: 3_500 },
  ladderMinor: [300, 500, 700, 900, 1_200, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000],
  currency: 'USD',
}

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
