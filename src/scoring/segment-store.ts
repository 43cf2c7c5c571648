import type { Sql } from '../database/sql.ts'
import type { RfmBounds } from './rfm.ts'
import { SEGMENT_RULES, type Segment, type SegmentFacts } from './segment.ts'

/** Who is segmented: who bought and kept something, and lets themselves be profiled. */
const BUYER = `f.last_purchase_at IS NOT NULL AND f.purchase_count > 0 AND f.profiling_refused_at IS NULL`
const BUYERS = `fans f WHERE f.agency_id = $1 AND f.creator_id = $2 AND ${BUYER}`
const LAST_MS = 'extract(epoch FROM f.last_purchase_at)::float8 * 1000'
const DAY_MS = 86_400_000

/**
 * A creator's buyers in numbers: how many, and the four type-7 quintiles of each measure; null without buyers. A statement
 * sorts by one measure: three sorts of a million buyers would take longer than a statement may.
 */
export async function quantilesOfCreator(sql: Sql, agencyId: string, creatorId: string): Promise<RfmBounds | null> {
  const cutsBy = async (measure: string) => {
    const [row] = await sql.query<{ fans: number; cuts: number[] }>(
      `SELECT count(*)::int4 AS fans, percentile_cont(ARRAY[.2, .4, .6, .8]) WITHIN GROUP (ORDER BY ${measure}) AS cuts
       FROM ${BUYERS}`,
      [agencyId, creatorId],
    )
    return row && row.fans > 0 ? { fans: row.fans, cuts: exact(row.cuts) } : null
  }
  const last = await cutsBy(LAST_MS)
  const frequency = last && (await cutsBy('f.purchase_count::float8'))
  const monetary = frequency && (await cutsBy('f.spent_minor::float8'))
  if (!last || !frequency || !monetary) return null
  return { fans: last.fans, lastPurchaseMs: last.cuts, frequency: frequency.cuts, monetaryMinor: monetary.cuts }
}

/** A cut that is whole but for rounding must be whole: purchases are compared with it. */
const exact = (cuts: readonly number[]): number[] => cuts.map((cut) => Number(cut.toFixed(4)))

const COLUMNS: Record<keyof SegmentFacts, string> = {
  recency: 'recency',
  frequency: 'frequency',
  spend: 'spend',
  best: 'greatest(frequency, spend)',
  purchases: 'purchases',
  daysSinceFirst: 'days_since_first',
  daysSinceLast: 'days_since_last',
}

/** The table of rules as one expression over the columns above. */
const SEGMENT = `CASE ${SEGMENT_RULES.map(({ segment, when }) => {
  const conditions = when.map(([fact, is, value]) => `${COLUMNS[fact]} ${is} ${value}`)
  return `WHEN ${conditions.join(' AND ') || 'true'} THEN '${segment}'`
}).join(' ')} END`

const score = (measure: string, is: '>' | '>=', cuts: string): string =>
  `1 + ${[1, 2, 3, 4].map((n) => `(${measure} ${is} (${cuts}::float8[])[${n}])::int4`).join(' + ')}`
const daysSince = (at: string): string =>
  `greatest(0, floor((extract(epoch FROM $6::timestamptz) - extract(epoch FROM ${at})) * 1000 / ${DAY_MS}))`

/** As `factsOf` does for one fan. */
const SCORED = `SELECT id, ${SEGMENT} AS segment FROM (
  SELECT f.id, ${score(LAST_MS, '>', '$3')} AS recency, ${score('f.purchase_count', '>=', '$4')} AS frequency,
    ${score('f.spent_minor', '>=', '$5')} AS spend, f.purchase_count AS purchases,
    ${daysSince('coalesce(f.first_purchase_at, f.last_purchase_at)')} AS days_since_first,
    ${daysSince('f.last_purchase_at')} AS days_since_last
  FROM ${BUYERS} AND f.id > $8 AND f.id <= $9) measured`

export interface SegmentChange {
  fanId: string
  from: Segment
  to: Segment
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
/** Buyers of one statement: all of a large list at once would take longer than a statement may. */
const AT_ONCE = 20_000

/**
 * Part: gives every buyer of a creator the segment that the bounds say, set by set in key order, writing only what changed.
 * Returns the changes, none on the first time: a fan without a segment came from Prospect.
 */
export async function segmentBuyers(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  bounds: RfmBounds,
  now: Date,
  atOnce = AT_ONCE,
): Promise<SegmentChange[]> {
  const [known] = await sql.query('SELECT 1 FROM fan_scores WHERE agency_id = $1 AND creator_id = $2 LIMIT 1', [
    agencyId,
    creatorId,
  ])
  const changes: SegmentChange[] = []
  let after = FIRST_ID
  for (const until of [...(await cutsOf(sql, agencyId, creatorId, bounds.fans, atOnce)), LAST_ID]) {
    const changed = await segmentSome(sql, agencyId, creatorId, {
      bounds,
      now,
      tells: known !== undefined,
      after,
      until,
    })
    changes.push(...changed)
    after = until
  }
  return changes
}

/** The ids at which a long list is cut. */
async function cutsOf(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  buyers: number,
  atOnce: number,
): Promise<string[]> {
  if (buyers <= atOnce) return []
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM (SELECT f.id, row_number() OVER (ORDER BY f.id) AS n FROM ${BUYERS}) numbered
     WHERE n % $3::int4 = 0 ORDER BY id`,
    [agencyId, creatorId, atOnce],
  )
  return rows.map(({ id }) => id)
}

async function segmentSome(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  some: { bounds: RfmBounds; now: Date; tells: boolean; after: string; until: string },
): Promise<SegmentChange[]> {
  const { lastPurchaseMs, frequency, monetaryMinor } = some.bounds
  return sql.query<SegmentChange>(
    `WITH changed AS MATERIALIZED (
       SELECT n.id, n.segment, coalesce(s.segment, 'Prospect') AS before FROM (${SCORED}) n
       LEFT JOIN fan_scores s ON s.agency_id = $1 AND s.fan_id = n.id WHERE s.segment IS DISTINCT FROM n.segment),
     written AS (
       INSERT INTO fan_scores (agency_id, fan_id, creator_id, segment, segmented_at)
       SELECT $1, id, $2, segment, $6 FROM changed ORDER BY id
       ON CONFLICT (agency_id, fan_id) DO UPDATE SET segment = excluded.segment, segmented_at = excluded.segmented_at)
     SELECT id AS "fanId", before AS "from", segment AS "to" FROM changed WHERE $7 ORDER BY id`,
    [agencyId, creatorId, lastPurchaseMs, frequency, monetaryMinor, some.now, some.tells, some.after, some.until],
  )
}

/**
 * Part: whoever is no buyer any more (all of it refunded) has neither segment nor score, as before the first purchase, nor has
 * who objects to profiling. Returns those who don't object, in key order: of the others nothing is told.
 */
export async function dropSegments(sql: Sql, agencyId: string, creatorId: string): Promise<SegmentChange[]> {
  // Every buyer has a row by now: with as many rows as buyers nobody is to be looked for.
  const [counted] = await sql.query<{ more: boolean }>(
    `SELECT (SELECT count(*) FROM fan_scores WHERE agency_id = $1 AND creator_id = $2) > (SELECT count(*) FROM ${BUYERS}) AS more`,
    [agencyId, creatorId],
  )
  if (!counted?.more) return []
  return sql.query<SegmentChange>(
    `WITH gone AS (
       DELETE FROM fan_scores s USING fans f WHERE s.agency_id = $1 AND s.creator_id = $2 AND f.agency_id = s.agency_id
         AND f.id = s.fan_id AND NOT (${BUYER}) RETURNING s.fan_id, s.segment, f.profiling_refused_at)
     SELECT fan_id AS "fanId", segment AS "from", 'Prospect' AS "to" FROM gone
     WHERE profiling_refused_at IS NULL ORDER BY fan_id`,
    [agencyId, creatorId],
  )
}

/** Fan id → segment as stored, of these fans. */
export async function segmentsOfFans(
  sql: Sql,
  agencyId: string,
  fanIds: readonly string[],
): Promise<Map<string, Segment>> {
  const rows = await sql.query<{ fan_id: string; segment: Segment }>(
    'SELECT fan_id, segment FROM fan_scores WHERE agency_id = $1 AND fan_id = ANY($2)',
    [agencyId, fanIds],
  )
  return new Map(rows.map((row) => [row.fan_id, row.segment]))
}
