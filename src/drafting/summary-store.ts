import type { Sql } from '../database/sql.ts'

/** What was said in a conversation before a message, as a model summed it up. */
export interface StoredSummary {
  /** It covers what was said before this message. */
  untilAt: Date
  untilId: string
  /** So many standing messages it covered when it was made. */
  messages: number
  /** So many of the fan's purchases had gone back then. */
  refunded: number
  /** Empty where nothing of it may be told. */
  text: string
}

export async function readSummary(sql: Sql, agencyId: string, conversationId: string): Promise<StoredSummary | null> {
  const [row] = await sql.query<StoredSummary>(
    `SELECT until_at AS "untilAt", until_id AS "untilId", messages, refunded, text FROM conversation_summaries
     WHERE agency_id = $1 AND conversation_id = $2`,
    [agencyId, conversationId],
  )
  return row ?? null
}

/** Stores it in place of the one before; nothing where the conversation is gone. */
export async function keepSummary(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  { untilAt, untilId, messages, refunded, text }: StoredSummary,
  { model, at }: { model: string; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO conversation_summaries (agency_id, conversation_id, until_at, until_id, messages, refunded, text, model, made_at)
     SELECT agency_id, id, $3, $4, $5, $6, $7, $8, $9 FROM conversations WHERE agency_id = $1 AND id = $2
     ON CONFLICT (agency_id, conversation_id) DO UPDATE SET until_at = excluded.until_at, until_id = excluded.until_id,
       messages = excluded.messages, refunded = excluded.refunded, text = excluded.text, model = excluded.model,
       made_at = excluded.made_at`,
    [agencyId, conversationId, untilAt, untilId, messages, refunded, text, model, at],
  )
}

export async function dropSummary(sql: Sql, agencyId: string, conversationId: string): Promise<void> {
  await sql.query('DELETE FROM conversation_summaries WHERE agency_id = $1 AND conversation_id = $2', [
    agencyId,
    conversationId,
  ])
}

/** Part: those of these conversations that have a summary. */
export async function withSummary(sql: Sql, agencyId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>(
    'SELECT conversation_id AS id FROM conversation_summaries WHERE agency_id = $1 AND conversation_id = ANY ($2::uuid[])',
    [agencyId, ids],
  )
  return new Set(rows.map(({ id }) => id))
}
