import type { Sql, Staging, Transaction } from '../database/sql.ts'

/** Messages on their way in, for one transaction. */
const INCOMING = {
  name: 'incoming_messages',
  columns: { id: 'uuid', fan: 'text', external_id: 'text', direction: 'text', text: 'text', at_ms: 'int8' },
}

/** Opens the transaction's staging of messages; cells in the order of `INCOMING`, `fan` by external id. */
export const stageMessages = (sql: Transaction): Promise<Staging> => sql.stage(INCOMING)

/**
 * Makes sure that conversations of these fans exist; what only imports brought stays as long as this import's. Fans in key
 * order of `fanId`. Returns fan id → conversation id.
 */
export async function importConversationRows(
  sql: Sql,
  agencyId: string,
  account: { id: string; creatorId: string },
  wanted: readonly { id: string; fanId: string }[],
  expiresAt: Date | null,
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; fan_id: string }>(
    `WITH wanted AS (SELECT * FROM unnest($4::uuid[], $5::uuid[]) AS w(id, fan_id)),
     written AS (
       INSERT INTO conversations (agency_id, id, account_id, creator_id, fan_id, expires_at)
       SELECT $1, w.id, $2, $3, w.fan_id, $6 FROM wanted w
       ON CONFLICT (agency_id, account_id, fan_id) DO UPDATE SET expires_at = excluded.expires_at
         WHERE conversations.expires_at < coalesce(excluded.expires_at, 'infinity')
       RETURNING id, fan_id)
     SELECT id, fan_id FROM written
     UNION SELECT c.id, w.fan_id FROM wanted w
       JOIN conversations c ON c.agency_id = $1 AND c.account_id = $2 AND c.fan_id = w.fan_id`,
    [agencyId, account.id, account.creatorId, wanted.map((w) => w.id), wanted.map((w) => w.fanId), expiresAt],
  )
  return new Map(rows.map((row) => [row.fan_id, row.id]))
}

/** Which conversation a staged message belongs to: a table for one transaction. */
export async function nameConversations(
  sql: Sql,
  named: readonly { fan: string; conversationId: string }[],
): Promise<void> {
  await sql.query('CREATE TEMP TABLE incoming_conversations (fan text, conversation_id uuid) ON COMMIT DROP')
  await sql.query('INSERT INTO incoming_conversations SELECT * FROM unnest($1::text[], $2::uuid[])', [
    named.map((n) => n.fan),
    named.map((n) => n.conversationId),
  ])
  await sql.query('ANALYZE incoming_conversations')
}

/**
 * Makes the staged messages of rows `from` to `to` real, each once in its conversation; returns how many were new. Inbound ones
 * get no number: they are history, and no turn asks for an answer to them.
 */
export async function importMessageRows(
  sql: Sql,
  agencyId: string,
  range: { from: number; to: number },
  expiresAt: Date | null,
): Promise<number> {
  const [row] = await sql.query<{ added: number }>(
    `WITH fresh AS (
       SELECT DISTINCT ON (c.conversation_id, i.external_id) i.id, to_timestamp(i.at_ms / 1000::float8) AS at, c.conversation_id, i.direction, i.external_id, i.text
       FROM incoming_messages i JOIN incoming_conversations c ON c.fan = i.fan
       LEFT JOIN LATERAL (
         SELECT true AS stored FROM messages m WHERE m.agency_id = $1 AND m.conversation_id = c.conversation_id
           AND m.external_id = i.external_id LIMIT 1) known ON true
       WHERE i.row >= $2 AND i.row < $3 AND known.stored IS NULL
       ORDER BY c.conversation_id, i.external_id, i.row),
     added AS (
       INSERT INTO messages (agency_id, id, at, conversation_id, direction, external_id, text, expires_at)
       SELECT $1, id, at, conversation_id, direction, external_id, text, $4 FROM fresh RETURNING conversation_id, direction, at),
     last AS (
       SELECT conversation_id, max(at) FILTER (WHERE direction = 'inbound') AS inbound_at,
         max(at) FILTER (WHERE direction = 'outbound') AS outbound_at FROM added GROUP BY conversation_id),
     moved AS (
       UPDATE conversations c SET last_inbound_at = greatest(c.last_inbound_at, last.inbound_at),
         last_outbound_at = greatest(c.last_outbound_at, last.outbound_at)
       FROM last WHERE c.agency_id = $1 AND c.id = last.conversation_id)
     SELECT count(*) AS added FROM added`,
    [agencyId, range.from, range.to, expiresAt],
  )
  return row?.added ?? 0
}

/** Staged messages that were known already, and only from imports, stay as long as this import's. */
export async function keepImportedMessages(
  sql: Sql,
  agencyId: string,
  range: { from: number; to: number },
  expiresAt: Date | null,
): Promise<void> {
  await sql.query(
    `UPDATE messages m SET expires_at = $4 FROM incoming_messages i JOIN incoming_conversations c ON c.fan = i.fan
     WHERE i.row >= $2 AND i.row < $3 AND m.agency_id = $1 AND m.conversation_id = c.conversation_id
       AND m.external_id = i.external_id AND m.expires_at < coalesce($4::timestamptz, 'infinity')`,
    [agencyId, range.from, range.to, expiresAt],
  )
}

/** Known messages: an event reported them too, so they don't go with the imports that brought them. */
export async function keepMessages(
  sql: Sql,
  agencyId: string,
  known: readonly { conversationId: string; externalId: string }[],
): Promise<void> {
  await sql.query(
    `UPDATE messages m SET expires_at = NULL FROM unnest($2::uuid[], $3::text[]) AS k(conversation_id, external_id)
     WHERE m.agency_id = $1 AND m.conversation_id = k.conversation_id AND m.external_id = k.external_id
       AND m.expires_at IS NOT NULL`,
    [agencyId, known.map((k) => k.conversationId), known.map((k) => k.externalId)],
  )
}

/** Takes at most `limit` messages away that only imports brought and whose date has come. Returns how many went. */
export async function expireMessages(sql: Sql, agencyId: string, now: Date, limit: number): Promise<number> {
  const gone = await sql.query(
    `DELETE FROM messages WHERE (agency_id, at, id) IN (
       SELECT agency_id, at, id FROM messages WHERE agency_id = $1 AND expires_at <= $2 ORDER BY expires_at LIMIT $3)
     RETURNING id`,
    [agencyId, now, limit],
  )
  return gone.length
}

/** Takes at most `limit` conversations away that only imports brought, whose date has come, and in which nothing is left. */
export async function expireConversations(sql: Sql, agencyId: string, now: Date, limit: number): Promise<number> {
  const gone = await sql.query(
    `DELETE FROM conversations WHERE agency_id = $1 AND id IN (
       SELECT id FROM conversations c WHERE c.agency_id = $1 AND c.expires_at <= $2
         AND NOT EXISTS (SELECT FROM messages m WHERE m.agency_id = $1 AND m.conversation_id = c.id)
       ORDER BY id LIMIT $3 FOR UPDATE) RETURNING id`,
    [agencyId, now, limit],
  )
  return gone.length
}
