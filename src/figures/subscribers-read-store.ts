import type { Sql } from '../database/sql.ts'
import type { Day } from './days.ts'
import { inSpan, type Span, spanned } from './read-store.ts'

export interface SubscriberFigures {
  key: Day
  currency: string
  gained: number
  regained: number
  lost: number
  /** By how much the sum of the running subscriptions' prices changed. */
  recurringMinor: number
}

/**
 * Changes in the span, by day and currency. All that came before it, summed up, says where it begins. Days on which
 * subscriptions will run out unless they are renewed stand in the table already: none is read that `at` hasn't reached on its
 * own creator's wall, wherever the span ends.
 */
export const readSubscribers = (sql: Sql, span: Span, at: Date): Promise<SubscriberFigures[]> =>
  sql.query(
    `WITH today AS MATERIALIZED (
       SELECT id, ($5::timestamptz AT TIME ZONE zone)::date AS day FROM creators WHERE agency_id = $1)
     SELECT t.day::text AS key, t.currency, sum(t.gained)::int8 AS gained, sum(t.regained)::int8 AS regained,
       sum(t.lost)::int8 AS lost, sum(t.recurring_minor)::int8 AS "recurringMinor"
     FROM figure_subscribers t JOIN today ON today.id = t.creator_id AND t.day <= today.day
     WHERE ${inSpan(span)} GROUP BY t.day, t.currency ORDER BY t.day, t.currency`,
    [...spanned(span), at],
  )
