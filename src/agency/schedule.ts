/** A local wall-clock time on some weekdays, in an IANA zone. */
export interface LocalTime {
  zone: string
  /** 0 to 1439. */
  minuteOfDay: number
  /** ISO weekdays, 1 is Monday; empty means every day. */
  weekdays: number[]
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * The next instant strictly after `after` at which a clock on the wall in that zone shows this time. A time that a
 * change to summer time skips falls due at the first minute after the gap; one that comes twice falls due once, the
 * first time.
 */
export function nextDue(time: LocalTime, after: Date): Date {
  const today = localDay(time.zone, after)
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = today + ahead * DAY_MS
    const weekday = new Date(day).getUTCDay() || 7
    if (time.weekdays.length > 0 && !time.weekdays.includes(weekday)) continue
    const due = instantOf(time.zone, day + time.minuteOfDay * MINUTE_MS)
    if (due > after) return due
  }
  throw new RangeError(`no due time in a week for weekdays ${time.weekdays.join(',')}: allowed are 1 to 7`)
}

/** True for zones that `Intl` knows, e.g. `Europe/Paris`. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone)
  if (!known) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, known)
  }
  return known
}

/** The wall clock of a zone at an instant to the minute, as if it were UTC milliseconds. */
export function wallClock(zone: string, at: Date): number {
  const part = Object.fromEntries(
    format(zone)
      .formatToParts(at)
      .map((p) => [p.type, Number(p.value)]),
  )
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day ?? 1, part.hour ?? 0, part.minute ?? 0)
}

const localDay = (zone: string, at: Date): number => Math.floor(wallClock(zone, at) / DAY_MS) * DAY_MS

/** The first instant at which the zone's wall clock shows `wall` or, where it skips it, has passed it. */
export function instantOf(zone: string, wall: number): Date {
  const before = wall - (wallClock(zone, new Date(wall - DAY_MS)) - (wall - DAY_MS))
  const later = wall - (wallClock(zone, new Date(wall + DAY_MS)) - (wall + DAY_MS))
  const exact = [Math.min(before, later), Math.max(before, later)].find((ms) => wallClock(zone, new Date(ms)) === wall)
  if (exact !== undefined) return new Date(exact)
  let ms = Math.min(before, later)
  while (wallClock(zone, new Date(ms)) < wall) ms += MINUTE_MS
  return new Date(ms)
}

/** The first instant of the day that it is in that zone: a day has 23 or 25 hours where summer time begins or ends. */
export const dayBegan = (zone: string, at: Date): Date => instantOf(zone, localDay(zone, at))
