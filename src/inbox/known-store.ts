import type { Sql } from '../database/sql.ts'

/** When each of these fans last wrote, on whatever account; those who never did are left out. */
export async function lastWritten(sql: Sql, agencyId: string, fanIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await sql.query<{ fan_id: string; at: Date }>(
    `SELECT fan_id, max(last_inbound_at) AS at FROM conversations
     WHERE agency_id = $1 AND fan_id = ANY($2) AND last_inbound_at IS NOT NULL GROUP BY fan_id`,
    [agencyId, fanIds],
  )
  return new Map(rows.map((row) => [row.fan_id, row.at]))
}

/** Message id → what it says, of messages not older than `since` that are still there. */
export async function textsOf(
  sql: Sql,
  agencyId: string,
  messages: readonly { conversationId: string; messageId: string }[],
  since: Date,
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; text: string }>(
    `SELECT m.id, m.text FROM unnest($2::uuid[], $3::uuid[]) AS asked(conversation_id, id)
     JOIN messages m ON m.agency_id = $1 AND m.conversation_id = asked.conversation_id AND m.id = asked.id
       AND m.at >= $4 AND m.deleted_at IS NULL`,
    [agencyId, messages.map((m) => m.conversationId), messages.map((m) => m.messageId), since],
  )
  return new Map(rows.map((row) => [row.id, row.text]))
}
