import type { Sql } from '../database/sql.ts'
import type { Finding } from './rules.ts'

export interface Calibration {
  id: string
  creatorId: string
  state: 'proposed' | 'replaced' | 'accepted' | 'declined'
  found: Finding[]
}

/** Stores a proposal in place of one that nobody has decided. */
export async function insertCalibration(
  sql: Sql,
  agencyId: string,
  calibration: Omit<Calibration, 'state'> & { askedById: string; at: Date },
): Promise<void> {
  const { id, creatorId, found, askedById, at } = calibration
  await sql.query(
    `UPDATE calibrations SET state = 'replaced' WHERE agency_id = $1 AND creator_id = $2 AND state = 'proposed'`,
    [agencyId, creatorId],
  )
  await sql.query(
    `INSERT INTO calibrations (agency_id, id, creator_id, found, asked_by_id, asked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [agencyId, id, creatorId, JSON.stringify(found), askedById, at],
  )
}

/** Reads a calibration and holds its row until the transaction ends. */
export async function lockCalibration(sql: Sql, agencyId: string, id: string): Promise<Calibration | null> {
  const [row] = await sql.query<Calibration>(
    `SELECT id, creator_id AS "creatorId", state, found FROM calibrations WHERE agency_id = $1 AND id = $2
     FOR NO KEY UPDATE`,
    [agencyId, id],
  )
  return row ?? null
}

/** Ends a proposal. The caller holds the row. */
export async function settleCalibration(
  sql: Sql,
  agencyId: string,
  id: string,
  { state, byId, at }: { state: 'accepted' | 'declined'; byId: string; at: Date },
): Promise<void> {
  await sql.query(
    'UPDATE calibrations SET state = $3, decided_by_id = $4, decided_at = $5 WHERE agency_id = $1 AND id = $2',
    [agencyId, id, state, byId, at],
  )
}
