import type { Sql } from '../database/sql.ts'

interface Named {
  postingId: string
  stage: string
  round: number
}

/** Written before anybody is mentioned; false when it was begun before: then nobody is mentioned again. */
export async function beginPing(sql: Sql, agencyId: string, ping: Named, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO card_pings (agency_id, posting_id, stage, round, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING posting_id`,
    [agencyId, ping.postingId, ping.stage, ping.round, at],
  )
  return rows.length === 1
}

/** Nothing was said, that is certain: it may be said later. */
export async function undoPing(sql: Sql, agencyId: string, ping: Named): Promise<void> {
  await sql.query('DELETE FROM card_pings WHERE agency_id = $1 AND posting_id = $2 AND stage = $3 AND round = $4', [
    agencyId,
    ping.postingId,
    ping.stage,
    ping.round,
  ])
}
