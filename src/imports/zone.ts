const HOUR_MS = 3_600_000
/** A few years of hours; then begin anew. */
const KEPT = 50_000

/**
 * Local times of a zone as instants: `local` counts milliseconds as if it were UTC. A time that the clocks leave out is
 * read by the offset before them, one that comes twice is the earlier. Offsets change on the hour everywhere since 2000,
 * so one answer an hour is kept.
 */
export function zoneReader(zone: string): (local: number) => number {
  if (zone === 'UTC') return (local) => local
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const localOf = (instant: number): number => {
    const parts: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  const offsets = new Map<number, number>()
  const offsetAt = (local: number): number => {
    // What held a day before is right, or the change lies between: then the offset after it is tried.
    const dayBefore = local - 24 * HOUR_MS
    const before = localOf(dayBefore) - dayBefore
    if (localOf(local - before) === local) return before
    const dayAfter = local + 24 * HOUR_MS
    const after = localOf(dayAfter) - dayAfter
    return localOf(local - after) === local ? after : before
  }
  return (local) => {
    const hour = Math.floor(local / HOUR_MS)
    let offset = offsets.get(hour)
    if (offset === undefined) {
      if (offsets.size > KEPT) offsets.clear()
      offset = offsetAt(hour * HOUR_MS)
      offsets.set(hour, offset)
    }
    return local - offset
  }
}
