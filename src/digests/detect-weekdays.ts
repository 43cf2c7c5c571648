/** How often something comes on each day of the week, older weeks counting less; only what has been is in it. */
export interface Weekdays {
  /** By weekday (0 to 6): days on which something came, and on which nothing came. */
  some: number[]
  none: number[]
}

/** After so many days a day counts half. */
const HALF_LIFE_DAYS = 60
const FADES = 0.5 ** (1 / HALF_LIFE_DAYS)
/** How many days of its own the other weekdays together weigh for one. */
const OTHER_DAYS_WEIGHT = 4
/** A day of the week on which nothing is ever sold (no posts, no shift): how likely before anything is seen, and its slips. */
const REST = { prior: 0.1, slips: 0.01 }

export const noWeekdays = (): Weekdays => ({ some: new Array(7).fill(0), none: new Array(7).fill(0) })

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/**
 * Probability, above 0 and below 1, that something comes on this day of the week: its own days shrunk to the others', or next to
 * nothing when it looks like a day of rest. Null while nothing has ever come: of such a series nothing is expected.
 */
export function comesOn({ some, none }: Weekdays, weekday: number): number | null {
  if (sum(some) === 0) return null
  const [own, ownNone] = [some[weekday] ?? 0, none[weekday] ?? 0]
  const [others, othersNone] = [sum(some) - own, sum(none) - ownNone]
  const elsewhere = (Math.max(0, others) + 0.5) / (Math.max(0, others) + Math.max(0, othersNone) + 1)
  const open = (own + OTHER_DAYS_WEIGHT * elsewhere) / (own + ownNone + OTHER_DAYS_WEIGHT)
  const likelier = own * Math.log(elsewhere / REST.slips) + ownNone * Math.log((1 - elsewhere) / (1 - REST.slips))
  const rest = 1 / (1 + ((1 - REST.prior) / REST.prior) * Math.exp(likelier / 2))
  const share = rest * REST.slips + (1 - rest) * open
  return Math.min(0.9999, Math.max(0.0001, share))
}

/** With one more day. */
export function withDay({ some, none }: Weekdays, weekday: number, came: boolean): Weekdays {
  const add = (counts: readonly number[], one: boolean) =>
    counts.map((count, day) => count * FADES + (one && day === weekday ? 1 : 0))
  return { some: add(some, came), none: add(none, !came) }
}
