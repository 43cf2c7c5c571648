import type { Sql } from '../database/sql.ts'

export interface NewMessage {
  id: string
  conversationId: string
  direction: 'inbound' | 'outbound'
  /** Of inbound messages: their number in the conversation. */
  seq: number | null
  externalId: string
  text: string
  deliveryId: string | null
  at: Date
}

export interface Message {
  id: string
  /** The platform's id of it. */
  externalId: string
  direction: 'inbound' | 'outbound'
  seq: number | null
  text: string
  at: Date
  deliveryId: string | null
  deleted: boolean
}

export async function insertMessages(sql: Sql, agencyId: string, messages: readonly NewMessage[]): Promise<void> {
  await sql.query(
    `INSERT INTO messages (agency_id, id, at, conversation_id, direction, seq, external_id, text, delivery_id)
     SELECT $1, m.* FROM unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::int4[], $7::text[], $8::text[],
       $9::uuid[]) m`,
    [
      agencyId,
      messages.map((m) => m.id),
      messages.map((m) => m.at),
      messages.map((m) => m.conversationId),
      messages.map((m) => m.direction),
      messages.map((m) => m.seq),
      messages.map((m) => m.externalId),
      messages.map((m) => m.text),
      messages.map((m) => m.deliveryId),
    ],
  )
}

/**
 * Which of these messages are stored already: `conversationId externalId`. One look into the index each (`LIMIT` keeps
 * the planner from joining the whole table while it has no statistics yet), so the cost doesn't grow with what is stored.
 */
export async function knownMessages(
  sql: Sql,
  agencyId: string,
  named: readonly { conversationId: string; externalId: string }[],
): Promise<Set<string>> {
  const rows = await sql.query<{ conversation_id: string; external_id: string }>(
    `SELECT n.conversation_id, n.external_id FROM unnest($2::uuid[], $3::text[]) AS n(conversation_id, external_id)
     CROSS JOIN LATERAL (
       SELECT FROM messages m WHERE m.agency_id = $1 AND m.conversation_id = n.conversation_id
         AND m.external_id = n.external_id LIMIT 1) stored`,
    [agencyId, named.map((n) => n.conversationId), named.map((n) => n.externalId)],
  )
  return new Set(rows.map((row) => `${row.conversation_id} ${row.external_id}`))
}

/** Takes a message out that stood in for another: the platform's own report of it is stored now. Returns when it was sent. */
export async function dropMessage(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  externalId: string,
): Promise<Date[]> {
  const rows = await sql.query<{ at: Date }>(
    'DELETE FROM messages WHERE agency_id = $1 AND conversation_id = $2 AND external_id = $3 RETURNING at',
    [agencyId, conversationId, externalId],
  )
  return rows.map(({ at }) => at)
}

export async function markDeleted(
  sql: Sql,
  agencyId: string,
  named: readonly { conversationId: string; externalId: string; at: Date }[],
): Promise<void> {
  await sql.query(
    `UPDATE messages m SET deleted_at = n.at FROM unnest($2::uuid[], $3::text[], $4::timestamptz[])
       AS n(conversation_id, external_id, at)
     WHERE m.agency_id = $1 AND m.conversation_id = n.conversation_id AND m.external_id = n.external_id AND m.deleted_at IS NULL`,
    [agencyId, named.map((n) => n.conversationId), named.map((n) => n.externalId), named.map((n) => n.at)],
  )
}

interface MessageRow {
  id: string
  external_id: string
  direction: 'inbound' | 'outbound'
  seq: number | null
  text: string
  at: Date
  delivery_id: string | null
  deleted_at: Date | null
}

const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  externalId: row.external_id,
  direction: row.direction,
  seq: row.seq,
  text: row.text,
  at: row.at,
  deliveryId: row.delivery_id,
  deleted: row.deleted_at !== null,
})

const COLUMNS = 'id, external_id, direction, seq, text, at, delivery_id, deleted_at'

/** Who wrote when, of the newest messages of a conversation that still stand, oldest first. */
export async function rhythmOf(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  limit: number,
): Promise<{ inbound: boolean; at: Date }[]> {
  const rows = await sql.query<{ inbound: boolean; at: Date }>(
    `SELECT direction = 'inbound' AS inbound, at FROM messages
     WHERE agency_id = $1 AND conversation_id = $2 AND deleted_at IS NULL ORDER BY at DESC, id DESC LIMIT $3`,
    [agencyId, conversationId, limit],
  )
  return rows.toReversed()
}

/** The newest messages of a conversation, oldest first. */
export async function newestMessages(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  limit: number,
): Promise<Message[]> {
  const rows = await sql.query<MessageRow>(
    `SELECT ${COLUMNS} FROM messages WHERE agency_id = $1 AND conversation_id = $2 ORDER BY at DESC, id DESC LIMIT $3`,
    [agencyId, conversationId, limit],
  )
  return rows.map(toMessage).reverse()
}

/** One message, by its id and its time; null when it isn't stored. */
export async function readMessage(sql: Sql, agencyId: string, id: string, at: Date): Promise<Message | null> {
  const [row] = await sql.query<MessageRow>(
    `SELECT ${COLUMNS} FROM messages WHERE agency_id = $1 AND at = $2 AND id = $3`,
    [agencyId, at, id],
  )
  return row ? toMessage(row) : null
}

/**
 * Up to which inbound message an answer at `at` answered: numbers are in the order of arrival here, so a message that was
 * written later may have the smaller one; it and what follows stay unanswered. 0 when there was nothing to answer.
 */
export async function inboundSeqAt(sql: Sql, agencyId: string, conversationId: string, at: Date): Promise<number> {
  const [row] = await sql.query<{ seq: number | null }>(
    `SELECT coalesce(min(seq) FILTER (WHERE at > $3) - 1, max(seq)) AS seq FROM messages
     WHERE agency_id = $1 AND conversation_id = $2 AND direction = 'inbound'`,
    [agencyId, conversationId, at],
  )
  return row?.seq ?? 0
}
