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
