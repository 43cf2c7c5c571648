import { expect, it } from 'vitest'
import { EVERYONE, isEligible } from './audience.ts'
import { readAudience } from './audience-text.ts'
import { changedFields } from './offer.ts'
import { aFan, anOffer } from './offers.fixtures.ts'
import { priceWith } from './price-with.ts'
import { redemptionRefusal } from './redemption.ts'
import { statsCard } from './suggestion-cards.ts'
import { OfferFields, termsOf } from './terms.ts'
import { daysLater, localText, readLocal } from './validity.ts'

const PARIS = 'Europe/Paris'
const iso = (at: Date | null) => at?.toISOString()

it('an offer holds until the same time on the creator’s wall, over summer time’s beginning and end', () => {
  expect(iso(daysLater(PARIS, new Date('2027-03-27T17:00:00Z'), 1))).toBe('2027-03-28T16:00:00.000Z')
  expect(iso(daysLater(PARIS, new Date('2026-10-24T16:00:00Z'), 1))).toBe('2026-10-25T17:00:00.000Z')
  expect(iso(daysLater(PARIS, new Date('2027-03-27T01:30:00Z'), 1)), 'skipped: after the gap').toBe(
    '2027-03-28T01:00:00.000Z',
  )
})

it('a local time reads in the creator’s zone and back, the second of a doubled hour as the first, and a day that doesn’t exist not at all', () => {
  expect(iso(readLocal('2026-12-24 18:00', PARIS))).toBe('2026-12-24T17:00:00.000Z')
  expect(iso(readLocal('2026-10-25 02:30', PARIS))).toBe('2026-10-25T00:30:00.000Z')
  expect(iso(readLocal('2027-03-28 02:30', PARIS))).toBe('2027-03-28T01:00:00.000Z')
  expect(localText(new Date('2026-12-24T17:00:00Z'), PARIS)).toBe('2026-12-24 18:00')
  for (const bad of ['2026-02-30 10:00', 'tomorrow', '2026-12-24', '2026-12-24 25:00']) {
    expect(readLocal(bad, PARIS), bad).toBeNull()
  }
})

it('an offer is redeemed in its last millisecond and not at its end, and each limit says its own name', () => {
  const offer = anOffer({ limitTotal: 5, limitPerFan: 2, limitPerDay: 3 })
  const last = new Date(offer.validUntil.getTime() - 1)
  const none = { total: 0, ofFan: 0, today: 0 }
  expect(redemptionRefusal(offer, none, aFan(), last)).toBeNull()
  expect(redemptionRefusal(offer, none, aFan(), offer.validUntil)).toBe('not-running')
  expect(redemptionRefusal(offer, none, aFan({ frozen: true }), last)).toBe('not-eligible')
  expect(redemptionRefusal(offer, { ...none, total: 5 }, aFan(), last)).toBe('used-up')
  expect(redemptionRefusal(offer, { ...none, ofFan: 2 }, aFan(), last)).toBe('fan-limit')
  expect(redemptionRefusal(offer, { ...none, today: 3 }, aFan(), last)).toBe('day-limit')
})

it('bad terms are refused by field', () => {
  const { name, discountType, discountValue, validFrom, validUntil } = anOffer()
  const fields = { name, discountType, discountValue, validFrom, validUntil }
  const pathOf = (other: object) => OfferFields.safeParse({ ...fields, ...other }).error?.issues[0]?.path.join('.')
  expect(pathOf({})).toBeUndefined()
  expect(pathOf({ discountValue: 101 })).toBe('discountValue')
  expect(pathOf({ discountType: 'fixed', discountValue: 0 })).toBe('discountValue')
  expect(pathOf({ discountType: 'bundle', discountValue: 900, contentIds: ['a'] })).toBe('contentIds.0')
  expect(pathOf({ validUntil: validFrom })).toBe('validUntil')
  expect(pathOf({ validUntil: new Date('2126-11-20') })).toBe('validUntil')
  expect(pathOf({ limitTotal: 0 })).toBe('limitTotal')
  expect(pathOf({ audience: { segments: ['Everybody'] } })).toBe('audience.segments.0')
  expect(OfferFields.safeParse({ ...fields, surprise: 1 }).success).toBe(false)
})

it('an audience is read as it is typed, in any case, and what can’t be read is quoted', () => {
  const named = { currency: 'USD', creators: [] }
  expect(readAudience(' everyone ', named)).toEqual(EVERYONE)
  expect(readAudience('whale, churn risk, #Loyal fans, spent 50 - , not seen for 30 days', named)).toEqual({
    ...EVERYONE,
    segments: ['Whale', 'ChurnRisk'],
    tags: ['Loyal fans'],
    spentFromMinor: 5_000,
    notSeenForDays: 30,
  })
  for (const bad of ['rich people', 'spent lots', 'spent 9-2', '@Nobody']) {
    expect(readAudience(bad, named), bad).toEqual(expect.stringContaining('can’t be read'))
  }
  const whales = { ...EVERYONE, segments: ['Whale' as const], tags: ['vip'] }
  expect(isEligible(anOffer({ audience: whales }), aFan({ segment: 'Whale', tags: ['VIP'] }), new Date())).toBe(true)
  expect(isEligible(anOffer({ audience: whales }), aFan({ segment: null, tags: ['VIP'] }), new Date())).toBe(false)
})

it('of every two the cheaper is free, a bundle costs its price, and a floor holds but raises nothing', () => {
  const assets = [700, 2_400, 1_000].map((priceMinor, n) => ({ id: `a${n}`, priceMinor }))
  const bogo = anOffer({ discountType: 'bogo', discountValue: 0 })
  expect(priceWith([bogo], assets).priceMinor).toBe(2_400 + 700)
  expect(priceWith([bogo], assets.slice(0, 1))).toEqual({ priceMinor: 700, fullMinor: 700, offerIds: [] })
  const bundle = anOffer({ discountType: 'bundle', discountValue: 2_500, contentIds: ['a0', 'a1'] })
  expect(priceWith([bundle], assets).priceMinor).toBe(3_500)
  expect(priceWith([anOffer({ discountValue: 33 })], [{ id: 'x', priceMinor: 999 }]).priceMinor).toBe(669)
  expect(priceWith([anOffer({ discountValue: 90, floorMinor: 500 })], assets.slice(0, 1)).priceMinor).toBe(500)
  expect(priceWith([anOffer({ floorMinor: 900 })], assets.slice(0, 1)).priceMinor).toBe(700)
})

it('figures of an offer name what fans alike spent without it, how that is known and its margin, and call few pairs too few', () => {
  const counted = { shown: 20, unlocked: 5, redeemed: 5, paidMinor: 9_000, fans: 18 }
  const figures = { ...counted, pairs: 16, spentMinor: 16_000, alikeMinor: 12_000, marginMinor: 7_840 }
  const card = JSON.stringify(statsCard(anOffer(), figures))
  expect(card).toMatch(/5 of 20, 25%.*\$90.*\$160.*\$120.*\$40 ± \$78.40.*16 of 18 have one.*19 of 20/)
  expect(JSON.stringify(statsCard(anOffer(), { ...figures, pairs: 3 }))).toContain('too few to say: 3 fans have')
})

it('what differs is told by value: the database keeps the keys of an audience in an order of its own', () => {
  const terms = termsOf(anOffer())
  const backwards = Object.fromEntries(Object.entries(terms.audience).reverse()) as typeof terms.audience
  expect(changedFields(terms, { ...terms, audience: backwards })).toEqual([])
  expect(changedFields(terms, { ...terms, audience: { ...backwards, tags: ['loyal'] } })).toEqual(['audience'])
})
