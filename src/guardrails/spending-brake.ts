import type { Sql } from '../database/sql.ts'
import type { Fan, Fans } from '../fans/index.ts'
import type { Guardrails } from './store.ts'

/** What a fan bought and kept, in minor units of the creator's currency. */
export interface Spent {
  at: Date
  amountMinor: number
}

/** A fan who spends far above their own habit: nothing is offered to them until `until`. */
export interface Brake {
  /** Within 24 hours. */
  spentMinor: number
  /** The fan's own usual week before. */
  weeklyMinor: number
  /** When it was first so, of what still counts. */
  since: Date
  until: Date
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS
/** So long nothing is offered; counted again from every further purchase that is too much. */
const LASTS_MS = 72 * HOUR_MS
/** What belongs to the same spree is no habit: neither more of it nor time that passes makes it look usual. */
const APART_MS = LASTS_MS + DAY_MS
const HABIT_MS = 12 * WEEK_MS
/** A usual month in one day. */
const FACTOR = 4
/** With less there is no habit to be above. */
const FEWEST_DAYS = 3
const SHORTEST_MS = 3 * WEEK_MS

/**
 * Whether a fan spent far above their own habit lately. Pure. More than four usual weeks within 24 hours, at least the
 * dearest single price that is allowed (`floorMinor`), and not without a habit: purchases on three days over three weeks,
 * all before the spree. Further spending never ends it, only time does.
 */
export function spendingBrake(spent: readonly Spent[], floorMinor: number, now: Date): Brake | null {
  const known = spent.filter(({ at, amountMinor }) => at <= now && amountMinor > 0)
  const recent = known.filter(({ at }) => now.getTime() - at.getTime() < LASTS_MS)
  const over = recent.flatMap(({ at }) => tooMuch(known, at, floorMinor)).sort((a, b) => a.at - b.at)
  const [first, last] = [over[0], over.at(-1)]
  if (!first || !last) return null
  const { spentMinor, weeklyMinor } = last
  return { spentMinor, weeklyMinor, since: new Date(first.at), until: new Date(last.at + LASTS_MS) }
}

function tooMuch(known: readonly Spent[], at: Date, floorMinor: number) {
  const until = at.getTime()
  const spentMinor = sumOf(known.filter((one) => one.at <= at && until - one.at.getTime() < DAY_MS))
  const weeklyMinor = usualWeek(known, until - APART_MS)
  if (weeklyMinor === null || spentMinor < floorMinor || spentMinor <= FACTOR * weeklyMinor) return []
  return [{ at: until, spentMinor, weeklyMinor: Math.round(weeklyMinor) }]
}

/** Null: little history. */
function usualWeek(known: readonly Spent[], before: number): number | null {
  const habit = known.filter(({ at }) => at.getTime() < before && before - at.getTime() <= HABIT_MS)
  const times = habit.map(({ at }) => at.getTime())
  const span = before - Math.min(...times)
  if (new Set(times.map((time) => Math.floor(time / DAY_MS))).size < FEWEST_DAYS || span < SHORTEST_MS) return null
  return sumOf(habit) / (span / WEEK_MS)
}

const sumOf = (spent: readonly Spent[]): number => spent.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

/** Part: the brake of a fan now; null also for who objects to profiling, to whom no price is suggested anyway. */
export async function brakeOf(
  fans: Pick<Fans, 'spentSince'>,
  sql: Sql,
  about: { agencyId: string; fan: Fan; currency: string; rules: Pick<Guardrails, 'ceilingMinor'>; now: Date },
): Promise<Brake | null> {
  const { agencyId, fan, currency, rules, now } = about
  const since = new Date(now.getTime() - LASTS_MS)
  // Most fans bought nothing lately.
  if (fan.profilingRefusedAt !== null || fan.lastPurchaseAt === null || fan.lastPurchaseAt <= since) return null
  const from = new Date(since.getTime() - APART_MS - HABIT_MS)
  return spendingBrake(await fans.spentSince(sql, agencyId, fan.id, currency, from), rules.ceilingMinor, now)
}
