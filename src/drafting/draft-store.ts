import type { Sql } from '../database/sql.ts'
import { afterEvent, type Draft, type DraftEvent, type DraftState } from './draft.ts'

/** Column → property of `Draft`, in one place for reading and inserting. */
const COLUMNS: Record<string, keyof Draft> = {
  agency_id: 'agencyId',
  id: 'id',
  conversation_id: 'conversationId',
  fan_id: 'fanId',
  creator_id: 'creatorId',
  account_id: 'accountId',
  state: 'state',
  version: 'version',
  outcome: 'outcome',
  level: 'level',
  category: 'category',
  rule: 'rule',
  text: 'text',
  confidence: 'confidence',
  reasons: 'reasons',
  warning: 'warning',
  upsell: 'upsell',
  price_minor: 'priceMinor',
  currency: 'currency',
  asset_id: 'assetId',
  knowledge: 'knowledge',
  persona_version: 'personaVersion',
  writer: 'writer',
  attempt: 'attempt',
  message_id: 'messageId',
  turn_from_seq: 'turnFromSeq',
  turn_to_seq: 'turnToSeq',
  turn_at: 'turnAt',
  due_at: 'dueAt',
  created_at: 'createdAt',
  drawn_at: 'drawnAt',
  supersedes_id: 'supersedesId',
  superseded_by_id: 'supersededById',
  settled_at: 'settledAt',
  settled_why: 'settledWhy',
  claimed_by_id: 'claimedById',
  claimed_until: 'claimedUntil',
  wake_at: 'wakeAt',
  typed_text: 'typedText',
  escalated_by_id: 'escalatedById',
  note: 'note',
  asked_for: 'askedFor',
  handled_by_id: 'handledById',
  handled_why: 'handledWhy',
  redraft_failed_at: 'redraftFailedAt',
  translations: 'translations',
  approach_id: 'approachId',
  offer_id: 'offerId',
}
const AS_JSON: ReadonlySet<keyof Draft> = new Set(['reasons', 'knowledge', 'translations'])
const NAMES = Object.entries(COLUMNS)
export const SELECT = `SELECT ${NAMES.map(([column, property]) => `${column} AS "${property}"`).join(', ')} FROM drafts`
const INSERT = `INSERT INTO drafts (${NAMES.map(([column]) => column).join(', ')})
  VALUES (${NAMES.map((_, n) => `$${n + 1}`).join(', ')})`

export async function insertDraft(sql: Sql, draft: Draft): Promise<void> {
  await sql.query(
    INSERT,
    NAMES.map(([, property]) =>
      AS_JSON.has(property) && draft[property] !== null ? JSON.stringify(draft[property]) : draft[property],
    ),
  )
}

export async function readDraft(sql: Sql, agencyId: string, id: string): Promise<Draft | null> {
  const [row] = await sql.query<Draft>(`${SELECT} WHERE agency_id = $1 AND id = $2`, [agencyId, id])
  return row ?? null
}

/** Reads a draft and holds its row until the transaction ends. */
export async function lockDraft(sql: Sql, agencyId: string, id: string): Promise<Draft | null> {
  const [row] = await sql.query<Draft>(`${SELECT} WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE`, [agencyId, id])
  return row ?? null
}

/** The drafts of a conversation that are live or wait for their delivery, newest first. */
export async function unsettledDrafts(sql: Sql, agencyId: string, conversationId: string): Promise<Draft[]> {
  return sql.query<Draft>(
    `${SELECT} WHERE agency_id = $1 AND conversation_id = $2 AND state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted')
     ORDER BY created_at DESC, id DESC`,
    [agencyId, conversationId],
  )
}

export async function latestDraft(sql: Sql, agencyId: string, conversationId: string): Promise<Draft | null> {
  const [row] = await sql.query<Draft>(
    `${SELECT} WHERE agency_id = $1 AND conversation_id = $2 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [agencyId, conversationId],
  )
  return row ?? null
}

/** Those of these conversations that have a live draft, or one that waits for its delivery. */
export async function withUnsettledDraft(
  sql: Sql,
  agencyId: string,
  conversationIds: readonly string[],
): Promise<Set<string>> {
  const rows = await sql.query<{ conversation_id: string }>(
    `SELECT DISTINCT conversation_id FROM drafts WHERE agency_id = $1 AND conversation_id = ANY($2::uuid[])
       AND state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted')`,
    [agencyId, conversationIds],
  )
  return new Set(rows.map((row) => row.conversation_id))
}

/** Live, or accepted and waiting for the delivery. */
const UNSETTLED = ['open', 'redrafting', 'snoozed', 'second', 'accepted'] as const satisfies readonly DraftState[]
export type UnsettledState = (typeof UNSETTLED)[number]

/** The queue of an agency: its first `limit` drafts in these states (all that aren't settled, by default), oldest first. */
export async function openDrafts(
  sql: Sql,
  agencyId: string,
  limit: number,
  states: readonly UnsettledState[] = UNSETTLED,
): Promise<Draft[]> {
  // The list of all of them lets the planner use the index on what is unsettled.
  return sql.query<Draft>(
    `${SELECT} WHERE agency_id = $1 AND state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted') AND state = ANY($3)
     ORDER BY created_at, id LIMIT $2`,
    [agencyId, limit, states],
  )
}

/** How many drafts of an agency are in each state that isn't settled, however many that are. */
export async function countOpenDrafts(sql: Sql, agencyId: string): Promise<Record<UnsettledState, number>> {
  const rows = await sql.query<{ state: UnsettledState; n: number }>(
    `SELECT state, count(*)::int AS n FROM drafts
     WHERE agency_id = $1 AND state IN ('open', 'redrafting', 'snoozed', 'second', 'accepted') GROUP BY state`,
    [agencyId],
  )
  const counts = { open: 0, redrafting: 0, snoozed: 0, second: 0, accepted: 0 }
  for (const { state, n } of rows) counts[state] = n
  return counts
}

/** How many cards are due and undecided; snoozed ones wait for nobody, and nobody waits for what they did not ask. */
export async function countLate(sql: Sql, agencyId: string, now: Date): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM drafts WHERE agency_id = $1 AND state IN ('open', 'redrafting', 'second') AND due_at <= $2
       AND approach_id IS NULL`,
    [agencyId, now],
  )
  return row?.n ?? 0
}

export async function lastSettled(sql: Sql, agencyId: string, since: Date, limit: number): Promise<Draft[]> {
  return sql.query<Draft>(
    `${SELECT} WHERE agency_id = $1 AND created_at > $2 AND state NOT IN ('open', 'redrafting', 'snoozed', 'second', 'accepted')
     ORDER BY settled_at DESC NULLS LAST LIMIT $3`,
    [agencyId, since, limit],
  )
}

/** What may change with an event; `undefined` leaves a column as it is. */
export interface DraftPatch {
  settledAt?: Date
  settledWhy?: string
  supersededById?: string
  priceMinor?: number | null
  wakeAt?: Date | null
  drawnAt?: Date
  askedFor?: Draft['askedFor']
  handledById?: string
  handledWhy?: string | null
  redraftFailedAt?: Date
}

/**
 * Moves a draft by an event of its machine, compare-and-set on state and version. Null when the draft was elsewhere
 * already: somebody was first.
 */
export async function moveDraft(sql: Sql, draft: Draft, event: DraftEvent, patch: DraftPatch): Promise<Draft | null> {
  const state = afterEvent(draft.state, event)
  if (state === null) return null
  const rows = await sql.query(
    `UPDATE drafts SET state = $5, version = version + 1, settled_at = $6, settled_why = coalesce($7, settled_why),
       superseded_by_id = coalesce($8, superseded_by_id), price_minor = CASE WHEN $9 THEN $10::int4 ELSE price_minor END,
       wake_at = $11, drawn_at = coalesce($12, drawn_at), asked_for = $14,
       handled_by_id = $15, handled_why = $16, redraft_failed_at = $17,
       claimed_by_id = CASE WHEN $13 THEN NULL ELSE claimed_by_id END, claimed_until = CASE WHEN $13 THEN NULL ELSE claimed_until END
     WHERE agency_id = $1 AND id = $2 AND version = $3 AND state = $4 RETURNING id`,
    [
      draft.agencyId,
      draft.id,
      draft.version,
      draft.state,
      state,
      patch.settledAt ?? null,
      patch.settledWhy ?? null,
      patch.supersededById ?? null,
      patch.priceMinor !== undefined,
      patch.priceMinor ?? null,
      patch.wakeAt ?? null,
      patch.drawnAt ?? null,
      // Whose it was is done with it: another person is asked.
      patch.settledAt !== undefined || state === 'second',
      patch.askedFor ?? null,
      patch.handledById ?? null,
      patch.handledWhy ?? null,
      patch.redraftFailedAt ?? null,
    ],
  )
  if (rows.length !== 1) return null
  return readDraft(sql, draft.agencyId, draft.id)
}

/** A superseded card links to the one that replaced it. */
export async function linkSuccessor(sql: Sql, draft: Draft, successorId: string): Promise<void> {
  await sql.query('UPDATE drafts SET superseded_by_id = $3 WHERE agency_id = $1 AND id = $2', [
    draft.agencyId,
    draft.id,
    successorId,
  ])
}

/** Drafts that wait for a decision at a price made with an offer, alone or beside others. */
export async function waitingWithOffer(sql: Sql, agencyId: string, offerId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM drafts WHERE agency_id = $1 AND state IN ('open', 'redrafting', 'snoozed', 'second')
       AND (offer_id = $2 OR knowledge->'price'->'offer'->'beside' @> jsonb_build_array(jsonb_build_object('id', $2::text)))
     ORDER BY id`,
    [agencyId, offerId],
  )
  return rows.map(({ id }) => id)
}
