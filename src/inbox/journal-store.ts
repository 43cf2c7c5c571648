import type { Sql } from '../database/sql.ts'
import { owedTasksStatement } from '../facts/index.ts'
import type { Event } from './event.ts'

export interface JournalRow {
  agencyId: string
  sourceId: string
  eventId: string
  bodyHash: Buffer
  /** The event as JSON. */
  payload: string
}

/** `stored`: it is new. A hash: that body was stored before. `unseen`: another transaction is storing it right now. */
export type JournalResult = 'stored' | 'unseen' | Buffer

/**
 * The door's one statement: new events into the journal, and one task per agency to apply them. Rows go in in key
 * order, so that two doors can't deadlock, but are numbered as they came; each key stands once in `rows`.
 */
export async function journal(sql: Sql, rows: readonly JournalRow[], at: Date): Promise<JournalResult[]> {
  const agencies = [...new Set(rows.map((row) => row.agencyId))].sort()
  const owed = agencies.map((agencyId) => ({ agencyId, name: 'apply-received', key: 'journal' }))
  const stored = await sql.query<{ n: number; stored: boolean; body_hash: Buffer | null }>(
    `WITH incoming AS MATERIALIZED (
       SELECT i.*, nextval('received_seq_seq') AS seq
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::jsonb[]) WITH ORDINALITY
         AS i(agency_id, source_id, event_id, body_hash, payload, n)),
     added AS (
       INSERT INTO received (agency_id, source_id, event_id, body_hash, payload, received_at, seq)
       SELECT agency_id, source_id, event_id, body_hash, payload, $6, seq FROM incoming
       ORDER BY agency_id, source_id, event_id
       ON CONFLICT DO NOTHING RETURNING agency_id, source_id, event_id),
     owed AS (${owedTasksStatement(7)})
     SELECT i.n, a.event_id IS NOT NULL AS stored, r.body_hash FROM incoming i
     LEFT JOIN added a USING (agency_id, source_id, event_id)
     LEFT JOIN LATERAL (
       SELECT body_hash FROM received WHERE a.event_id IS NULL AND agency_id = i.agency_id
         AND source_id = i.source_id AND event_id = i.event_id LIMIT 1) r ON true
     ORDER BY i.n`,
    [
      rows.map((r) => r.agencyId),
      rows.map((r) => r.sourceId),
      rows.map((r) => r.eventId),
      rows.map((r) => r.bodyHash),
      rows.map((r) => r.payload),
      at,
      owed.map((t) => t.agencyId),
      owed.map((t) => t.name),
      owed.map((t) => t.key),
      owed.map(() => '{"fact":"","subject":"journal","data":{}}'),
      owed.map(() => at),
      owed.map(() => null),
      at,
    ],
  )
  return stored.map((row) => (row.stored ? 'stored' : (row.body_hash ?? 'unseen')))
}

/** Whether something that came in by then is still to be applied. */
export async function isWaiting(sql: Sql, agencyId: string, until: Date): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM received WHERE agency_id = $1 AND state = 'waiting' AND received_at <= $2 LIMIT 1`,
    [agencyId, until],
  )
  return rows.length > 0
}

export interface WaitingRow {
  sourceId: string
  eventId: string
  /** Its place in the order of arrival. */
  seq: number
  /** When the door took it. */
  receivedAt: Date
  event: Event
}

/** One applier an agency at a time: order of arrival holds, and its batches can't deadlock with each other. */
export async function lockJournal(sql: Sql, agencyId: string): Promise<void> {
  await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('apply ' || $1, 0))) locked`, [
    agencyId,
  ])
}

/** The oldest events not yet applied. */
export async function waitingEvents(sql: Sql, agencyId: string, limit: number): Promise<WaitingRow[]> {
  const rows = await sql.query<{ source_id: string; event_id: string; seq: number; received_at: Date; payload: Event }>(
    `SELECT source_id, event_id, seq, received_at, payload FROM received
     WHERE agency_id = $1 AND state = 'waiting' ORDER BY seq LIMIT $2`,
    [agencyId, limit],
  )
  return rows.map((row) => ({
    sourceId: row.source_id,
    eventId: row.event_id,
    seq: row.seq,
    receivedAt: row.received_at,
    event: row.payload,
  }))
}

/** By arrival and not by key: `received_waiting` holds these rows and nothing else, however large the journal is. */
export async function markApplied(sql: Sql, agencyId: string, rows: readonly WaitingRow[], at: Date): Promise<void> {
  await sql.query(
    `UPDATE received SET state = 'applied', applied_at = $3
     WHERE agency_id = $1 AND state = 'waiting' AND seq = ANY($2::int8[])`,
    [agencyId, rows.map((r) => r.seq), at],
  )
}

export async function quarantine(
  sql: Sql,
  agencyId: string,
  rows: readonly (WaitingRow & { reason: string })[],
  at: Date,
): Promise<void> {
  await sql.query(
    `WITH bad AS (
       SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[]) AS b(source_id, event_id, reason)),
     marked AS (
       UPDATE received SET state = 'quarantined' FROM bad
       WHERE received.agency_id = $1 AND received.source_id = bad.source_id AND received.event_id = bad.event_id)
     INSERT INTO quarantine (agency_id, source_id, event_id, reason, at)
     SELECT $1, source_id, event_id, reason, $5 FROM bad
     ON CONFLICT (agency_id, source_id, event_id) DO UPDATE SET reason = excluded.reason, at = excluded.at, released_at = NULL`,
    [agencyId, rows.map((r) => r.sourceId), rows.map((r) => r.eventId), rows.map((r) => r.reason), at],
  )
}

/** What of `rows` names an account that this agency doesn't have: the door says so at once. */
export async function unknownAccounts(
  sql: Sql,
  agencyId: string,
  externalIds: readonly string[],
): Promise<Set<string>> {
  const rows = await sql.query<{ external_id: string }>(
    `SELECT n.external_id FROM unnest($2::text[]) AS n(external_id)
     WHERE NOT EXISTS (SELECT FROM accounts a WHERE a.agency_id = $1 AND a.external_id = n.external_id)`,
    [agencyId, [...new Set(externalIds)]],
  )
  return new Set(rows.map((row) => row.external_id))
}

export async function countQuarantined(sql: Sql, agencyId: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*) AS n FROM quarantine WHERE agency_id = $1 AND released_at IS NULL',
    [agencyId],
  )
  return row?.n ?? 0
}
