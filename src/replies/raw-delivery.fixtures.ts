import type { Sql } from '../database/sql.ts'
import { newId } from '../kernel/ids.ts'
import type { StoryHouse } from '../stories/house.ts'

/** A row of `deliveries` as somebody with a bug, or with psql, would write it. */
export interface RawDelivery {
  agency_id: string
  id: string
  decision_id: string
  decision_outcome: string
  content_hash: Buffer
  draft_id: string
  conversation_id: string
  account_id: string
  text: string | null
  price_minor: number | null
  currency: string | null
  asset_ids: string[] | null
  salt: Buffer | null
  erased_at: Date | null
}

const COLUMNS = [
  'agency_id',
  'id',
  'decision_id',
  'decision_outcome',
  'content_hash',
  'draft_id',
  'conversation_id',
  'account_id',
  'text',
  'price_minor',
  'currency',
  'asset_ids',
  'salt',
  'erased_at',
] as const

/** Writes around every store: what only the database can refuse. */
export async function insertRaw(sql: Sql, row: RawDelivery, state = 'waiting'): Promise<void> {
  const at = new Date('2026-11-20T14:00:00Z')
  const names = [...COLUMNS, 'state', 'turn_to_seq', 'created_at', 'undo_until', 'changed_at']
  await sql.query(
    `INSERT INTO deliveries (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
    [...COLUMNS.map((column) => row[column]), state, 1, at, at, at],
  )
}

/** The delivery that a decision allows, not yet stored. */
export async function rightDelivery(house: StoryHouse, decisionId: string): Promise<RawDelivery> {
  const { database } = house.app.ground
  const [decision] = await database.query<Omit<RawDelivery, 'decision_id' | 'decision_outcome'> & { outcome: string }>(
    'SELECT * FROM decisions WHERE id = $1',
    [decisionId],
  )
  if (!decision) throw new Error(`no decision ${decisionId}`)
  const { agency_id, content_hash, draft_id, conversation_id, account_id } = decision
  const { text, price_minor, currency, asset_ids, salt } = decision
  return {
    agency_id,
    id: newId(house.clock),
    decision_id: decisionId,
    decision_outcome: decision.outcome,
    content_hash,
    draft_id,
    conversation_id,
    account_id,
    text,
    price_minor,
    currency,
    asset_ids,
    salt,
    erased_at: null,
  }
}
