/** How many messages and sales there must be before hours are told apart. */
const FEWEST = 40
const SPAN_HOURS = 2

/**
 * The two hours of a day in which most of what fans wrote and bought on that weekday came, as clock times; null while there is
 * too little. `hours`: 24 counts of the local hours.
 */
export function bestHours(hours: readonly number[]): { from: string; to: string } | null {
  const total = hours.reduce((sum, count) => sum + count, 0)
  if (total < FEWEST) return null
  const of = (from: number) => hours.slice(from, from + SPAN_HOURS).reduce((sum, count) => sum + count, 0)
  const starts = Array.from({ length: 24 - SPAN_HOURS + 1 }, (_, hour) => hour)
  const best = starts.reduce((first, hour) => (of(hour) > of(first) ? hour : first))
  const clock = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`
  return { from: clock(best), to: clock(best + SPAN_HOURS) }
}
