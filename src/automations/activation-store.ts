import type { Sql } from '../database/sql.ts'

/** Who wants a version of a flow active that would begin with many fans in a day. */
export interface AskedActivation {
  flowId: string
  version: number
  askedById: string
  /** How many would begin it on one day. */
  entries: number
  askedAt: Date
}

/** Null when nobody waits for a second person. */
export async function readAsked(sql: Sql, agencyId: string, flowId: string): Promise<AskedActivation | null> {
  const [row] = await sql.query<AskedActivation>(
    `SELECT flow_id AS "flowId", version, asked_by_id AS "askedById", entries, asked_at AS "askedAt"
     FROM flow_activations WHERE agency_id = $1 AND flow_id = $2`,
    [agencyId, flowId],
  )
  return row ?? null
}

export async function writeAsked(sql: Sql, agencyId: string, asked: AskedActivation): Promise<void> {
  await sql.query(
    `INSERT INTO flow_activations (agency_id, flow_id, version, asked_by_id, entries, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (agency_id, flow_id) DO UPDATE SET version = excluded.version, asked_by_id = excluded.asked_by_id,
       entries = excluded.entries, asked_at = excluded.asked_at`,
    [agencyId, asked.flowId, asked.version, asked.askedById, asked.entries, asked.askedAt],
  )
}

export async function dropAsked(sql: Sql, agencyId: string, flowId: string): Promise<void> {
  await sql.query('DELETE FROM flow_activations WHERE agency_id = $1 AND flow_id = $2', [agencyId, flowId])
}

/** Removes a flow that no fan ever began; answers whether it did. */
export async function deleteUnused(sql: Sql, agencyId: string, flowId: string): Promise<boolean> {
  const used = await sql.query('SELECT FROM flow_runs WHERE agency_id = $1 AND flow_id = $2 LIMIT 1', [
    agencyId,
    flowId,
  ])
  if (used.length > 0) return false
  for (const table of ['flow_sweeps', 'flow_activations', 'flow_versions'])
    await sql.query(`DELETE FROM ${table} WHERE agency_id = $1 AND flow_id = $2`, [agencyId, flowId])
  await sql.query('DELETE FROM flows WHERE agency_id = $1 AND id = $2', [agencyId, flowId])
  return true
}
