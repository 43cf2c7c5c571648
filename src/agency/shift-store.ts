import type { Sql } from '../database/sql.ts'

/** Who forgot to hand over is not on shift for ever. */
const LONGEST = "interval '12 hours'"

/** Ids of those on shift: they took over by a handover, and have not handed over since. */
export async function onShift(sql: Sql, agencyId: string, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT s.operator_id AS id FROM shifts s
     JOIN operators o ON o.agency_id = s.agency_id AND o.id = s.operator_id AND o.removed_at IS NULL
     WHERE s.agency_id = $1 AND s.ended_at IS NULL AND s.began_at > $2::timestamptz - ${LONGEST} ORDER BY id`,
    [agencyId, now],
  )
  return rows.map(({ id }) => id)
}

/** When an operator's shift began; null when they are on none. */
export async function shiftBegan(sql: Sql, agencyId: string, operatorId: string, now: Date): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT max(began_at) AS at FROM shifts
     WHERE agency_id = $1 AND operator_id = $2 AND ended_at IS NULL AND began_at > $3::timestamptz - ${LONGEST}`,
    [agencyId, operatorId, now],
  )
  return row?.at ?? null
}

/** Ends one operator's shift and begins another's. */
export async function changeShift(sql: Sql, agencyId: string, from: string, to: string, at: Date): Promise<void> {
  await sql.query(
    'UPDATE shifts SET ended_at = $4 WHERE agency_id = $1 AND operator_id IN ($2, $3) AND ended_at IS NULL',
    [agencyId, from, to, at],
  )
  await sql.query('INSERT INTO shifts (agency_id, operator_id, began_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    agencyId,
    to,
    at,
  ])
}

/** Shifts of an agency that overlap [`from`, `until`): one that nobody ended is over after twelve hours. */
export async function shiftsBetween(
  sql: Sql,
  agencyId: string,
  { from, until }: { from: Date; until: Date },
): Promise<{ operatorId: string; from: Date; until: Date }[]> {
  return sql.query(
    `SELECT operator_id AS "operatorId", began_at AS "from", least(ended_at, began_at + ${LONGEST}) AS until FROM shifts
     WHERE agency_id = $1 AND began_at < $3 AND least(ended_at, began_at + ${LONGEST}) > $2 ORDER BY began_at, operator_id`,
    [agencyId, from, until],
  )
}
