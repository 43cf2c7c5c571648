import type { Sql } from '../database/sql.ts'
import { stepOf } from './demand/curves.ts'
import type { SegmentAnswers } from './demand/segment-demand.ts'
import type { AnsweredPrice, OwnPrices } from './own-prices.ts'
import { minorOfUnit, type PriceSuggestion } from './price-for.ts'

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
    `INSERT INTO quotes (agency_id, id, draft_id, fan_id, asset_id, price_minor, currency, basis, suggested_at,
       segment, scale)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
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
      quote.suggestion.knew.segment,
      quote.suggestion.knew.scale,
    ],
  )
}

/** A fan who hasn't unlocked by then let the price pass; who unlocks later is counted as a buyer after all. */
const EXPIRES_AFTER_MS = 72 * 3_600_000

/** The price that a person approved reached the fan. */
export async function markShown(
  sql: Sql,
  agencyId: string,
  draftId: string,
  shownMinor: number,
  at: Date,
): Promise<void> {
  const [quote] = await sql.query<{ id: string; currency: string; scale: number | null }>(
    'SELECT id, currency, scale FROM quotes WHERE agency_id = $1 AND draft_id = $2 AND shown_at IS NULL FOR UPDATE',
    [agencyId, draftId],
  )
  if (!quote) return
  const step = stepOf(shownMinor / (minorOfUnit(quote.currency) * (quote.scale ?? 1)))
  await sql.query(
    `UPDATE quotes SET shown_minor = $3, shown_at = $4, step = $5, expires_at = $6 WHERE agency_id = $1 AND id = $2`,
    [agencyId, quote.id, shownMinor, at, step, new Date(at.getTime() + EXPIRES_AFTER_MS)],
  )
}

/** Adds to what is known of demand; `marked` gives quotes with `was` (the outcome before) and `outcome`. */
const COUNTED = `INSERT INTO demand_answers (agency_id, creator_id, segment, step, shown, taken)
  SELECT m.agency_id, f.creator_id, m.segment, m.step, count(*) FILTER (WHERE m.was IS NULL),
    count(*) FILTER (WHERE m.outcome = 'taken')
  FROM marked m JOIN fans f ON f.agency_id = m.agency_id AND f.id = m.fan_id
  WHERE m.segment IS NOT NULL AND m.step IS NOT NULL
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (agency_id, creator_id, segment, step) DO UPDATE
    SET shown = demand_answers.shown + excluded.shown, taken = demand_answers.taken + excluded.taken`

/** The fan bought the asset: the latest price shown to them for it was taken, even if it had been taken for let pass. Returns when it was shown. */
export async function markUnlocked(
  sql: Sql,
  agencyId: string,
  fanId: string,
  assetId: string,
  at: Date,
): Promise<Date[]> {
  const rows = await sql.query<{ at: Date }>(
    `WITH latest AS (
       SELECT id, outcome AS was FROM quotes WHERE agency_id = $1 AND fan_id = $2 AND asset_id = $3
         AND shown_at IS NOT NULL AND unlocked_at IS NULL ORDER BY shown_at DESC LIMIT 1 FOR UPDATE),
     marked AS (
       UPDATE quotes q SET unlocked_at = $4, outcome = 'taken' FROM latest WHERE q.agency_id = $1 AND q.id = latest.id
       RETURNING q.agency_id, q.fan_id, q.segment, q.step, q.outcome, latest.was, q.shown_at),
     counted AS (${COUNTED})
     SELECT shown_at AS at FROM marked`,
    [agencyId, fanId, assetId, at],
  )
  return rows.map((row) => row.at)
}

/**
 * What the fan bought then was refunded in full: the price that was taken with it brought nothing, and counts as let pass.
 * Shown once, as before. The quote is known by the moment of its purchase, so that asking twice changes nothing.
 * Returns when it was shown.
 */
export async function markTakenBack(
  sql: Sql,
  agencyId: string,
  fanId: string,
  assetId: string,
  boughtAt: Date,
): Promise<Date[]> {
  const rows = await sql.query<{ at: Date }>(
    `WITH back AS (
       UPDATE quotes SET unlocked_at = NULL, outcome = 'passed' WHERE agency_id = $1 AND fan_id = $2 AND asset_id = $3
         AND unlocked_at = $4 AND outcome = 'taken' RETURNING agency_id, fan_id, segment, step, shown_at),
     counted AS (
       UPDATE demand_answers d SET taken = d.taken - 1 FROM back b
       JOIN fans f ON f.agency_id = b.agency_id AND f.id = b.fan_id
       WHERE d.agency_id = b.agency_id AND d.creator_id = f.creator_id AND d.segment = b.segment AND d.step = b.step)
     SELECT shown_at AS at FROM back`,
    [agencyId, fanId, assetId, boughtAt],
  )
  return rows.map((row) => row.at)
}

/** Part: whether a price's time is over that nobody has looked at. */
export async function hasExpired(sql: Sql, now: Date): Promise<boolean> {
  const rows = await sql.query('SELECT FROM quotes WHERE outcome IS NULL AND expires_at <= $1 LIMIT 1', [now])
  return rows.length > 0
}

/**
 * Part: prices whose time is over were let pass, the oldest five thousand. One statement, so that a price is counted once
 * however many ask. Returns each with its fan.
 */
export async function markExpired(
  sql: Sql,
  now: Date,
): Promise<{ agencyId: string; fanId: string; quoteId: string }[]> {
  return sql.query(
    `WITH due AS (
       SELECT agency_id, id FROM quotes WHERE outcome IS NULL AND expires_at <= $1
       ORDER BY expires_at LIMIT 5000 FOR UPDATE SKIP LOCKED),
     marked AS (
       UPDATE quotes q SET outcome = 'passed' FROM due WHERE q.agency_id = due.agency_id AND q.id = due.id
       RETURNING q.agency_id, q.id, q.fan_id, q.segment, q.step, q.outcome, NULL::text AS was),
     counted AS (${COUNTED})
     SELECT agency_id AS "agencyId", fan_id AS "fanId", id AS "quoteId" FROM marked ORDER BY 1, 2, 3`,
    [now],
  )
}

/** Every answer that is known of a creator's fans. */
export async function readAnswers(sql: Sql, agencyId: string, creatorId: string): Promise<SegmentAnswers[]> {
  return sql.query<SegmentAnswers>(
    `SELECT segment, step, shown, taken FROM demand_answers WHERE agency_id = $1 AND creator_id = $2
     ORDER BY segment, step`,
    [agencyId, creatorId],
  )
}

/** Prices of ours that a fan took, and those they let pass: the newest thirty of each. */
export async function readOwnAnswers(
  sql: Sql,
  agencyId: string,
  fanId: string,
  currency: string,
): Promise<Pick<OwnPrices, 'ownTaken' | 'ownIgnored'>> {
  const newest = (outcome: 'taken' | 'passed') =>
    `(SELECT outcome, shown_minor AS "priceMinor", coalesce(scale, 1) AS scale FROM quotes
      WHERE agency_id = $1 AND fan_id = $2 AND outcome = '${outcome}' AND currency = $3 ORDER BY shown_at DESC LIMIT 30)`
  const rows = await sql.query<AnsweredPrice & { outcome: 'taken' | 'passed' }>(
    `${newest('taken')} UNION ALL ${newest('passed')}`,
    [agencyId, fanId, currency],
  )
  const of = (wanted: 'taken' | 'passed') =>
    rows.filter(({ outcome }) => outcome === wanted).map(({ priceMinor, scale }) => ({ priceMinor, scale }))
  return { ownTaken: of('taken'), ownIgnored: of('passed') }
}

/** What a fan was asked and may still take, by asset: the newest price of each. */
export async function readOpen(
  sql: Sql,
  agencyId: string,
  fanId: string,
  currency: string,
  now: Date,
): Promise<{ assetId: string; priceMinor: number }[]> {
  return sql.query<{ assetId: string; priceMinor: number }>(
    `SELECT DISTINCT ON (asset_id) asset_id AS "assetId", shown_minor AS "priceMinor" FROM quotes
     WHERE agency_id = $1 AND fan_id = $2 AND outcome IS NULL AND shown_at IS NOT NULL AND expires_at > $4
       AND currency = $3
     ORDER BY asset_id, shown_at DESC`,
    [agencyId, fanId, currency, now],
  )
}

/** Of the creator's newest approved prices: how many, how many a person changed, and to which side in the middle. */
export async function readChanges(
  sql: Sql,
  agencyId: string,
  creatorId: string,
): Promise<{ approved: number; changed: number; middle: number }> {
  const [row] = await sql.query<{ approved: number; changed: number; middle: number }>(
    `SELECT count(*)::int4 AS approved, count(*) FILTER (WHERE shown_minor <> price_minor)::int4 AS changed,
       coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY shown_minor::float8 / greatest(price_minor, 1)), 1) AS middle
     FROM (SELECT q.shown_minor, q.price_minor FROM quotes q JOIN fans f ON f.agency_id = q.agency_id AND f.id = q.fan_id
       WHERE q.agency_id = $1 AND f.creator_id = $2 AND q.shown_at IS NOT NULL ORDER BY q.shown_at DESC LIMIT 50) newest`,
    [agencyId, creatorId],
  )
  return row ?? { approved: 0, changed: 0, middle: 1 }
}

export async function readExploring(sql: Sql, agencyId: string, creatorId: string): Promise<boolean> {
  const [row] = await sql.query<{ exploring: boolean }>(
    'SELECT exploring FROM price_settings WHERE agency_id = $1 AND creator_id = $2',
    [agencyId, creatorId],
  )
  return row?.exploring ?? false
}

export async function writeExploring(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  exploring: boolean,
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO price_settings (agency_id, creator_id, exploring, changed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, creator_id) DO UPDATE SET exploring = excluded.exploring, changed_at = excluded.changed_at`,
    [agencyId, creatorId, exploring, at],
  )
}

/** A price that a fan was shown, beside what was suggested. */
export interface ToldQuote {
  title: string
  currency: string
  priceMinor: number
  shownMinor: number
  shownAt: Date
  outcome: 'taken' | 'passed' | null
}

/** The newest prices that a fan was shown. */
export async function quotesOfFan(sql: Sql, agencyId: string, fanId: string, limit: number): Promise<ToldQuote[]> {
  return sql.query<ToldQuote>(
    `SELECT a.title, q.currency, q.price_minor AS "priceMinor", q.shown_minor AS "shownMinor", q.shown_at AS "shownAt",
       coalesce(q.outcome, CASE WHEN q.unlocked_at IS NOT NULL THEN 'taken' END) AS outcome
     FROM quotes q JOIN assets a ON a.agency_id = q.agency_id AND a.id = q.asset_id
     WHERE q.agency_id = $1 AND q.fan_id = $2 AND q.shown_at IS NOT NULL ORDER BY q.shown_at DESC LIMIT $3`,
    [agencyId, fanId, limit],
  )
}
