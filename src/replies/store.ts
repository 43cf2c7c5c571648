import type { Sql } from '../database/sql.ts'
import { afterDeliveryEvent, type Delivery, type DeliveryEvent } from './delivery.ts'

const SELECT = `SELECT agency_id AS "agencyId", id, decision_id AS "decisionId", draft_id AS "draftId",
  conversation_id AS "conversationId", account_id AS "accountId", text, price_minor AS "priceMinor", currency,
  asset_ids AS "assetIds", state, version, turn_to_seq AS "turnToSeq", created_at AS "createdAt", undo_until AS "undoUntil",
  changed_at AS "changedAt", why, external_id AS "externalId", sent_at AS "sentAt", settled_by_id AS "settledById"
  FROM deliveries`

/**
 * Copies an accepting decision's reply into its one delivery. There is no other insert: text, price and assets can only
 * come from a decision. Returns null when the delivery exists already.
 */
export async function insertDelivery(
  sql: Sql,
  agencyId: string,
  delivery: { id: string; decisionId: string; undoUntil: Date; at: Date },
): Promise<Delivery | null> {
  const rows = await sql.query(
    `INSERT INTO deliveries (agency_id, id, decision_id, decision_outcome, content_hash, draft_id, conversation_id, account_id,
       text, price_minor, currency, asset_ids, salt, state, turn_to_seq, created_at, undo_until, changed_at)
     SELECT d.agency_id, $2, d.id, d.outcome, d.content_hash, d.draft_id, d.conversation_id, d.account_id,
       d.text, d.price_minor, d.currency, d.asset_ids, d.salt, 'waiting', f.turn_to_seq, $4, $5, $4
     FROM decisions d JOIN drafts f ON f.agency_id = d.agency_id AND f.id = d.draft_id
     WHERE d.agency_id = $1 AND d.id = $3 AND d.outcome = 'accepting'
     ON CONFLICT (agency_id, decision_id) DO NOTHING RETURNING id`,
    [agencyId, delivery.id, delivery.decisionId, delivery.at, delivery.undoUntil],
  )
  return rows.length === 1 ? readDelivery(sql, agencyId, delivery.id) : null
}

export async function readDelivery(sql: Sql, agencyId: string, id: string): Promise<Delivery | null> {
  const [row] = await sql.query<Delivery>(`${SELECT} WHERE agency_id = $1 AND id = $2`, [agencyId, id])
  return row ?? null
}

export async function lockDelivery(sql: Sql, agencyId: string, id: string): Promise<Delivery | null> {
  const [row] = await sql.query<Delivery>(`${SELECT} WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE`, [
    agencyId,
    id,
  ])
  return row ?? null
}

/** The newest delivery of a draft: after Undo and another decision there are several. */
export async function deliveryOfDraft(sql: Sql, agencyId: string, draftId: string): Promise<Delivery | null> {
  const [row] = await sql.query<Delivery>(
    `${SELECT} WHERE agency_id = $1 AND draft_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [agencyId, draftId],
  )
  return row ?? null
}

/** Deliveries of a conversation that have not ended, oldest first. */
export async function pendingDeliveries(sql: Sql, agencyId: string, conversationId: string): Promise<Delivery[]> {
  return sql.query<Delivery>(
    `${SELECT} WHERE agency_id = $1 AND conversation_id = $2
       AND state IN ('waiting', 'handing-over', 'by-hand', 'unknown', 'refused') ORDER BY created_at, id`,
    [agencyId, conversationId],
  )
}

/** Replies that a person marked as sent and the platform has not reported yet, newest first. */
export async function sentByHand(sql: Sql, agencyId: string, conversationId: string, since: Date): Promise<Delivery[]> {
  return sql.query<Delivery>(
    `${SELECT} WHERE agency_id = $1 AND conversation_id = $2 AND state = 'sent' AND external_id IS NULL AND sent_at > $3
     ORDER BY sent_at DESC LIMIT 10`,
    [agencyId, conversationId, since],
  )
}

/** The platform's own id of a sent reply, learnt from its report. */
export async function setExternalId(sql: Sql, delivery: Delivery, externalId: string): Promise<void> {
  await sql.query('UPDATE deliveries SET external_id = $3 WHERE agency_id = $1 AND id = $2', [
    delivery.agencyId,
    delivery.id,
    externalId,
  ])
}

/** Those of these conversations that have a delivery which has not ended. */
export async function withPendingDelivery(
  sql: Sql,
  agencyId: string,
  conversationIds: readonly string[],
): Promise<Set<string>> {
  const rows = await sql.query<{ conversation_id: string }>(
    `SELECT DISTINCT conversation_id FROM deliveries WHERE agency_id = $1 AND conversation_id = ANY($2::uuid[])
       AND state IN ('waiting', 'handing-over', 'by-hand', 'unknown', 'refused')`,
    [agencyId, conversationIds],
  )
  return new Set(rows.map((row) => row.conversation_id))
}

export interface DeliveryPatch {
  why?: string | null
  externalId?: string
  sentAt?: Date
  settledById?: string
  undoUntil?: Date
}

/** Moves a delivery by an event of its machine, compare-and-set. Null when it was elsewhere already. */
export async function moveDelivery(
  sql: Sql,
  delivery: Delivery,
  event: DeliveryEvent,
  patch: DeliveryPatch,
  now: Date,
): Promise<Delivery | null> {
  const state = afterDeliveryEvent(delivery.state, event)
  if (state === null) return null
  const rows = await sql.query(
    `UPDATE deliveries SET state = $5, version = version + 1, changed_at = $6, why = $7,
       external_id = coalesce($8, external_id), sent_at = coalesce($9, sent_at),
       settled_by_id = coalesce($10, settled_by_id), undo_until = coalesce($11, undo_until)
     WHERE agency_id = $1 AND id = $2 AND version = $3 AND state = $4 RETURNING id`,
    [
      delivery.agencyId,
      delivery.id,
      delivery.version,
      delivery.state,
      state,
      now,
      patch.why ?? null,
      patch.externalId ?? null,
      patch.sentAt ?? null,
      patch.settledById ?? null,
      patch.undoUntil ?? null,
    ],
  )
  return rows.length === 1 ? readDelivery(sql, delivery.agencyId, delivery.id) : null
}

/** Records that a call is about to be made, before it is made. */
export async function beginAttempt(sql: Sql, delivery: Delivery, now: Date): Promise<number> {
  const [row] = await sql.query<{ number: number }>(
    `INSERT INTO delivery_attempts (agency_id, delivery_id, number, started_at)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3 FROM delivery_attempts WHERE agency_id = $1 AND delivery_id = $2
     RETURNING number`,
    [delivery.agencyId, delivery.id, now],
  )
  return row?.number ?? 0
}

/** Ends the attempts still open with what came of them. */
export async function endAttempts(
  sql: Sql,
  delivery: Delivery,
  outcome: { kind: string; detail: string | null },
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE delivery_attempts SET ended_at = $3, outcome = $4, detail = $5
     WHERE agency_id = $1 AND delivery_id = $2 AND ended_at IS NULL`,
    [delivery.agencyId, delivery.id, now, outcome.kind, outcome.detail],
  )
}
