import type { Sql } from '../database/sql.ts'

/** What a fan bought after some moments, less what was refunded of it, in minor units. */
export interface BoughtAfter {
  fanId: string
  currency: string
  minor: number
}

/** For each fan what they bought within `days` after any of their moments; a purchase counts once. */
export async function boughtAfter(
  sql: Sql,
  agencyId: string,
  moments: readonly { fanId: string; at: Date }[],
  days: number,
): Promise<BoughtAfter[]> {
  return sql.query<BoughtAfter>(
    `WITH bought AS (
       SELECT DISTINCT p.fan_id, p.external_id, p.currency, p.amount_minor
       FROM unnest($2::uuid[], $3::timestamptz[]) AS m(fan_id, at)
       JOIN purchases p ON p.agency_id = $1 AND p.fan_id = m.fan_id AND p.at > m.at
         AND p.at <= m.at + make_interval(days => $4) AND p.amount_minor > 0)
     SELECT b.fan_id AS "fanId", b.currency, sum(b.amount_minor + coalesce(r.minor, 0))::float8 AS minor
     FROM bought b LEFT JOIN LATERAL (SELECT sum(amount_minor) AS minor FROM purchases
       WHERE agency_id = $1 AND fan_id = b.fan_id AND refund_of = b.external_id) r ON true
     GROUP BY b.fan_id, b.currency`,
    [agencyId, moments.map(({ fanId }) => fanId), moments.map(({ at }) => at), days],
  )
}
