import type { Sql } from '../database/sql.ts'

/** Whose figures an operator with the role `creator` reads; null where none are theirs. */
export async function ownCreator(sql: Sql, agencyId: string, operatorId: string): Promise<string | null> {
  const [row] = await sql.query<{ creator_id: string | null }>(
    'SELECT creator_id FROM operators WHERE agency_id = $1 AND id = $2 AND removed_at IS NULL',
    [agencyId, operatorId],
  )
  return row?.creator_id ?? null
}

/** What an agency's accounts are called: the platform, and the name there. */
export async function accountsOf(sql: Sql, agencyId: string): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; platform: string; external_id: string }>(
    'SELECT id, platform, external_id FROM accounts WHERE agency_id = $1',
    [agencyId],
  )
  return new Map(rows.map((row) => [row.id, `${row.platform}, ${row.external_id}`]))
}
