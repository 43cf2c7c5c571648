import type { Sql } from '../database/sql.ts'
import type { PriceSuggestion } from './price-for.ts'

export interface NewQuote {
  id: string
  draftId: string
  fanId: string
  assetId: string
  currency: string
  suggestion: PriceSuggestion
  at: Date
}

export async function insertQuote(sql: Sql, agencyId: string, quote: NewQuote): Promise<void> {
  await sql.query(
    `INSERT INTO quotes (agency_id, id, draft_id, fan_id, asset_id, price_minor, currency, basis, suggested_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      agencyId,
      quote.id,
      quote.draftId,
      quote.fanId,
      quote.assetId,
      quote.suggestion.priceMinor,
      quote.currency,
      JSON.stringify(quote.suggestion),
      quote.at,
    ],
  )
}

/** The price that a person approved reached the fan. */
export async function markShown(
  sql: Sql,
  agencyId: string,
  draftId: string,
  shownMinor: number,
  at: Date,
): Promise<void> {
  await sql.query(
    `UPDATE quotes SET shown_minor = $3, shown_at = $4 WHERE agency_id = $1 AND draft_id = $2 AND shown_at IS NULL`,
    [agencyId, draftId, shownMinor, at],
  )
}

/** The fan bought the asset: the latest price shown to them for it was taken. */
export async function markUnlocked(
  sql: Sql,
  agencyId: string,
  fanId: string,
  assetId: string,
  at: Date,
): Promise<void> {
  await sql.query(
    `UPDATE quotes SET unlocked_at = $4 WHERE agency_id = $1 AND id = (
       SELECT id FROM quotes WHERE agency_id = $1 AND fan_id = $2 AND asset_id = $3 AND shown_at IS NOT NULL
         AND unlocked_at IS NULL ORDER BY shown_at DESC LIMIT 1)`,
    [agencyId, fanId, assetId, at],
  )
}
