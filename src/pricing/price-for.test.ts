import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SEGMENTS } from '../scoring/index.ts'
import { type PriceInput, priceFor } from './price-for.ts'

const NOW = new Date('2025-11-20T12:00:00Z')
const LADDER = [300, 500, 700, 900, 1200, 1500, 2000, 2500, 3000, 4000, 5000]
const input: PriceInput = {
  asset: { id: 'a1', title: 'Coast, part 2', priceMinor: 2_000 },
  segment: 'Regular',
  history: { firstPurchaseAt: NOW, lastPurchaseAt: NOW, purchases: 4, spentMinor: 9_000, since: NOW },
  ownUnlocks: [],
  similar: [],
  bounds: { floorMinor: 500, ceilingMinor: 3_500 },
  ladderMinor: LADDER,
  currency: 'USD',
}

describe('the suggested price', () => {
  it('is the middle of what the fan usually pays, once there are unlocks enough', () => {
    const suggestion = priceFor({
      ...input,
      ownUnlocks: [2_000, 2_500, 2_500, 3_000, 3_000],
      similar: Array(212).fill(900),
    })
    expect(suggestion).toMatchObject({ priceMinor: 2_500, usual: { fromMinor: 2_500, toMinor: 3_000 } })
    expect(suggestion.reasons).toEqual([
      'usually pays $25–30 (5 unlocks)',
      'similar fans paid $9 in the middle (212 unlocks)',
    ])
  })

  it('leans on similar fans while the fan has few unlocks', () => {
    const suggestion = priceFor({ ...input, ownUnlocks: [3_000], similar: [800, 900, 900, 900, 1_000] })
    expect(suggestion).toMatchObject({ priceMinor: 900, usual: null })
    expect(suggestion.reasons[0]).toBe('paid $30 so far (1 unlock)')
  })

  it('takes the listed price times the segment where nothing was sold yet', () => {
    const suggestion = priceFor({ ...input, segment: 'Whale' })
    expect(suggestion.priceMinor).toBe(2_500)
    expect(suggestion.reasons).toEqual(['0 unlocks, 4 purchases', 'listed at $20, × 1.25 for Whale'])
  })

  it('stays within floor and ceiling and names the one that held it', () => {
    expect(priceFor({ ...input, ownUnlocks: Array(5).fill(9_000) })).toMatchObject({ priceMinor: 3_500 })
    expect(priceFor({ ...input, ownUnlocks: Array(5).fill(9_000) }).reasons).toContain('ceiling $35')
    expect(priceFor({ ...input, ownUnlocks: Array(5).fill(300) }).reasons).toContain('floor $5')
  })

  it('moves to the nearest step and says from where', () => {
    expect(priceFor({ ...input, ownUnlocks: Array(5).fill(2_300) }).reasons).toContain('$25 is the nearest step to $23')
  })

  it('knows nothing of a message: no text enters but the title of the asset', () => {
    expect(priceFor({ ...input, asset: { ...input.asset, title: 'so lonely and drunk' } })).toEqual(priceFor(input))
  })

  const prices = fc.array(fc.oneof(fc.integer({ min: 100, max: 20_000 }), fc.constantFrom(0, -500, Number.NaN)), {
    maxLength: 12,
  })
  const anyInput: fc.Arbitrary<PriceInput> = fc
    .record({
      listed: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constant(Number.NaN)),
      segment: fc.constantFrom(...SEGMENTS),
      ownUnlocks: prices,
      similar: prices,
      ladderMinor: fc.oneof(fc.constant(LADDER), fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 6 })),
      floorMinor: fc.nat(5_000),
      width: fc.nat(10_000),
    })
    .map(({ listed, floorMinor, width, ...rest }) => ({
      ...input,
      ...rest,
      asset: { ...input.asset, priceMinor: listed },
      bounds: { floorMinor, ceilingMinor: floorMinor + width },
    }))

  it('property bounds: the price is a whole amount within floor and ceiling, on the ladder or at a bound', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const { priceMinor, floorMinor, ceilingMinor, reasons } = priceFor(any)
        expect(Number.isSafeInteger(priceMinor)).toBe(true)
        expect(priceMinor).toBeGreaterThanOrEqual(floorMinor)
        expect(priceMinor).toBeLessThanOrEqual(ceilingMinor)
        if (any.ladderMinor.length > 0) expect([...any.ladderMinor, floorMinor, ceilingMinor]).toContain(priceMinor)
        for (const reason of reasons) expect(reason).toMatch(/^(?!.*NaN).*\d/)
      }),
      { numRuns: 500 },
    )
  })

  it('property larger: raising one purchase of the fan never lowers the price', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(11), fc.nat(20_000), (any, index, more) => {
        const own = any.ownUnlocks.filter((price) => price > 0)
        const raised = own.map((price, at) => (at === index % own.length ? price + more : price))
        const before = priceFor({ ...any, ownUnlocks: own }).priceMinor
        expect(priceFor({ ...any, ownUnlocks: raised }).priceMinor).toBeGreaterThanOrEqual(before)
      }),
      { numRuns: 500 },
    )
  })

  it('property further: one more purchase at or above every price known never lowers the price', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(5_000), (any, more) => {
        const known = [...any.ownUnlocks, ...any.similar, any.asset.priceMinor * 1.25].filter((price) => price > 0)
        const largest = Math.ceil(Math.max(1, ...known)) + more
        const before = priceFor(any).priceMinor
        expect(priceFor({ ...any, ownUnlocks: [...any.ownUnlocks, largest] }).priceMinor).toBeGreaterThanOrEqual(before)
      }),
      { numRuns: 500 },
    )
  })

  it('property order: the order of what was paid never matters', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const turned = { ...any, ownUnlocks: any.ownUnlocks.toReversed(), similar: any.similar.toReversed() }
        expect(priceFor(turned)).toEqual(priceFor(any))
      }),
      { numRuns: 200 },
    )
  })
})
