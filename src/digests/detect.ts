import { type Band, type Day, noMemory, type Reading, readDay } from './detect-day.ts'

/** One cause, told once: a stretch of days in one direction, with pauses of a few days in it. */
export interface Alarm {
  direction: 'high' | 'low'
  /** Indices into the series: the day that raised it, and the newest that speaks for it. */
  from: number
  to: number
  /** The rarest reading until now: "by chance about 1 day in `oneIn`". */
  oneIn: number
  signal: Reading['signal']
  /** Of the day that raised it. */
  expected: Band
}

/** After so many quiet days the next one is a new cause. */
const QUIET_DAYS = 4

/** Readings of every day, each by the days before it alone. */
export function readSeries(days: readonly Day[]): { high: Reading | null; low: Reading | null }[] {
  let memory = noMemory()
  return days.map((day) => {
    const { high, low, memory: next } = readDay(memory, day)
    memory = next
    return { high, low }
  })
}

/**
 * The alarms of a series, in the order they were raised; `rarity` is the threshold: the higher, the fewer. A later day changes
 * how long an alarm lasted, never whether an earlier day raised one.
 */
export function alarmsOf(readings: ReturnType<typeof readSeries>, rarity: number): Alarm[] {
  const open: Partial<Record<Alarm['direction'], Alarm>> = {}
  const alarms: Alarm[] = []
  readings.forEach(({ high, low }, at) => {
    for (const reading of [high, low]) {
      if (reading === null || reading.rarity < rarity) continue
      const running = open[reading.direction]
      if (running && at - running.to <= QUIET_DAYS) {
        running.to = at
        if (reading.rarity > running.oneIn) Object.assign(running, { oneIn: reading.rarity, signal: reading.signal })
        continue
      }
      const { direction, signal, expected } = reading
      const alarm: Alarm = { direction, signal, expected, from: at, to: at, oneIn: reading.rarity }
      open[direction] = alarm
      alarms.push(alarm)
    }
  })
  return alarms
}
