import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'
import type { Place } from './channel-store.ts'

export interface PostedCard {
  id: string
  subject: string
  desk: DeskName
  channel: string
  /** The desk's own reference; null until it confirmed the posting. */
  ref: string | null
  drawnHash: string | null
  /** It may stand there already: an earlier posting came to no clear end. */
  unsure: boolean
  /** Its message or channel no longer exists. */
  gone: boolean
  /** What stands under it, once the desk confirmed that. */
  threadRef: string | null
}

interface PostedRow {
  id: string
  subject: string
  desk: DeskName
  channel: string
  ref: string | null
  drawn_hash: string | null
  unsure: boolean
  gone?: boolean
  thread_ref?: string | null
}

const toPosted = (row: PostedRow): PostedCard => ({
  id: row.id,
  subject: row.subject,
  desk: row.desk,
  channel: row.channel,
  ref: row.ref,
  drawnHash: row.drawn_hash,
  unsure: row.unsure,
  gone: row.gone ?? false,
  threadRef: row.thread_ref ?? null,
})

export async function insertBinding(
  sql: Sql,
  agencyId: string,
  binding: { creatorId: string; desk: DeskName; channel: string },
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO bindings (agency_id, creator_id, desk, channel, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [agencyId, binding.creatorId, binding.desk, binding.channel, at],
  )
}

/** True when another creator's cards stand on one of this creator's channels: then a card must say whom it is to. */
export async function sharesChannel(sql: Sql, agencyId: string, creatorId: string): Promise<boolean> {
  const [row] = await sql.query<{ shared: boolean }>(
    `SELECT EXISTS (SELECT FROM bindings mine JOIN bindings other ON other.agency_id = mine.agency_id
       AND other.desk = mine.desk AND other.channel = mine.channel AND other.creator_id <> mine.creator_id
       WHERE mine.agency_id = $1 AND mine.creator_id = $2) AS shared`,
    [agencyId, creatorId],
  )
  return row?.shared ?? false
}

/**
 * One row for each channel that a creator's cards go to, of an escalated one for its home and the web desk, made before
 * the posting: what was interrupted is found again, and the posting's id stays the same over retries. What a channel
 * missed before it was back counts again: an earlier message, and of a card that `waits` one that never came.
 */
export async function ensurePostings(
  sql: Sql,
  agencyId: string,
  card: { subject: string; creatorId: string | null; home: Place | null; onBound: boolean; waits: boolean },
  newIds: readonly string[],
  at: Date,
): Promise<PostedCard[]> {
  const rows = await sql.query<PostedRow>(
    `WITH places AS (
       SELECT desk, channel FROM bindings WHERE agency_id = $1 AND creator_id = $3 AND ($6 OR desk = 'web')
       UNION SELECT $7::text, $8::text WHERE $7::text IS NOT NULL),
     bound AS (SELECT desk, channel, row_number() OVER (ORDER BY desk, channel) AS n FROM places),
     added AS (
       INSERT INTO posted_cards (agency_id, id, subject, desk, channel, created_at, unsure_at)
       SELECT $1, ($4::uuid[])[n], $2, desk, channel, $5, $5 FROM bound WHERE n <= cardinality($4::uuid[])
       ON CONFLICT DO NOTHING RETURNING id, subject, desk, channel, ref, drawn_hash, false AS unsure),
     back AS (
       UPDATE posted_cards p SET gone_at = NULL, drawn_hash = NULL FROM channel_states s
       WHERE p.agency_id = $1 AND p.subject = $2 AND s.agency_id = $1 AND s.desk = p.desk AND s.channel = p.channel
         AND p.gone_at <= s.back_at AND s.verdict <> 'gone' AND (p.ref IS NOT NULL OR ($9
           AND EXISTS (SELECT FROM places WHERE places.desk = p.desk AND places.channel = p.channel)))
       RETURNING p.id, p.subject, p.desk, p.channel, p.ref, p.drawn_hash, p.ref IS NULL AS unsure),
     begun AS (
       UPDATE posted_cards SET unsure_at = $5
       WHERE agency_id = $1 AND subject = $2 AND ref IS NULL AND unsure_at IS NULL AND gone_at IS NULL)
     SELECT * FROM added UNION ALL SELECT * FROM back UNION ALL
     SELECT id, subject, desk, channel, ref, drawn_hash, ref IS NULL AND unsure_at IS NOT NULL FROM posted_cards
     WHERE agency_id = $1 AND subject = $2 AND gone_at IS NULL ORDER BY desk, channel`,
    [
      ...[agencyId, card.subject, card.creatorId, newIds, at],
      ...[card.onBound, card.home?.desk ?? null, card.home?.channel ?? null, card.waits],
    ],
  )
  return rows.map(toPosted)
}

/** What never came anywhere else than to these places, the creator's channels without one, is not tried there again. */
export async function dropElsewhere(
  sql: Sql,
  agencyId: string,
  { subject, creatorId, place }: { subject: string; creatorId: string; place: Place | null },
): Promise<void> {
  await sql.query(
    `DELETE FROM posted_cards p WHERE agency_id = $1 AND subject = $2 AND ref IS NULL
       AND NOT CASE WHEN $4::text IS NOT NULL THEN desk = $4 AND channel = $5 ELSE EXISTS (SELECT FROM bindings b
         WHERE b.agency_id = $1 AND b.creator_id = $3 AND b.desk = p.desk AND b.channel = p.channel) END`,
    [agencyId, subject, creatorId, place?.desk ?? null, place?.channel ?? null],
  )
}

/** Every posting of a card, those that are gone included. */
export async function postingsEver(sql: Sql, agencyId: string, subject: string): Promise<PostedCard[]> {
  const rows = await sql.query<PostedRow>(
    `SELECT id, subject, desk, channel, ref, drawn_hash, false AS unsure, gone_at IS NOT NULL AS gone FROM posted_cards
     WHERE agency_id = $1 AND subject = $2 ORDER BY desk, channel`,
    [agencyId, subject],
  )
  return rows.map(toPosted)
}

/** Where a card stands, or is about to. */
export const postingsOf = async (sql: Sql, agencyId: string, subject: string): Promise<PostedCard[]> =>
  (await postingsEver(sql, agencyId, subject)).filter(({ gone }) => !gone)

/** Cards that never came to a channel because it was gone, the newest first; at most `most`. */
export async function missedOn(sql: Sql, agencyId: string, { desk, channel }: Place, most: number): Promise<string[]> {
  const rows = await sql.query<{ subject: string }>(
    `SELECT subject FROM posted_cards
     WHERE agency_id = $1 AND desk = $2 AND channel = $3 AND gone_at IS NOT NULL AND ref IS NULL
     ORDER BY created_at DESC LIMIT $4`,
    [agencyId, desk, channel, most],
  )
  return rows.map(({ subject }) => subject)
}

/** `sure`: it was posted once; else the sweep looks for an extra. */
export async function markDrawn(
  sql: Sql,
  agencyId: string,
  drawn: { id: string; ref: string; drawnHash: string; sure: boolean },
  at: Date,
): Promise<void> {
  await sql.query(
    `UPDATE posted_cards SET ref = $3, drawn_hash = $4, posted_at = coalesce(posted_at, $5),
       unsure_at = CASE WHEN $6 THEN NULL ELSE unsure_at END
     WHERE agency_id = $1 AND id = $2`,
    [agencyId, drawn.id, drawn.ref, drawn.drawnHash, at, drawn.sure],
  )
}

/** Nothing was posted, that is certain: the next try needn't look for it. */
export async function markNotPosted(sql: Sql, agencyId: string, id: string): Promise<void> {
  await sql.query('UPDATE posted_cards SET unsure_at = NULL WHERE agency_id = $1 AND id = $2 AND ref IS NULL', [
    agencyId,
    id,
  ])
}

/** Postings that may stand there twice: found or posted again after an outcome that was not known before `before`. */
export async function unsurePostings(sql: Sql, agencyId: string, before: Date, most: number): Promise<PostedCard[]> {
  const rows = await sql.query<PostedRow>(
    `SELECT id, subject, desk, channel, ref, drawn_hash, true AS unsure, thread_ref FROM posted_cards
     WHERE agency_id = $1 AND unsure_at < $2 AND ref IS NOT NULL AND gone_at IS NULL ORDER BY unsure_at LIMIT $3`,
    [agencyId, before, most],
  )
  return rows.map(toPosted)
}

/** Agencies with something to sweep. */
export async function agenciesToSweep(sql: Sql, before: Date): Promise<string[]> {
  const rows = await sql.query<{ agency_id: string }>(
    'SELECT DISTINCT agency_id FROM posted_cards WHERE unsure_at < $1 AND ref IS NOT NULL AND gone_at IS NULL',
    [before],
  )
  return rows.map(({ agency_id }) => agency_id)
}

/** No extra is left. */
export async function markSwept(sql: Sql, agencyId: string, id: string): Promise<void> {
  await sql.query('UPDATE posted_cards SET unsure_at = NULL WHERE agency_id = $1 AND id = $2', [agencyId, id])
}

export async function markGone(sql: Sql, agencyId: string, id: string, at: Date): Promise<void> {
  await sql.query('UPDATE posted_cards SET gone_at = $3 WHERE agency_id = $1 AND id = $2', [agencyId, id, at])
}

/** When a card first stood on a desk; null when it never did. */
export async function postedAt(sql: Sql, agencyId: string, subject: string, desk: DeskName): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    'SELECT min(posted_at) AS at FROM posted_cards WHERE agency_id = $1 AND subject = $2 AND desk = $3',
    [agencyId, subject, desk],
  )
  return row?.at ?? null
}
