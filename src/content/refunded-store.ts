import type { Sql } from '../database/sql.ts'

/**
 * What was refunded of a creator's sales in [`from`, `until`): how many refunds of each asset, the most first; the title is
 * null for whatever had none, such as tips.
 */
export async function refunded(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { from, until }: { from: Date; until: Date },
): Promise<{ title: string | null; refunds: number }[]> {
  return sql.query(
    `SELECT a.title, count(*)::int4 AS refunds
     FROM purchases p JOIN fans f ON f.agency_id = p.agency_id AND f.id = p.fan_id
     LEFT JOIN purchases b ON b.agency_id = p.agency_id AND b.fan_id = p.fan_id AND b.external_id = p.refund_of
     LEFT JOIN assets a ON a.agency_id = b.agency_id AND a.id = b.asset_id
     WHERE p.agency_id = $1 AND p.at >= $3 AND p.at < $4 AND p.kind = 'refund' AND f.creator_id = $2
     GROUP BY a.id, a.title ORDER BY refunds DESC, a.title`,
    [agencyId, creatorId, from, until],
  )
}
