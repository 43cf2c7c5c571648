import { formatMoney } from '../kernel/money.ts'
import { median, type Segment } from '../scoring/index.ts'
import type { Chosen } from './demand/choose-price.ts'
import { moneyRange, words } from './words.ts'

/** What a price is compared with when it is explained; amounts in minor units. */
export interface Comparables {
  segment: Segment
  currency: string
  /** What the fan paid, and how many prices they let pass. */
  own: readonly number[]
  usual: { fromMinor: number; toMinor: number } | null
  ignored: number
  purchases: number
  similar: readonly number[]
  /** Answers of the segment, and of all fans of the creator. */
  shown: number
  taken: number
  shownByAll: number
  listedMinor: number
  changes: { approved: number; changed: number; middle: number }
  /**
   * The bound that keeps the next step of the ladder out; null where none does. `mostMinor` is one step above what the fan
   * usually pays, or what the content is listed at.
   */
  bound: { ceilingMinor: number | null; floorMinor: number | null; mostMinor: number | null }
}

const FEWEST_SIMILAR = 5
/** Under so many answers of a segment, what is listed and what others do says more. */
const FEWEST_ANSWERS = 20

/** Why this price, and why not the next one up: plain sentences, each naming its number. */
export function priceReasons({ rung, rungs, tried }: Chosen, known: Comparables): string[] {
  const money = (minor: number) => formatMoney({ minor, currency: known.currency })
  const higher = rungs.find(({ priceMinor }) => priceMinor > rung.priceMinor)
  const chance = words.chance(words.percent(rung.share), money(rung.priceMinor))
  const reasons = [
    ownReason(known),
    higher ? `${chance}, ${words.chanceAt(words.percent(higher.share), money(higher.priceMinor))}` : chance,
    ...basisReasons(known, money),
  ]
  if (known.ignored > 0) reasons.push(words.letPass(known.ignored))
  const { approved, changed } = known.changes
  if (changed > 0) reasons.push(words.changedByTeam(changed, approved))
  if (tried) reasons.push(words.tried(money(rung.priceMinor)))
  const { mostMinor } = known.bound
  if (mostMinor !== null) reasons.push(words.oneStep(money(mostMinor), mostMinor === known.listedMinor))
  if (known.bound.ceilingMinor !== null) reasons.push(words.ceiling(money(known.bound.ceilingMinor)))
  if (known.bound.floorMinor !== null) reasons.push(words.floor(money(known.bound.floorMinor)))
  return reasons
}

function ownReason({ own, usual, currency, purchases }: Comparables): string {
  if (own.length === 0) return words.noUnlocks(purchases)
  if (usual) return words.usual(moneyRange(usual.fromMinor, usual.toMinor, currency), own.length)
  return words.fewOwn(moneyRange(Math.min(...own), Math.max(...own), currency), own.length)
}

function basisReasons(known: Comparables, money: (minor: number) => string): string[] {
  const answered = known.shown > 0 ? [words.answered(known.taken, known.shown, known.segment)] : []
  const similar =
    known.similar.length >= FEWEST_SIMILAR
      ? [words.similar(money(Math.round(median([...known.similar]))), known.similar.length)]
      : []
  if (known.shown >= FEWEST_ANSWERS) return [...answered, ...similar]
  const listed = known.listedMinor > 0 ? [words.listed(money(known.listedMinor))] : []
  return [...answered, ...similar, ...listed, words.fewAnswers(known.shownByAll)]
}
