/**
 * When a fan is likely to buy next: their own hours, smoothed over the hours beside them and older ones counting less, shrunk
 * to those of the creator's fans on the same day of the week, which are shrunk to all days. Hours are local, 0 to 23.
 */

/** A purchase by its local hour, and how many days ago. */
export interface OwnHour {
  hour: number
  daysAgo: number
}

/** By ISO weekday (0 is Monday), then hour: how often a creator's fans bought. */
export type WeekHours = readonly (readonly number[])[]

const HOURS = 24
/** How many of a fan's purchases the prior weighs. */
const PRIOR_WEIGHT = 6
/** Hours: how far a purchase speaks for the hours beside it. */
const SMOOTH_HOURS = 1.2
const REACH = 4
/** After so many days a purchase says a third of what it said. */
const MEMORY_DAYS = 120
/** How many purchases of a weekday all days together weigh. */
const ALL_DAYS_WEIGHT = 100

const hours = (of: (hour: number) => number): number[] => Array.from({ length: HOURS }, (_, hour) => of(hour))
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const KERNEL = Array.from({ length: 2 * REACH + 1 }, (_, n) => Math.exp(-((n - REACH) ** 2) / (2 * SMOOTH_HOURS ** 2)))
const KERNEL_SUM = sum(KERNEL)

/** What is thought of a weekday before a fan's own purchases: probabilities by hour, none of them 0, together 1. */
export function weekdayHours(week: WeekHours, weekday: number): number[] {
  const all = hours((hour) => 1 + sum(week.map((day) => day[hour] ?? 0)))
  const total = sum(all)
  const mine = hours((hour) => 0.2 + (week[weekday]?.[hour] ?? 0))
  const count = sum(mine)
  return hours((hour) => ((mine[hour] ?? 0) + (ALL_DAYS_WEIGHT * (all[hour] ?? 0)) / total) / (count + ALL_DAYS_WEIGHT))
}

/** Probabilities by hour of a fan's next purchase, together 1; the prior's for a fan without purchases. */
export function buyingHours(own: readonly OwnHour[], prior: readonly number[]): number[] {
  const smoothed = new Array<number>(HOURS).fill(0)
  let weight = 0
  for (const { hour, daysAgo } of own) {
    const recent = Math.exp(-Math.max(0, daysAgo) / MEMORY_DAYS)
    weight += recent
    KERNEL.forEach((share, n) => {
      const beside = (hour + n - REACH + HOURS) % HOURS
      smoothed[beside] = (smoothed[beside] ?? 0) + recent * share
    })
  }
  // An hour at which nobody buys is no fan's, however near to theirs.
  const held = hours((hour) => ((smoothed[hour] ?? 0) / KERNEL_SUM) * Math.sqrt(prior[hour] ?? 0))
  const total = sum(held)
  return hours((hour) => {
    const mine = total > 0 ? ((held[hour] ?? 0) / total) * weight : 0
    return (mine + PRIOR_WEIGHT * (prior[hour] ?? 0)) / ((total > 0 ? weight : 0) + PRIOR_WEIGHT)
  })
}

/** The hour around which most is expected: of the three hours in a row that hold most, the first. */
export function bestStretch(probabilities: readonly number[]): { from: number; share: number } {
  const stretches = hours((from) => sum([0, 1, 2].map((n) => probabilities[(from + n) % HOURS] ?? 0)))
  const share = Math.max(...stretches)
  return { from: stretches.indexOf(share), share }
}
