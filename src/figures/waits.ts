/**
 * How long fans waited, as a histogram that any two days' can be added up to: each step is 10% longer than the one before,
 * so a quantile read from it is at most 5% from the exact one. Under a second is a second, over nine weeks is nine weeks.
 */
export const STEP = 1.1
/** Of a quantile: half a step. */
export const MOST_OFF = Math.sqrt(STEP) - 1
export const LAST_STEP = 160

/** The step of a wait, 0 to 160. */
export const stepOf = (waitedMs: number): number =>
  Math.min(LAST_STEP, Math.max(0, Math.floor(Math.log(Math.max(1, waitedMs / 1_000)) / Math.log(STEP))))

/** How many waits fell on each step. */
export type Waits = ReadonlyMap<number, number>

/** The wait in milliseconds that this share of the waits didn't exceed (nearest rank); null without any. */
export function waitAt(waits: Waits, share: number): number | null {
  const total = [...waits.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil(share * total))
  let seen = 0
  for (const [step, count] of [...waits].toSorted(([a], [b]) => a - b)) {
    seen += count
    if (seen >= rank) return STEP ** (step + 0.5) * 1_000
  }
  return null
}

export function addWaits(all: readonly Waits[]): Waits {
  const sum = new Map<number, number>()
  for (const waits of all) for (const [step, count] of waits) sum.set(step, (sum.get(step) ?? 0) + count)
  return sum
}
