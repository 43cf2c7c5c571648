import { wallClock } from '../agency/index.ts'

/** A stretch of time; `until` is null while it lasts. */
export interface Stretch {
  from: Date
  until: Date | null
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** A stretch in which so many messages usually come is no chance: by chance nothing comes about once in a thousand. */
export const LEAST_USUAL = 7

/** How many messages usually come in a stretch, by how many come in each of the 24 local hours of a usual day. */
export function usualIn({ from, until }: { from: Date; until: Date }, hours: readonly number[], zone: string): number {
  let usual = 0
  for (let ms = from.getTime(); ms < until.getTime(); ) {
    const wall = wallClock(zone, new Date(ms))
    const left = HOUR_MS - (wall % HOUR_MS) - (ms % MINUTE_MS)
    const until_ = Math.min(ms + Math.max(1, left), until.getTime())
    usual += ((hours[Math.floor((wall % DAY_MS) / HOUR_MS)] ?? 0) * (until_ - ms)) / HOUR_MS
    ms = until_
  }
  return usual
}

/** How many of the days before must have been silent at that time for it to be the night. */
const USUAL_DAYS = 3
const LOOKED_DAYS = 7

/** Whether nobody answers at that time on most days anyway: at its middle, on three of the seven days before. */
export function isUsualSilence(silence: { from: Date; until: Date }, all: readonly Stretch[], now: Date): boolean {
  const middle = (silence.from.getTime() + silence.until.getTime()) / 2
  const silentAt = (ms: number) =>
    all.some(({ from, until }) => from.getTime() <= ms && ms < (until ?? now).getTime() && from < silence.from)
  const before = Array.from({ length: LOOKED_DAYS }, (_, n) => middle - (n + 1) * DAY_MS)
  return before.filter(silentAt).length >= USUAL_DAYS
}
