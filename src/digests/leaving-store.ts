import type { Sql } from '../database/sql.ts'

/** A fan who was found to be leaving. */
export interface LeavingFan {
  fanId: string
  at: Date
  /** Of not buying within thirty days, 0 to 1. */
  risk: number
  isHeldOut: boolean
}

/** Keeps who is leaving, in both groups alike: a fan once a month. */
export async function keepLeaving(
  sql: Sql,
  agencyId: string,
  { creatorId, month }: { creatorId: string; month: string },
  fans: readonly LeavingFan[],
): Promise<void> {
  await sql.query(
    `INSERT INTO leaving_fans (agency_id, creator_id, month, fan_id, found_at, risk, held_out)
     SELECT $1, $2, $3, f.* FROM unnest($4::uuid[], $5::timestamptz[], $6::float8[], $7::bool[]) f ON CONFLICT DO NOTHING`,
    [
      ...[agencyId, creatorId, month, fans.map(({ fanId }) => fanId), fans.map(({ at }) => at)],
      ...[fans.map(({ risk }) => risk), fans.map(({ isHeldOut }) => isHeldOut)],
    ],
  )
}

/** Who was found since a moment, each fan once, when they were first. */
export async function leavingSince(sql: Sql, agencyId: string, creatorId: string, since: Date): Promise<LeavingFan[]> {
  return sql.query<LeavingFan>(
    `SELECT DISTINCT ON (fan_id) fan_id AS "fanId", found_at AS at, risk, held_out AS "isHeldOut" FROM leaving_fans
     WHERE agency_id = $1 AND creator_id = $2 AND found_at >= $3 ORDER BY fan_id, found_at`,
    [agencyId, creatorId, since],
  )
}
