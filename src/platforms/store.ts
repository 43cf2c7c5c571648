import { refuseTaken } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'

/** One of a creator's presences on a platform; `externalId` is how events name it, once in an agency. */
export interface Account {
  id: string
  creatorId: string
  platform: string
  externalId: string
}

/** Inserts an account; false when its id is there already. Throws a `ZodError` when its external id is another's. */
export async function insertAccount(sql: Sql, agencyId: string, account: Account, at: Date): Promise<boolean> {
  const inserted = sql.query(
    `INSERT INTO accounts (agency_id, id, creator_id, platform, external_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agency_id, id) DO NOTHING RETURNING id`,
    [agencyId, account.id, account.creatorId, account.platform, account.externalId, at],
  )
  const unique = { path: ['externalId'], value: account.externalId, by: 'another account of this agency has it' }
  return (await refuseTaken(inserted, 'accounts_agency_id_external_id_key', unique)).length === 1
}

/** The accounts that events name, by external id. */
export async function accountsByExternalId(
  sql: Sql,
  agencyId: string,
  externalIds: readonly string[],
): Promise<Map<string, Account & { currency: string }>> {
  const rows = await sql.query<AccountRow & { currency: string }>(
    `SELECT a.id, a.creator_id, a.platform, a.external_id, c.currency FROM accounts a
     JOIN creators c ON c.agency_id = a.agency_id AND c.id = a.creator_id
     WHERE a.agency_id = $1 AND a.external_id = ANY($2)`,
    [agencyId, [...new Set(externalIds)]],
  )
  return new Map(rows.map((row) => [row.external_id, { ...toAccount(row), currency: row.currency }]))
}

/** The account of that id; null when the agency has none. */
export async function readAccount(sql: Sql, agencyId: string, id: string): Promise<Account | null> {
  const [row] = await sql.query<AccountRow>(
    'SELECT id, creator_id, platform, external_id FROM accounts WHERE agency_id = $1 AND id = $2',
    [agencyId, id],
  )
  return row ? toAccount(row) : null
}

/** A creator's accounts, the oldest first. */
export async function accountsOfCreator(sql: Sql, agencyId: string, creatorId: string): Promise<Account[]> {
  const rows = await sql.query<AccountRow>(
    'SELECT id, creator_id, platform, external_id FROM accounts WHERE agency_id = $1 AND creator_id = $2 ORDER BY created_at, id',
    [agencyId, creatorId],
  )
  return rows.map(toAccount)
}

/** Inserts an event source; false when the agency has it already. Throws a `ZodError` when its id is another agency's. */
export async function insertSource(sql: Sql, agencyId: string, id: string, name: string, at: Date): Promise<boolean> {
  const inserted = sql.query(
    `INSERT INTO event_sources (agency_id, id, name, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, id) DO NOTHING RETURNING id`,
    [agencyId, id, name, at],
  )
  const unique = { path: ['id'], value: id, by: 'another event source has it' }
  return (await refuseTaken(inserted, 'event_sources_id_key', unique)).length === 1
}

/** A source's agency: the door knows no more than the source's id. */
export async function findSourceAgency(sql: Sql, sourceId: string): Promise<string | null> {
  const [row] = await sql.query<{ agency_id: string }>(
    'SELECT agency_id FROM event_sources WHERE id = $1 AND revoked_at IS NULL',
    [sourceId],
  )
  return row?.agency_id ?? null
}

/** The id of the oldest event source of that name that was not revoked; null when the agency has none. */
export async function sourceNamed(sql: Sql, agencyId: string, name: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    'SELECT id FROM event_sources WHERE agency_id = $1 AND name = $2 AND revoked_at IS NULL ORDER BY created_at LIMIT 1',
    [agencyId, name],
  )
  return row?.id ?? null
}

interface AccountRow {
  id: string
  creator_id: string
  platform: string
  external_id: string
}

const toAccount = (row: AccountRow): Account => ({
  id: row.id,
  creatorId: row.creator_id,
  platform: row.platform,
  externalId: row.external_id,
})
