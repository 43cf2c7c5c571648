import type { Sql } from '../database/sql.ts'
import type { Day } from './days.ts'
import { inSpan, ofCreators, type Span, spanned } from './read-store.ts'

/** What a fan paid, in minor units; `segment` as it is now, null where none is known. */
export interface TopFan {
  fanId: string
  creatorId: string
  name: string
  segment: string | null
  currency: string
  sales: number
  amountMinor: number
  lastDay: Day
}

/** Beyond those that are asked for, in case some of them want to be in no list. */
const SPARE = 200

/** Whole months of a span: from the first that begins in it, until before the one that its last day lies in. */
function wholeMonths({ from, to }: Span): { first: Day; until: Day } {
  const next = new Date(`${from.slice(0, 7)}-01T00:00:00Z`)
  if (!from.endsWith('-01')) next.setUTCMonth(next.getUTCMonth() + 1)
  const first = next.toISOString().slice(0, 10)
  const last = `${to.slice(0, 7)}-01`
  return { first, until: last > first ? last : first }
}

/**
 * Who paid most in this currency: whole months as they are added up, the days around them one by one, each side by itself, since
 * an index can't tell two sides from all between them. Who objects to profiling is in no list.
 */
export function readTopFans(sql: Sql, span: Span, currency: string, limit: number): Promise<TopFan[]> {
  const { first, until } = wholeMonths(span)
  return sql.query<TopFan>(
    `WITH paid AS (
       SELECT t.fan_id, t.creator_id, t.sales, t.amount_minor, t.last_day FROM figure_buyer_months t
       WHERE t.agency_id = $1 AND ${ofCreators(span.creatorIds)} AND t.currency = $5
         AND t.month >= $7 AND t.month < $8
       ${['t.day < $7', 't.day >= $8']
         .map(
           (around) => `UNION ALL SELECT t.fan_id, t.creator_id, t.sales, t.amount_minor, t.day FROM figure_buyers t
       WHERE ${inSpan(span)} AND t.currency = $5 AND ${around}`,
         )
         .join(' ')}),
     top AS (
       SELECT fan_id, creator_id, sum(sales)::int8 AS sales, sum(amount_minor)::int8 AS amount, max(last_day) AS last_day
       FROM paid GROUP BY 1, 2 ORDER BY amount DESC, 1 LIMIT $6 + ${SPARE})
     SELECT top.fan_id AS "fanId", top.creator_id AS "creatorId", coalesce(f.name, f.external_id) AS name, s.segment,
       $5 AS currency, top.sales, top.amount AS "amountMinor", top.last_day::text AS "lastDay"
     FROM top JOIN fans f ON f.agency_id = $1 AND f.id = top.fan_id AND f.profiling_refused_at IS NULL
     LEFT JOIN fan_scores s ON s.agency_id = $1 AND s.fan_id = top.fan_id
     ORDER BY top.amount DESC, top.fan_id LIMIT $6`,
    [...spanned(span), currency, limit, first, until],
  )
}

/** Fans who first bought in a month (`2026-10`), and of these who bought so many months later; 0 is that month itself. */
export interface CohortMonth {
  cohort: string
  since: number
  buyers: number
  /** Of the one currency, in minor units. */
  amountMinor: number
}

/** Cohorts whose first month lies in the span, which begins with a month, until its last one. A fan's first month is the first ever. */
export const readCohorts = (
  sql: Sql,
  { agencyId, creatorIds, from, to }: Span,
  currency: string,
): Promise<CohortMonth[]> =>
  sql.query<CohortMonth>(
    `WITH bought AS MATERIALIZED (
       SELECT t.fan_id, t.month, coalesce(sum(t.amount_minor) FILTER (WHERE t.currency = $5), 0)::int8 AS amount
       FROM figure_buyer_months t WHERE t.agency_id = $1 AND t.month <= $3 AND ${ofCreators(creatorIds)} GROUP BY 1, 2),
     firsts AS (SELECT fan_id, min(month) AS first FROM bought GROUP BY 1 HAVING min(month) >= $2),
     -- Named when there are few of them: a month's name costs more than its sum.
     cohorts AS (
       SELECT f.first, b.month, count(*)::int8 AS buyers, sum(b.amount)::int8 AS amount
       FROM bought b JOIN firsts f USING (fan_id) GROUP BY 1, 2)
     SELECT to_char(first, 'YYYY-MM') AS cohort,
       (12 * (extract(year FROM month) - extract(year FROM first)) + extract(month FROM month) - extract(month FROM first))::int4 AS since,
       buyers, amount AS "amountMinor"
     FROM cohorts ORDER BY first, month`,
    [agencyId, from, to, creatorIds, currency],
  )
