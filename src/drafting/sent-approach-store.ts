import type { Sql } from '../database/sql.ts'
import type { ApproachCause } from './approach-store.ts'

/** Approaches to these fans that were asked for since a moment, and whose reply was sent: what asked, and when it left. */
export async function sentApproaches(
  sql: Sql,
  agencyId: string,
  { kind, fanIds, since }: { kind: ApproachCause['kind']; fanIds: readonly string[]; since: Date },
): Promise<{ causeId: string; fanId: string; sentAt: Date }[]> {
  return sql.query(
    `SELECT cause_id AS "causeId", fan_id AS "fanId", ended_at AS "sentAt" FROM approaches
     WHERE agency_id = $1 AND fan_id = ANY($2) AND asked_at >= $3 AND cause_kind = $4 AND outcome = 'sent'
       AND ended_at IS NOT NULL`,
    [agencyId, fanIds, since, kind],
  )
}

/** Approaches of a creator asked for since a moment under keys that begin so, whose reply was sent within a time: to whom, and when. */
export async function sentUnderKeys(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { begin, askedSince, from, until }: { begin: string; askedSince: Date; from: Date; until: Date },
): Promise<{ fanId: string; at: Date }[]> {
  return sql.query(
    `SELECT fan_id AS "fanId", ended_at AS at FROM approaches
     WHERE agency_id = $1 AND creator_id = $2 AND asked_at >= $3 AND starts_with(key, $4) AND outcome = 'sent'
       AND ended_at >= $5 AND ended_at < $6 ORDER BY ended_at, id`,
    [agencyId, creatorId, askedSince, begin, from, until],
  )
}
