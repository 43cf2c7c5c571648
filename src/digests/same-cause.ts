import type { Alert } from './alert-card.ts'
import type { AlertDetail, Found } from './insight.ts'
import { amountOfDay, type DayFigures } from './unusual.ts'

/** An alert that was told of a creator before, however it ended. */
export type Told = Pick<Alert, 'causeKey' | 'status' | 'fromDay' | 'toDay' | 'detail'>

/** Days of a cause can have a pause of so many between them, as `alarmsOf` has it. */
const PAUSE_DAYS = 4
/** What was usual before a cause is the mean of so many days; after as many the new level is what is usual. */
const USUAL_DAYS = 28
/** Within this share of it, days have recovered. */
const RECOVERED = 0.9

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * What is to be told of what was found: an alert whose cause was told already takes that one's name, so that it lasts longer
 * instead of being news; one that only repeats it, or what a person has settled, is left out. `days` without a gap, oldest
 * first.
 */
export function withKnownCauses(found: readonly Found[], told: readonly Told[], days: readonly DayFigures[]): Found[] {
  return found.flatMap((one) => {
    const known = told.find((before) => isSame(before, one, days))
    if (!known || !('metric' in one.detail)) return [one]
    const lasting = { ...one, detail: withNamed(one.detail, known.detail) }
    if (known.causeKey === one.causeKey) return [lasting]
    const isSettled = known.status === 'done' || known.status === 'dismissed'
    // Money says more than the number of sales.
    const saysLess = one.detail.metric === 'sales' && known.detail.metric === 'revenue'
    return isSettled || saysLess ? [] : [{ ...lasting, causeKey: known.causeKey, fromDay: known.fromDay }]
  })
}

/** What was named beside it stays named: forgotten, it would come as news of its own. */
function withNamed(detail: AlertDetail, { also: before = [] }: AlertDetail): AlertDetail {
  const also = [...new Set([...before, ...(detail.also ?? [])])].filter((metric) => metric !== detail.metric)
  return also.length > 0 ? { ...detail, also } : detail
}

/** Sales that fall or rise with the money are the same cause. */
const familyOf = ({ metric }: AlertDetail): string => (metric === 'sales' ? 'revenue' : metric)

function isSame(before: Told, { detail, fromDay }: Found, days: readonly DayFigures[]): boolean {
  if (!('metric' in detail) || familyOf(before.detail) !== familyOf(detail)) return false
  if (before.detail.direction !== detail.direction) return false
  const pause = daysBetween(before.toDay, fromDay)
  if (pause <= PAUSE_DAYS) return true
  return pause <= USUAL_DAYS && !hasRecovered(before, fromDay, days)
}

/** Whether the days between a told cause and the next were as before it: then the next is another. */
function hasRecovered({ detail, fromDay, toDay }: Told, next: string, days: readonly DayFigures[]): boolean {
  const amounts = (from: (day: string) => boolean) =>
    days.filter(({ day }) => from(day)).map((day) => amountOfDay(detail.metric, day))
  const before = amounts((day) => day < fromDay).slice(-USUAL_DAYS)
  const between = amounts((day) => day > toDay && day < next)
  if (before.length === 0 || between.length === 0) return true
  const [was, is] = [mean(before), mean(between)]
  return detail.direction === 'low' ? is >= RECOVERED * was : is <= was / RECOVERED
}
