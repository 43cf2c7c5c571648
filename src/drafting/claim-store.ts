import type { Sql } from '../database/sql.ts'
import type { Draft } from './draft.ts'
import { SELECT } from './draft-store.ts'

/** Who is on it, until when; both null lets go. The version stays: what would be approved is the same. */
export async function setClaim(sql: Sql, draft: Draft, claim: { byId: string; until: Date } | null): Promise<void> {
  await sql.query('UPDATE drafts SET claimed_by_id = $3, claimed_until = $4 WHERE agency_id = $1 AND id = $2', [
    draft.agencyId,
    draft.id,
    claim?.byId ?? null,
    claim?.until ?? null,
  ])
}

/** The live drafts that somebody holds a claim on, in the order in which they are locked. */
export async function claimedBy(sql: Sql, agencyId: string, operatorId: string, now: Date): Promise<Draft[]> {
  return sql.query<Draft>(
    `${SELECT} WHERE agency_id = $1 AND state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted')
       AND claimed_by_id = $2 AND claimed_until > $3 ORDER BY id`,
    [agencyId, operatorId, now],
  )
}

/** Keeps what a person typed, so that a refusal, a stale card or a closed form loses nothing. */
export async function keepTyped(sql: Sql, agencyId: string, id: string, text: string): Promise<void> {
  await sql.query('UPDATE drafts SET typed_text = $3 WHERE agency_id = $1 AND id = $2', [agencyId, id, text])
}

/**
 * A person's words take the place of a draft that stays open. How sure the writer was, why, and what was translated is
 * about other words.
 */
export async function putWords(sql: Sql, agencyId: string, id: string, text: string): Promise<void> {
  await sql.query(
    `UPDATE drafts SET text = $3, writer = 'operator', confidence = NULL, reasons = '[]', translations = NULL,
       knowledge = knowledge - 'said' - 'meter' WHERE agency_id = $1 AND id = $2`,
    [agencyId, id, text],
  )
}
