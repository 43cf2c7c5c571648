import type { Sql } from '../database/sql.ts'

export interface TrailRow {
  name: string
  subject: string
  actorKind: string
  actorId: string
  at: Date
}

/** What happened last in an agency, the newest first: names and ids, without what else each fact says. */
export async function latestFacts(sql: Sql, agencyId: string, most: number): Promise<TrailRow[]> {
  return sql.query<TrailRow>(
    `SELECT name, subject, actor_kind AS "actorKind", actor_id AS "actorId", at FROM facts
     WHERE agency_id = $1 ORDER BY at DESC, id DESC LIMIT $2`,
    [agencyId, most],
  )
}
