import type { Sql } from '../database/sql.ts'
import type { Tenth } from './models/backtest.ts'
import type { LedgerScore, ScoreModel } from './models/fit-scores.ts'
import type { Segment } from './segment.ts'
import type { SegmentPlace } from './segment-map.ts'

/** Whose purchases a creator's fans are scored by: their own list's, the agency's, or what is believed before any. */
export type Basis = 'own' | 'agency' | 'prior'

export interface StoredFit {
  fittedAt: Date
  basis: Basis
  /** The creator's own buyers then. */
  buyers: number
  /** With how right it would have been 30 days ago; absent in fits from before that was looked at. */
  fitted: ScoreModel & { backtest?: Tenth[] }
}

export async function insertFit(sql: Sql, agencyId: string, creatorId: string, fit: StoredFit): Promise<void> {
  const { fittedAt, basis, buyers, fitted } = fit
  await sql.query(
    `INSERT INTO score_fits (agency_id, creator_id, fitted_at, version, model, basis, buyers, fitted)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [agencyId, creatorId, fittedAt, fitted.version, fitted.model, basis, buyers, JSON.stringify(fitted)],
  )
}

/** The newest fit of a creator; null before the first. */
export async function latestFit(sql: Sql, agencyId: string, creatorId: string): Promise<StoredFit | null> {
  const [row] = await sql.query<{ fitted_at: Date; basis: Basis; buyers: number; fitted: StoredFit['fitted'] }>(
    `SELECT fitted_at, basis, buyers, fitted FROM score_fits WHERE agency_id = $1 AND creator_id = $2
     ORDER BY fitted_at DESC LIMIT 1`,
    [agencyId, creatorId],
  )
  return row ? { fittedAt: row.fitted_at, basis: row.basis, buyers: row.buyers, fitted: row.fitted } : null
}

/** What a score was made from, beside the fit: enough to make it again. */
export interface ScoreInputs {
  /** The first day that wasn't known, days since 1970. */
  day: number
  /** Days with a purchase that was kept. */
  purchaseDays: number
  firstDay: number
  lastDay: number
  spentMinor: number
}

export interface NewScore extends LedgerScore {
  fanId: string
  inputs: ScoreInputs
}

/** Writes the scores of fans that have a segment; `scores` is in key order. */
export async function updateScores(
  sql: Sql,
  agencyId: string,
  fittedAt: Date,
  scores: readonly NewScore[],
): Promise<void> {
  await sql.query(
    `UPDATE fan_scores SET fitted_at = $2, alive = s.alive, buys_7 = s.buys_7, buys_30 = s.buys_30,
       value_30_minor = s.value, inputs = s.inputs
     FROM unnest($3::uuid[], $4::float8[], $5::float8[], $6::float8[], $7::int8[], $8::jsonb[])
       AS s(fan_id, alive, buys_7, buys_30, value, inputs)
     WHERE fan_scores.agency_id = $1 AND fan_scores.fan_id = s.fan_id`,
    [
      agencyId,
      fittedAt,
      scores.map((s) => s.fanId),
      scores.map((s) => s.alive),
      scores.map((s) => s.buys7),
      scores.map((s) => s.buys30),
      scores.map((s) => s.value30Minor),
      scores.map((s) => JSON.stringify(s.inputs)),
    ],
  )
}

/** The last fan, in key order, whom a fit has scored; null while it hasn't scored any. */
export async function lastScored(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  fittedAt: Date,
): Promise<string | null> {
  const [row] = await sql.query<{ fan_id: string }>(
    `SELECT fan_id FROM fan_scores WHERE agency_id = $1 AND creator_id = $2 AND fitted_at = $3
     ORDER BY fan_id DESC LIMIT 1`,
    [agencyId, creatorId, fittedAt],
  )
  return row?.fan_id ?? null
}

/** Whoever has nothing left to be scored by (all of it refunded) has no score any more. */
export async function clearScores(sql: Sql, agencyId: string, creatorId: string, kept: Date): Promise<void> {
  await sql.query(
    `UPDATE fan_scores SET fitted_at = NULL, alive = NULL, buys_7 = NULL, buys_30 = NULL, value_30_minor = NULL,
       inputs = NULL WHERE agency_id = $1 AND creator_id = $2 AND fitted_at < $3`,
    [agencyId, creatorId, kept],
  )
}

/** A fan in a list, as of the last fit; scores are null before it. */
export interface RankedFan {
  fanId: string
  creatorId: string
  name: string
  segment: Segment
  spentMinor: number
  buys30: number | null
  value30Minor: number | null
}

/** The fans of an agency, or of one creator or segment of it, of whom most is expected in 30 days; none who objects to profiling. */
export async function topFans(
  sql: Sql,
  agencyId: string,
  wanted: { creatorId: string | null; segment: Segment | null; limit: number },
): Promise<RankedFan[]> {
  const rows = await sql.query<{
    fan_id: string
    creator_id: string
    name: string
    segment: Segment
    spent_minor: number
    buys_30: number | null
    value_30_minor: number | null
  }>(
    `SELECT s.fan_id, s.creator_id, f.name, s.segment, f.spent_minor, s.buys_30, s.value_30_minor
     FROM fan_scores s JOIN fans f ON f.agency_id = s.agency_id AND f.id = s.fan_id
     WHERE s.agency_id = $1 AND ($2::uuid IS NULL OR s.creator_id = $2) AND ($3::text IS NULL OR s.segment = $3)
       AND f.profiling_refused_at IS NULL
     ORDER BY s.value_30_minor DESC NULLS LAST, f.spent_minor DESC, s.fan_id LIMIT $4`,
    [agencyId, wanted.creatorId, wanted.segment, wanted.limit],
  )
  return rows.map((row) => ({
    fanId: row.fan_id,
    creatorId: row.creator_id,
    name: row.name,
    segment: row.segment,
    spentMinor: row.spent_minor,
    buys30: row.buys_30,
    value30Minor: row.value_30_minor,
  }))
}

/** What is expected of a fan, as of the last fit; scores are null before it. */
export type ExpectedOf = Pick<RankedFan, 'segment' | 'buys30' | 'value30Minor'> & { buys7: number | null }

/** What is expected of these fans; of one who has no segment, or who objects to profiling, nothing. */
export async function expectedOf(
  sql: Sql,
  agencyId: string,
  fanIds: readonly string[],
): Promise<Map<string, ExpectedOf>> {
  const rows = await sql.query<ExpectedOf & { fanId: string }>(
    `SELECT s.fan_id AS "fanId", s.segment, s.buys_7 AS "buys7", s.buys_30 AS "buys30", s.value_30_minor AS "value30Minor"
     FROM fan_scores s JOIN fans f ON f.agency_id = s.agency_id AND f.id = s.fan_id
     WHERE s.agency_id = $1 AND s.fan_id = ANY($2) AND f.profiling_refused_at IS NULL`,
    [agencyId, fanIds],
  )
  return new Map(rows.map(({ fanId, ...expected }) => [fanId, expected]))
}

/** How many fans each creator has in each segment, and when they were counted and scored. */
export async function segmentCounts(
  sql: Sql,
  agencyId: string,
): Promise<{ creatorId: string; segment: Segment; fans: number; at: Date; fittedAt: Date | null }[]> {
  const rows = await sql.query<{
    creator_id: string
    segment: Segment
    fans: number
    at: Date
    fitted_at: Date | null
  }>(
    `SELECT s.creator_id, s.segment, count(*)::int4 AS fans, max(b.computed_at) AS at, max(s.fitted_at) AS fitted_at
     FROM fan_scores s JOIN rfm_bounds b ON b.agency_id = s.agency_id AND b.creator_id = s.creator_id
     WHERE s.agency_id = $1 GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`,
    [agencyId],
  )
  return rows.map((r) => ({
    creatorId: r.creator_id,
    segment: r.segment,
    fans: r.fans,
    at: r.at,
    fittedAt: r.fitted_at,
  }))
}

/** Where a creator's segments lie: how many fans, and what those did in the middle. None who objects to profiling. */
export async function segmentPlaces(sql: Sql, agencyId: string, creatorId: string, now: Date): Promise<SegmentPlace[]> {
  return sql.query<SegmentPlace>(
    `SELECT s.segment, count(*)::int4 AS fans, sum(f.spent_minor)::float8 AS "spentMinor",
       percentile_cont(0.5) WITHIN GROUP (ORDER BY f.spent_minor::float8) AS "middleSpentMinor",
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM $3 - f.last_purchase_at)::float8 / 86400)
         AS "middleDaysSince"
     FROM fan_scores s JOIN fans f ON f.agency_id = s.agency_id AND f.id = s.fan_id
     WHERE s.agency_id = $1 AND s.creator_id = $2 AND f.last_purchase_at IS NOT NULL AND f.profiling_refused_at IS NULL
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    [agencyId, creatorId, now],
  )
}
