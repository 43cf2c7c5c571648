import type { Sql } from '../database/sql.ts'

export interface Conversation {
  id: string
  accountId: string
  creatorId: string
  fanId: string
  inboundSeq: number
  answeredSeq: number
  lastInboundAt: Date | null
  lastOutboundAt: Date | null
}

interface ConversationRow {
  id: string
  account_id: string
  creator_id: string
  fan_id: string
  inbound_seq: number
  answered_seq: number
  last_inbound_at: Date | null
  last_outbound_at: Date | null
}

const COLUMNS = 'id, account_id, creator_id, fan_id, inbound_seq, answered_seq, last_inbound_at, last_outbound_at'

const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  accountId: row.account_id,
  creatorId: row.creator_id,
  fanId: row.fan_id,
  inboundSeq: row.inbound_seq,
  answeredSeq: row.answered_seq,
  lastInboundAt: row.last_inbound_at,
  lastOutboundAt: row.last_outbound_at,
})

/** Makes sure that these conversations exist; key order. Returns fan id → conversation id. */
export async function upsertConversations(
  sql: Sql,
  agencyId: string,
  wanted: readonly { id: string; accountId: string; creatorId: string; fanId: string }[],
): Promise<Map<string, string>> {
  const params = [
    agencyId,
    wanted.map((c) => c.id),
    wanted.map((c) => c.accountId),
    wanted.map((c) => c.creatorId),
    wanted.map((c) => c.fanId),
  ]
  const rows = await sql.query<{ id: string; fan_id: string }>(
    `WITH wanted AS (SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) AS w(id, account_id, creator_id, fan_id)),
     added AS (
       INSERT INTO conversations (agency_id, id, account_id, creator_id, fan_id) SELECT $1, w.* FROM wanted w
       ON CONFLICT DO NOTHING RETURNING id, fan_id)
     SELECT id, fan_id FROM added UNION ALL
     SELECT c.id, w.fan_id FROM wanted w CROSS JOIN LATERAL (
       SELECT id FROM conversations WHERE agency_id = $1 AND account_id = w.account_id AND fan_id = w.fan_id LIMIT 1) c`,
    params,
  )
  return new Map(rows.map((row) => [row.fan_id, row.id]))
}

/** Reads conversations and holds them until the transaction ends; locks are taken in id order. */
export async function lockConversations(
  sql: Sql,
  agencyId: string,
  ids: readonly string[],
): Promise<Map<string, Conversation>> {
  const rows = await sql.query<ConversationRow>(
    `SELECT ${COLUMNS} FROM conversations WHERE agency_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE`,
    [agencyId, ids],
  )
  return new Map(rows.map((row) => [row.id, toConversation(row)]))
}

export async function readConversation(sql: Sql, agencyId: string, id: string): Promise<Conversation | null> {
  const [row] = await sql.query<ConversationRow>(
    `SELECT ${COLUMNS} FROM conversations WHERE agency_id = $1 AND id = $2`,
    [agencyId, id],
  )
  return row ? toConversation(row) : null
}

export async function conversationOfFan(sql: Sql, agencyId: string, fanId: string): Promise<Conversation | null> {
  const [row] = await sql.query<ConversationRow>(
    `SELECT ${COLUMNS} FROM conversations WHERE agency_id = $1 AND fan_id = $2 ORDER BY id LIMIT 1`,
    [agencyId, fanId],
  )
  return row ? toConversation(row) : null
}

/** Stores what changed; a conversation that was known from imports only, isn't any more. */
export async function updateConversations(sql: Sql, agencyId: string, changed: readonly Conversation[]): Promise<void> {
  await sql.query(
    `UPDATE conversations c SET inbound_seq = n.inbound_seq, answered_seq = n.answered_seq,
       last_inbound_at = n.last_inbound_at, last_outbound_at = n.last_outbound_at, expires_at = NULL
     FROM unnest($2::uuid[], $3::int4[], $4::int4[], $5::timestamptz[], $6::timestamptz[])
       AS n(id, inbound_seq, answered_seq, last_inbound_at, last_outbound_at)
     WHERE c.agency_id = $1 AND c.id = n.id`,
    [
      agencyId,
      changed.map((c) => c.id),
      changed.map((c) => c.inboundSeq),
      changed.map((c) => c.answeredSeq),
      changed.map((c) => c.lastInboundAt),
      changed.map((c) => c.lastOutboundAt),
    ],
  )
}

/** One that only an import brought stays when that import's time is over. */
export async function keepConversation(sql: Sql, agencyId: string, id: string): Promise<void> {
  await sql.query(
    'UPDATE conversations SET expires_at = NULL WHERE agency_id = $1 AND id = $2 AND expires_at IS NOT NULL',
    [agencyId, id],
  )
}
