import type { Sql } from '../database/sql.ts'

/** The reply a person approves: what its hash binds. */
export interface ApprovedReply {
  conversationId: string
  accountId: string
  text: string
  priceMinor: number | null
  currency: string | null
  assetIds: string[]
}

export type DecisionKind = 'accept' | 'edit' | 'escalate' | 'dismiss' | 'release' | 'send-back'

export interface Decision {
  id: string
  draftId: string
  draftVersion: number
  operatorId: string
  operatorName: string
  /** Who approved first, where two people were needed. */
  firstName: string | null
  via: string
  verified: boolean
  kind: DecisionKind
  reason: string | null
  text: string | null
  priceMinor: number | null
  editShare: number | null
  at: Date
}

export interface NewDecision {
  id: string
  draftId: string
  draftVersion: number
  operatorId: string
  via: string
  verified: boolean
  at: Date
}

/** Stores an accepting decision; the database makes the hash, so there is one way to make it. */
export async function insertApproval(
  sql: Sql,
  agencyId: string,
  decision: NewDecision & {
    kind: 'accept' | 'edit'
    editShare: number
    lookedMs: number
    salt: Buffer
    first: { id: string; operatorId: string } | null
    offerId: string | null
  },
  reply: ApprovedReply,
): Promise<void> {
  await sql.query(
    `INSERT INTO decisions (agency_id, id, draft_id, draft_version, operator_id, via, verified, kind, outcome,
       conversation_id, account_id, text, price_minor, currency, asset_ids, salt, content_hash, edit_share, at,
       first_id, first_operator_id, looked_ms, offer_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'accepting', $9, $10, $11, $12, $13, $14, $15,
       reply_hash($15, $9, $10, $11, $12, $13, $14), $16, $17, $18, $19, $20, $21)`,
    [
      agencyId,
      decision.id,
      decision.draftId,
      decision.draftVersion,
      decision.operatorId,
      decision.via,
      decision.verified,
      decision.kind,
      reply.conversationId,
      reply.accountId,
      reply.text,
      reply.priceMinor,
      reply.currency,
      reply.assetIds,
      decision.salt,
      decision.editShare,
      decision.at,
      decision.first?.id ?? null,
      decision.first?.operatorId ?? null,
      decision.lookedMs,
      decision.offerId,
    ],
  )
}

export async function insertDecline(
  sql: Sql,
  agencyId: string,
  decision: NewDecision & { kind: Exclude<DecisionKind, 'accept' | 'edit'>; reason: string | null },
  about: { conversationId: string; accountId: string },
): Promise<void> {
  await sql.query(
    `INSERT INTO decisions (agency_id, id, draft_id, draft_version, operator_id, via, verified, kind, outcome, reason,
       conversation_id, account_id, asset_ids, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'declining', $9, $10, $11, '{}', $12)`,
    [
      agencyId,
      decision.id,
      decision.draftId,
      decision.draftVersion,
      decision.operatorId,
      decision.via,
      decision.verified,
      decision.kind,
      decision.reason,
      about.conversationId,
      about.accountId,
      decision.at,
    ],
  )
}

/** The last decision on a draft, with who made it. */
export async function lastDecision(sql: Sql, agencyId: string, draftId: string): Promise<Decision | null> {
  const [row] = await sql.query<Decision>(
    `SELECT d.id, d.draft_id AS "draftId", d.draft_version AS "draftVersion", d.operator_id AS "operatorId",
       o.name AS "operatorName", p.name AS "firstName", d.via, d.verified, d.kind, d.reason, d.text, d.price_minor AS "priceMinor",
       d.edit_share AS "editShare", d.at
     FROM decisions d JOIN operators o ON o.agency_id = d.agency_id AND o.id = d.operator_id
     LEFT JOIN operators p ON p.agency_id = d.agency_id AND p.id = d.first_operator_id
     WHERE d.agency_id = $1 AND d.draft_id = $2 ORDER BY d.draft_version DESC LIMIT 1`,
    [agencyId, draftId],
  )
  return row ?? null
}

export async function operatorName(sql: Sql, agencyId: string, id: string): Promise<string> {
  const [row] = await sql.query<{ name: string }>('SELECT name FROM operators WHERE agency_id = $1 AND id = $2', [
    agencyId,
    id,
  ])
  return row?.name ?? 'somebody'
}

/** What an operator decided in a time, and how long fans waited for what they approved: the median, in milliseconds. */
export async function decidedBy(
  sql: Sql,
  agencyId: string,
  operatorId: string,
  since: Date,
  until: Date,
): Promise<{ decided: number; medianMs: number | null }> {
  const [row] = await sql.query<{ decided: number; seconds: number | null }>(
    `SELECT count(*)::int AS decided, (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.at - f.turn_at))
       FILTER (WHERE d.outcome = 'accepting' AND f.approach_id IS NULL))::float8 AS seconds
     FROM decisions d JOIN drafts f ON f.agency_id = d.agency_id AND f.id = d.draft_id
     WHERE d.agency_id = $1 AND d.operator_id = $2 AND d.at > $3 AND d.at <= $4`,
    [agencyId, operatorId, since, until],
  )
  return { decided: row?.decided ?? 0, medianMs: row?.seconds == null ? null : row.seconds * 1_000 }
}

/** How many others could release in this agency: with nobody else of the role, the escalator may. */
export async function othersOfRole(
  sql: Sql,
  agencyId: string,
  roles: readonly string[],
  besidesId: string,
): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    'SELECT count(*) AS n FROM operators WHERE agency_id = $1 AND role = ANY($2) AND id <> $3 AND removed_at IS NULL',
    [agencyId, roles, besidesId],
  )
  return row?.n ?? 0
}
