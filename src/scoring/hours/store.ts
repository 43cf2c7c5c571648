import type { Sql } from '../../database/sql.ts'

/** When a fan bought, the newest sixty: what is older says nothing of today's hours. */
export async function boughtAtOfFan(sql: Sql, agencyId: string, fanId: string, now: Date): Promise<Date[]> {
  const rows = await sql.query<{ at: Date }>(
    `SELECT at FROM purchases WHERE agency_id = $1 AND fan_id = $2 AND kind <> 'refund' AND amount_minor > 0 AND at <= $3
     ORDER BY at DESC LIMIT 60`,
    [agencyId, fanId, now],
  )
  return rows.map(({ at }) => at)
}

/** By ISO weekday (0 is Monday) and local hour: what a creator's fans bought in half a year. */
export async function weekHoursOfCreator(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  zone: string,
  now: Date,
): Promise<number[][]> {
  const rows = await sql.query<{ weekday: number; hour: number; count: number }>(
    `SELECT extract(isodow FROM p.at AT TIME ZONE $3)::int4 - 1 AS weekday,
       extract(hour FROM p.at AT TIME ZONE $3)::int4 AS hour, count(*)::int4 AS count
     FROM fans f JOIN purchases p ON p.agency_id = f.agency_id AND p.fan_id = f.id
     WHERE f.agency_id = $1 AND f.creator_id = $2 AND f.last_purchase_at > $4::timestamptz - interval '180 days'
       AND f.profiling_refused_at IS NULL
       AND p.at > $4::timestamptz - interval '180 days' AND p.at <= $4 AND p.kind <> 'refund' AND p.amount_minor > 0
     GROUP BY 1, 2`,
    [agencyId, creatorId, zone, now],
  )
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0))
  for (const { weekday, hour, count } of rows) {
    const day = week[weekday]
    if (day) day[hour] = count
  }
  return week
}
