import type { Source } from './explain-alarm.ts'
import { amountOfDay, type DayFigures, sourcesOf } from './unusual.ts'

/** A creator's newest whole day beside what is usual, from their own figures alone; money in minor units. */
export interface Morning {
  earnedMinor: number
  /** On such a day of the week; null before there is enough to know it by. */
  usualMinor: number | null
  /** What each brought, refunds not among them, and on such a day of the eight weeks before. */
  sources: { source: Source; cameMinor: number; usualMinor: number }[]
  refundsMinor: number
  /** Who subscribed, those who came back among them. */
  gained: number
  /** The seven days up to it, and the mean of the four weeks before those; null while there are fewer. */
  week: { earnedMinor: number; usualMinor: number | null }
  /** It brought more than each of so many days of the same weekday before it, at most eight. */
  bestOf: number
}

const WEEK = 7
const USUAL_WEEKS = 4
const MOST_WEEKS = 8

/** `days`: without a gap, oldest first; `usualMinor` of the newest one. */
export function morningOf(days: readonly DayFigures[], usualMinor: number | null): Morning {
  const newest = days.at(-1)
  const earned = days.map((day) => amountOfDay('revenue', day))
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const before = earned.slice(0, -WEEK).slice(-WEEK * USUAL_WEEKS)
  const earnedMinor = earned.at(-1) ?? 0
  const alike = earned.slice(0, -1).filter((_, n) => (earned.length - 1 - n) % WEEK === 0)
  const compared = alike.slice(-MOST_WEEKS).toReversed()
  const beaten = compared.findIndex((amount) => amount >= earnedMinor)
  return {
    ...{ earnedMinor, usualMinor, refundsMinor: newest?.refundsMinor ?? 0, gained: newest?.gained ?? 0 },
    sources: sourcesOf(days).filter(({ source }) => source !== 'refunds'),
    week: {
      earnedMinor: sum(earned.slice(-WEEK)),
      usualMinor: before.length < WEEK * USUAL_WEEKS ? null : sum(before) / USUAL_WEEKS,
    },
    bestOf: beaten < 0 ? compared.length : beaten,
  }
}
