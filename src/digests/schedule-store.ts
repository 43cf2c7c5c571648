import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'
import type { DigestRule } from './digest-rule.ts'
import type { ScheduledDigest } from './scheduled.ts'

/** A channel of a desk. */
export interface Place {
  desk: DeskName
  channel: string
}

/** When a digest is posted where. */
export interface DigestSchedule extends DigestRule {
  agencyId: string
  id: string
  /** Null: of every creator, one card each. */
  creatorId: string | null
  digest: ScheduledDigest
  /** Null: on the creator's own channels. */
  place: Place | null
  nextDueAt: Date
  createdAt: Date
  pausedAt: Date | null
}

interface ScheduleRow extends Omit<DigestSchedule, 'place'> {
  desk: DeskName | null
  channel: string | null
}

const COLUMNS = `agency_id AS "agencyId", id, creator_id AS "creatorId", digest, desk, channel, zone,
  minute_of_day AS "minuteOfDay", weekdays, quiet_from AS "quietFrom", quiet_until AS "quietUntil",
  next_due_at AS "nextDueAt", created_at AS "createdAt", paused_at AS "pausedAt"`

const toSchedule = ({ desk, channel, ...row }: ScheduleRow): DigestSchedule => ({
  ...row,
  place: desk === null || channel === null ? null : { desk, channel },
})

/** Those that hold, paused ones included: by digest, those of all creators first. */
export async function listSchedules(sql: Sql, agencyId: string): Promise<DigestSchedule[]> {
  const rows = await sql.query<ScheduleRow>(
    `SELECT ${COLUMNS} FROM digest_schedules WHERE agency_id = $1 AND removed_at IS NULL
     ORDER BY digest DESC, creator_id NULLS FIRST, id`,
    [agencyId],
  )
  return rows.map(toSchedule)
}

/** Reads one and holds its row until the transaction ends; null when it isn't there or was removed. */
export async function lockSchedule(sql: Sql, agencyId: string, id: string): Promise<DigestSchedule | null> {
  const [row] = await sql.query<ScheduleRow>(
    `SELECT ${COLUMNS} FROM digest_schedules WHERE agency_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE`,
    [agencyId, id],
  )
  return row ? toSchedule(row) : null
}

/** False, and nothing changed, when the same digest of the same creators goes to the same place already. */
export async function insertSchedule(sql: Sql, one: DigestSchedule): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO digest_schedules (agency_id, id, creator_id, digest, desk, channel, zone, minute_of_day, weekdays,
       quiet_from, quiet_until, next_due_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING id`,
    [
      ...[one.agencyId, one.id, one.creatorId, one.digest, one.place?.desk ?? null, one.place?.channel ?? null],
      ...[one.zone, one.minuteOfDay, one.weekdays, one.quietFrom, one.quietUntil, one.nextDueAt, one.createdAt],
    ],
  )
  return rows.length === 1
}

/** Another time or place; false, and nothing changed, when that place has this digest already. The caller holds the row. */
export async function updateSchedule(sql: Sql, one: DigestSchedule): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE digest_schedules SET desk = $3, channel = $4, zone = $5, minute_of_day = $6, weekdays = $7, quiet_from = $8,
       quiet_until = $9, next_due_at = $10
     WHERE agency_id = $1 AND id = $2 AND NOT EXISTS (SELECT FROM digest_schedules twin
       WHERE twin.agency_id = $1 AND twin.id <> $2 AND twin.removed_at IS NULL AND twin.digest = digest_schedules.digest
         AND twin.creator_id IS NOT DISTINCT FROM digest_schedules.creator_id
         AND twin.desk IS NOT DISTINCT FROM $3 AND twin.channel IS NOT DISTINCT FROM $4) RETURNING id`,
    [
      ...[one.agencyId, one.id, one.place?.desk ?? null, one.place?.channel ?? null, one.zone, one.minuteOfDay],
      ...[one.weekdays, one.quietFrom, one.quietUntil, one.nextDueAt],
    ],
  )
  return rows.length === 1
}

/** Paused since then, or going on; then it is next due at `nextDueAt`. The caller holds the row. */
export async function writePaused(
  sql: Sql,
  { agencyId, id, pausedAt, nextDueAt }: Pick<DigestSchedule, 'agencyId' | 'id' | 'pausedAt' | 'nextDueAt'>,
): Promise<void> {
  await sql.query('UPDATE digest_schedules SET paused_at = $3, next_due_at = $4 WHERE agency_id = $1 AND id = $2', [
    ...[agencyId, id, pausedAt, nextDueAt],
  ])
}

export async function writeRemoved(sql: Sql, agencyId: string, id: string, at: Date): Promise<void> {
  await sql.query('UPDATE digest_schedules SET removed_at = $3 WHERE agency_id = $1 AND id = $2', [agencyId, id, at])
}

/** One for all creators takes the place of those of single creators at the same place; returns how many gave way. */
export async function removeSingles(
  sql: Sql,
  agencyId: string,
  { digest, place }: Pick<DigestSchedule, 'digest' | 'place'>,
  at: Date,
): Promise<number> {
  const rows = await sql.query(
    `UPDATE digest_schedules SET removed_at = $5
     WHERE agency_id = $1 AND digest = $2 AND creator_id IS NOT NULL AND removed_at IS NULL
       AND desk IS NOT DISTINCT FROM $3 AND channel IS NOT DISTINCT FROM $4 RETURNING id`,
    [agencyId, digest, place?.desk ?? null, place?.channel ?? null, at],
  )
  return rows.length
}

/** Agencies in which something is due. */
export async function agenciesDue(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT agency_id AS id FROM digest_schedules
     WHERE next_due_at <= $1 AND paused_at IS NULL AND removed_at IS NULL`,
    [now],
  )
  return rows.map(({ id }) => id)
}

/** As many in one transaction, which holds their rows. */
export const FIRED_AT_ONCE = 500

/** What is due, held for this transaction; rows that another replica holds are its business. */
export async function lockDue(sql: Sql, now: Date): Promise<DigestSchedule[]> {
  const rows = await sql.query<ScheduleRow>(
    `SELECT ${COLUMNS} FROM digest_schedules
     WHERE next_due_at <= $1 AND paused_at IS NULL AND removed_at IS NULL
     ORDER BY agency_id, id LIMIT ${FIRED_AT_ONCE} FOR UPDATE SKIP LOCKED`,
    [now],
  )
  return rows.map(toSchedule)
}

export async function moveSchedules(sql: Sql, moved: readonly DigestSchedule[]): Promise<void> {
  await sql.query(
    `UPDATE digest_schedules SET next_due_at = n.next_due_at
     FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS n(agency_id, id, next_due_at)
     WHERE digest_schedules.agency_id = n.agency_id AND digest_schedules.id = n.id`,
    [moved.map((one) => one.agencyId), moved.map((one) => one.id), moved.map((one) => one.nextDueAt)],
  )
}

/** A creator for whom nobody has set this digest, nor for all, nor taken it away. */
export interface Unset {
  agencyId: string
  creatorId: string
  zone: string
  digest: ScheduledDigest
}

/** Creators who have no schedule of these digests, and never had one; at most `most`. */
export async function withoutSchedule(sql: Sql, digests: readonly ScheduledDigest[], most: number): Promise<Unset[]> {
  return sql.query<Unset>(
    `SELECT c.agency_id AS "agencyId", c.id AS "creatorId", c.zone, d.digest
     FROM creators c CROSS JOIN unnest($1::text[]) AS d(digest)
     WHERE NOT EXISTS (SELECT FROM digest_schedules s WHERE s.agency_id = c.agency_id AND s.digest = d.digest
       AND (s.creator_id = c.id OR (s.creator_id IS NULL AND s.removed_at IS NULL)))
     ORDER BY c.agency_id, c.id, d.digest LIMIT $2`,
    [digests, most],
  )
}
