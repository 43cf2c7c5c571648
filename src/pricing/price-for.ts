import { invariant } from '../kernel/invariant.ts'
import { formatMoney, minorDigits } from '../kernel/money.ts'
import type { FanHistory, Segment } from '../scoring/index.ts'
import { type Chosen, choosePrice, curveOf } from './demand/choose-price.ts'
import { demandOf, groupOf, type SegmentAnswers } from './demand/segment-demand.ts'
import { isPrice, type OwnPrices, oneStepAbove, ownAnswers, ownPaid, type UsualPrices, usualOf } from './own-prices.ts'
import { type Comparables, priceReasons } from './price-reasons.ts'
import { words } from './words.ts'

export interface PriceInput extends OwnPrices {
  asset: { id: string; title: string; priceMinor: number }
  /** The middle of what the creator lists assets at; null where nothing is listed. */
  typicalMinor: number | null
  segment: Segment
  history: FanHistory
  /** What fans of the same segment paid for PPVs, any order. */
  similar: readonly number[]
  /** Every answer known, of all segments of the creator. */
  answers: readonly SegmentAnswers[]
  bounds: { floorMinor: number; ceilingMinor: number }
  /** The prices a creator uses, any order; empty: every price may be suggested. */
  ladderMinor: readonly number[]
  currency: string
  /** Now and then a price that is worth knowing more of. */
  exploring: boolean
  /** What people did with the creator's newest suggestions; `middle` is their price as a share of ours. */
  changes: { approved: number; changed: number; middle: number }
  /** What this fan was asked for this asset and may still take; null or absent where nothing is open. */
  openMinor?: number | null
}

export interface PriceSuggestion {
  priceMinor: number
  floorMinor: number
  ceilingMinor: number
  /** The middle half of what this fan paid; null under three unlocks. */
  usual: UsualPrices | null
  /** Plain sentences, each naming its number. */
  reasons: string[]
  /** All that the price was made from: with it, `priceFor` gives the same price again. */
  knew: PriceKnowledge
}

/** The method; a change of it is a new version. */
const VERSION = 'demand-3'

export interface PriceKnowledge extends Omit<PriceInput, 'asset' | 'history' | 'similar'> {
  version: string
  listedMinor: number
  /** How the asset's price compares with what the creator lists usually. */
  scale: number
  /** Chosen to learn from, although another price is believed to bring more. */
  tried: boolean
  chances: { priceMinor: number; share: number }[]
}

const SCALE_MOST = 4

/**
 * The price that is believed to bring most: a demand curve for the creator's segment, learnt from every price that was
 * shown and taken or let pass, moved to where the fan's own answers place it, looked up at the creator's ladder within floor
 * and ceiling, and at most one step above what the fan usually pays, or the listed price. Amounts in minor units. Takes no
 * text of any kind, and no sign of distress: nothing of a message can raise it.
 */
export function priceFor(input: PriceInput): PriceSuggestion {
  const { floorMinor, ceilingMinor } = input.bounds
  invariant(floorMinor >= 0 && floorMinor <= ceilingMinor, `0 ≤ floor ${floorMinor} ≤ ceiling ${ceilingMinor}`)
  const unitMinor = minorOfUnit(input.currency)
  const typical = input.typicalMinor !== null && isPrice(input.typicalMinor) ? input.typicalMinor : null
  const scale = scaleOf(input.asset.priceMinor, typical)
  const own = ownPaid(input.ownUnlocks)
  const usual = usualOf(own)
  const mostMinor = oneStepAbove(usual, input.asset.priceMinor, input.ladderMinor)
  const belief = demandOf(typical === null ? null : typical / unitMinor, input.answers)
  const chosen = choosePrice(curveOf(belief, groupOf(input.segment)), {
    pricesMinor: openWithin(input) ?? pricesWithin(input, mostMinor),
    minorPerUnit: unitMinor * scale,
    own: ownAnswers(input, unitMinor),
    asks: input.ladderMinor.filter(isPrice).map((minor) => minor / unitMinor),
    exploring: input.exploring,
    lean: leanOf(input.changes),
  })
  const { asset, history: _history, similar: _similar, ...known } = input
  return {
    priceMinor: chosen.rung.priceMinor,
    floorMinor,
    ceilingMinor,
    usual,
    reasons: [...openReason(input), ...priceReasons(chosen, comparablesOf(input, { own, usual, mostMinor }, chosen))],
    knew: {
      ...known,
      ownUnlocks: own,
      version: VERSION,
      listedMinor: asset.priceMinor,
      scale,
      tried: chosen.tried,
      chances: chosen.rungs.map(({ priceMinor, share }) => ({ priceMinor, share: Math.round(share * 1e4) / 1e4 })),
    },
  }
}

function comparablesOf(
  input: PriceInput,
  { own, usual, mostMinor }: Pick<Comparables, 'own' | 'usual'> & { mostMinor: number },
  { rung }: Chosen,
): Comparables {
  const mine = input.answers.filter(({ segment }) => segment === input.segment)
  return {
    segment: input.segment,
    currency: input.currency,
    own,
    usual,
    ignored: input.ownIgnored.length,
    purchases: input.history.purchases,
    similar: input.similar.filter(isPrice),
    shown: mine.reduce((sum, { shown }) => sum + shown, 0),
    taken: mine.reduce((sum, { taken }) => sum + taken, 0),
    shownByAll: input.answers.reduce((sum, { shown }) => sum + shown, 0),
    listedMinor: isPrice(input.asset.priceMinor) ? input.asset.priceMinor : 0,
    bound: boundOf(rung.priceMinor, input, mostMinor),
    changes: input.changes,
  }
}

function boundOf(priceMinor: number, { bounds, ladderMinor }: PriceInput, mostMinor: number): Comparables['bound'] {
  const steps = ladderMinor.filter(isPrice)
  const above = Math.min(...steps.filter((step) => step > priceMinor))
  const below = Math.max(...steps.filter((step) => step < priceMinor))
  return {
    ceilingMinor: above > bounds.ceilingMinor ? bounds.ceilingMinor : null,
    floorMinor: below < bounds.floorMinor ? bounds.floorMinor : null,
    mostMinor: above > mostMinor && above <= bounds.ceilingMinor ? mostMinor : null,
  }
}

/** Asked already and still open: the same again. Another price for the same thing would say that waiting pays. */
function openWithin({ openMinor = null, bounds: { floorMinor, ceilingMinor } }: PriceInput): number[] | null {
  if (openMinor === null || !isPrice(openMinor)) return null
  return [Math.min(ceilingMinor, Math.max(floorMinor, openMinor))]
}

const openReason = ({ openMinor = null, currency }: PriceInput): string[] =>
  openMinor !== null && isPrice(openMinor) ? [words.asked(formatMoney({ minor: openMinor, currency }))] : []

/** The ladder's prices within floor and the lower of ceiling and `most`; where none is, a bound: a lower one never raises the price. */
function pricesWithin({ ladderMinor, bounds, asset }: PriceInput, mostMinor: number): number[] {
  const { floorMinor } = bounds
  const ceilingMinor = Math.min(bounds.ceilingMinor, Math.max(floorMinor, mostMinor))
  const ladder = ladderMinor.filter(isPrice)
  const steps = [...new Set(ladder.length > 0 ? ladder : [isPrice(asset.priceMinor) ? asset.priceMinor : floorMinor])]
  const within = steps.filter((step) => step >= floorMinor && step <= ceilingMinor).sort((a, b) => a - b)
  if (within.length > 0) return within
  return [steps.every((step) => step < floorMinor) ? floorMinor : ceilingMinor]
}

/** A team's changes are no demand: where they go one way often enough, they only decide between prices that bring alike. */
function leanOf({ approved, changed, middle }: PriceInput['changes']): -1 | 0 | 1 {
  if (approved < 10 || changed * 2 < approved || middle === 1) return 0
  return middle > 1 ? 1 : -1
}

/** The protocol's prices, in units. */
const LADDER = [3, 5, 7, 9, 12, 15, 20, 25, 30, 40, 50]

/** The prices a creator uses, in minor units of their currency. */
export const ladderOf = (currency: string): number[] => LADDER.map((price) => price * minorOfUnit(currency))

/** About a dollar: a unit of a currency without minor units (JPY, KRW) is worth about a cent. */
export function minorOfUnit(currency: string): number {
  const digits = minorDigits(currency)
  return digits === 0 ? 100 : 10 ** digits
}

/** What an asset is worth beside the creator's usual one, by what they are listed at. */
function scaleOf(listedMinor: number, typicalMinor: number | null): number {
  if (typicalMinor === null || !isPrice(listedMinor)) return 1
  return Math.min(SCALE_MOST, Math.max(1 / SCALE_MOST, listedMinor / typicalMinor))
}
