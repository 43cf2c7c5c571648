import { quantile } from '../scoring/index.ts'
import type { OwnAnswer } from './demand/own-answers.ts'

/** A price of ours that one fan answered, in minor units, with the scale of its asset. */
export interface AnsweredPrice {
  priceMinor: number
  scale: number
}

/** What one fan did until now; amounts in minor units, newest first where more than thirty are given. */
export interface OwnPrices {
  /** What this fan paid for PPVs, whether or not it was asked by us; no tips, nothing refunded. */
  ownUnlocks: readonly number[]
  /** Prices of ours that were taken: they are among `ownUnlocks` too. */
  ownTaken: readonly AnsweredPrice[]
  /** Prices of ours that expired without an unlock. */
  ownIgnored: readonly AnsweredPrice[]
}

/** The middle half of what a fan paid. */
export interface UsualPrices {
  fromMinor: number
  toMinor: number
}

const FEWEST_OWN = 3
/** A fan's older unlocks say little about today. */
const OWN_MOST = 30

/** Refunds, gifts and broken rows are no prices. */
export function isPrice(minor: number): boolean {
  return Number.isSafeInteger(minor) && minor > 0
}

/** What a fan paid, as far as it counts. */
export const ownPaid = (unlocks: readonly number[]): number[] => unlocks.filter(isPrice).slice(0, OWN_MOST)

/**
 * Each unlock counts once: by the price of ours that was taken with it, else as bought. What was bought without a price of
 * ours is of assets that may be gone: it counts at the creator's usual scale. `unitMinor`: minor units in a unit of the curves.
 */
export function ownAnswers({ ownUnlocks, ownTaken, ownIgnored }: OwnPrices, unitMinor: number): OwnAnswer[] {
  const taken = sound(ownTaken)
  const asked = new Map<number, number>()
  for (const { priceMinor } of taken) asked.set(priceMinor, (asked.get(priceMinor) ?? 0) + 1)
  const bought = ownPaid(ownUnlocks).filter((minor) => {
    const left = asked.get(minor) ?? 0
    if (left > 0) asked.set(minor, left - 1)
    return left === 0
  })
  const inUnits = ({ priceMinor, scale }: AnsweredPrice): number => priceMinor / (unitMinor * scale)
  return [
    ...bought.map((minor) => ({ price: minor / unitMinor, came: 'bought' as const })),
    ...taken.map((one) => ({ price: inUnits(one), came: 'taken' as const })),
    ...sound(ownIgnored).map((one) => ({ price: inUnits(one), came: 'passed' as const })),
  ]
}

const sound = (answered: readonly AnsweredPrice[]): AnsweredPrice[] =>
  answered.filter(({ priceMinor, scale }) => isPrice(priceMinor) && scale > 0).slice(0, OWN_MOST)

/** What a fan usually pays; null under three unlocks. */
export function usualOf(own: readonly number[]): UsualPrices | null {
  if (own.length < FEWEST_OWN) return null
  const ascending = own.toSorted((a, b) => a - b)
  return { fromMinor: Math.round(quantile(ascending, 0.25)), toMinor: Math.round(quantile(ascending, 0.75)) }
}

/**
 * The most that may be suggested to who usually pays so much: one step of the ladder above it, or what the content is listed
 * at where that is more. What would be paid further up nobody has seen: the next step is suggested when this one was paid.
 * Infinity where nothing is usual yet, or the ladder ends below.
 */
export function oneStepAbove(usual: UsualPrices | null, listedMinor: number, ladderMinor: readonly number[]): number {
  if (usual === null) return Number.POSITIVE_INFINITY
  const step = Math.min(...ladderMinor.filter((minor) => isPrice(minor) && minor > usual.toMinor))
  return isPrice(listedMinor) ? Math.max(step, listedMinor) : step
}
