import fc from 'fast-check'
import { SEGMENTS } from '../scoring/index.ts'
import { type Audience, EVERYONE, type FanFacts } from './audience.ts'
import type { Offer } from './offer.ts'
import { DISCOUNT_TYPES, type Priced } from './terms.ts'

const NOW = new Date('2026-11-20T14:00:00Z')
const CREATORS = ['00000000-0000-4000-8000-00000000c001', '00000000-0000-4000-8000-00000000c002'] as const

/** A running offer of 20% to everyone, until it is said to be otherwise. */
export const anOffer = (other: Partial<Offer> = {}): Offer => ({
  id: '00000000-0000-4000-8000-0000000000f1',
  creatorId: CREATORS[0],
  currency: 'USD',
  name: 'Autumn 20%',
  description: '',
  discountType: 'percentage',
  discountValue: 20,
  contentIds: [],
  audience: EVERYONE,
  validFrom: new Date('2026-11-19T14:00:00Z'),
  validUntil: new Date('2026-11-24T14:00:00Z'),
  limitTotal: null,
  limitPerFan: null,
  limitPerDay: null,
  stacks: false,
  floorMinor: 0,
  state: 'live',
  version: 1,
  redemptionCount: 0,
  createdAt: NOW,
  changedAt: NOW,
  changedById: null,
  firstById: null,
  ...other,
})

export const aFan = (other: Partial<FanFacts> = {}): FanFacts => ({
  creatorId: CREATORS[0],
  segment: 'Regular',
  tags: [],
  spentMinor: 5_000,
  lastSeenAt: NOW,
  frozen: false,
  objected: false,
  ...other,
})

const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
const limits = fc.option(fc.integer({ min: 1, max: 20 }))
const tags = fc.uniqueArray(fc.constantFrom('loyal', 'beach', 'new year', 'Ünïque'), { maxLength: 3 })
const dayCounts = fc.option(fc.integer({ min: 1, max: 400 }))

export const audiences: fc.Arbitrary<Audience> = fc.record({
  segments: fc.uniqueArray(fc.constantFrom(...SEGMENTS), { maxLength: 3 }),
  tags,
  creatorIds: fc.uniqueArray(fc.constantFrom(...CREATORS), { maxLength: 2 }),
  spentFromMinor: fc.option(fc.integer({ min: 0, max: 9_999 })),
  spentToMinor: fc.option(fc.integer({ min: 10_000, max: 90_000 })),
  seenWithinDays: dayCounts,
  notSeenForDays: dayCounts,
})

export const fanFacts: fc.Arbitrary<FanFacts> = fc.record({
  creatorId: fc.constantFrom(...CREATORS),
  segment: fc.option(fc.constantFrom(...SEGMENTS)),
  tags,
  spentMinor: fc.integer({ min: -1_000, max: 100_000 }),
  lastSeenAt: fc.option(instants),
  frozen: fc.boolean(),
  objected: fc.boolean(),
})

/** Assets whose ids offers of `offersOf` may name. */
export const assetsOf: fc.Arbitrary<Priced[]> = fc
  .array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 5 })
  .map((prices) => prices.map((priceMinor, n) => ({ id: assetId(n), priceMinor })))

const assetId = (n: number): string => `00000000-0000-4000-8000-0000000000a${n}`

/** Offers as the door lets them in, in any state. */
export const offers: fc.Arbitrary<Offer> = fc
  .record({
    discountType: fc.constantFrom(...DISCOUNT_TYPES),
    percent: fc.integer({ min: 1, max: 100 }),
    minor: fc.integer({ min: 1, max: 30_000 }),
    contents: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
    audience: audiences,
    validFrom: instants,
    spanMs: fc.integer({ min: 1, max: 300 * 86_400_000 }),
    limitTotal: limits,
    limitPerFan: limits,
    limitPerDay: limits,
    stacks: fc.boolean(),
    floorMinor: fc.integer({ min: 0, max: 2_000 }),
    state: fc.constantFrom('draft' as const, 'second' as const, 'live' as const, 'ended' as const),
    version: fc.integer({ min: 1, max: 99 }),
    redemptionCount: fc.integer({ min: 0, max: 99 }),
    name: fc.stringMatching(/^[A-Z][a-z0-9%]{0,20}$/),
    id: fc.uuid(),
  })
  .map(({ percent, minor, contents, spanMs, ...rest }) => {
    const { discountType, validFrom } = rest
    const values = { percentage: percent, fixed: minor, bogo: 0, bundle: minor }
    const ids = contents.map(assetId)
    return anOffer({
      ...rest,
      discountValue: values[discountType],
      contentIds: discountType === 'bundle' && ids.length === 1 ? [] : ids,
      validUntil: new Date(validFrom.getTime() + spanMs),
    })
  })

export const moments = instants
