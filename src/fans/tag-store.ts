import type { Sql } from '../database/sql.ts'

/**
 * Adds and takes away tags whatever their case, each kept once, in order of their names; null when there would be too many.
 * `added`: those that the fan didn't have before.
 */
export async function writeTags(
  sql: Sql,
  agencyId: string,
  fanId: string,
  { add, remove, most }: { add: string[]; remove: string[]; most: number },
): Promise<{ tags: string[]; added: string[] } | null> {
  // Two at once: the second must read what the first wrote, and the statement alone reads before it waits.
  const [before] = await sql.query<{ tags: string[] }>(
    'SELECT tags FROM fans WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [agencyId, fanId],
  )
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
  const had = new Set(before?.tags.map((tag) => tag.toLowerCase()))
  return row ? { tags: row.tags, added: row.tags.filter((tag) => !had.has(tag.toLowerCase())) } : null
}

export interface TagStep {
  fanId: string
  tag: string
  adds: boolean
}

/** Adds and takes away tags of many fans at once; of one fan each tag once. `full`: fans who would have more than `most`. */
export async function writeTagsOf(
  sql: Sql,
  agencyId: string,
  steps: readonly TagStep[],
  most: number,
): Promise<{ changed: { fanId: string; tags: number; added: string[] }[]; full: string[] }> {
  const ids = [...new Set(steps.map(({ fanId }) => fanId))].sort()
  await sql.query('SELECT FROM fans WHERE agency_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE', [
    agencyId,
    ids,
  ])
  const rows = await sql.query<{ fan_id: string; fits: boolean; tags: number; added: string[] }>(
    `WITH steps AS (SELECT * FROM unnest($2::uuid[], $3::text[], $4::bool[]) AS s(fan_id, tag, adds)),
     made AS (
       SELECT f.id, f.tags AS before, (SELECT coalesce(array_agg(tag ORDER BY lower(tag)), '{}') FROM (
         SELECT DISTINCT ON (lower(tag)) tag FROM (
           SELECT unnest(f.tags) AS tag, 0 AS n UNION ALL SELECT tag, 1 FROM steps WHERE fan_id = f.id AND adds) named
         WHERE lower(tag) NOT IN (SELECT lower(tag) FROM steps WHERE fan_id = f.id AND NOT adds)
         ORDER BY lower(tag), n) kept) AS tags
       FROM fans f WHERE f.agency_id = $1 AND f.id = ANY($6)),
     written AS (
       UPDATE fans SET tags = made.tags FROM made WHERE fans.agency_id = $1 AND fans.id = made.id
         AND made.tags <> made.before AND cardinality(made.tags) <= $5)
     SELECT id AS fan_id, cardinality(tags) <= $5 AS fits, cardinality(tags) AS tags,
       ARRAY(SELECT t FROM unnest(tags) t WHERE lower(t) NOT IN (SELECT lower(b) FROM unnest(before) b)) AS added
     FROM made WHERE tags <> before`,
    [agencyId, steps.map((s) => s.fanId), steps.map((s) => s.tag), steps.map((s) => s.adds), most, ids],
  )
  return {
    changed: rows.filter(({ fits }) => fits).map((row) => ({ fanId: row.fan_id, tags: row.tags, added: row.added })),
    full: rows.filter(({ fits }) => !fits).map((row) => row.fan_id),
  }
}
