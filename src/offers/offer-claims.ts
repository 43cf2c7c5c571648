import { dayBegan } from '../agency/index.ts'
import { type Guardrails, judge, type Verdict } from '../guardrails/index.ts'
import type { Money } from '../kernel/money.ts'
import type { Offer } from './offer.ts'
import { daysLater } from './validity.ts'

/** What words of ours may lean on: an offer that goes with the reply, and when and where its end is read. */
export interface OfferBehind {
  offer: Pick<Offer, 'discountType' | 'discountValue' | 'validUntil'>
  /** What the asset costs without it, in minor units. */
  fullMinor: number
  /** Of a pair: what the dearer one costs alone. */
  dearestMinor?: number
  now: Date
  /** The creator's, in which "today" is. */
  zone: string
}

const CLAIMS: readonly string[] = ['false-scarcity', 'promised-discount']
const HOUR_MS = 3_600_000

/**
 * Judges a reply beside the offer it goes with. Words of discount and of an end pass only where each of them is what the
 * offer says: its percent, where the price is as low, its last day or hour. Everything else is judged as if there were none.
 * Throws where the judge can't run.
 */
export function judgeBeside(
  text: string,
  stage: 'draft' | 'edit' | 'final',
  rules: Guardrails,
  { price, beside }: { price: Money | null; beside: OfferBehind | null },
): Verdict {
  const without = judge(text, stage, rules, { price, offer: false })
  if (beside === null || !without.findings.some(isClaim)) return without
  const left = judge(withoutTrueClaims(text, beside, price?.minor ?? null), stage, rules, { price, offer: false })
  return left.findings.some(isClaim) ? without : judge(text, stage, rules, { price, offer: true })
}

const isClaim = ({ category }: { category: string }): boolean => CLAIMS.includes(category)

/** Whether a price is as low as the offer's percent makes it: a floor may hold it up. */
export const isPercentTrue = (
  { discountType, discountValue }: Pick<Offer, 'discountType' | 'discountValue'>,
  { priceMinor, fullMinor }: { priceMinor: number; fullMinor: number },
): boolean => discountType === 'percentage' && priceMinor <= Math.round((fullMinor * (100 - discountValue)) / 100)

/** The text without what is true of the offer: what is left of claims is not. */
function withoutTrueClaims(text: string, behind: OfferBehind, priceMinor: number | null) {
  const { offer, fullMinor, dearestMinor = 0, now, zone } = behind
  const names = priceMinor !== null && isPercentTrue(offer, { priceMinor, fullMinor })
  const isPair = offer.discountType === 'bogo' && priceMinor !== null && priceMinor <= dearestMinor
  const pair = isPair ? ['buy one,? (?:and )?get one(?: (?:more )?(?:for )?free)?'] : []
  const truths = [...pair, ...discountTruths(offer, names), ...endTruths(offer.validUntil, now, zone)]
  // A word that stands for nothing keeps the words around it apart.
  return truths.reduce((left, truth) => left.replace(new RegExp(truth, 'giu'), ' so '), text)
}

function discountTruths({ discountValue }: OfferBehind['offer'], namesPercent: boolean): string[] {
  const generic =
    '(?:a |an |my |your |this )?(?:special|little|lower|reduced|better|cheaper) (?:price|deal)(?: (?:just )?for you)?|(?:a|an|my|your|this) (?:little |small )?(?:discount|offer|deal)|on sale'
  if (!namesPercent) return [generic]
  const half = discountValue === 50 ? ['half (?:the )?(?:price|off)'] : []
  return [`(?<![\\d.,])${discountValue} ?(?:%|percent|per cent)(?: (?:off|discount|cheaper|less))?`, ...half, generic]
}

function endTruths(end: Date, now: Date, zone: string): string[] {
  const tomorrow = daysLater(zone, dayBegan(zone, now), 1)
  const after = daysLater(zone, dayBegan(zone, now), 2)
  const hours = Math.round((end.getTime() - now.getTime()) / HOUR_MS)
  const verb = '(?:(?:it|this|that|the offer|the deal|the price|offer|deal|price) )?(?:ends?|expires?|is over)'
  const truths = hours >= 1 ? [`${verb} in ${hours === 1 ? '(?:an|one|1) hour' : `${hours} hours?`}`] : []
  if (end <= now) return []
  if (end <= tomorrow) {
    const day = '(?:today|tonight)'
    truths.push(
      `${verb} ${day}`,
      `(?:just |only )?(?:for )?${day} only`,
      `only (?:for )?${day}`,
      `(?:just|only) until ${day}`,
    )
  } else if (end <= after) truths.push(`${verb} tomorrow`)
  return truths
}
