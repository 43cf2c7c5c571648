import type { Sql } from '../database/sql.ts'

/** What came of a question for a draft, without the reply's words. Amounts in minor units. */
export interface AskedAnswer {
  outcome: 'DRAFT' | 'ESCALATE'
  level: number
  category: string | null
  rule: string | null
  confidence: number | null
  reasons: string[]
  warning: string | null
  upsell: boolean
  price: { minor: number; currency: string; floorMinor: number; ceilingMinor: number; assetId: string | null } | null
  persona: { name: string; version: number }
  writer: string
  /** A hash of what was asked; answers of before have none. */
  question?: string
}

export interface AskedDraft extends AskedAnswer {
  id: string
  /** The proposed reply; null where a person must write, or nothing fits. */
  text: string | null
  /** The card that shows it; null when none was asked for. */
  draftId: string | null
}

export interface AskedRow {
  creatorId: string
  fanId: string | null
  conversationId: string | null
  by: { kind: 'operator' | 'api-key'; id: string }
  requestKey: string | null
  at: Date
}

/** Stores it; false when the asker used the same request key before. */
export async function insertAsked(sql: Sql, agencyId: string, row: AskedRow, asked: AskedDraft): Promise<boolean> {
  const { id, text, draftId, ...answer } = asked
  const rows = await sql.query(
    `INSERT INTO asked_drafts (agency_id, id, creator_id, fan_id, conversation_id, asked_by_kind, asked_by_id,
       request_key, text, answer, draft_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (agency_id, asked_by_id, request_key) DO NOTHING RETURNING id`,
    [
      agencyId,
      id,
      row.creatorId,
      row.fanId,
      row.conversationId,
      row.by.kind,
      row.by.id,
      row.requestKey,
      text,
      JSON.stringify(answer),
      draftId,
      row.at,
    ],
  )
  return rows.length === 1
}

/** What the asker was answered under this request key. */
export async function askedBefore(
  sql: Sql,
  agencyId: string,
  byId: string,
  requestKey: string,
): Promise<AskedDraft | null> {
  const [row] = await sql.query<{ id: string; text: string | null; answer: AskedAnswer; draft_id: string | null }>(
    `SELECT id, text, answer, draft_id FROM asked_drafts
     WHERE agency_id = $1 AND asked_by_id = $2 AND request_key = $3`,
    [agencyId, byId, requestKey],
  )
  return row ? { ...row.answer, id: row.id, text: row.text, draftId: row.draft_id } : null
}
