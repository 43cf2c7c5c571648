import type { Buying } from './buying.ts'
import type { Spending } from './gamma-gamma.ts'

/** A customer's purchases, one entry for each day with any: days since 1970 ascending, and what was spent on each. */
export interface Ledger {
  days: readonly number[]
  amounts: readonly number[]
}

const WEEK = 7

/** How many of the days come before `until` (exclusive). */
export function countBefore(days: readonly number[], until: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? 0) < until) low = middle + 1
    else high = middle
  }
  return low
}

/** The customer as of the start of day `now`; null when they hadn't bought yet. */
export function buyingAt({ days }: Ledger, now: number): Buying | null {
  const n = countBefore(days, now)
  const [first, last] = [days[0], days[n - 1]]
  if (n === 0 || first === undefined || last === undefined) return null
  // A day ago is one day of silence: whoever bought yesterday has had today to buy.
  return { x: n - 1, tx: (last - first) / WEEK, T: (now - 1 - first) / WEEK }
}

/** What the customer spent on the days before `now`. */
export function spendingAt({ days, amounts }: Ledger, now: number): Spending {
  const x = countBefore(days, now)
  let sum = 0
  for (let i = 0; i < x; i += 1) sum += amounts[i] ?? 0
  return { x, mean: x === 0 ? 0 : sum / x }
}

/** Whether the customer bought on one of the `days` days from `now` on. */
export const boughtWithin = (ledger: Ledger, now: number, days: number): boolean =>
  countBefore(ledger.days, now + days) > countBefore(ledger.days, now)
