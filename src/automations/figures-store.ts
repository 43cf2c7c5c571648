import type { Sql } from '../database/sql.ts'

export interface ListedRun {
  id: string
  fanId: string
  version: number
  status: 'waiting' | 'ended'
  enteredAt: Date
  dueAt: Date | null
  outcome: string | null
  /** Steps that failed, each with a code; null where none did. */
  error: string | null
}

/** Runs of a flow, the newest first. */
export async function listRuns(sql: Sql, agencyId: string, flowId: string, most: number): Promise<ListedRun[]> {
  return sql.query<ListedRun>(
    `SELECT r.id, r.fan_id AS "fanId", r.version, r.status, r.entered_at AS "enteredAt", r.due_at AS "dueAt", r.outcome,
       (SELECT s.error FROM flow_steps s WHERE s.agency_id = r.agency_id AND s.run_id = r.id AND s.error IS NOT NULL
        ORDER BY s.visits DESC LIMIT 1) AS error
     FROM flow_runs r WHERE r.agency_id = $1 AND r.flow_id = $2 ORDER BY r.entered_at DESC, r.id DESC LIMIT $3`,
    [agencyId, flowId, most],
  )
}

export interface FlowCounts {
  runs: number
  ended: number
  /** Executions: each time that a run went on and did something. */
  successful: number
  total: number
}

/** Of what began, and what was done, since a moment. */
export async function countRuns(sql: Sql, agencyId: string, flowId: string, since: Date): Promise<FlowCounts> {
  const [row] = await sql.query<FlowCounts>(
    `SELECT r.runs, r.ended, s.successful, s.total FROM
       (SELECT count(*)::int4 AS runs, (count(*) FILTER (WHERE status = 'ended'))::int4 AS ended FROM flow_runs
        WHERE agency_id = $1 AND flow_id = $2 AND entered_at >= $3) r,
       (SELECT count(*)::int4 AS total, (count(*) FILTER (WHERE status = 'success'))::int4 AS successful FROM flow_steps
        WHERE agency_id = $1 AND flow_id = $2 AND executed_at >= $3) s`,
    [agencyId, flowId, since],
  )
  return row ?? { runs: 0, ended: 0, successful: 0, total: 0 }
}

/** Ids of the newest runs of a flow that began since a moment, and their fans. */
export async function runIds(
  sql: Sql,
  agencyId: string,
  flowId: string,
  { since, most }: { since: Date; most: number },
): Promise<{ id: string; fanId: string }[]> {
  return sql.query(
    `SELECT id, fan_id AS "fanId" FROM flow_runs WHERE agency_id = $1 AND flow_id = $2 AND entered_at >= $3
     ORDER BY entered_at DESC LIMIT $4`,
    [agencyId, flowId, since, most],
  )
}
