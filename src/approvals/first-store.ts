import type { Sql } from '../database/sql.ts'
import type { Draft } from '../drafting/index.ts'
import type { ApprovedReply, NewDecision } from './store.ts'

/** What the first of two people approved. */
export interface FirstApproval {
  id: string
  operatorId: string
  operatorName: string
  kind: 'accept' | 'edit'
  /** Null once erased, and the salt with it. */
  text: string | null
  priceMinor: number | null
  salt: Buffer | null
  editShare: number
  /** Above which amount two were needed; null: for another reason. */
  aboveMinor: number | null
  at: Date
}

/** Stores a first approval; the database makes its hash as it makes a decision's. */
export async function insertFirst(
  sql: Sql,
  agencyId: string,
  first: NewDecision & Pick<FirstApproval, 'kind' | 'editShare' | 'aboveMinor'> & { salt: Buffer; lookedMs: number },
  reply: ApprovedReply,
): Promise<void> {
  await sql.query(
    `INSERT INTO first_approvals (agency_id, id, draft_id, draft_version, operator_id, via, verified, kind,
       conversation_id, account_id, text, price_minor, currency, asset_ids, salt, content_hash, edit_share, above_minor, at,
       looked_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
       reply_hash($15, $9, $10, $11, $12, $13, $14), $16, $17, $18, $19)`,
    [
      agencyId,
      first.id,
      first.draftId,
      first.draftVersion,
      first.operatorId,
      first.via,
      first.verified,
      first.kind,
      reply.conversationId,
      reply.accountId,
      reply.text,
      reply.priceMinor,
      reply.currency,
      reply.assetIds,
      first.salt,
      first.editShare,
      first.aboveMinor,
      first.at,
      first.lookedMs,
    ],
  )
}

/** What a draft that waits for a second person was approved with: at the version before it began to wait. */
export async function firstOf(
  sql: Sql,
  { agencyId, id, version }: Pick<Draft, 'agencyId' | 'id' | 'version'>,
): Promise<FirstApproval | null> {
  const [row] = await sql.query<FirstApproval>(
    `SELECT f.id, f.operator_id AS "operatorId", o.name AS "operatorName", f.kind, f.text, f.price_minor AS "priceMinor",
       f.salt, f.edit_share AS "editShare", f.above_minor AS "aboveMinor", f.at
     FROM first_approvals f JOIN operators o ON o.agency_id = f.agency_id AND o.id = f.operator_id
     WHERE f.agency_id = $1 AND f.draft_id = $2 AND f.draft_version = $3`,
    [agencyId, id, version - 1],
  )
  return row ?? null
}
