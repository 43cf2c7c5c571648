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
  /** The boundaries that were asked for, as they stand in the creator's list. */
  concerns: string[]
  recordedById: string
  at: Date
}

export async function insertConsent(sql: Sql, consent: NewConsent): Promise<void> {
  await sql.query(
    `INSERT INTO content_consents (agency_id, draft_id, conversation_id, creator_id, given, recorded_by_id, at, concerns)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      consent.agencyId,
      consent.draftId,
      consent.conversationId,
      consent.creatorId,
      consent.given,
      consent.recordedById,
      consent.at,
      consent.concerns,
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

/** A consent that holds. */
export interface StandingConsent {
  /** The card on which it was recorded. */
  draftId: string
  concerns: string[]
  at: Date
}

/** The consents of a conversation since then that nobody took back, the newest first. */
export async function standingConsents(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  since: Date,
): Promise<StandingConsent[]> {
  return sql.query<StandingConsent>(
    `SELECT draft_id AS "draftId", coalesce(concerns, '{}') AS concerns, at FROM content_consents
     WHERE agency_id = $1 AND conversation_id = $2 AND at >= $3 AND revoked_at IS NULL ORDER BY at DESC, draft_id`,
    [agencyId, conversationId, since],
  )
}

/** False when there is no such consent, or it was taken back before. */
export async function revokeConsent(
  sql: Sql,
  agencyId: string,
  { draftId, byId, at }: { draftId: string; byId: string; at: Date },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE content_consents SET revoked_at = $3, revoked_by_id = $4
     WHERE agency_id = $1 AND draft_id = $2 AND revoked_at IS NULL RETURNING draft_id`,
    [agencyId, draftId, at, byId],
  )
  return rows.length === 1
}
