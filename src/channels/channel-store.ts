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

/** What a desk says of a channel beside what it said before. */
export interface Change {
  /** It said something else before, or nothing. */
  isNews: boolean
  /** It was gone before. */
  wasGone: boolean
}

/** Keeps what a desk said of a channel when it was asked at `at`; null when it was asked later by now, and that stays. */
export async function writeChannel(
  sql: Sql,
  agencyId: string,
  { desk, channel }: Place,
  seen: ChannelVerdict,
  at: Date,
): Promise<Change | null> {
  const why = seen.verdict === 'safe' ? null : seen.why
  const [row] = await sql.query<Change>(
    `WITH before AS (
       SELECT verdict, why FROM channel_states WHERE agency_id = $1 AND desk = $2 AND channel = $3)
     INSERT INTO channel_states (agency_id, desk, channel, verdict, why, checked_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (agency_id, desk, channel)
       DO UPDATE SET verdict = excluded.verdict, why = excluded.why, checked_at = excluded.checked_at,
         back_at = CASE WHEN channel_states.verdict = 'gone' AND excluded.verdict <> 'gone' THEN excluded.checked_at
           ELSE channel_states.back_at END
       WHERE channel_states.checked_at <= excluded.checked_at
     RETURNING NOT EXISTS (SELECT FROM before WHERE verdict = $4 AND why IS NOT DISTINCT FROM $5) AS "isNews",
       EXISTS (SELECT FROM before WHERE verdict = 'gone') AS "wasGone"`,
    [agencyId, desk, channel, seen.verdict, why, at],
  )
  return row ?? null
}

/** A person says that cards shall go to a channel: whatever kept them away until now, they are tried again. */
export async function markBack(sql: Sql, agencyId: string, { desk, channel }: Place, at: Date): Promise<void> {
  await sql.query(
    `UPDATE channel_states SET back_at = $4
     WHERE agency_id = $1 AND desk = $2 AND channel = $3 AND verdict <> 'gone'`,
    [agencyId, desk, channel, at],
  )
}

/** Channels that were gone when they were looked at before `before`, and that cards still go to. */
export async function goneChannels(sql: Sql, before: Date, most: number): Promise<(Place & { agencyId: string })[]> {
  return sql.query(
    `SELECT s.agency_id AS "agencyId", s.desk, s.channel FROM channel_states s
     WHERE s.verdict = 'gone' AND s.checked_at < $1 AND (
       EXISTS (SELECT FROM bindings b
         WHERE b.agency_id = s.agency_id AND b.desk = s.desk AND b.channel = s.channel)
       OR EXISTS (SELECT FROM escalation_channels e
         WHERE e.agency_id = s.agency_id AND e.desk = s.desk AND e.channel = s.channel))
     ORDER BY s.checked_at LIMIT $2`,
    [before, most],
  )
}

/** Subjects whose card stands on a channel, the newest first; at most `most`. `missed`: those too that went from it. */
export async function subjectsOn(
  sql: Sql,
  agencyId: string,
  { desk, channel }: Place,
  { most, missed }: { most: number; missed: boolean },
): Promise<string[]> {
  const rows = await sql.query<{ subject: string }>(
    `SELECT subject FROM posted_cards
     WHERE agency_id = $1 AND desk = $2 AND channel = $3 AND ($5 OR gone_at IS NULL)
     ORDER BY created_at DESC LIMIT $4`,
    [agencyId, desk, channel, most, missed],
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

/** The channels that one creator's cards go to. */
export async function boundTo(sql: Sql, agencyId: string, creatorId: string): Promise<Place[]> {
  return sql.query('SELECT desk, channel FROM bindings WHERE agency_id = $1 AND creator_id = $2', [agencyId, creatorId])
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
