import type { Sql } from '../database/sql.ts'

/** How many fans these creators have; of every creator where none is named. */
export async function countFans(sql: Sql, agencyId: string, creators: readonly string[]): Promise<number> {
  const [row] = await sql.query<{ fans: number }>(
    `SELECT count(*)::int4 AS fans FROM fans
     WHERE agency_id = $1 AND (cardinality($2::uuid[]) = 0 OR creator_id = ANY($2))`,
    [agencyId, creators],
  )
  return row?.fans ?? 0
}

/** How many of a creator's fans were frozen in [`from`, `until`), and how many of these by the rules alone. */
export async function countFrozen(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { from, until }: { from: Date; until: Date },
): Promise<{ fans: number; byRules: number }> {
  const [row] = await sql.query<{ fans: number; byRules: number }>(
    `SELECT count(DISTINCT f.id)::int4 AS fans,
       count(DISTINCT f.id) FILTER (WHERE t.actor_kind <> 'operator')::int4 AS "byRules"
     FROM facts t JOIN fans f ON f.agency_id = t.agency_id AND f.id::text = t.subject
     WHERE t.agency_id = $1 AND t.at >= $3 AND t.at < $4 AND t.name = 'fan.frozen' AND f.creator_id = $2`,
    [agencyId, creatorId, from, until],
  )
  return row ?? { fans: 0, byRules: 0 }
}
