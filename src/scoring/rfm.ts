import { minorDigits } from '../kernel/money.ts'
import { quantile } from './quantile.ts'

/** A fan's purchases with one creator, in one currency. Refunds are negative in `spentMinor`. */
export interface FanHistory {
  /** Null: never bought. */
  firstPurchaseAt: Date | null
  lastPurchaseAt: Date | null
  purchases: number
  spentMinor: number
  /** When the fan was first seen. */
  since: Date
}

/**
 * Four inner cut points per measure, ascending. Recency is kept as instants, not as days ago, so that scores don't go
 * stale while time passes for all fans alike.
 */
export interface RfmBounds {
  /** Buyers the cut points were taken over; under `FEWEST_BUYERS` they are the fixed ones. */
  fans: number
  lastPurchaseMs: number[]
  frequency: number[]
  monetaryMinor: number[]
}

export type Score = 1 | 2 | 3 | 4 | 5
export interface RfmScores {
  r: Score
  f: Score
  m: Score
}

const DAY_MS = 86_400_000
export const FEWEST_BUYERS = 20
const QUINTILES = [0.2, 0.4, 0.6, 0.8]

/**
 * For creators with too few buyers to rank. Days since the last purchase (most recent last), purchases, and money in
 * whole dollars or what passes for one.
 */
const FIXED = { recencyDays: [90, 45, 21, 7], frequency: [2, 3, 6, 12], monetary: [25, 75, 200, 500] }

/**
 * Cut points over the fans with at least one purchase: type-7 quintiles plus one unit (a day, a purchase, a whole unit of
 * `currency`), bins [lower, upper), as the reference scores of the R package rfm are cut. So whoever reaches a cut point is truly above
 * that share of the buyers, and where all are alike nobody stands out by spend or frequency.
 */
export function boundsOf(histories: readonly FanHistory[], now: Date, currency: string): RfmBounds {
  const buyers = histories.filter(hasBought)
  if (buyers.length === 0) return boundsFrom(null, now, currency)
  return boundsFrom(
    {
      fans: buyers.length,
      lastPurchaseMs: quintiles(buyers.map((buyer) => buyer.lastPurchaseAt.getTime())),
      frequency: quintiles(buyers.map((buyer) => buyer.purchases)),
      monetaryMinor: quintiles(buyers.map((buyer) => buyer.spentMinor)),
    },
    now,
    currency,
  )
}

/** The same from the buyers' type-7 quintiles, wherever those were taken; null without buyers. */
export function boundsFrom(quantiles: RfmBounds | null, now: Date, currency: string): RfmBounds {
  if (quantiles === null || quantiles.fans < FEWEST_BUYERS) return fixedBounds(quantiles?.fans ?? 0, now, currency)
  const wholeMinor = 10 ** minorDigits(currency)
  return {
    fans: quantiles.fans,
    // A day more ago is a day less in instants.
    lastPurchaseMs: quantiles.lastPurchaseMs.map((cut) => cut - DAY_MS),
    frequency: quantiles.frequency.map((cut) => cut + 1),
    monetaryMinor: quantiles.monetaryMinor.map((cut) => cut + wholeMinor),
  }
}

/** Scores 1 (lowest) to 5 of one fan; null for a fan who never bought. Equal values always share a score. */
export function scoresOf(history: FanHistory, bounds: RfmBounds): RfmScores | null {
  if (!hasBought(history)) return null
  const last = history.lastPurchaseAt.getTime()
  return {
    // Bins are [lower, upper) in days ago, so a purchase at a cut point belongs to the older bin: `>`, not `>=`.
    r: scoreOf(bounds.lastPurchaseMs.filter((cut) => last > cut).length),
    f: scoreOf(bounds.frequency.filter((cut) => history.purchases >= cut).length),
    m: scoreOf(bounds.monetaryMinor.filter((cut) => history.spentMinor >= cut).length),
  }
}

type Buyer = FanHistory & { firstPurchaseAt: Date; lastPurchaseAt: Date }

function hasBought(history: FanHistory): history is Buyer {
  return history.purchases > 0 && history.lastPurchaseAt !== null
}

function scoreOf(cutsReached: number): Score {
  return (cutsReached + 1) as Score
}

function quintiles(values: number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b)
  return QUINTILES.map((p) => quantile(sorted, p))
}

function fixedBounds(fans: number, now: Date, currency: string): RfmBounds {
  const digits = minorDigits(currency)
  // A unit of a currency without minor units (JPY, KRW) is worth about a cent.
  const dollar = digits === 0 ? 100 : 10 ** digits
  return {
    fans,
    lastPurchaseMs: FIXED.recencyDays.map((days) => now.getTime() - days * DAY_MS),
    frequency: [...FIXED.frequency],
    monetaryMinor: FIXED.monetary.map((amount) => amount * dollar),
  }
}
