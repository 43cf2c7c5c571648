import type { Sql } from '../database/sql.ts'
import type { CreatorDay } from './days.ts'

const MONTHS = `months AS (SELECT DISTINCT creator_id, date_trunc('month', day)::date AS month
  FROM unnest($2::uuid[], $3::date[]) AS o(creator_id, day))`

/**
 * Part: adds up the months that these days lie in, from their days in `figure_buyers`. What a month says is what its days say,
 * so it stands with them whatever is made anew. The caller holds `lockFigures`.
 */
export async function addUpMonths(sql: Sql, agencyId: string, days: readonly CreatorDay[]): Promise<void> {
  const owed = [agencyId, days.map(({ creatorId }) => creatorId), days.map(({ day }) => day)]
  await sql.query(
    `WITH ${MONTHS} DELETE FROM figure_buyer_months t USING months m
     WHERE t.agency_id = $1 AND t.creator_id = m.creator_id AND t.month = m.month`,
    owed,
  )
  await sql.query(
    `WITH ${MONTHS}
     INSERT INTO figure_buyer_months (agency_id, creator_id, month, fan_id, currency, sales, amount_minor, last_day)
     SELECT $1, m.creator_id, m.month, b.fan_id, b.currency, sum(b.sales), sum(b.amount_minor), max(b.day)
     FROM months m JOIN figure_buyers b ON b.agency_id = $1 AND b.creator_id = m.creator_id
       AND b.day >= m.month AND b.day < (m.month + interval '1 month')::date
     GROUP BY m.creator_id, m.month, b.fan_id, b.currency`,
    owed,
  )
}

/** Part: takes the months away in which no kept day lies. */
export async function dropOtherMonths(
  sql: Sql,
  agencyId: string,
  creatorId: string | null,
  kept: readonly CreatorDay[],
): Promise<void> {
  await sql.query(
    `WITH ${MONTHS} DELETE FROM figure_buyer_months t WHERE agency_id = $1 AND ($4::uuid IS NULL OR creator_id = $4)
       AND NOT EXISTS (SELECT FROM months m WHERE m.creator_id = t.creator_id AND m.month = t.month)`,
    [agencyId, kept.map((each) => each.creatorId), kept.map(({ day }) => day), creatorId],
  )
}
