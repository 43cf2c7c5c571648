import type { Sql } from '../database/sql.ts'

/** A fan who stopped or began again to buy, and what they brought in the days in which they did, in minor units. */
export interface MovedBuyer {
  fanId: string
  minor: number
}

/**
 * Who bought in the `days` before the last `days` and not in these (lost), and who bought in these, not in those before, but
 * earlier still (won back). Of purchases for which something was paid, in this currency.
 */
export async function movedBuyers(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { now, days, currency }: { now: Date; days: number; currency: string },
): Promise<{ lost: MovedBuyer[]; wonBack: MovedBuyer[] }> {
  const span = days * 86_400_000
  const [from, middle] = [new Date(now.getTime() - 2 * span), new Date(now.getTime() - span)]
  const rows = await sql.query<{ fanId: string; before: number; recent: number; hadEarlier: boolean }>(
    `SELECT p.fan_id AS "fanId", coalesce(sum(p.amount_minor) FILTER (WHERE p.at <= $4), 0)::float8 AS before,
       coalesce(sum(p.amount_minor) FILTER (WHERE p.at > $4), 0)::float8 AS recent,
       EXISTS (SELECT FROM purchases e WHERE e.agency_id = $1 AND e.fan_id = p.fan_id AND e.at <= $3 AND e.amount_minor > 0
         AND e.currency = $6) AS "hadEarlier"
     FROM purchases p JOIN fans f ON f.agency_id = p.agency_id AND f.id = p.fan_id
     WHERE p.agency_id = $1 AND f.creator_id = $2 AND p.at > $3 AND p.at <= $5 AND p.amount_minor > 0 AND p.currency = $6
     GROUP BY p.fan_id ORDER BY p.fan_id`,
    [agencyId, creatorId, from, middle, now, currency],
  )
  return {
    lost: rows.filter(({ recent }) => recent === 0).map(({ fanId, before }) => ({ fanId, minor: before })),
    wonBack: rows
      .filter(({ before, hadEarlier }) => before === 0 && hadEarlier)
      .map(({ fanId, recent }) => ({ fanId, minor: recent })),
  }
}

/** Those of these fans who bought something within so many days after their moment. */
export async function boughtWithin(
  sql: Sql,
  agencyId: string,
  moments: readonly { fanId: string; at: Date }[],
  days: number,
): Promise<Set<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT m.fan_id AS id FROM unnest($2::uuid[], $3::timestamptz[]) AS m(fan_id, at)
     JOIN purchases p ON p.agency_id = $1 AND p.fan_id = m.fan_id AND p.at > m.at AND p.at <= m.at + make_interval(days => $4)
       AND p.amount_minor > 0`,
    [agencyId, moments.map(({ fanId }) => fanId), moments.map(({ at }) => at), days],
  )
  return new Set(rows.map(({ id }) => id))
}
