import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'
import type { Place } from './channel-store.ts'

/** Where escalated cards go. `shared`: other creators' cards go there too, so a card must say whom it is to. */
export interface EscalationPlace extends Place {
  shared: boolean
}

/** One for the agency and one for each creator: setting it again moves it. */
export async function putEscalation(
  sql: Sql,
  agencyId: string,
  { creatorId, desk, channel }: Place & { creatorId: string | null },
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO escalation_channels (agency_id, scope, creator_id, desk, channel, created_at)
     VALUES ($1, coalesce($2::text, 'agency'), $2::uuid, $3, $4, $5)
     ON CONFLICT (agency_id, scope) DO UPDATE SET desk = excluded.desk, channel = excluded.channel`,
    [agencyId, creatorId, desk, channel, at],
  )
}

/** False when there was none. */
export async function deleteEscalation(sql: Sql, agencyId: string, creatorId: string | null): Promise<boolean> {
  const rows = await sql.query(
    `DELETE FROM escalation_channels WHERE agency_id = $1 AND scope = coalesce($2::text, 'agency') RETURNING scope`,
    [agencyId, creatorId],
  )
  return rows.length > 0
}

/** The creator's own escalation channel, else the agency's; null when there is neither. */
export async function escalationPlace(sql: Sql, agencyId: string, creatorId: string): Promise<EscalationPlace | null> {
  const [row] = await sql.query<EscalationPlace>(
    `SELECT desk, channel, creator_id IS NULL AND EXISTS (
       SELECT FROM creators other WHERE other.agency_id = $1 AND other.id <> $2) AS shared
     FROM escalation_channels WHERE agency_id = $1 AND scope IN ($2::uuid::text, 'agency')
     ORDER BY creator_id NULLS LAST LIMIT 1`,
    [agencyId, creatorId],
  )
  return row ?? null
}

/** Every escalation channel of an agency; its own has no creator. */
export async function listEscalations(
  sql: Sql,
  agencyId: string,
): Promise<{ creatorId: string | null; desk: DeskName; channel: string }[]> {
  return sql.query(
    `SELECT creator_id AS "creatorId", desk, channel FROM escalation_channels WHERE agency_id = $1 ORDER BY scope`,
    [agencyId],
  )
}
