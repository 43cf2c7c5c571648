import type { Sql } from '../database/sql.ts'

/** Asked and agreed, or on the creator's list already. */
export const CONSENTS = ['agreed', 'listed'] as const
export type Consent = (typeof CONSENTS)[number]

export interface NewConsent {
  agencyId: string
  draftId: string
  conversationId: string
  creatorId: string
  given: Consent
  recordedById: string
  at: Date
}

export async function insertConsent(sql: Sql, consent: NewConsent): Promise<void> {
  await sql.query(
    `INSERT INTO content_consents (agency_id, draft_id, conversation_id, creator_id, given, recorded_by_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      consent.agencyId,
      consent.draftId,
      consent.conversationId,
      consent.creatorId,
      consent.given,
      consent.recordedById,
      consent.at,
    ],
  )
}

/** Whether a consent was recorded on one of these cards. */
export async function hasConsentOn(sql: Sql, agencyId: string, draftIds: readonly string[]): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM content_consents WHERE agency_id = $1 AND draft_id = ANY($2) LIMIT 1', [
    agencyId,
    draftIds,
  ])
  return rows.length > 0
}

/** Whether a consent was recorded in this conversation since then. */
export async function hasConsent(sql: Sql, agencyId: string, conversationId: string, since: Date): Promise<boolean> {
  const rows = await sql.query(
    'SELECT 1 FROM content_consents WHERE agency_id = $1 AND conversation_id = $2 AND at >= $3 LIMIT 1',
    [agencyId, conversationId, since],
  )
  return rows.length > 0
}
