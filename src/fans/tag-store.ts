import type { Sql } from '../database/sql.ts'

/** Adds and takes away tags whatever their case, each kept once, in order of their names; null when there would be too many. */
export async function writeTags(
  sql: Sql,
  agencyId: string,
  fanId: string,
  { add, remove, most }: { add: string[]; remove: string[]; most: number },
): Promise<string[] | null> {
  // Two at once: the second must read what the first wrote, and the statement alone reads before it waits.
  await sql.query('SELECT FROM fans WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE', [agencyId, fanId])
  const [row] = await sql.query<{ tags: string[] }>(
    `UPDATE fans SET tags = t.tags FROM (
       SELECT coalesce(array_agg(tag ORDER BY lower(tag)), '{}') AS tags FROM (
         SELECT DISTINCT ON (lower(tag)) tag FROM (
           SELECT unnest(tags) AS tag, 0 AS n FROM fans WHERE agency_id = $1 AND id = $2
           UNION ALL SELECT unnest($3::text[]), 1) named
         WHERE lower(tag) <> ALL (SELECT lower(unnest($4::text[]))) ORDER BY lower(tag), n) kept) t
     WHERE agency_id = $1 AND id = $2 AND cardinality(t.tags) <= $5 RETURNING fans.tags`,
    [agencyId, fanId, add, remove, most],
  )
  return row?.tags ?? null
}
