import type { Sql } from '../database/sql.ts'

/** Those of these fans who have a card, a reply on its way, or a draft that is still to come. */
export async function withCards(sql: Sql, agencyId: string, fanIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT fan_id AS id FROM drafts WHERE agency_id = $1 AND fan_id = ANY($2)
       AND state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted')
     UNION SELECT fan_id FROM approaches WHERE agency_id = $1 AND fan_id = ANY($2) AND state = 'asked'`,
    [agencyId, fanIds],
  )
  return new Set(rows.map(({ id }) => id))
}
