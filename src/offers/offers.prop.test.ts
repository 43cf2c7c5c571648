import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isEligible } from './audience.ts'
import { audienceText, readAudience } from './audience-text.ts'
import { changedFields, duplicateOf, statusOf } from './offer.ts'
import { anOffer, assetsOf, audiences, fanFacts, moments, offers } from './offers.fixtures.ts'
import { belowNothing, priceWith } from './price-with.ts'
import { redemptionRefusal } from './redemption.ts'
import { bundleProblem, discountPercent, OfferFields, sumOf, termsOf } from './terms.ts'

const RUNS = { numRuns: 200 }

it('property 6 of the first design: an offer written as JSON reads back as the same, and its audience as a person types it', () => {
  const creators = ['Bella', 'Cleo, of Lyon'].map((name, n) => ({
    id: `00000000-0000-4000-8000-00000000c00${n + 1}`,
    name,
  }))
  const named = { currency: 'USD', creators }
  fc.assert(
    fc.property(offers, audiences, (offer, audience) => {
      const terms = termsOf(offer)
      expect(OfferFields.parse(JSON.parse(JSON.stringify(terms)))).toEqual(terms)
      expect(changedFields(terms, OfferFields.parse(terms))).toEqual([])
      expect(readAudience(audienceText(audience, named), named)).toEqual(audience)
    }),
    RUNS,
  )
})

it('property 7 of the first design: past validUntil an offer that nobody ended reads as expired, and runs at no time outside its span', () => {
  fc.assert(
    fc.property(offers, moments, (offer, now) => {
      const status = statusOf(offer, now)
      expect(status === 'ended').toBe(offer.state === 'ended')
      if (status === 'ended') return
      expect(status === 'expired').toBe(now >= offer.validUntil)
      if (status === 'active') expect(offer.state === 'live' && offer.validFrom <= now).toBe(true)
      if (status === 'scheduled') expect(now < offer.validFrom).toBe(true)
      expect(statusOf(offer, offer.validUntil)).toBe('expired')
    }),
    RUNS,
  )
})

it('property 8 of the first design: a duplicate differs only in id, times and count, and is a draft again', () => {
  fc.assert(
    fc.property(offers, fc.uuid(), moments, (offer, id, at) => {
      const copy = duplicateOf(offer, { id, at, byId: null })
      const times = ['validFrom', 'validUntil'] as const
      expect(changedFields(offer, copy).every((field) => (times as readonly string[]).includes(field))).toBe(true)
      expect(copy).toMatchObject({ id, state: 'draft', version: 1, redemptionCount: 0, createdAt: at })
      expect(copy.validUntil.getTime() - copy.validFrom.getTime()).toBe(
        offer.validUntil.getTime() - offer.validFrom.getTime(),
      )
    }),
    RUNS,
  )
})

it('property 10 of the first design: what may run as a bundle holds two assets or more, and costs less than their sum', () => {
  fc.assert(
    fc.property(offers, assetsOf, (offer, assets) => {
      const bundle = { ...offer, discountType: 'bundle' as const }
      const inside = assets.filter(({ id }) => offer.contentIds.includes(id))
      const problem = bundleProblem(bundle, assets)
      if (problem !== null) return
      expect(inside.length).toBeGreaterThanOrEqual(2)
      expect(bundle.discountValue).toBeLessThan(sumOf(inside))
      expect(priceWith([{ ...bundle, floorMinor: 0 }], inside).priceMinor).toBe(bundle.discountValue)
    }),
    RUNS,
  )
})

it('property 12 of the first design: the log holds exactly the redemptions that were let through, in whatever order they come, and never more than a limit', () => {
  const attempt = fc.record({ fan: fc.integer({ min: 0, max: 2 }), facts: fanFacts, at: moments })
  fc.assert(
    fc.property(offers, fc.array(attempt, { maxLength: 40 }), (offer, attempts) => {
      const log: { fan: number; day: number }[] = []
      for (const { fan, facts, at } of attempts) {
        const day = Math.floor(at.getTime() / 86_400_000)
        const redeemed = {
          total: log.length,
          ofFan: log.filter((each) => each.fan === fan).length,
          today: log.filter((each) => each.day === day).length,
        }
        const refusal = redemptionRefusal(offer, redeemed, facts, at)
        if (refusal !== null) continue
        expect(isEligible(offer, facts, at) && statusOf(offer, at) === 'active').toBe(true)
        log.push({ fan, day })
      }
      expect(log.length).toBeLessThanOrEqual(offer.limitTotal ?? attempts.length)
      for (const fan of [0, 1, 2])
        expect(log.filter((each) => each.fan === fan).length).toBeLessThanOrEqual(offer.limitPerFan ?? 40)
      for (const { day } of log)
        expect(log.filter((each) => each.day === day).length).toBeLessThanOrEqual(offer.limitPerDay ?? 40)
    }),
    RUNS,
  )
})

it('no offers whatever, alone or stacked, price below nothing, below a floor, above the full price, or in parts of a minor unit', () => {
  fc.assert(
    fc.property(
      fc.array(offers, { maxLength: 4 }),
      assetsOf,
      fc.integer({ min: 0, max: 5_000 }),
      (some, assets, floor) => {
        const { priceMinor, fullMinor, offerIds } = priceWith(some, assets, floor)
        expect(Number.isSafeInteger(priceMinor)).toBe(true)
        expect(priceMinor).toBeGreaterThanOrEqual(Math.min(floor, fullMinor))
        expect(priceMinor).toBeLessThanOrEqual(fullMinor)
        expect(offerIds.length > 0).toBe(priceMinor < fullMinor)
        const applied = some.filter(({ id }) => offerIds.includes(id))
        for (const { floorMinor } of applied) expect(priceMinor).toBeGreaterThanOrEqual(Math.min(floorMinor, fullMinor))
        if (offerIds.length > 1) expect(applied.every(({ stacks }) => stacks)).toBe(true)
      },
    ),
    RUNS,
  )
})

it('no offer is for who is frozen, objects to profiling, or is another creator’s', () => {
  fc.assert(
    fc.property(offers, fanFacts, moments, (offer, fan, now) => {
      if (!isEligible(offer, fan, now)) return
      expect(fan.frozen || fan.objected).toBe(false)
      expect([offer.creatorId, ...offer.audience.creatorIds]).toContain(fan.creatorId)
    }),
    RUNS,
  )
})

it('an offer is checked to take off no more than it is said to, for whatever it covers', () => {
  fc.assert(
    fc.property(offers, assetsOf, (offer, assets) => {
      const covered = assets.filter(({ id }) => offer.contentIds.length === 0 || offer.contentIds.includes(id))
      const most = discountPercent(
        offer,
        offer.discountType === 'bundle' ? assets.filter(({ id }) => offer.contentIds.includes(id)) : covered,
      )
      const { priceMinor, fullMinor } = priceWith([offer], covered)
      // Half a minor unit of rounding for each asset.
      expect(fullMinor - priceMinor).toBeLessThanOrEqual((fullMinor * most) / 100 + covered.length / 2)
    }),
    RUNS,
  )
})

it('two offers that stack to less than nothing are named with the asset, and a price stays at nothing', () => {
  const off = { ...anOffer(), discountType: 'fixed' as const, discountValue: 1_500, stacks: true }
  const two = [off, { ...off, id: 'another' }]
  const assets = [{ id: 'a', priceMinor: 2_000 }]
  expect(belowNothing(two, assets)).toEqual({ assetId: 'a', minor: -1_000 })
  expect(belowNothing([off], assets)).toBeNull()
  expect(priceWith(two, assets)).toEqual({ priceMinor: 0, fullMinor: 2_000, offerIds: [off.id, 'another'] })
})
