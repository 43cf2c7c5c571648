import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'

/** One shift handed over, with the names of its people. */
export interface Handover {
  id: string
  fromId: string
  fromName: string
  toId: string | null
  toName: string | null
  desk: DeskName | null
  channel: string | null
  since: Date
  at: Date
  takenByName: string | null
  takenAt: Date | null
}

export interface HandoverNote {
  byName: string
  text: string
}

export async function insertHandover(
  sql: Sql,
  agencyId: string,
  handover: Pick<Handover, 'id' | 'fromId' | 'toId' | 'desk' | 'channel' | 'since' | 'at'>,
): Promise<void> {
  const { id, fromId, toId, desk, channel, since, at } = handover
  await sql.query(
    `INSERT INTO handovers (agency_id, id, from_id, to_id, desk, channel, since, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [agencyId, id, fromId, toId, desk, channel, since, at],
  )
}

/** The handover of that id; null when this agency has none. */
export async function readHandover(sql: Sql, agencyId: string, id: string): Promise<Handover | null> {
  const [row] = await sql.query<Handover>(
    `SELECT h.id, h.from_id AS "fromId", f.name AS "fromName", h.to_id AS "toId", t.name AS "toName", h.desk, h.channel,
       h.since, h.at, b.name AS "takenByName", h.taken_at AS "takenAt"
     FROM handovers h
     JOIN operators f ON f.agency_id = h.agency_id AND f.id = h.from_id
     LEFT JOIN operators t ON t.agency_id = h.agency_id AND t.id = h.to_id
     LEFT JOIN operators b ON b.agency_id = h.agency_id AND b.id = h.taken_by_id
     WHERE h.agency_id = $1 AND h.id = $2`,
    [agencyId, id],
  )
  return row ?? null
}

/** Marks a handover as taken; false when somebody was first. */
export async function markTaken(sql: Sql, agencyId: string, id: string, byId: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE handovers SET taken_by_id = $3, taken_at = $4
     WHERE agency_id = $1 AND id = $2 AND taken_at IS NULL RETURNING id`,
    [agencyId, id, byId, at],
  )
  return rows.length === 1
}

export async function insertNote(
  sql: Sql,
  agencyId: string,
  note: { id: string; handoverId: string; byId: string; text: string; at: Date },
): Promise<void> {
  await sql.query(
    'INSERT INTO handover_notes (agency_id, id, handover_id, by_id, text, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [agencyId, note.id, note.handoverId, note.byId, note.text, note.at],
  )
}

/** What was noted, the oldest first; at most `most`, the newest. */
export async function readNotes(sql: Sql, agencyId: string, handoverId: string, most: number): Promise<HandoverNote[]> {
  const rows = await sql.query<HandoverNote>(
    `SELECT o.name AS "byName", n.text FROM handover_notes n
     JOIN operators o ON o.agency_id = n.agency_id AND o.id = n.by_id
     WHERE n.agency_id = $1 AND n.handover_id = $2 ORDER BY n.at DESC, n.id DESC LIMIT $3`,
    [agencyId, handoverId, most],
  )
  return rows.reverse()
}

/** Drafts whose approved reply has not left: to be sent by hand, refused, or nobody knows. The oldest first. */
export async function draftsNotSent(sql: Sql, agencyId: string, most: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT draft_id AS id FROM deliveries
     WHERE agency_id = $1 AND state IN ('by-hand', 'unknown', 'refused') ORDER BY created_at, id LIMIT $2`,
    [agencyId, most],
  )
  return rows.map(({ id }) => id)
}
