import { ladderOf, type PriceInput } from './price-for.ts'

const AT = new Date('2026-11-20T12:00:00Z')

/** A Regular with four purchases and no answered price, asked for a $20 piece between $5 and $35. */
export const aPriceInput = (other: Partial<PriceInput> = {}): PriceInput => ({
  asset: { id: 'a1', title: 'Coast, part 2', priceMinor: 2_000 },
  segment: 'Regular',
  history: { firstPurchaseAt: AT, lastPurchaseAt: AT, purchases: 4, spentMinor: 9_000, since: AT },
  typicalMinor: null,
  ownUnlocks: [],
  ownTaken: [],
  ownIgnored: [],
  similar: [],
  answers: [],
  exploring: false,
  changes: { approved: 0, changed: 0, middle: 1 },
  bounds: { floorMinor: 500, ceilingMinor: 3_500 },
  ladderMinor: ladderOf('USD'),
  currency: 'USD',
  ...other,
})
