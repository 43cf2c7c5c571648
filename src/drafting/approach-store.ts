import type { Sql } from '../database/sql.ts'

/** Who asks for a draft to a fan who has not just written. */
export interface ApproachCause {
  kind: 'flow' | 'digest' | 'operator'
  /** A run and its step, a digest's item, an operator. */
  id: string
}

export type ApproachPurpose = 'reactivation' | 'welcome' | 'upsell' | 'follow-up' | 'free'
/** `asked` waits for its draft, `drafted` has one that isn't settled; the others have ended. */
export type ApproachState = 'asked' | 'drafted' | 'left-out' | 'settled'

/** Why no draft was made, or none passed. */
export type LeftOut =
  /** The fan is frozen. */
  | 'frozen'
  /** Until the end the fan's limits had no place, the conversation had a card, or the hours were quiet. */
  | 'limit'
  | 'card-open'
  | 'quiet-hours'
  /** Nobody came to it in time. */
  | 'expired'
  /** What the fan wrote last is for a person, or no draft passed the rules. */
  | 'flagged'
  | 'judge-failed'
  | 'writer-failed'
  /** The fan objects to profiling: flows and digests leave them alone. */
  | 'objected'
  /** Held out, so that it shows what writing brings. */
  | 'held-out'
  /** The fan spends far above their habit. */
  | 'brake'
  | 'asset-gone'
  | 'asset-owned'
  /** The offer it names doesn't run for this fan. */
  | 'offer-gone'
  /** No fan to write to, or no creator. */
  | 'no-conversation'

/** What came of its card. `withdrawn`: an approved text never left, or nobody decided while it was wanted. */
export type ApproachOutcome = 'sent' | 'dismissed' | 'superseded' | 'withdrawn' | 'escalated'

export interface Approach {
  agencyId: string
  id: string
  fanId: string
  creatorId: string
  causeKind: ApproachCause['kind']
  causeId: string
  purpose: ApproachPurpose
  template: string | null
  note: string | null
  why: string | null
  assetId: string | null
  offerId: string | null
  until: Date
  state: ApproachState
  reason: LeftOut | null
  outcome: ApproachOutcome | null
  draftId: string | null
  askedAt: Date
}

const SELECT = `SELECT agency_id AS "agencyId", id, fan_id AS "fanId", creator_id AS "creatorId",
  cause_kind AS "causeKind", cause_id AS "causeId", purpose, template, note, why, asset_id AS "assetId",
  offer_id AS "offerId", until, state, reason, outcome, draft_id AS "draftId", asked_at AS "askedAt" FROM approaches`

export type NewApproach = Omit<Approach, 'creatorId' | 'state' | 'reason' | 'outcome' | 'draftId'> & { key: string }

/** Stores it; null when its key was used before, or the fan isn't there. */
export async function insertApproach(sql: Sql, approach: NewApproach): Promise<Approach | null> {
  const a = approach
  const rows = await sql.query(
    `INSERT INTO approaches (agency_id, id, fan_id, creator_id, key, cause_kind, cause_id, purpose, template, note, why,
       asset_id, offer_id, until, asked_at)
     SELECT $1, $2, id, creator_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 FROM fans
     WHERE agency_id = $1 AND id = $3
     ON CONFLICT (agency_id, key) DO NOTHING RETURNING id`,
    [
      ...[a.agencyId, a.id, a.fanId, a.key, a.causeKind, a.causeId, a.purpose, a.template, a.note, a.why],
      ...[a.assetId, a.offerId, a.until, a.askedAt],
    ],
  )
  return rows.length === 0 ? null : readApproach(sql, approach.agencyId, approach.id)
}

export async function approachByKey(sql: Sql, agencyId: string, key: string): Promise<Approach | null> {
  const [row] = await sql.query<Approach>(`${SELECT} WHERE agency_id = $1 AND key = $2`, [agencyId, key])
  return row ?? null
}

export async function readApproach(sql: Sql, agencyId: string, id: string): Promise<Approach | null> {
  const [row] = await sql.query<Approach>(`${SELECT} WHERE agency_id = $1 AND id = $2`, [agencyId, id])
  return row ?? null
}

/** Whether somebody of the team asked for a draft to this fan that is still to come. */
export async function waitingApproach(sql: Sql, agencyId: string, fanId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM approaches WHERE agency_id = $1 AND fan_id = $2 AND cause_kind = 'operator' AND state = 'asked' LIMIT 1`,
    [agencyId, fanId],
  )
  return rows.length > 0
}

/** It has a card; another draft of it is its newest. */
export async function markDrafted(sql: Sql, { agencyId, id }: Approach, draftId: string, at: Date): Promise<void> {
  await sql.query(
    `UPDATE approaches SET state = 'drafted', draft_id = $3, drafted_at = coalesce(drafted_at, $4)
     WHERE agency_id = $1 AND id = $2`,
    [agencyId, id, draftId, at],
  )
}

/** False when it isn't waiting any more. */
export async function leaveOut(sql: Sql, { agencyId, id }: Approach, reason: LeftOut, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE approaches SET state = 'left-out', reason = $3, ended_at = $4
     WHERE agency_id = $1 AND id = $2 AND state = 'asked' RETURNING id`,
    [agencyId, id, reason, at],
  )
  return rows.length > 0
}

/** False when it was settled already, or came to another draft meanwhile. A dismissed one may be reopened and still be sent. */
export async function settle(
  sql: Sql,
  { agencyId, id, draftId }: Approach,
  outcome: ApproachOutcome,
  at: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE approaches SET state = 'settled', outcome = $4, ended_at = $5
     WHERE agency_id = $1 AND id = $2 AND draft_id = $3
       AND (state = 'drafted' OR (outcome = 'dismissed' AND $4 <> 'dismissed')) RETURNING id`,
    [agencyId, id, draftId, outcome, at],
  )
  return rows.length > 0
}
