import type { Sql } from '../database/sql.ts'
import type { ChannelVerdict, DeskName } from '../desk/index.ts'

/** One channel of one desk. */
export interface Place {
  desk: DeskName
  channel: string
}

export interface SeenChannel extends Place {
  seen: ChannelVerdict
  checkedAt: Date
}

interface StateRow {
  desk: DeskName
  channel: string
  verdict: ChannelVerdict['verdict']
  why: string | null
  checked_at: Date
}

const toSeen = ({ desk, channel, verdict, why, checked_at }: StateRow): SeenChannel => ({
  desk,
  channel,
  seen: verdict === 'safe' ? { verdict } : { verdict, why: why ?? '' },
  checkedAt: checked_at,
})

/** What a desk said last of a channel; null when it was never asked. */
export async function readChannel(sql: Sql, agencyId: string, { desk, channel }: Place): Promise<SeenChannel | null> {
  const [row] = await sql.query<StateRow>(
    `SELECT desk, channel, verdict, why, checked_at FROM channel_states
     WHERE agency_id = $1 AND desk = $2 AND channel = $3`,
    [agencyId, desk, channel],
  )
  return row ? toSeen(row) : null
}

/** Keeps what a desk said of a channel; true when it said something else before, or nothing. */
export async function writeChannel(
  sql: Sql,
  agencyId: string,
  { desk, channel }: Place,
  seen: ChannelVerdict,
  at: Date,
): Promise<boolean> {
  const why = seen.verdict === 'safe' ? null : seen.why
  const [row] = await sql.query<{ changed: boolean }>(
    `WITH before AS (
       SELECT verdict, why FROM channel_states WHERE agency_id = $1 AND desk = $2 AND channel = $3)
     INSERT INTO channel_states (agency_id, desk, channel, verdict, why, checked_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (agency_id, desk, channel)
       DO UPDATE SET verdict = excluded.verdict, why = excluded.why, checked_at = excluded.checked_at
     RETURNING NOT EXISTS (SELECT FROM before WHERE verdict = $4 AND why IS NOT DISTINCT FROM $5) AS changed`,
    [agencyId, desk, channel, seen.verdict, why, at],
  )
  return row?.changed ?? false
}

/** Subjects whose card stands on a channel, the newest first; at most `most`. */
export async function subjectsOn(
  sql: Sql,
  agencyId: string,
  { desk, channel }: Place,
  most: number,
): Promise<string[]> {
  const rows = await sql.query<{ subject: string }>(
    `SELECT subject FROM posted_cards WHERE agency_id = $1 AND desk = $2 AND channel = $3 AND gone_at IS NULL
     ORDER BY created_at DESC LIMIT $4`,
    [agencyId, desk, channel, most],
  )
  return rows.map(({ subject }) => subject)
}

/** Whether any cards go to a channel. */
export async function isBound(sql: Sql, agencyId: string, { desk, channel }: Place): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM bindings WHERE agency_id = $1 AND desk = $2 AND channel = $3
     UNION ALL SELECT FROM escalation_channels WHERE agency_id = $1 AND desk = $2 AND channel = $3 LIMIT 1`,
    [agencyId, desk, channel],
  )
  return rows.length > 0
}

/** Every binding of an agency, with what is known of its channel. */
export async function listBindings(
  sql: Sql,
  agencyId: string,
): Promise<(Place & { creatorId: string; verdict: ChannelVerdict['verdict'] | null; why: string | null })[]> {
  return sql.query(
    `SELECT b.creator_id AS "creatorId", b.desk, b.channel, s.verdict, s.why FROM bindings b
     LEFT JOIN channel_states s ON s.agency_id = b.agency_id AND s.desk = b.desk AND s.channel = b.channel
     WHERE b.agency_id = $1 ORDER BY b.creator_id, b.desk, b.channel`,
    [agencyId],
  )
}

/** Ends a binding; false when there was none. */
export async function deleteBinding(
  sql: Sql,
  agencyId: string,
  { creatorId, desk, channel }: Place & { creatorId: string },
): Promise<boolean> {
  const rows = await sql.query(
    `DELETE FROM bindings WHERE agency_id = $1 AND creator_id = $2 AND desk = $3 AND channel = $4 RETURNING creator_id`,
    [agencyId, creatorId, desk, channel],
  )
  return rows.length > 0
}
