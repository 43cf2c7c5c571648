import type { Sql } from '../database/sql.ts'
import type { Pair, Suggestion } from './suggest.ts'

/** Pairs of what a creator sells that at least `fewest` fans bought both of since then, the most frequent first. */
export async function pairsBought(
  sql: Sql,
  agencyId: string,
  { creatorId, since, fewest }: { creatorId: string; since: Date; fewest: number },
): Promise<Pair[]> {
  return sql.query<Pair>(
    `WITH bought AS (
       SELECT DISTINCT p.fan_id, p.asset_id FROM assets a
       JOIN purchases p ON p.agency_id = $1 AND p.asset_id = a.id AND p.at >= $3 AND p.amount_minor > 0
       WHERE a.agency_id = $1 AND a.creator_id = $2 AND a.retired_at IS NULL),
     single AS (SELECT asset_id, count(*)::int4 AS buyers FROM bought GROUP BY asset_id)
     SELECT x.asset_id AS a, y.asset_id AS b, count(*)::int4 AS both, sx.buyers AS "buyersOfA",
       sy.buyers AS "buyersOfB", (SELECT count(DISTINCT fan_id)::int4 FROM bought) AS buyers
     FROM bought x JOIN bought y ON y.fan_id = x.fan_id AND y.asset_id > x.asset_id
     JOIN single sx ON sx.asset_id = x.asset_id JOIN single sy ON sy.asset_id = y.asset_id
     GROUP BY x.asset_id, y.asset_id, sx.buyers, sy.buyers HAVING count(*) >= $4
     ORDER BY count(*) DESC, x.asset_id, y.asset_id LIMIT 200`,
    [agencyId, creatorId, since, fewest],
  )
}

/** The hour of the day in that zone in which most was bought since then; null where nothing was. */
export async function bestHour(
  sql: Sql,
  agencyId: string,
  { creatorId, since, zone }: { creatorId: string; since: Date; zone: string },
): Promise<number | null> {
  const [row] = await sql.query<{ hour: number }>(
    `SELECT extract(hour FROM p.at AT TIME ZONE $4)::int4 AS hour FROM purchases p
     JOIN fans f ON f.agency_id = $1 AND f.id = p.fan_id
     WHERE p.agency_id = $1 AND f.creator_id = $2 AND p.at >= $3 AND p.amount_minor > 0
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    [agencyId, creatorId, since, zone],
  )
  return row?.hour ?? null
}

export interface StoredSuggestion {
  id: string
  creatorId: string
  terms: Suggestion['terms']
  offerId: string | null
}

export async function insertSuggestion(
  sql: Sql,
  agencyId: string,
  suggestion: { id: string; creatorId: string; kind: string; terms: unknown; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO offer_suggestions (agency_id, id, creator_id, kind, terms, suggested_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [agencyId, suggestion.id, suggestion.creatorId, suggestion.kind, JSON.stringify(suggestion.terms), suggestion.at],
  )
}

/** Part: locked, so that it is accepted once. */
export async function lockSuggestion(sql: Sql, agencyId: string, id: string): Promise<StoredSuggestion | null> {
  const [row] = await sql.query<StoredSuggestion>(
    `SELECT id, creator_id AS "creatorId", terms, offer_id AS "offerId" FROM offer_suggestions
     WHERE agency_id = $1 AND id = $2 FOR UPDATE`,
    [agencyId, id],
  )
  return row ?? null
}

export async function acceptedInto(sql: Sql, agencyId: string, id: string, offerId: string): Promise<void> {
  await sql.query('UPDATE offer_suggestions SET offer_id = $3 WHERE agency_id = $1 AND id = $2', [
    agencyId,
    id,
    offerId,
  ])
}
