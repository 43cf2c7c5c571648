import type { Sql } from '../database/sql.ts'
import type { Cause } from '../facts/index.ts'
import type { Flow, FlowStatus } from './flow.ts'

/** A flow as it stands, without its steps. */
export interface FlowHead {
  id: string
  name: string
  status: FlowStatus
  version: number
  priority: number
  changedAt: Date
}

const HEAD = 'id, name, status, version, priority, changed_at AS "changedAt"'

/** Held until the transaction ends: at a time one of an agency's batches of runs, and changes of its flows. */
export async function lockFlows(sql: Sql, agencyId: string): Promise<void> {
  await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('flows ' || $1, 0))) locked`, [
    agencyId,
  ])
}

export async function listHeads(sql: Sql, agencyId: string): Promise<FlowHead[]> {
  return sql.query<FlowHead>(`SELECT ${HEAD} FROM flows WHERE agency_id = $1 ORDER BY id`, [agencyId])
}

export async function readHead(sql: Sql, agencyId: string, id: string): Promise<FlowHead | null> {
  const [row] = await sql.query<FlowHead>(`SELECT ${HEAD} FROM flows WHERE agency_id = $1 AND id = $2`, [agencyId, id])
  return row ?? null
}

/** The same as long as no flow of these statuses is another: so that who knows them needn't read them again. */
export async function readMark(sql: Sql, agencyId: string, statuses: readonly FlowStatus[]): Promise<string> {
  const [row] = await sql.query<{ mark: string | null }>(
    `SELECT md5(string_agg(concat_ws(' ', id, status, version, priority), ',' ORDER BY id)) AS mark
     FROM flows WHERE agency_id = $1 AND status = ANY($2)`,
    [agencyId, statuses],
  )
  return row?.mark ?? ''
}

/** What versions of flows said. */
export async function readVersions(
  sql: Sql,
  agencyId: string,
  wanted: readonly { id: string; version: number }[],
): Promise<Flow[]> {
  const rows = await sql.query<{ body: Flow }>(
    `SELECT v.body FROM unnest($2::uuid[], $3::int4[]) AS w(id, version)
     JOIN flow_versions v ON v.agency_id = $1 AND v.flow_id = w.id AND v.version = w.version`,
    [agencyId, wanted.map(({ id }) => id), wanted.map(({ version }) => version)],
  )
  return rows.map(({ body }) => body)
}

/** Who made a version of a flow, and when. */
export async function readMaker(
  sql: Sql,
  agencyId: string,
  id: string,
  version: number,
): Promise<{ kind: string; id: string; at: Date } | null> {
  const [row] = await sql.query<{ kind: string; id: string; at: Date }>(
    `SELECT by_kind AS kind, by_id AS id, at FROM flow_versions WHERE agency_id = $1 AND flow_id = $2 AND version = $3`,
    [agencyId, id, version],
  )
  return row ?? null
}

/**
 * Writes a version and makes it the flow's newest. What runs of older versions must be told of is told on.
 * `flow.version` is one more than the newest so far.
 */
export async function writeFlow(
  sql: Sql,
  agencyId: string,
  flow: Flow,
  hears: readonly string[],
  made: { by: Cause; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO flows (agency_id, id, name, status, version, priority, hears, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
     ON CONFLICT (agency_id, id) DO UPDATE SET name = excluded.name, status = excluded.status, version = excluded.version,
       priority = excluded.priority, changed_at = excluded.changed_at,
       hears = CASE WHEN EXISTS (SELECT FROM flow_runs r WHERE r.agency_id = flows.agency_id AND r.flow_id = flows.id
         AND r.status = 'waiting') THEN ARRAY(SELECT DISTINCT unnest(flows.hears || excluded.hears)) ELSE excluded.hears END`,
    [agencyId, flow.id, flow.name, flow.status, flow.version, flow.priority, hears, made.at],
  )
  await sql.query(
    `INSERT INTO flow_versions (agency_id, flow_id, version, body, by_kind, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [agencyId, flow.id, flow.version, JSON.stringify(flow), made.by.kind, made.by.id, made.at],
  )
}

/** Whether another flow of the agency bears the name, whatever its case; an archived one doesn't count. */
export async function isNameTaken(sql: Sql, agencyId: string, name: string, id: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM flows WHERE agency_id = $1 AND lower(name) = lower($2) AND id <> $3 AND status <> 'archived' LIMIT 1`,
    [agencyId, name, id],
  )
  return rows.length > 0
}

export async function writeStatus(sql: Sql, agencyId: string, id: string, status: FlowStatus, at: Date): Promise<void> {
  await sql.query('UPDATE flows SET status = $3, changed_at = $4 WHERE agency_id = $1 AND id = $2', [
    ...[agencyId, id, status, at],
  ])
}

/** Whether any flow of the agency must be told of this kind of happening. */
export async function isHeard(sql: Sql, agencyId: string, kinds: readonly string[]): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM flows WHERE agency_id = $1 AND status IN ('active', 'paused') AND hears && $2 LIMIT 1`,
    [agencyId, kinds],
  )
  return rows.length > 0
}

export interface Sweep {
  agencyId: string
  flowId: string
  step: string
  nextDueAt: Date
}

/** When each step of a flow that begins by time is next due, in place of what was. */
export async function replaceSweeps(
  sql: Sql,
  agencyId: string,
  flowId: string,
  sweeps: readonly Omit<Sweep, 'agencyId' | 'flowId'>[],
): Promise<void> {
  await sql.query('DELETE FROM flow_sweeps WHERE agency_id = $1 AND flow_id = $2', [agencyId, flowId])
  await sql.query(
    `INSERT INTO flow_sweeps (agency_id, flow_id, step, next_due_at)
     SELECT $1, $2, s.* FROM unnest($3::text[], $4::timestamptz[]) s`,
    [agencyId, flowId, sweeps.map(({ step }) => step), sweeps.map(({ nextDueAt }) => nextDueAt)],
  )
}

/** Due sweeps, locked; those that another replica holds are its business. */
export async function lockDueSweeps(sql: Sql, now: Date): Promise<Sweep[]> {
  return sql.query<Sweep>(
    `SELECT agency_id AS "agencyId", flow_id AS "flowId", step, next_due_at AS "nextDueAt" FROM flow_sweeps
     WHERE next_due_at <= $1 ORDER BY agency_id, flow_id, step LIMIT 500 FOR UPDATE SKIP LOCKED`,
    [now],
  )
}

export async function moveSweeps(sql: Sql, sweeps: readonly Sweep[]): Promise<void> {
  await sql.query(
    `UPDATE flow_sweeps SET next_due_at = n.next_due_at
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) AS n(agency_id, flow_id, step, next_due_at)
     WHERE flow_sweeps.agency_id = n.agency_id AND flow_sweeps.flow_id = n.flow_id AND flow_sweeps.step = n.step`,
    [
      sweeps.map((s) => s.agencyId),
      sweeps.map((s) => s.flowId),
      sweeps.map((s) => s.step),
      sweeps.map((s) => s.nextDueAt),
    ],
  )
}
