import { formatMoney } from '../kernel/money.ts'
import type { Offer } from './offer.ts'
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
