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

const FIRST_YEAR = 1970

/** The days of the years before on which what is kept on this day began, and after how many years: each as `2024-11-20`. */
function pastDays(day: string): { begins: string; years: number }[] {
  const year = Number(day.slice(0, 4))
  const wanted = datesOf(day)
  return Array.from({ length: Math.max(0, year - FIRST_YEAR) }, (_, n) => year - 1 - n).flatMap((past) =>
    wanted
      .map((date) => `${past}-${date}`)
      .filter((begins) => new Date(`${begins}T00:00:00Z`).toISOString().startsWith(begins))
      .map((begins) => ({ begins, years: year - past })),
  )
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
  const ending = await sql.query<FanOccasion>(
    `SELECT f.id AS "fanId", 'subscription-ends' AS what, s.until, s.price_minor AS "priceMinor"
     FROM subscriptions s JOIN fans f ON f.agency_id = s.agency_id AND f.id = s.fan_id
     WHERE s.agency_id = $1 AND f.creator_id = $2 AND s.until >= $3 AND s.until < $4 AND s.state <> 'expired'
       AND s.auto_renew IS NOT TRUE AND s.currency = $5 AND NOT EXISTS (SELECT FROM subscriptions later
         WHERE later.agency_id = s.agency_id AND later.fan_id = s.fan_id
           AND (later.until, later.external_id) > (s.until, s.external_id))
     ORDER BY s.until, f.id`,
    [agencyId, creatorId, now, until, currency],
  )
  const past = pastDays(day)
  // Ranges of an index, one a year (`OFFSET 0` keeps them so), with room on both sides: where clocks go back at midnight it
  // comes twice.
  const kept = await sql.query<{ fanId: string; years: number }>(
    `SELECT f.id AS "fanId", d.years FROM unnest($3::date[], $4::int4[]) AS d(begins, years) CROSS JOIN LATERAL (
       SELECT id, first_purchase_at FROM fans WHERE agency_id = $1 AND creator_id = $2
         AND first_purchase_at >= d.begins::timestamp AT TIME ZONE $5 - interval '3 hours'
         AND first_purchase_at < (d.begins + 1)::timestamp AT TIME ZONE $5 + interval '3 hours' OFFSET 0) f
     WHERE (f.first_purchase_at AT TIME ZONE $5)::date = d.begins ORDER BY f.id`,
    [agencyId, creatorId, past.map(({ begins }) => begins), past.map(({ years }) => years), zone],
  )
  const born = await sql.query<{ fanId: string }>(
    'SELECT id AS "fanId" FROM fans WHERE agency_id = $1 AND creator_id = $2 AND tags && $3::text[] ORDER BY id',
    [agencyId, creatorId, datesOf(day).map((date) => `${BIRTHDAY_TAG} ${date}`)],
  )
  const anniversaries = kept.map((one) => ({ ...one, what: 'anniversary' as const }))
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
