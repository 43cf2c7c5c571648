import { formatMoney } from '../kernel/money.ts'
import { type PriceInput, type PriceSuggestion, priceFor } from './price-for.ts'
import { words } from './words.ts'

/** What may still be asked of a fan now, in minor units, by the tighter of the caps an agency set. */
export interface CapLeft {
  cap: 'perDayMinor' | 'perFanMinor'
  mostMinor: number
  leftMinor: number
}

/** `capped`: why there is no price; null where there is one. */
export type Capped = { price: PriceSuggestion; capped: null } | { price: null; capped: string }

/**
 * The price that `priceFor` suggests, within what the caps leave: lowered with its reason, or left out where not even the
 * floor fits. Never higher than without the caps. Pure.
 */
export function priceWithinCaps(input: PriceInput, left: CapLeft | null): Capped {
  const { floorMinor, ceilingMinor } = input.bounds
  if (left === null || left.leftMinor >= ceilingMinor) return { price: priceFor(input), capped: null }
  const money = (minor: number) => formatMoney({ minor, currency: input.currency })
  const reason = words.capLeft(left.cap, money(left.mostMinor), money(left.leftMinor))
  if (left.leftMinor < floorMinor || left.leftMinor === 0) return { price: null, capped: words.noPrice(reason) }
  const price = priceFor({ ...input, bounds: { floorMinor, ceilingMinor: left.leftMinor } })
  return { price: { ...price, reasons: [...price.reasons, reason] }, capped: null }
}
