import type { Sql } from '../database/sql.ts'

/** What flows ask about a fan, of many at once. Amounts in minor units of the creator's currency. */
export interface FanStanding {
  id: string
  name: string
  creatorId: string
  zone: string | null
  tags: string[]
  spentMinor: number
  purchases: number
  lastPurchaseAt: Date | null
  firstSeenAt: Date
  frozen: boolean
  profiled: boolean
  subscription: 'active' | 'expiring' | 'expired' | null
}

const COLUMNS = `f.id, f.name, f.creator_id AS "creatorId", f.zone, f.tags, f.spent_minor AS "spentMinor",
  f.purchase_count AS purchases, f.last_purchase_at AS "lastPurchaseAt", f.first_seen_at AS "firstSeenAt",
  f.frozen_at IS NOT NULL AS frozen, f.profiling_refused_at IS NULL AS profiled, s.state AS subscription`
const SUBSCRIPTION = `LEFT JOIN LATERAL (SELECT state FROM subscriptions
  WHERE agency_id = f.agency_id AND fan_id = f.id ORDER BY until DESC LIMIT 1) s ON true`

/** Those of these fans that are there. */
export async function standingsOf(sql: Sql, agencyId: string, ids: readonly string[]): Promise<FanStanding[]> {
  return sql.query<FanStanding>(
    `SELECT ${COLUMNS} FROM fans f ${SUBSCRIPTION} WHERE f.agency_id = $1 AND f.id = ANY($2)`,
    [agencyId, ids],
  )
}

/**
 * A page of fans in the order of their ids, after one: not frozen, known and without a purchase since `quietSince`.
 * No creators named: of every creator.
 */
export async function quietFans(
  sql: Sql,
  agencyId: string,
  page: { creators: readonly string[]; quietSince: Date; after: string | null; limit: number },
): Promise<FanStanding[]> {
  return sql.query<FanStanding>(
    `SELECT ${COLUMNS} FROM (SELECT * FROM fans WHERE agency_id = $1 AND ($3::uuid IS NULL OR id > $3)
       AND (cardinality($2::uuid[]) = 0 OR creator_id = ANY($2)) AND frozen_at IS NULL AND first_seen_at <= $4
       AND (last_purchase_at IS NULL OR last_purchase_at <= $4) ORDER BY id LIMIT $5) f ${SUBSCRIPTION} ORDER BY f.id`,
    [agencyId, page.creators, page.after, page.quietSince, page.limit],
  )
}
