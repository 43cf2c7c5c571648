import type { Sql } from '../database/sql.ts'

const OF_CREATOR = `FROM conversations c JOIN messages m ON m.agency_id = c.agency_id AND m.conversation_id = c.id
  WHERE c.agency_id = $1 AND c.creator_id = $2 AND m.direction = 'inbound' AND m.deleted_at IS NULL`

/** When fans first and last wrote to a creator until `now`; null where nobody did. */
export async function spanOfCreator(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  now: Date,
): Promise<{ from: Date; until: Date } | null> {
  const [row] = await sql.query<{ from: Date | null; until: Date | null }>(
    `SELECT min(m.at) AS "from", max(m.at) AS until ${OF_CREATOR} AND m.at <= $3`,
    [agencyId, creatorId, now],
  )
  return row?.from && row.until ? { from: row.from, until: row.until } : null
}

/** How many messages fans wrote in (`since`, `until`], by local hour: 24 numbers. */
export async function hoursOfCreator(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { since, until, zone }: { since: Date; until: Date; zone: string },
): Promise<number[]> {
  const rows = await sql.query<{ hour: number; count: number }>(
    `SELECT extract(hour FROM m.at AT TIME ZONE $5)::int4 AS hour, count(*)::int4 AS count ${OF_CREATOR}
       AND m.at > $3 AND m.at <= $4 GROUP BY 1`,
    [agencyId, creatorId, since, until, zone],
  )
  const hours = new Array<number>(24).fill(0)
  for (const { hour, count } of rows) hours[hour] = count
  return hours
}

/** The newest texts that fans wrote to a creator until `now`, for judging; whose they are is an id. */
export async function newestTexts(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  now: Date,
  limit: number,
): Promise<{ fanId: string; text: string }[]> {
  return sql.query<{ fanId: string; text: string }>(
    `SELECT c.fan_id AS "fanId", m.text ${OF_CREATOR} AND m.at <= $3 ORDER BY m.at DESC, m.id DESC LIMIT $4`,
    [agencyId, creatorId, now, limit],
  )
}
