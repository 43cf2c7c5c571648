import type { Sql } from '../database/sql.ts'

/** Where a message stands in its conversation. */
export interface Place {
  at: Date
  id: string
}

export interface Said extends Place {
  text: string
}

/**
 * The standing messages of a conversation before a place: how many, the number of the newest inbound one (0: none), and
 * those of ours among `ids`, oldest first.
 */
export async function olderMessages(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  before: Place,
  ids: readonly string[],
): Promise<{ messages: number; seq: number; said: Said[] }> {
  const [row] = await sql.query<{ messages: number; seq: number; said: { id: string; at: string; text: string }[] }>(
    `SELECT count(*)::int4 AS messages, coalesce(max(seq), 0) AS seq,
       coalesce(json_agg(json_build_object('id', id, 'at', at, 'text', text) ORDER BY at, id)
         FILTER (WHERE direction = 'outbound' AND id = ANY ($5::uuid[])), '[]') AS said
     FROM messages WHERE agency_id = $1 AND conversation_id = $2 AND deleted_at IS NULL AND (at, id) < ($3, $4::uuid)`,
    [agencyId, conversationId, before.at, before.id, ids],
  )
  const said = (row?.said ?? []).map(({ id, at, text }) => ({ id, at: new Date(at), text }))
  return { messages: row?.messages ?? 0, seq: row?.seq ?? 0, said }
}

/** Who said what in a conversation before a place, oldest first; the newest `limit`. Not what goes with its import some day. */
export async function saidBefore(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  before: Place,
  limit: number,
): Promise<(Said & { direction: 'inbound' | 'outbound' })[]> {
  const rows = await sql.query<Said & { direction: 'inbound' | 'outbound' }>(
    `SELECT id, at, text, direction FROM messages WHERE agency_id = $1 AND conversation_id = $2
       AND deleted_at IS NULL AND expires_at IS NULL AND (at, id) < ($3, $4::uuid)
     ORDER BY at DESC, id DESC LIMIT $5`,
    [agencyId, conversationId, before.at, before.id, limit],
  )
  return rows.reverse()
}

/** What we said in a conversation from one place (null: the first) up to another, oldest first; the newest `limit`. */
export async function ourMessages(
  sql: Sql,
  agencyId: string,
  conversationId: string,
  { from, before }: { from: Place | null; before: Place },
  limit: number,
): Promise<Said[]> {
  const rows = await sql.query<Said>(
    `SELECT id, at, text FROM messages WHERE agency_id = $1 AND conversation_id = $2 AND direction = 'outbound'
       AND deleted_at IS NULL AND (at, id) < ($3, $4::uuid)
       AND ($5::timestamptz IS NULL OR (at, id) >= ($5, $6::uuid))
     ORDER BY at DESC, id DESC LIMIT $7`,
    [agencyId, conversationId, before.at, before.id, from?.at ?? null, from?.id ?? null, limit],
  )
  return rows.reverse()
}
