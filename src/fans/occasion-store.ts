import type { Sql } from '../database/sql.ts'

/** Why a day is one to write to a fan, beside what they buy. */
export type FanOccasion =
  | { fanId: string; what: 'subscription-ends'; until: Date; priceMinor: number }
  /** So many years since the first purchase; never 0. */
  | { fanId: string; what: 'anniversary'; years: number }
  | { fanId: string; what: 'birthday' }

/** Whose birthday it is nobody is asked: a team that knows tags the fan `birthday 11-20`. */
const BIRTHDAY_TAG = 'birthday'

/** The dates that are kept on this day, as `11-20`: where a year has no 29 February, on the 28th. */
function datesOf(day: string): string[] {
  const date = day.slice(5)
  const hasLeapDay = new Date(`${day.slice(0, 4)}-02-29T00:00:00Z`).getUTCMonth() === 1
  return date === '02-28' && !hasLeapDay ? [date, '02-29'] : [date]
}

/**
 * What falls on a day of a creator's wall: subscriptions paid in `currency` that run out by `until` and are not renewed by
 * themselves, anniversaries of the first purchase, birthdays.
 */
export async function occasionsOf(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { day, zone, now, until, currency }: { day: string; zone: string; now: Date; until: Date; currency: string },
): Promise<FanOccasion[]> {
  const dates = datesOf(day)
  const ending = await sql.query<FanOccasion>(
    `SELECT f.id AS "fanId", 'subscription-ends' AS what, s.until, s.price_minor AS "priceMinor"
     FROM fans f CROSS JOIN LATERAL (SELECT until, state, auto_renew, price_minor, currency FROM subscriptions
       WHERE agency_id = f.agency_id AND fan_id = f.id ORDER BY until DESC LIMIT 1) s
     WHERE f.agency_id = $1 AND f.creator_id = $2 AND s.until >= $3 AND s.until < $4 AND s.state <> 'expired'
       AND s.auto_renew IS NOT TRUE AND s.currency = $5 ORDER BY s.until, f.id`,
    [agencyId, creatorId, now, until, currency],
  )
  const kept = await sql.query<{ fanId: string; years: number }>(
    `SELECT id AS "fanId", ($4::int4 - extract(year FROM first_purchase_at AT TIME ZONE $5))::int4 AS years FROM fans
     WHERE agency_id = $1 AND creator_id = $2 AND to_char(first_purchase_at AT TIME ZONE $5, 'MM-DD') = ANY($3) ORDER BY id`,
    [agencyId, creatorId, dates, Number(day.slice(0, 4)), zone],
  )
  const born = await sql.query<{ fanId: string }>(
    'SELECT id AS "fanId" FROM fans WHERE agency_id = $1 AND creator_id = $2 AND tags && $3::text[] ORDER BY id',
    [agencyId, creatorId, dates.map((date) => `${BIRTHDAY_TAG} ${date}`)],
  )
  const anniversaries = kept.filter(({ years }) => years > 0).map((one) => ({ ...one, what: 'anniversary' as const }))
  return [...ending, ...anniversaries, ...born.map((one) => ({ ...one, what: 'birthday' as const }))]
}

/** What a list says of a fan. Amounts in minor units of the creator's currency. */
export interface ListedFan {
  id: string
  name: string
  purchases: number
  firstPurchaseAt: Date | null
  lastPurchaseAt: Date | null
  isFrozen: boolean
  /** They object to profiling. */
  objects: boolean
}

/** Those of these fans that are there. */
export async function listedFans(sql: Sql, agencyId: string, ids: readonly string[]): Promise<Map<string, ListedFan>> {
  const rows = await sql.query<ListedFan>(
    `SELECT id, name, purchase_count AS purchases, first_purchase_at AS "firstPurchaseAt", last_purchase_at AS "lastPurchaseAt",
       frozen_at IS NOT NULL AS "isFrozen", profiling_refused_at IS NOT NULL AS objects
     FROM fans WHERE agency_id = $1 AND id = ANY($2)`,
    [agencyId, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
