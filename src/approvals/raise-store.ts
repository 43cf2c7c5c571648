import type { Sql } from '../database/sql.ts'

/** Why a card is raised: it waits too long, a manager must see it, or the owner; `seen` ends the owner's rounds. */
export type Stage = 'late' | 'managers' | 'owner' | 'seen'

/** False when the card was raised so before. */
export async function insertRaised(
  sql: Sql,
  agencyId: string,
  raised: { draftId: string; stage: Stage; round: number },
  at: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO raised_cards (agency_id, draft_id, stage, round, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING draft_id`,
    [agencyId, raised.draftId, raised.stage, raised.round, at],
  )
  return rows.length === 1
}

/** Whether somebody has looked at what the card hides. */
export async function wasSeen(sql: Sql, agencyId: string, draftId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM raised_cards WHERE agency_id = $1 AND draft_id = $2 AND stage = 'seen' LIMIT 1`,
    [agencyId, draftId],
  )
  return rows.length > 0
}
