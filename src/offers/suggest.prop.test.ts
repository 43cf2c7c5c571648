import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Asset } from '../content/index.ts'
import { SEGMENTS } from '../scoring/index.ts'
import { type Figures, suggestOffers } from './suggest.ts'
import { bundleProblem, OfferFields } from './terms.ts'

const RUNS = { numRuns: 100 }
const id = (n: number) => `00000000-0000-4000-8000-0000000000a${n}`
const assetOf = (priceMinor: number, n: number): Asset => ({
  ...{ id: id(n), creatorId: 'c', externalId: `x${n}`, title: `Set ${n}`, priceMinor, currency: 'USD', tags: [] },
})
const counts = fc.integer({ min: 0, max: 60 })
const pair = fc.record({
  a: fc.integer({ min: 0, max: 5 }),
  b: fc.integer({ min: 0, max: 5 }),
  both: counts,
  x: counts,
  y: counts,
  rest: counts,
})
const answer = fc.record({
  segment: fc.constantFrom(...SEGMENTS),
  step: fc.integer({ min: 5, max: 20 }),
  shown: fc.integer({ min: 1, max: 80 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
})

const figures: fc.Arbitrary<Figures> = fc
  .record({
    prices: fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 6 }),
    pairs: fc.array(pair, { maxLength: 6 }),
    answers: fc.array(answer, { maxLength: 6 }),
    floor: fc.integer({ min: 0, max: 500 }),
    bestHour: fc.option(fc.integer({ min: 0, max: 23 })),
  })
  .map(({ prices, pairs, answers, floor, bestHour }) => ({
    currency: 'USD',
    assets: prices.map(assetOf),
    pairs: pairs.map(({ a, b, both, x, y, rest }) => ({
      ...{ a: id(a), b: id(b), both, buyersOfA: both + x, buyersOfB: both + y, buyers: both + x + y + rest },
    })),
    answers: answers.map(({ share, ...each }) => ({ ...each, taken: Math.floor(each.shown * share) })),
    typicalMinor: prices.find((price) => price > 0) ?? null,
    bounds: { floorMinor: floor, ceilingMinor: 10_000 },
    bestHour,
  }))

it('property 9 of the first design: every suggested price is positive, its confidence within 0 and 1, and its offer one that can be made', () => {
  fc.assert(
    fc.property(figures, (all) => {
      // A curve takes its time: one asset and one answer each say as much.
      const known = { ...all, assets: all.assets.slice(0, 1), answers: all.answers.slice(0, 1) }
      for (const { terms, priceMinor, confidence, reasoning } of suggestOffers(known)) {
        expect(priceMinor).toBeGreaterThan(0)
        expect(Number.isSafeInteger(priceMinor)).toBe(true)
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(reasoning.length).toBeGreaterThan(0)
        const days = { validFrom: new Date('2026-11-20'), validUntil: new Date('2026-11-27') }
        expect(OfferFields.safeParse({ ...terms, ...days }).error).toBeUndefined()
      }
    }),
    RUNS,
  )
})

it('property 10 of the first design: every suggested bundle holds two assets or more, is cheaper than their sum, and was bought together by five fans or more', () => {
  fc.assert(
    fc.property(figures, (all) => {
      const known = { ...all, answers: [] }
      for (const { kind, terms } of suggestOffers(known)) {
        if (kind !== 'bundle') continue
        expect(bundleProblem(terms, known.assets)).toBeNull()
        const behind = known.pairs.filter(({ a, b }) => terms.contentIds.includes(a) && terms.contentIds.includes(b))
        expect(Math.max(...behind.map(({ both }) => both))).toBeGreaterThanOrEqual(5)
      }
    }),
    RUNS,
  )
})

it('suggests what is bought together, a lower price that brings more, and a discount to who lets prices pass; nothing from no figures', () => {
  const assets = [2_000, 1_000].map(assetOf)
  const nothing = { currency: 'USD', assets, pairs: [], answers: [], typicalMinor: 2_000, bestHour: 19 }
  const bounds = { floorMinor: 300, ceilingMinor: 20_000 }
  expect(suggestOffers({ ...nothing, bounds })).toEqual([])
  const pairs = [{ a: id(0), b: id(1), both: 12, buyersOfA: 20, buyersOfB: 20, buyers: 80 }]
  const [bundle] = suggestOffers({ ...nothing, bounds, pairs })
  expect(bundle).toMatchObject({ kind: 'bundle', priceMinor: 2_500, terms: { contentIds: [id(0), id(1)] } })
  expect(bundle?.reasoning[0]).toBe('12 of 80 buyers bought both, 2.4 times as many as by chance')
})
