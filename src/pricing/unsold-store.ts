import type { Sql } from '../database/sql.ts'

/** The newest price that reached a fan and was not taken, in minor units. */
export interface UnsoldPrice {
  fanId: string
  assetId: string
  shownMinor: number
  currency: string
  shownAt: Date
  /** The fan's segment then. */
  segment: string | null
}

/** Prices that a creator's fans saw in [`from`, `until`) and did not take until now: the newest of each fan. */
export async function unsoldPrices(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { from, until }: { from: Date; until: Date },
): Promise<UnsoldPrice[]> {
  return sql.query<UnsoldPrice>(
    `SELECT DISTINCT ON (q.fan_id) q.fan_id AS "fanId", q.asset_id AS "assetId", q.shown_minor AS "shownMinor", q.currency,
       q.shown_at AS "shownAt", q.segment
     FROM quotes q JOIN fans f ON f.agency_id = q.agency_id AND f.id = q.fan_id
     WHERE q.agency_id = $1 AND f.creator_id = $2 AND q.shown_at >= $3 AND q.shown_at < $4 AND q.unlocked_at IS NULL
       AND NOT EXISTS (SELECT FROM purchases p WHERE p.agency_id = q.agency_id AND p.fan_id = q.fan_id AND p.asset_id = q.asset_id)
     ORDER BY q.fan_id, q.shown_at DESC, q.id`,
    [agencyId, creatorId, from, until],
  )
}
