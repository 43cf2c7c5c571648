import type { Sql } from '../database/sql.ts'
import type { ModelTask } from './port.ts'

export interface BegunCall {
  agencyId: string
  id: string
  /** Day of the agency's budget, `2026-11-20`. */
  day: string
  task: ModelTask
  model: string
  /** What it is about, such as a conversation; null when about nothing in particular. */
  subject: string | null
  /** Most that it can cost, in millionths of a dollar. */
  reservedMicros: number
  at: Date
}

export interface EndedCall {
  outcome: 'answered' | 'away' | 'refused'
  tokensIn: number
  tokensOut: number
  costMicros: number
  tookMs: number
}

/**
 * Takes what a call can cost out of the day's budget and stores the call, in one statement; false when the rest of the
 * budget is too small. A call whose process died keeps what was reserved: it may well have been made.
 */
export async function beginCall(sql: Sql, call: BegunCall, budgetMicros: number): Promise<boolean> {
  if (call.reservedMicros > budgetMicros) return false
  const rows = await sql.query(
    `WITH taken AS (
       INSERT INTO model_days AS known (agency_id, day, spent_micros) VALUES ($1, $3::date, $7)
       ON CONFLICT (agency_id, day) DO UPDATE SET spent_micros = known.spent_micros + excluded.spent_micros
         WHERE known.spent_micros + excluded.spent_micros <= $8 RETURNING agency_id)
     INSERT INTO model_calls (agency_id, id, day, task, model, subject, cost_micros, at)
     SELECT agency_id, $2::uuid, $3::date, $4, $5, $6::uuid, $7, $9 FROM taken RETURNING id`,
    [call.agencyId, call.id, call.day, call.task, call.model, call.subject, call.reservedMicros, budgetMicros, call.at],
  )
  return rows.length === 1
}

/** Stores how a call ended and gives back what it didn't cost. Ending it twice changes nothing. */
export async function endCall(sql: Sql, call: Pick<BegunCall, 'agencyId' | 'id'>, ended: EndedCall): Promise<void> {
  await sql.query(
    `WITH known AS (
       SELECT day, cost_micros FROM model_calls WHERE agency_id = $1 AND id = $2 AND outcome IS NULL FOR UPDATE),
     settled AS (
       UPDATE model_calls c SET outcome = $3, tokens_in = $4, tokens_out = $5, cost_micros = $6, took_ms = $7
       FROM known WHERE c.agency_id = $1 AND c.id = $2 RETURNING c.agency_id)
     UPDATE model_days d SET spent_micros = d.spent_micros + $6 - known.cost_micros
     FROM known, settled WHERE d.agency_id = settled.agency_id AND d.day = known.day`,
    [call.agencyId, call.id, ended.outcome, ended.tokensIn, ended.tokensOut, ended.costMicros, ended.tookMs],
  )
}

/** What a model did for an agency on the days from `since` on. */
export interface ModelUse {
  task: ModelTask
  model: string
  calls: number
  answered: number
  tokensIn: number
  tokensOut: number
  costMicros: number
  /** Median time of an answer; null when there was none. */
  medianMs: number | null
}

export async function modelUse(sql: Sql, agencyId: string, since: string): Promise<ModelUse[]> {
  return sql.query<ModelUse>(
    `SELECT task, model, count(*)::int AS calls, (count(*) FILTER (WHERE outcome = 'answered'))::int AS answered,
       coalesce(sum(tokens_in), 0)::int8 AS "tokensIn", coalesce(sum(tokens_out), 0)::int8 AS "tokensOut",
       sum(cost_micros)::int8 AS "costMicros",
       percentile_cont(0.5) WITHIN GROUP (ORDER BY took_ms) FILTER (WHERE outcome = 'answered') AS "medianMs"
     FROM model_calls WHERE agency_id = $1 AND day >= $2::date GROUP BY task, model ORDER BY sum(cost_micros) DESC, model, task`,
    [agencyId, since],
  )
}

export async function spentOn(sql: Sql, agencyId: string, day: string): Promise<number> {
  const [row] = await sql.query<{ spent: number }>(
    'SELECT spent_micros AS spent FROM model_days WHERE agency_id = $1 AND day = $2::date',
    [agencyId, day],
  )
  return row?.spent ?? 0
}
