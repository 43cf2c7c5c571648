import { wilson } from '../charts/index.ts'
import type { MovedBuyer } from '../fans/index.ts'

/** A fan by the newest scores and those before. */
export interface ChurnFan {
  fanId: string
  name: string
  segment: string
  /** Probability (0 to 1) of not buying within the horizon. */
  risk: number
  /** When they were first found to be leaving, on an earlier day of the creator's wall; null where they never were. */
  before: { risk: number; day: string } | null
  /** What they bring in thirty days while they stay, in minor units. */
  monthlyMinor: number
  /** Scoring's reasons, our words. */
  reasons: readonly string[]
  isFrozen: boolean
  /** They object to being profiled: nothing is said of them. */
  objects: boolean
  /** They buy every so many days; null while they bought once. */
  everyDays: number | null
  /** Digests and flows leave them alone, so that it shows what writing brings. */
  isHeldOut: boolean
}

/** Fans that were written to in order to win them back, or held out of it, and who of them bought again. */
export interface WinBack {
  fanId: string
  bought: boolean
}

export interface ChurnDigest {
  horizonDays: 7 | 30
  /** Likely to leave, what they would take with them first. */
  leaving: ChurnFan[]
  /** What those bring in thirty days. */
  monthlyMinor: number
  /** With what they paid in the days when they bought, in minor units: as long as the horizon, the one before or this one. */
  lost: { fans: number; paidMinor: number }
  wonBack: { fans: number; paidMinor: number }
  lift: Lift
  /** Likely to leave and not named, since they are held out. */
  heldOut: ChurnFan[]
}

/** From this risk on a fan is about to leave. */
export const LEAVING_RISK = 0.5

/** Who is about to leave within the horizon and why, what was lost and won, and what winning back brings. Order never matters. */
export function churnDigest(input: {
  horizonDays: 7 | 30
  fans: readonly ChurnFan[]
  lost: readonly MovedBuyer[]
  wonBack: readonly MovedBuyer[]
  written: readonly WinBack[]
  heldOut: readonly WinBack[]
}): ChurnDigest {
  const all = input.fans.filter((fan) => isLeaving(fan, input.horizonDays))
  const leaving = all
    .filter(({ isHeldOut }) => !isHeldOut)
    .toSorted((a, b) => lossOf(b) - lossOf(a) || (a.fanId < b.fanId ? -1 : 1))
  const counted = (rows: readonly MovedBuyer[]) => ({
    ...{ fans: rows.length, paidMinor: rows.reduce((sum, { minor }) => sum + minor, 0) },
  })
  return {
    ...{
      horizonDays: input.horizonDays,
      leaving,
      monthlyMinor: leaving.reduce((sum, fan) => sum + fan.monthlyMinor, 0),
    },
    ...{ lost: counted(input.lost), wonBack: counted(input.wonBack), lift: liftOf(input.written, input.heldOut) },
    heldOut: all.filter(({ isHeldOut }) => isHeldOut).toSorted((a, b) => (a.fanId < b.fanId ? -1 : 1)),
  }
}

const lossOf = ({ risk, monthlyMinor }: ChurnFan): number => risk * monthlyMinor

/** Who bought once is taken to buy once a month. */
const USUAL_EVERY_DAYS = 30

/** Whether a fan who usually buys within so many days is likely not to. */
function isLeaving(fan: ChurnFan, horizonDays: number): boolean {
  const { risk, monthlyMinor, isFrozen, objects, everyDays } = fan
  if (isFrozen || objects || monthlyMinor <= 0 || (everyDays ?? USUAL_EVERY_DAYS) > horizonDays) return false
  return risk >= LEAVING_RISK
}

/**
 * By how much more of those written to bought again than of those held out, as shares, with Newcombe's interval of the
 * difference from two Wilson intervals (R. G. Newcombe 1998, method 10), at 95%. Null while one of both groups is empty.
 */
export interface Lift {
  written: { fans: number; bought: number }
  heldOut: { fans: number; bought: number }
  difference: { middle: number; low: number; high: number } | null
  /** Each group is large enough to say something. */
  isEnough: boolean
}

/** Fewer fans in a group say nothing. */
const FEWEST = 30

export function liftOf(written: readonly WinBack[], heldOut: readonly WinBack[]): Lift {
  const count = (group: readonly WinBack[]) => ({
    fans: group.length,
    bought: group.filter(({ bought }) => bought).length,
  })
  const [a, b] = [count(written), count(heldOut)]
  if (a.fans === 0 || b.fans === 0) return { written: a, heldOut: b, difference: null, isEnough: false }
  const [p, q] = [a.bought / a.fans, b.bought / b.fans]
  const [wp, wq] = [wilson(a.bought, a.fans), wilson(b.bought, b.fans)]
  const low = p - q - Math.hypot(p - wp.low, wq.high - q)
  const high = p - q + Math.hypot(wp.high - p, q - wq.low)
  const difference = { middle: p - q, low: Math.max(-1, low), high: Math.min(1, high) }
  return { written: a, heldOut: b, difference, isEnough: Math.min(a.fans, b.fans) >= FEWEST }
}
