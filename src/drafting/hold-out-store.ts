import type { Sql } from '../database/sql.ts'

/** How many of a hundred of a creator's fans are held out; 0 until a manager sets it. */
export async function heldOutPercent(sql: Sql, agencyId: string, creatorId: string): Promise<number> {
  const [row] = await sql.query<{ percent: number }>(
    'SELECT percent FROM hold_outs WHERE agency_id = $1 AND creator_id = $2',
    [agencyId, creatorId],
  )
  return row?.percent ?? 0
}

export async function writeHoldOut(sql: Sql, agencyId: string, creatorId: string, percent: number): Promise<void> {
  await sql.query(
    `INSERT INTO hold_outs (agency_id, creator_id, percent) VALUES ($1, $2, $3)
     ON CONFLICT (agency_id, creator_id) DO UPDATE SET percent = EXCLUDED.percent`,
    [agencyId, creatorId, percent],
  )
}

/**
 * Fans whom a flow wanted to win back since a moment: once each, when it first did, and whether they were held out. Whom nothing
 * could be drafted for in either group isn't among them.
 */
export async function flowWinBacks(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  since: Date,
): Promise<{ fanId: string; at: Date; isHeldOut: boolean }[]> {
  return sql.query(
    `SELECT DISTINCT ON (fan_id) fan_id AS "fanId", asked_at AS at, reason IS NOT DISTINCT FROM 'held-out' AS "isHeldOut"
     FROM approaches WHERE agency_id = $1 AND creator_id = $2 AND asked_at >= $3 AND cause_kind = 'flow'
       AND purpose = 'reactivation' AND (reason IS NULL OR reason NOT IN ('frozen', 'objected', 'no-conversation'))
     ORDER BY fan_id, asked_at, id`,
    [agencyId, creatorId, since],
  )
}
