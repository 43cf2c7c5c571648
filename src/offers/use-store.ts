import type { Sql } from '../database/sql.ts'

/** A reply with an offer that reached a fan, at the price that was asked. */
export interface OfferUse {
  draftId: string
  offerId: string
  fanId: string
  assetId: string
  priceMinor: number
  currency: string
  shownAt: Date
}

/** Stores it once for each draft. */
export async function insertUse(sql: Sql, agencyId: string, use: OfferUse): Promise<void> {
  await sql.query(
    `INSERT INTO offer_uses (agency_id, draft_id, offer_id, fan_id, asset_id, price_minor, currency, shown_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (agency_id, draft_id) DO NOTHING`,
    [agencyId, use.draftId, use.offerId, use.fanId, use.assetId, use.priceMinor, use.currency, use.shownAt],
  )
}

/** The newest use behind an unlock that stands on none yet, with what was paid; null when no offer was behind it. */
export async function useBehind(
  sql: Sql,
  agencyId: string,
  { fanId, assetId, purchaseId }: { fanId: string; assetId: string; purchaseId: string },
): Promise<{ draftId: string; offerId: string; amountMinor: number } | null> {
  const [row] = await sql.query<{ draftId: string; offerId: string; amountMinor: number }>(
    `SELECT u.draft_id AS "draftId", u.offer_id AS "offerId", p.amount_minor AS "amountMinor"
     FROM purchases p JOIN offer_uses u ON u.agency_id = $1 AND u.fan_id = p.fan_id AND u.asset_id = p.asset_id
       AND u.shown_at <= p.at AND u.redemption_id IS NULL AND u.currency = p.currency
     WHERE p.agency_id = $1 AND p.fan_id = $2 AND p.external_id = $4 AND p.asset_id = $3 AND p.amount_minor > 0
       AND NOT EXISTS (SELECT FROM offer_uses n WHERE n.agency_id = $1 AND n.fan_id = $2 AND n.asset_id = $3
         AND n.shown_at > u.shown_at AND n.shown_at <= p.at)
     LIMIT 1`,
    [agencyId, fanId, assetId, purchaseId],
  )
  return row ?? null
}

export async function linkRedemption(sql: Sql, agencyId: string, draftId: string, redemptionId: string): Promise<void> {
  await sql.query('UPDATE offer_uses SET redemption_id = $3 WHERE agency_id = $1 AND draft_id = $2', [
    agencyId,
    draftId,
    redemptionId,
  ])
}
