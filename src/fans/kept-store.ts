import type { Sql } from '../database/sql.ts'

/**
 * Whether purchase `p` counts as one: something was paid for it, and not all of that went back. A refund in part leaves a
 * purchase; a refund in full and a chargeback leave none, whichever of the two arrived first.
 */
export const KEPT_PURCHASE = `p.kind <> 'refund' AND p.amount_minor > 0 AND p.amount_minor + coalesce((
  SELECT sum(b.amount_minor) FROM purchases b WHERE b.agency_id = p.agency_id AND b.fan_id = p.fan_id
    AND b.kind = 'refund' AND b.refund_of = p.external_id), 0) > 0`

const RECOUNT = `UPDATE fans f SET purchase_count = kept.bought, first_purchase_at = kept.first_at,
    last_purchase_at = kept.last_at
  FROM touched t CROSS JOIN LATERAL (
    SELECT count(*) AS bought, min(p.at) AS first_at, max(p.at) AS last_at FROM purchases p
    WHERE p.agency_id = $1 AND p.fan_id = t.id AND ${KEPT_PURCHASE}) kept
  WHERE f.agency_id = $1 AND f.id = t.id`

/** A refund can't be taken off one by one, since the purchase before it may be any: whoever had one is counted anew. */
const HAD_REFUND = `EXISTS (SELECT FROM purchases b WHERE b.agency_id = $1 AND b.fan_id = i.id AND b.kind = 'refund')`

/**
 * Part: counts the purchases of those of `fanIds` anew who ever had anything refunded. After the statement that moved the
 * fans' aggregates, which holds their rows until the transaction ends.
 */
export async function recountRefunded(sql: Sql, agencyId: string, fanIds: readonly string[]): Promise<void> {
  await sql.query(
    `WITH touched AS MATERIALIZED (SELECT DISTINCT i.id FROM unnest($2::uuid[]) AS i(id) WHERE ${HAD_REFUND}) ${RECOUNT}`,
    [agencyId, fanIds],
  )
}

/** Part: counts the purchases of `fanIds` anew: after some were taken away, the refunds of others among them. */
export async function recountFans(sql: Sql, agencyId: string, fanIds: readonly string[]): Promise<void> {
  await sql.query(`WITH touched AS (SELECT DISTINCT i.id FROM unnest($2::uuid[]) AS i(id)) ${RECOUNT}`, [
    agencyId,
    fanIds,
  ])
}

/** Part: as `recountRefunded`, for the fans of all staged purchases of an import. */
export async function recountImported(sql: Sql, agencyId: string): Promise<void> {
  await sql.query(`WITH touched AS MATERIALIZED (SELECT i.id FROM incoming_fans i WHERE ${HAD_REFUND}) ${RECOUNT}`, [
    agencyId,
  ])
}

/** A purchase that was refunded in full. */
export interface TakenBack {
  assetId: string | null
  at: Date
}

/** The purchase of a fan with this id of the platform's, when all that was paid for it went back; else null. */
export async function takenBack(
  sql: Sql,
  agencyId: string,
  fanId: string,
  externalId: string,
): Promise<TakenBack | null> {
  const [row] = await sql.query<TakenBack>(
    `SELECT p.asset_id AS "assetId", p.at FROM purchases p
     WHERE p.agency_id = $1 AND p.fan_id = $2 AND p.external_id = $3 AND p.kind <> 'refund' AND NOT (${KEPT_PURCHASE})`,
    [agencyId, fanId, externalId],
  )
  return row ?? null
}
