import type { Sql } from '../database/sql.ts'
import type { Card, DeskName } from '../desk/index.ts'
import type { OwedTask } from '../facts/index.ts'
import type { Place } from './schedule-store.ts'
import type { ScheduledDigest } from './scheduled.ts'

export type PostState = 'owed' | 'posted' | 'skipped' | 'failed'

/** One digest about one creator: owed, and what became of it. */
export interface DigestPost {
  agencyId: string
  id: string
  /** Null: asked for by a person at that moment. */
  scheduleId: string | null
  creatorId: string
  digest: ScheduledDigest
  /** The schedule and its local day, or the moment it was asked for: no second digest has it. */
  key: string
  /** Null: on the creator's own channels. */
  place: Place | null
  /** The day that it is for, as `2026-11-20`. */
  day: string
  dueAt: Date
  /** On time until then. */
  postAt: Date
  late: boolean
  state: PostState
}

interface PostRow extends Omit<DigestPost, 'place'> {
  desk: DeskName | null
  channel: string | null
}

const COLUMNS = `agency_id AS "agencyId", id, schedule_id AS "scheduleId", creator_id AS "creatorId", digest, key, desk, channel,
  day::text AS day, due_at AS "dueAt", post_at AS "postAt", late, state`

const toPost = ({ desk, channel, ...row }: PostRow): DigestPost => ({
  ...row,
  place: desk === null || channel === null ? null : { desk, channel },
})

/** Owes digests; returns those that were not there yet, in the order of their keys. */
export async function insertPosts(
  sql: Sql,
  posts: readonly Omit<DigestPost, 'state'>[],
  at: Date,
): Promise<DigestPost[]> {
  const rows = await sql.query<PostRow>(
    `INSERT INTO digest_posts (agency_id, id, schedule_id, creator_id, digest, key, desk, channel, day, due_at, post_at, late,
       state, created_at)
     SELECT n.agency_id, n.id, n.schedule_id, n.creator_id, n.digest, n.key, n.desk, n.channel, n.day, n.due_at, n.post_at,
       n.late, 'owed', $2
     FROM jsonb_to_recordset($1::jsonb) AS n(agency_id uuid, id uuid, schedule_id uuid, creator_id uuid, digest text,
       key text, desk text, channel text, day date, due_at timestamptz, post_at timestamptz, late boolean)
     ORDER BY n.agency_id, n.creator_id, n.digest, n.key
     ON CONFLICT (agency_id, creator_id, digest, key) DO NOTHING RETURNING ${COLUMNS}`,
    [
      JSON.stringify(
        posts.map((one) => ({
          ...{ agency_id: one.agencyId, id: one.id, schedule_id: one.scheduleId, creator_id: one.creatorId },
          ...{ digest: one.digest, key: one.key, desk: one.place?.desk ?? null, channel: one.place?.channel ?? null },
          ...{ day: one.day, due_at: one.dueAt, post_at: one.postAt, late: one.late },
        })),
      ),
      at,
    ],
  )
  return rows.map(toPost)
}

export async function readPost(sql: Sql, agencyId: string, id: string): Promise<DigestPost | null> {
  const [row] = await sql.query<PostRow>(`SELECT ${COLUMNS} FROM digest_posts WHERE agency_id = $1 AND id = $2`, [
    agencyId,
    id,
  ])
  return row ? toPost(row) : null
}

/** What a schedule owes and has not posted, held until the transaction ends. */
export async function lockOwed(sql: Sql, agencyId: string, scheduleId: string): Promise<DigestPost[]> {
  const rows = await sql.query<PostRow>(
    `SELECT ${COLUMNS} FROM digest_posts WHERE agency_id = $1 AND schedule_id = $2 AND state = 'owed'
     ORDER BY id FOR NO KEY UPDATE`,
    [agencyId, scheduleId],
  )
  return rows.map(toPost)
}

/** The task that posts it, at its time: the same one as its fact owes. */
export const sendingOf = ({ agencyId, id, postAt }: Pick<DigestPost, 'agencyId' | 'id' | 'postAt'>): OwedTask => ({
  ...{ agencyId, name: 'send-digest', key: id, dueAt: postAt, latestAt: null },
  input: { fact: 'digest.rescheduled', subject: id, data: {} },
})

/** Where and when it is posted by now. The caller holds the row. */
export async function movePost(
  sql: Sql,
  { agencyId, id, place, dueAt, postAt, late }: Omit<DigestPost, 'state'>,
): Promise<void> {
  await sql.query(
    `UPDATE digest_posts SET desk = $3, channel = $4, due_at = $5, post_at = $6, late = $7
     WHERE agency_id = $1 AND id = $2`,
    [agencyId, id, place?.desk ?? null, place?.channel ?? null, dueAt, postAt, late],
  )
}

/** Whether its schedule still wants it: it is neither paused nor removed, and owes nothing newer. */
export async function isWanted(sql: Sql, { agencyId, id, scheduleId, creatorId, day }: DigestPost): Promise<boolean> {
  const [row] = await sql.query<{ wanted: boolean }>(
    `SELECT EXISTS (SELECT FROM digest_schedules WHERE agency_id = $1 AND id = $2 AND paused_at IS NULL AND removed_at IS NULL)
       AND NOT EXISTS (SELECT FROM digest_posts WHERE agency_id = $1 AND schedule_id = $2 AND creator_id = $3 AND id <> $4
         AND day > $5) AS wanted`,
    [agencyId, scheduleId, creatorId, id, day],
  )
  return row?.wanted ?? false
}

/** The newest day for which this digest of the creator was posted, whoever wanted it, up to the post's own; null without any. */
export async function dayPosted(
  sql: Sql,
  { agencyId, creatorId, digest, day }: Pick<DigestPost, 'agencyId' | 'creatorId' | 'digest' | 'day'>,
): Promise<string | null> {
  const [row] = await sql.query<{ day: string | null }>(
    `SELECT max(day)::text AS day FROM digest_posts
     WHERE agency_id = $1 AND creator_id = $2 AND digest = $3 AND state = 'posted' AND day <= $4`,
    [agencyId, creatorId, digest, day],
  )
  return row?.day ?? null
}

/** Whether somebody asked for this digest at this place since then. The caller holds the creator's row. */
export async function askedSince(
  sql: Sql,
  { agencyId, creatorId, digest, place }: Pick<DigestPost, 'agencyId' | 'creatorId' | 'digest' | 'place'>,
  since: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM digest_posts WHERE agency_id = $1 AND creator_id = $2 AND digest = $3 AND schedule_id IS NULL
       AND desk IS NOT DISTINCT FROM $4 AND channel IS NOT DISTINCT FROM $5 AND created_at > $6 LIMIT 1`,
    [agencyId, creatorId, digest, place?.desk ?? null, place?.channel ?? null, since],
  )
  return rows.length > 0
}

/** When the digest that waits longest was to be posted, of all agencies; null when none is past its time. */
export async function owedSince(sql: Sql, now: Date): Promise<Date | null> {
  // By the tasks, which are few: posts stay for ever.
  const [row] = await sql.query<{ since: Date | null }>(
    `SELECT min(p.post_at) AS since FROM tasks t JOIN digest_posts p ON p.agency_id = t.agency_id AND p.id = t.key::uuid
     WHERE t.name = 'send-digest' AND t.state IN ('due', 'running') AND p.state = 'owed' AND p.post_at <= $1`,
    [now],
  )
  return row?.since ?? null
}

/** The card as it is about to stand on the channels. */
export async function writeCard(sql: Sql, agencyId: string, id: string, card: Card): Promise<void> {
  await sql.query('UPDATE digest_posts SET card = $3 WHERE agency_id = $1 AND id = $2', [
    agencyId,
    id,
    JSON.stringify(card),
  ])
}

/** A digest's card as it stands on the channels; null when it was never drawn, or is forgotten by now. */
export async function readCard(sql: Sql, agencyId: string, id: string): Promise<Card | null> {
  const [row] = await sql.query<{ card: Card | null }>(
    'SELECT card FROM digest_posts WHERE agency_id = $1 AND id = $2',
    [agencyId, id],
  )
  return row?.card ? revived(row.card) : null
}

/**
 * Digests for the team that were posted since then, the newest of each kind and creator; a creator's own isn't among them.
 * Without `money` those alone that went to the creators' own channels, which show none.
 */
export async function teamCards(sql: Sql, agencyId: string, since: Date, money: boolean): Promise<Card[]> {
  const rows = await sql.query<{ card: Card }>(
    `SELECT card FROM (
       SELECT DISTINCT ON (creator_id, digest) card, due_at, creator_id FROM digest_posts
       WHERE agency_id = $1 AND state = 'posted' AND due_at > $2 AND card IS NOT NULL AND digest <> 'morning'
         AND ($3 OR channel IS NULL)
       ORDER BY creator_id, digest, due_at DESC, id DESC) newest
     ORDER BY due_at DESC, creator_id`,
    [agencyId, since, money],
  )
  return rows.map(({ card }) => revived(card))
}

/** JSON has no moments: those of a card's lines are made again. */
const revived = (card: Card): Card =>
  JSON.parse(JSON.stringify(card), (_, part: unknown) =>
    part !== null && typeof part === 'object' && 'at' in part && 'as' in part && typeof part.at === 'string'
      ? { ...part, at: new Date(part.at) }
      : part,
  ) as Card

/** What became of it; false when it had ended before. */
export async function endPost(
  sql: Sql,
  agencyId: string,
  id: string,
  { state, late, at }: { state: Exclude<PostState, 'owed'>; late: boolean; at: Date },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE digest_posts SET state = $3, late = $4, ended_at = $5
     WHERE agency_id = $1 AND id = $2 AND state = 'owed' RETURNING id`,
    [agencyId, id, state, late, at],
  )
  return rows.length === 1
}

/** Cards name fans: those of digests that were due before `before` are forgotten. */
export async function forgetCards(sql: Sql, before: Date): Promise<void> {
  await sql.query('UPDATE digest_posts SET card = NULL WHERE due_at < $1 AND card IS NOT NULL', [before])
}
