import { median } from './quantile.ts'
import { words } from './words.ts'

export interface Quiet {
  daysSince: number
  medianGapDays: number
  /** `daysSince / medianGapDays`: 1 is this fan's own rhythm, 3 is three times as long as usual. Not a probability. */
  factor: number
  /** "quiet for 9 days, buys every 6". */
  line: string
}

const DAY_MS = 86_400_000
/** Two gaps at least: one alone is no rhythm. */
const FEWEST_DAYS = 3

/**
 * How long a fan has been quiet by their own rhythm: days since the last purchase over the median gap between days with
 * a purchase (UTC). Null with purchases on fewer than three days: little history, and nothing is guessed.
 */
export function quietFactor(purchasedAt: readonly Date[], now: Date): Quiet | null {
  const dayNumbers = [...new Set(purchasedAt.map((at) => Math.floor(at.getTime() / DAY_MS)))].sort((a, b) => a - b)
  const last = dayNumbers.at(-1)
  if (last === undefined || dayNumbers.length < FEWEST_DAYS) return null
  const medianGapDays = median(dayNumbers.slice(1).map((day, index) => day - (dayNumbers[index] ?? day)))
  const daysSince = Math.max(0, Math.floor(now.getTime() / DAY_MS) - last)
  return { daysSince, medianGapDays, factor: daysSince / medianGapDays, line: words.quiet(daysSince, medianGapDays) }
}
