import { instantOf, wallClock } from '../agency/index.ts'

const DAY_MS = 86_400_000

/**
 * The same time on the wall so many days later, in an IANA zone: over a change to or from summer time a day has 23 or 25
 * hours. A time that the zone skips then is the first minute after the gap.
 */
export const daysLater = (zone: string, from: Date, days: number): Date =>
  instantOf(zone, wallClock(zone, from) + days * DAY_MS)

/** A local time as it is typed, `2026-12-24 18:00`, as an instant; null when it is none. */
export function readLocal(typed: string, zone: string): Date | null {
  const [, date, time] = /^\s*(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2})\s*$/.exec(typed) ?? []
  if (!date || !time) return null
  const text = `${date}T${time.padStart(5, '0')}:00.000Z`
  const wall = new Date(text)
  // What the calendar doesn't have, such as 30 February, is no date, not another one.
  if (Number.isNaN(wall.getTime()) || wall.toISOString() !== text) return null
  return instantOf(zone, wall.getTime())
}

/** An instant as a local time, to the minute: what `readLocal` reads. */
export const localText = (at: Date, zone: string): string =>
  new Date(wallClock(zone, at)).toISOString().slice(0, 16).replace('T', ' ')
