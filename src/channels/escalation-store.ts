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

/** The creator's own escalation channel, else the agency's; null when there is neither, or what there is is gone. */
export async function escalationPlace(sql: Sql, agencyId: string, creatorId: string): Promise<EscalationPlace | null> {
  const [row] = await sql.query<EscalationPlace>(
    `SELECT e.desk, e.channel, EXISTS (SELECT FROM creators other WHERE other.agency_id = $1 AND other.id <> $2) AND (
       e.creator_id IS NULL
       OR EXISTS (SELECT FROM escalation_channels o WHERE o.agency_id = $1 AND o.desk = e.desk AND o.channel = e.channel
         AND o.scope <> e.scope)
       OR EXISTS (SELECT FROM bindings b WHERE b.agency_id = $1 AND b.desk = e.desk AND b.channel = e.channel
         AND b.creator_id <> $2)) AS shared
     FROM escalation_channels e WHERE e.agency_id = $1 AND e.scope IN ($2::uuid::text, 'agency')
       AND NOT EXISTS (SELECT FROM channel_states s WHERE s.agency_id = $1 AND s.desk = e.desk AND s.channel = e.channel
         AND s.verdict = 'gone')
     ORDER BY e.creator_id NULLS LAST LIMIT 1`,
    [agencyId, creatorId],
  )
  return row ?? null
}

/** Whether a channel is some escalation channel of the agency. */
export async function isEscalation(sql: Sql, agencyId: string, { desk, channel }: Place): Promise<boolean> {
  const rows = await sql.query(
    'SELECT FROM escalation_channels WHERE agency_id = $1 AND desk = $2 AND channel = $3 LIMIT 1',
    [agencyId, desk, channel],
  )
  return rows.length > 0
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
