import type { Sql } from '../database/sql.ts'

/** A reply with offers that reached a fan, at the price that was asked. */
export interface OfferUse {
  draftId: string
  /** All that the price was made with. */
  offerIds: readonly string[]
  fanId: string
  /** All that it sold, what the reply is about first. */
  assetIds: readonly string[]
  priceMinor: number
  currency: string
  shownAt: Date
}

/** Stores it once for each draft and offer. */
export async function insertUse(sql: Sql, agencyId: string, use: OfferUse): Promise<void> {
  await sql.query(
    `INSERT INTO offer_uses (agency_id, draft_id, offer_id, fan_id, asset_id, asset_ids, price_minor, currency, shown_at)
     SELECT $1, $2, o, $4, ($5::uuid[])[1], $5, $6, $7, $8 FROM unnest($3::uuid[]) AS o ORDER BY o
     ON CONFLICT (agency_id, draft_id, offer_id) DO NOTHING`,
    [agencyId, use.draftId, use.offerIds, use.fanId, use.assetIds, use.priceMinor, use.currency, use.shownAt],
  )
}

/** What stands behind an unlock: the reply that sold it last, and what was paid. */
export interface UseBehind {
  draftId: string
  /** In order, as their rows are locked one after the other; empty where what was paid is no use of an offer. */
  offerIds: string[]
  /** What was sold at the one price. */
  assetIds: string[]
  amountMinor: number
  at: Date
}

/**
 * The newest reply with offers behind an unlock; null when there is none, or the asset was asked for without one since. It is
 * a redemption where no more was paid than the reply asked (of several together exactly that: less may be the price of one),
 * not after the price had run out (three days) and the offer was over: who pays the full price, or months later, made no use
 * of it.
 */
export async function useBehind(
  sql: Sql,
  agencyId: string,
  { fanId, assetId, purchaseId }: { fanId: string; assetId: string; purchaseId: string },
): Promise<UseBehind | null> {
  const [row] = await sql.query<UseBehind>(
    `SELECT u.draft_id AS "draftId", u.asset_ids AS "assetIds", p.amount_minor AS "amountMinor", p.at,
       coalesce(array_agg(u.offer_id ORDER BY u.offer_id) FILTER (WHERE u.redemption_id IS NULL
         AND u.currency = p.currency AND (p.amount_minor = u.price_minor
           OR p.amount_minor < u.price_minor AND cardinality(u.asset_ids) = 1) AND p.at < greatest(
           coalesce(q.expires_at, u.shown_at + interval '72 hours'),
           CASE o.state WHEN 'ended' THEN least(o.changed_at, o.valid_until) ELSE o.valid_until END)), '{}') AS "offerIds"
     FROM purchases p JOIN offer_uses u ON u.agency_id = $1 AND u.fan_id = p.fan_id AND p.asset_id = ANY(u.asset_ids)
       AND u.shown_at <= p.at
     JOIN offers o ON o.agency_id = $1 AND o.id = u.offer_id
     LEFT JOIN quotes q ON q.agency_id = $1 AND q.draft_id = u.draft_id AND q.shown_at IS NOT NULL
     WHERE p.agency_id = $1 AND p.fan_id = $2 AND p.external_id = $4 AND p.asset_id = $3 AND p.amount_minor > 0
       AND NOT EXISTS (SELECT FROM quotes n WHERE n.agency_id = $1 AND n.fan_id = $2 AND n.asset_id = $3
         AND n.draft_id <> u.draft_id AND n.shown_at > u.shown_at AND n.shown_at <= p.at)
     GROUP BY u.draft_id, u.asset_ids, u.shown_at, p.amount_minor, p.at
     ORDER BY u.shown_at DESC, u.draft_id LIMIT 1`,
    [agencyId, fanId, assetId, purchaseId],
  )
  return row ?? null
}

export async function linkRedemption(
  sql: Sql,
  agencyId: string,
  { draftId, offerId }: { draftId: string; offerId: string },
  redemptionId: string,
): Promise<void> {
  await sql.query('UPDATE offer_uses SET redemption_id = $4 WHERE agency_id = $1 AND draft_id = $2 AND offer_id = $3', [
    agencyId,
    draftId,
    offerId,
    redemptionId,
  ])
}
