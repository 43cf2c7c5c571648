import { invariant } from '../kernel/invariant.ts'
import { formatMoney } from '../kernel/money.ts'
import { type FanHistory, median, quantile, type Segment } from '../scoring/index.ts'
import { moneyRange, words } from './words.ts'

export interface PriceInput {
  asset: { id: string; title: string; priceMinor: number }
  segment: Segment
  history: FanHistory
  /** What this fan paid for PPVs, any order. */
  ownUnlocks: readonly number[]
  /** What fans of the same segment paid for PPVs, any order. */
  similar: readonly number[]
  bounds: { floorMinor: number; ceilingMinor: number }
  /** The prices a creator uses, any order; empty: every price may be suggested. */
  ladderMinor: readonly number[]
  currency: string
}

export interface PriceSuggestion {
  priceMinor: number
  floorMinor: number
  ceilingMinor: number
  /** The middle half of what this fan paid; null under three unlocks. */
  usual: { fromMinor: number; toMinor: number } | null
  /** Plain sentences, each naming its number. */
  reasons: string[]
}

/** Of the listed price, while there are too few sales to learn from. */
const SEGMENT_FACTOR: Record<Segment, number> = {
  Whale: 1.25,
  VIP: 1.1,
  Regular: 1,
  New: 0.9,
  ChurnRisk: 0.9,
  Dormant: 0.8,
  Prospect: 0.8,
}
const FEWEST_SIMILAR = 5
const FEWEST_OWN = 3
/** How many unlocks the segment's middle price weighs: with three of their own, a fan's unlocks outvote it. */
const PRIOR_WEIGHT = 2

/**
 * The first honest price: the median of the fan's own unlocks together with two imagined ones at the segment's middle
 * price (a shrunken median), set to the nearest ladder step, then held between floor and ceiling. Every part is monotone,
 * so that a larger purchase never lowers the price. Takes no text of any kind.
 */
export function priceFor(input: PriceInput): PriceSuggestion {
  const { floorMinor, ceilingMinor } = input.bounds
  invariant(floorMinor >= 0 && floorMinor <= ceilingMinor, `0 ≤ floor ${floorMinor} ≤ ceiling ${ceilingMinor}`)
  const own = input.ownUnlocks.filter(isPrice)
  const prior = priorOf(input)
  const anchorMinor = Math.round(median([...own, ...Array<number>(PRIOR_WEIGHT).fill(prior.minor)]))
  const stepMinor = nearestStep(anchorMinor, input.ladderMinor)
  const priceMinor = Math.min(Math.max(stepMinor, floorMinor), ceilingMinor)
  const usual = own.length < FEWEST_OWN ? null : middleHalf(own)
  const reasons = [ownReason(own, usual, input), prior.reason]
  const money = (minor: number) => formatMoney({ minor, currency: input.currency })
  if (stepMinor !== anchorMinor) reasons.push(words.ladder(money(stepMinor), money(anchorMinor)))
  if (priceMinor < stepMinor) reasons.push(words.ceiling(money(ceilingMinor)))
  if (priceMinor > stepMinor) reasons.push(words.floor(money(floorMinor)))
  return { priceMinor, floorMinor, ceilingMinor, usual, reasons }
}

/** What is expected without the fan's own unlocks: the segment's middle price, else the listed price times its factor. */
function priorOf({ similar, asset, segment, currency }: PriceInput): { minor: number; reason: string } {
  const paid = similar.filter(isPrice)
  if (paid.length >= FEWEST_SIMILAR) {
    const minor = Math.round(median(paid))
    return { minor, reason: words.similar(formatMoney({ minor, currency }), paid.length) }
  }
  const listedMinor = isPrice(asset.priceMinor) ? asset.priceMinor : 0
  const factor = SEGMENT_FACTOR[segment]
  const listed = formatMoney({ minor: listedMinor, currency })
  return { minor: Math.round(listedMinor * factor), reason: words.listed(listed, factor, segment) }
}

function ownReason(own: number[], usual: PriceSuggestion['usual'], { currency, history }: PriceInput): string {
  if (own.length === 0) return words.noUnlocks(history.purchases)
  if (usual) return words.usual(moneyRange(usual.fromMinor, usual.toMinor, currency), own.length)
  return words.fewOwn(moneyRange(Math.min(...own), Math.max(...own), currency), own.length)
}

function middleHalf(own: number[]): { fromMinor: number; toMinor: number } {
  const ascending = own.toSorted((a, b) => a - b)
  return { fromMinor: Math.round(quantile(ascending, 0.25)), toMinor: Math.round(quantile(ascending, 0.75)) }
}

/** The lower of two steps that are equally near; the price itself where there is no ladder. */
function nearestStep(minor: number, ladder: readonly number[]): number {
  const steps = ladder.filter(isPrice).sort((a, b) => a - b)
  return steps.reduce(
    (best, step) => (Math.abs(step - minor) < Math.abs(best - minor) ? step : best),
    steps[0] ?? minor,
  )
}

/** Refunds, gifts and broken rows are no prices. */
function isPrice(minor: number): boolean {
  return Number.isSafeInteger(minor) && minor > 0
}
