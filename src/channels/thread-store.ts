import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'
import type { Place } from './channel-store.ts'

/** A card that stands somewhere, and what is known of the message under it. */
export interface ThreadedCard extends Place {
  postingId: string
  subject: string
  ref: string
  threadRef: string | null
  threadHash: string | null
}

export async function threadedCards(sql: Sql, agencyId: string, subject: string): Promise<ThreadedCard[]> {
  return sql.query<ThreadedCard>(
    `SELECT id AS "postingId", subject, desk, channel, ref, thread_ref AS "threadRef", thread_hash AS "threadHash"
     FROM posted_cards WHERE agency_id = $1 AND subject = $2 AND ref IS NOT NULL AND gone_at IS NULL
     ORDER BY desk, channel`,
    [agencyId, subject],
  )
}

/** Written before it is posted; false when a posting was begun before and came to no clear end. */
export async function beginThread(sql: Sql, agencyId: string, postingId: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE posted_cards SET thread_begun_at = $3
     WHERE agency_id = $1 AND id = $2 AND thread_begun_at IS NULL RETURNING id`,
    [agencyId, postingId, at],
  )
  return rows.length === 1
}

/** Nothing was posted, that is certain. */
export async function undoThread(sql: Sql, agencyId: string, postingId: string): Promise<void> {
  await sql.query('UPDATE posted_cards SET thread_begun_at = NULL WHERE agency_id = $1 AND id = $2', [
    agencyId,
    postingId,
  ])
}

/** `sure`: it was posted once at most; else the sweep looks for an extra. */
export async function markThread(
  sql: Sql,
  agencyId: string,
  drawn: { postingId: string; threadRef: string | null; threadHash: string; sure: boolean },
  at: Date,
): Promise<void> {
  await sql.query(
    `UPDATE posted_cards SET thread_ref = $3, thread_hash = $4, unsure_at = CASE WHEN $5 THEN unsure_at ELSE $6 END
     WHERE agency_id = $1 AND id = $2`,
    [agencyId, drawn.postingId, drawn.threadRef, drawn.threadHash, drawn.sure, at],
  )
}

/** True when this message is a card under which nobody had written before. */
export async function markNoted(
  sql: Sql,
  agencyId: string,
  { desk, channel }: { desk: DeskName; channel: string },
  ref: string,
  at: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE posted_cards SET noted_at = $5
     WHERE agency_id = $1 AND desk = $2 AND channel = $3 AND ref = $4 AND noted_at IS NULL RETURNING id`,
    [agencyId, desk, channel, ref, at],
  )
  return rows.length > 0
}

export async function forgetNoted(sql: Sql, agencyId: string, { desk, channel }: Place, ref: string): Promise<void> {
  await sql.query(
    'UPDATE posted_cards SET noted_at = NULL WHERE agency_id = $1 AND desk = $2 AND channel = $3 AND ref = $4',
    [agencyId, desk, channel, ref],
  )
}
