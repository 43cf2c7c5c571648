import type { Sql } from '../database/sql.ts'
import type { FactData } from './fact.ts'

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

/**
 * Facts of these names since a moment, the oldest first; where there are more than `most`, the newest of them. Reads everything
 * that happened in the agency since then; of one `subject`, by an index, what happened to it alone.
 */
export async function pastFacts(
  sql: Sql,
  agencyId: string,
  { names, since, most, subject }: { names: readonly string[]; since: Date; most: number; subject?: string },
): Promise<{ name: string; subject: string; data: FactData; at: Date }[]> {
  const rows = await sql.query<{ name: string; subject: string; data: FactData; at: Date }>(
    `SELECT name, subject, data, at FROM facts WHERE agency_id = $1 AND at >= $2 AND name = ANY($3)
       ${subject === undefined ? '' : 'AND subject = $5'} ORDER BY at DESC, id DESC LIMIT $4`,
    [agencyId, since, names, most, ...(subject === undefined ? [] : [subject])],
  )
  return rows.reverse()
}
