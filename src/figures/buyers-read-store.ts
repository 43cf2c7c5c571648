import type { Sql } from '../database/sql.ts'
import type { Day } from './days.ts'
import { IN_SPAN, type Span, spanned } from './read-store.ts'

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

/** Who paid most in this currency. Who objects to profiling is in no list. */
export const readTopFans = (sql: Sql, span: Span, currency: string, limit: number): Promise<TopFan[]> =>
  sql.query<TopFan>(
    `WITH top AS (
       SELECT t.fan_id, t.creator_id, sum(t.sales)::int8 AS sales, sum(t.amount_minor)::int8 AS amount, max(t.day) AS last_day
       FROM figure_buyers t WHERE ${IN_SPAN} AND t.currency = $5 GROUP BY 1, 2 ORDER BY amount DESC, 1 LIMIT $6 + ${SPARE})
     SELECT top.fan_id AS "fanId", top.creator_id AS "creatorId", coalesce(f.name, f.external_id) AS name, s.segment,
       $5 AS currency, top.sales, top.amount AS "amountMinor", top.last_day::text AS "lastDay"
     FROM top JOIN fans f ON f.agency_id = $1 AND f.id = top.fan_id AND f.profiling_refused_at IS NULL
     LEFT JOIN fan_scores s ON s.agency_id = $1 AND s.fan_id = top.fan_id
     ORDER BY top.amount DESC, top.fan_id LIMIT $6`,
    [...spanned(span), currency, limit],
  )

/** Fans who first bought in a month (`2026-10`), and of these who bought so many months later; 0 is that month itself. */
export interface CohortMonth {
  cohort: string
  since: number
  buyers: number
  /** Of the one currency, in minor units. */
  amountMinor: number
}

/** Cohorts whose first month lies in the span, each until the span's end. A fan's first purchase is the first ever. */
export const readCohorts = (sql: Sql, span: Span, currency: string): Promise<CohortMonth[]> =>
  sql.query<CohortMonth>(
    `WITH firsts AS (
       SELECT t.fan_id, min(t.day) AS day FROM figure_buyers t
       WHERE t.agency_id = $1 AND t.day <= $3 AND ($4::uuid[] IS NULL OR t.creator_id = ANY($4))
       GROUP BY 1 HAVING min(t.day) >= $2)
     SELECT to_char(f.day, 'YYYY-MM') AS cohort,
       (12 * (extract(year FROM t.day) - extract(year FROM f.day)) + extract(month FROM t.day) - extract(month FROM f.day))::int4 AS since,
       count(DISTINCT t.fan_id)::int8 AS buyers, coalesce(sum(t.amount_minor) FILTER (WHERE t.currency = $5), 0)::int8 AS "amountMinor"
     FROM figure_buyers t JOIN firsts f USING (fan_id) WHERE ${IN_SPAN} GROUP BY 1, 2 ORDER BY 1, 2`,
    [...spanned(span), currency],
  )
