import type { Sql } from '../database/sql.ts'

/** What is kept of what has left a conversation's newest messages: whose words are worth it, never the words. */
export interface StoredLookBack {
  /** It covers what was said before this message. */
  untilAt: Date
  untilId: string
  /** The newest inbound message that it covers; 0 when none. */
  seq: number
  /** So many standing messages it covered when it was made. */
  messages: number
  /** Ids of our messages that promise or tell something, oldest first. */
  said: string[]
}

export async function readLookBack(sql: Sql, agencyId: string, conversationId: string): Promise<StoredLookBack | null> {
  const [row] = await sql.query<StoredLookBack>(
    `SELECT until_at AS "untilAt", until_id AS "untilId", seq, messages, said FROM look_backs
     WHERE agency_id = $1 AND conversation_id = $2`,
    [agencyId, conversationId],
  )
  return row ?? null
}

/** Whoever writes last was right when they read; the next reader counts again. */
export async function keepLookBack(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  { untilAt, untilId, seq, messages, said }: StoredLookBack,
): Promise<void> {
  await sql.query(
    `INSERT INTO look_backs (agency_id, conversation_id, until_at, until_id, seq, messages, said)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (agency_id, conversation_id) DO UPDATE SET until_at = excluded.until_at, until_id = excluded.until_id,
       seq = excluded.seq, messages = excluded.messages, said = excluded.said`,
    [agencyId, conversationId, untilAt, untilId, seq, messages, said],
  )
}

/** What a sent reply offered before then, the newest first, each asset once. */
export async function offeredBefore(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT asset_id AS id FROM drafts WHERE agency_id = $1 AND conversation_id = $2 AND created_at < $3
       AND state = 'sent' AND asset_id IS NOT NULL GROUP BY asset_id ORDER BY max(created_at) DESC, asset_id LIMIT $4`,
    [agencyId, conversationId, before, limit],
  )
  return rows.map(({ id }) => id)
}
