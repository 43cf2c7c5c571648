import type { Sql } from '../database/sql.ts'

/** Whether the unanswered turn of a conversation had a card, however that one ended. */
export async function hadCard(
  sql: Sql,
  conversation: { id: string; answeredSeq: number },
  agencyId: string,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM drafts WHERE agency_id = $1 AND conversation_id = $2 AND turn_to_seq > $3 AND approach_id IS NULL
     LIMIT 1`,
    [agencyId, conversation.id, conversation.answeredSeq],
  )
  return rows.length > 0
}

/** Up to which inbound message of a conversation a manager has released; null when none was. */
export async function releasedUpTo(sql: Sql, agencyId: string, conversationId: string): Promise<number | null> {
  const [row] = await sql.query<{ seq: number | null }>(
    `SELECT max(turn_to_seq) AS seq FROM drafts WHERE agency_id = $1 AND conversation_id = $2 AND state = 'released'`,
    [agencyId, conversationId],
  )
  return row?.seq ?? null
}

/** Cards of a draft's turn that a manager has released, by their ids. */
export async function releasedInTurn(
  sql: Sql,
  { agencyId, conversationId, turnFromSeq }: { agencyId: string; conversationId: string; turnFromSeq: number },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM drafts
     WHERE agency_id = $1 AND conversation_id = $2 AND state = 'released' AND turn_to_seq >= $3`,
    [agencyId, conversationId, turnFromSeq],
  )
  return rows.map(({ id }) => id)
}

/** What was drafted for a turn and turned down, the newest first. */
export async function earlierTexts(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  turnToSeq: number,
): Promise<string[]> {
  const rows = await sql.query<{ text: string }>(
    `SELECT text FROM drafts WHERE agency_id = $1 AND conversation_id = $2 AND turn_to_seq = $3 AND text IS NOT NULL
     ORDER BY created_at DESC, id DESC LIMIT 5`,
    [agencyId, conversationId, turnToSeq],
  )
  return rows.map(({ text }) => text)
}

/** Whether a person has dealt with a card about a fan's spending since then: answered, released or put aside. */
export async function brakeDealtWith(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  since: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM drafts WHERE agency_id = $1 AND conversation_id = $2 AND created_at >= $3 AND rule = 'spending-brake'
       AND state IN ('accepted', 'sent', 'stopped', 'released', 'dismissed') LIMIT 1`,
    [agencyId, conversationId, since],
  )
  return rows.length > 0
}
