/** A date on a creator's wall, `2026-11-21`. */
export type Day = string

const DAY_MS = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** The date that the clocks of an IANA zone show at this instant. */
export function dayOf(at: Date, zone: string): Day {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format.format(at)
}

/** The day so many days later, or earlier. Days are dates, so none is longer than another. */
export const plusDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** All days from the first to the last, both included. */
export function daysBetween(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day)
  return days
}

/** How many days from one to another; 0 for the same. */
export const daysFrom = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

/** Instants between which all of these days lie, wherever on earth: for the index, not for the sums. */
export const aroundDays = (from: Day, to: Day): { from: Date; until: Date } => ({
  from: new Date(`${plusDays(from, -1)}T00:00:00Z`),
  until: new Date(`${plusDays(to, 2)}T00:00:00Z`),
})

/** A creator's day. */
export interface CreatorDay {
  creatorId: string
  day: Day
}

/** So many days at most in one statement, so that none takes long. */
export const RUN_DAYS = 31

/**
 * The same days in runs without a gap, each for one statement: a day of three weeks ago beside today's doesn't make all
 * between them be read, and none of more than `most` days.
 */
export function runsOf(owed: readonly CreatorDay[], most = RUN_DAYS): CreatorDay[][] {
  const ordered = owed.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const runs: CreatorDay[][] = []
  for (const one of ordered) {
    const run = runs.at(-1)
    const [first, last] = [run?.[0], run?.at(-1)]
    const joins = first && last && daysFrom(last.day, one.day) <= 1 && daysFrom(first.day, one.day) < most
    if (joins) run?.push(one)
    else runs.push([one])
  }
  return runs
}
