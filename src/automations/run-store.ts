import type { Sql } from '../database/sql.ts'
import type { RunState } from './run-state.ts'
import type { TriggerContext } from './trigger.ts'

/** A fan on their way through a version of a flow. */
export interface Run {
  id: string
  flowId: string
  version: number
  fanId: string
  creatorId: string
  /** How many flows caused each other up to this one. */
  depth: number
  trigger: { type: TriggerContext['type']; data: TriggerContext['data'] }
  state: RunState
}

/** What a run did when it went on. */
export interface Execution {
  runId: string
  flowId: string
  visits: number
  status: 'success' | 'failed' | 'partial'
  executed: string[]
  error: string | null
  at: Date
}

interface RunRow extends Omit<Run, 'trigger'> {
  type: TriggerContext['type']
  data: TriggerContext['data']
}

const COLUMNS = `r.id, r.flow_id AS "flowId", r.version, r.fan_id AS "fanId", r.creator_id AS "creatorId", r.depth,
  r.trigger_type AS type, r.trigger_data AS data, r.state`

const toRun = ({ type, data, ...row }: RunRow): Run => ({ ...row, trigger: { type, data } })

/** Every run of these fans that waits, in the order in which they began. */
export async function waitingOf(sql: Sql, agencyId: string, fanIds: readonly string[]): Promise<Run[]> {
  const rows = await sql.query<RunRow>(
    `SELECT ${COLUMNS} FROM flow_runs r WHERE r.agency_id = $1 AND r.fan_id = ANY($2) AND r.status = 'waiting' ORDER BY r.id`,
    [agencyId, fanIds],
  )
  return rows.map(toRun)
}

/** Ids of runs of active flows that are due, the longest due first, with their fans. */
export async function dueRuns(
  sql: Sql,
  agencyId: string,
  now: Date,
  limit: number,
): Promise<{ id: string; fanId: string }[]> {
  return sql.query(
    `SELECT r.id, r.fan_id AS "fanId" FROM flow_runs r
     JOIN flows f ON f.agency_id = r.agency_id AND f.id = r.flow_id AND f.status = 'active'
     WHERE r.agency_id = $1 AND r.status = 'waiting' AND r.due_at <= $2 ORDER BY r.due_at, f.priority DESC, r.id LIMIT $3`,
    [agencyId, now, limit],
  )
}

/** Ends every run of a flow that waits, wherever it stands; answers how many. */
export async function endRuns(sql: Sql, agencyId: string, flowId: string, why: string, now: Date): Promise<number> {
  const rows = await sql.query(
    `UPDATE flow_runs SET status = 'ended', due_at = NULL, outcome = 'stopped', ended_at = $3,
       state = state || jsonb_build_object('status', 'ended', 'at', NULL, 'dueAt', NULL, 'waitsFor', NULL,
         'outcome', 'stopped', 'why', $4::text)
     WHERE agency_id = $1 AND flow_id = $2 AND status = 'waiting' RETURNING id`,
    [agencyId, flowId, now, why],
  )
  return rows.length
}

/** Those of these fans who are on their way through a flow. */
export async function withWaitingRuns(sql: Sql, agencyId: string, fanIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ fan_id: string }>(
    `SELECT DISTINCT fan_id FROM flow_runs WHERE agency_id = $1 AND fan_id = ANY($2) AND status = 'waiting'`,
    [agencyId, fanIds],
  )
  return new Set(rows.map((row) => row.fan_id))
}

/** `flowId fanId` → when the fan last began that flow. */
export async function lastEntries(
  sql: Sql,
  agencyId: string,
  flowIds: readonly string[],
  fanIds: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await sql.query<{ flow_id: string; fan_id: string; at: Date }>(
    `SELECT fan_id, flow_id, max(entered_at) AS at FROM flow_runs
     WHERE agency_id = $1 AND fan_id = ANY($3) AND flow_id = ANY($2) GROUP BY fan_id, flow_id`,
    [agencyId, flowIds, fanIds],
  )
  return new Map(rows.map((row) => [`${row.flow_id} ${row.fan_id}`, row.at]))
}

/** Flow id → how many fans began it since. */
export async function entriesSince(
  sql: Sql,
  agencyId: string,
  flowIds: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const rows = await sql.query<{ flow_id: string; n: number }>(
    `SELECT f.id AS flow_id, n FROM unnest($2::uuid[]) AS f(id) CROSS JOIN LATERAL (
       SELECT count(*) AS n FROM flow_runs r WHERE r.agency_id = $1 AND r.flow_id = f.id AND r.entered_at >= $3) c`,
    [agencyId, flowIds, since],
  )
  return new Map(rows.map((row) => [row.flow_id, row.n]))
}

/** Stores runs as they stand now, new ones and those that were there. */
export async function writeRuns(sql: Sql, agencyId: string, runs: readonly Run[], now: Date): Promise<void> {
  if (runs.length === 0) return
  const date = (ms: number | null) => (ms === null ? null : new Date(ms))
  await sql.query(
    `INSERT INTO flow_runs (agency_id, id, flow_id, version, fan_id, creator_id, depth, trigger_type, trigger_data,
       state, status, due_at, outcome, entered_at, ended_at)
     SELECT $1, r.*, $14::timestamptz, CASE WHEN r.status = 'ended' THEN $14::timestamptz END
     FROM unnest($2::uuid[], $3::uuid[], $4::int4[], $5::uuid[], $6::uuid[], $7::int4[], $8::text[], $9::jsonb[],
       $10::jsonb[], $11::text[], $12::timestamptz[], $13::text[])
       AS r(id, flow_id, version, fan_id, creator_id, depth, trigger_type, trigger_data, state, status, due_at, outcome)
     ON CONFLICT (agency_id, id) DO UPDATE SET state = excluded.state, status = excluded.status, due_at = excluded.due_at,
       outcome = excluded.outcome, ended_at = excluded.ended_at`,
    [
      agencyId,
      runs.map((r) => r.id),
      runs.map((r) => r.flowId),
      runs.map((r) => r.version),
      runs.map((r) => r.fanId),
      runs.map((r) => r.creatorId),
      runs.map((r) => r.depth),
      runs.map((r) => r.trigger.type),
      runs.map((r) => JSON.stringify(r.trigger.data)),
      runs.map((r) => JSON.stringify(r.state)),
      runs.map((r) => r.state.status),
      runs.map((r) => date(r.state.dueAt)),
      runs.map((r) => r.state.outcome),
      now,
    ],
  )
}

/** Appends what runs did. */
export async function writeExecutions(sql: Sql, agencyId: string, done: readonly Execution[]): Promise<void> {
  if (done.length === 0) return
  await sql.query(
    `INSERT INTO flow_steps (agency_id, run_id, flow_id, visits, status, executed, error, executed_at)
     SELECT $1, e.run_id, e.flow_id, e.visits, e.status, ARRAY(SELECT jsonb_array_elements_text(e.executed)), e.error, e.at
     FROM unnest($2::uuid[], $3::uuid[], $4::int4[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[])
       AS e(run_id, flow_id, visits, status, executed, error, at)`,
    [
      agencyId,
      done.map((e) => e.runId),
      done.map((e) => e.flowId),
      done.map((e) => e.visits),
      done.map((e) => e.status),
      done.map((e) => JSON.stringify(e.executed)),
      done.map((e) => e.error),
      done.map((e) => e.at),
    ],
  )
}

/** Runs `work` so that what it wrote is taken back when it fails, and the transaction can go on. Rethrows. */
export async function attempt<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.query('SAVEPOINT attempt')
  try {
    const result = await work()
    await sql.query('RELEASE SAVEPOINT attempt')
    return result
  } catch (error) {
    await sql.query('ROLLBACK TO SAVEPOINT attempt')
    throw error
  }
}
