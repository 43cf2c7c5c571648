import { formatMoney } from '../kernel/money.ts'
import type { PricedOffer } from './best-for.ts'
import type { Offer } from './offer.ts'
import { isPercentTrue } from './offer-claims.ts'
import { words } from './words.ts'

/** What an offer gives, in a few words: `20% off`, `$5 off`, `$25 for 2`. */
export function discountLine({ discountType, discountValue, contentIds, currency }: Offer): string {
  const money = formatMoney({ minor: discountValue, currency })
  if (discountType === 'percentage') return words.percentOff(discountValue)
  if (discountType === 'fixed') return words.amountOff(money)
  return discountType === 'bogo' ? words.bogo : words.bundleFor(money, contentIds.length)
}

/** `41 of 100 used`. */
export const usedLine = ({ redemptionCount, limitTotal }: Offer): string => words.used(redemptionCount, limitTotal)

/**
 * What offers give at exactly this price, in a few words: `20% off`, `2 for $30`. Where a floor holds the price up, or
 * several offers make it, the amount that is really off: nothing here is said that isn't so.
 */
export function givesLine({ offer, beside, assets, priceMinor, fullMinor }: PricedOffer<unknown>): string {
  const { discountType, discountValue, currency } = offer
  const money = (minor: number) => formatMoney({ minor, currency })
  if (discountType === 'bundle') return words.countFor(assets.length, money(priceMinor))
  const isAlone = beside.length === 0
  if (isAlone && discountType === 'bogo' && assets.length === 2) return words.countFor(2, money(priceMinor))
  if (isAlone && isPercentTrue(offer, { priceMinor, fullMinor })) return words.percentOff(discountValue)
  return words.amountOff(money(fullMinor - priceMinor))
}
