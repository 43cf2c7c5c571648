import type { Sql } from '../database/sql.ts'

/**
 * Who first bought after `since` and has spent as much already as the top tenth of a creator's buyers, most first; and how
 * many buyers that was made from. `leastMinor` is in the creator's currency. None who objects to profiling.
 */
export async function earlySpenders(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { since, limit }: { since: Date; limit: number },
): Promise<{ buyers: number; leastMinor: number; fans: { id: string; name: string; spentMinor: number }[] }> {
  const rows = await sql.query<{
    buyers: number
    least: number | null
    id: string | null
    name: string
    spent_minor: number
  }>(
    `WITH buyers AS (SELECT id, name, spent_minor, first_purchase_at FROM fans WHERE agency_id = $1 AND creator_id = $2
       AND last_purchase_at IS NOT NULL AND profiling_refused_at IS NULL),
     bar AS (SELECT count(*)::int4 AS buyers, percentile_disc(0.9) WITHIN GROUP (ORDER BY spent_minor) AS least FROM buyers)
     SELECT bar.buyers, bar.least, b.id, b.name, b.spent_minor FROM bar LEFT JOIN LATERAL (
       SELECT id, name, spent_minor FROM buyers WHERE spent_minor >= bar.least AND spent_minor > 0
         AND first_purchase_at >= $3 ORDER BY spent_minor DESC, id LIMIT $4) b ON true`,
    [agencyId, creatorId, since, limit],
  )
  const fans = rows.flatMap(({ id, name, spent_minor }) => (id === null ? [] : [{ id, name, spentMinor: spent_minor }]))
  return { buyers: rows[0]?.buyers ?? 0, leastMinor: rows[0]?.least ?? 0, fans }
}
