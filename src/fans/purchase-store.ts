import type { Sql } from '../database/sql.ts'
import { KEPT_PURCHASE, recountRefunded } from './kept-store.ts'

export interface NewPurchase {
  fanId: string
  externalId: string
  kind: 'tip' | 'ppv' | 'subscription' | 'renewal' | 'product' | 'refund'
  /** Negative for refunds. */
  amountMinor: number
  currency: string
  assetId: string | null
  refundOf: string | null
  at: Date
}

/**
 * Adds purchases not known before, each once, and moves the fans' aggregates by exactly the added ones; a free trial, for
 * which nothing was paid, is stored and counts as no purchase, nor does what was refunded in full. Returns the keys `fanId externalId` of those added.
 * `purchases` is in key order. The fans are named twice to the update: from the join alone the planner can't tell that they are
 * few, and reads all fans of the agency.
 */
export async function insertPurchases(
  sql: Sql,
  agencyId: string,
  purchases: readonly NewPurchase[],
): Promise<Set<string>> {
  const rows = await sql.query<{ fan_id: string; external_id: string }>(
    `WITH added AS (
       INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, refund_of, at)
       SELECT $1, p.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int4[], $6::text[], $7::uuid[], $8::text[],
         $9::timestamptz[]) p
       ON CONFLICT DO NOTHING RETURNING fan_id, external_id, kind, amount_minor, at),
     sums AS (
       SELECT fan_id, sum(amount_minor) AS amount, count(*) FILTER (WHERE paid) AS bought,
         min(at) FILTER (WHERE paid) AS first_at, max(at) FILTER (WHERE paid) AS last_at
       FROM (SELECT *, kind <> 'refund' AND amount_minor > 0 AS paid FROM added) a GROUP BY fan_id),
     moved AS (
       UPDATE fans SET spent_minor = spent_minor + sums.amount, purchase_count = purchase_count + sums.bought,
         first_purchase_at = least(first_purchase_at, sums.first_at), last_purchase_at = greatest(last_purchase_at, sums.last_at)
       FROM sums WHERE fans.agency_id = $1 AND fans.id = ANY($2) AND fans.id = sums.fan_id)
     SELECT fan_id, external_id FROM added`,
    [
      agencyId,
      purchases.map((p) => p.fanId),
      purchases.map((p) => p.externalId),
      purchases.map((p) => p.kind),
      purchases.map((p) => p.amountMinor),
      purchases.map((p) => p.currency),
      purchases.map((p) => p.assetId),
      purchases.map((p) => p.refundOf),
      purchases.map((p) => p.at),
    ],
  )
  if (rows.length > 0) await recountRefunded(sql, agencyId, [...new Set(rows.map((row) => row.fan_id))])
  return new Set(rows.map((row) => `${row.fan_id} ${row.external_id}`))
}

/** Known purchases, each once: an event reported them too, so they don't go with the imports that brought them. */
export async function keepPurchases(
  sql: Sql,
  agencyId: string,
  known: readonly { fanId: string; externalId: string }[],
): Promise<void> {
  await sql.query(
    `UPDATE purchases p SET expires_at = NULL FROM unnest($2::uuid[], $3::text[]) AS k(fan_id, external_id)
     WHERE p.agency_id = $1 AND p.fan_id = k.fan_id AND p.external_id = k.external_id AND p.expires_at IS NOT NULL`,
    [agencyId, known.map((k) => k.fanId), known.map((k) => k.externalId)],
  )
}

export interface FanPurchase {
  kind: NewPurchase['kind']
  amountMinor: number
  currency: string
  assetId: string | null
  at: Date
  /** Paid for, and not refunded in full. */
  kept: boolean
}

/** What a fan bought, newest first. */
export async function purchasesOfFan(sql: Sql, agencyId: string, fanId: string, limit: number): Promise<FanPurchase[]> {
  return sql.query<FanPurchase>(
    `SELECT kind, amount_minor AS "amountMinor", currency, asset_id AS "assetId", at,
       ${KEPT_PURCHASE} AS kept FROM purchases p
     WHERE agency_id = $1 AND fan_id = $2 ORDER BY at DESC, external_id LIMIT $3`,
    [agencyId, fanId, limit],
  )
}

/** So many of each fan: one who unlocks all day doesn't speak for the others. */
const UNLOCKS_EACH = 5

/**
 * The newest PPV unlocks with a creator that were kept, of the `limit` fans who bought last and let themselves be profiled: so
 * it costs the same however many purchases there are.
 */
export async function recentUnlocks(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  limit: number,
): Promise<{ fanId: string; amountMinor: number }[]> {
  const rows = await sql.query<{ fan_id: string; amount_minor: number }>(
    `WITH f AS MATERIALIZED (SELECT id FROM fans WHERE agency_id = $1 AND creator_id = $2
       AND last_purchase_at IS NOT NULL AND profiling_refused_at IS NULL ORDER BY last_purchase_at DESC LIMIT $3)
     SELECT u.fan_id, u.amount_minor FROM f CROSS JOIN LATERAL (
       SELECT p.fan_id, p.amount_minor, p.at FROM purchases p WHERE p.agency_id = $1 AND p.fan_id = f.id
         AND p.kind = 'ppv' AND ${KEPT_PURCHASE} ORDER BY p.at DESC LIMIT ${UNLOCKS_EACH}) u
     ORDER BY u.at DESC LIMIT $3`,
    [agencyId, creatorId, limit],
  )
  return rows.map((row) => ({ fanId: row.fan_id, amountMinor: row.amount_minor }))
}
