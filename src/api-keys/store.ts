import type { Sql } from '../database/sql.ts'
import type { Scope } from './key.ts'

export interface ApiKey {
  id: string
  name: string
  scopes: Scope[]
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  /** A day, `2026-11-20`, UTC. */
  lastUsedOn: string | null
}

export type StoredKey = ApiKey & { hash: Buffer }

const COLUMNS = `id, name, scopes, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_on::text AS "lastUsedOn"`

export async function insertKey(
  sql: Sql,
  agencyId: string,
  key: Pick<StoredKey, 'id' | 'name' | 'scopes' | 'hash' | 'createdAt' | 'expiresAt'>,
): Promise<void> {
  await sql.query(
    `INSERT INTO api_keys (agency_id, id, name, scopes, hash, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [agencyId, key.id, key.name, key.scopes, key.hash, key.createdAt, key.expiresAt],
  )
}

/** A key whether it holds or not. */
export async function readStoredKey(sql: Sql, agencyId: string, id: string): Promise<StoredKey | null> {
  const [row] = await sql.query<StoredKey>(`SELECT ${COLUMNS}, hash FROM api_keys WHERE agency_id = $1 AND id = $2`, [
    agencyId,
    id,
  ])
  return row ?? null
}

/** An agency's keys, the newest first. */
export async function keysOf(sql: Sql, agencyId: string): Promise<ApiKey[]> {
  return sql.query<ApiKey>(
    `SELECT ${COLUMNS} FROM api_keys WHERE agency_id = $1 ORDER BY created_at DESC, id DESC LIMIT 500`,
    [agencyId],
  )
}

/** Ends a key at `at`, or sooner where it ends sooner; false when there is none that holds. */
export async function endKey(sql: Sql, agencyId: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE api_keys SET expires_at = least(expires_at, $3) WHERE agency_id = $1 AND id = $2 AND revoked_at IS NULL
     RETURNING id`,
    [agencyId, id, at],
  )
  return rows.length === 1
}

/** False when there is none of that id, or it was revoked before. */
export async function revokeKey(sql: Sql, agencyId: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE api_keys SET revoked_at = $3 WHERE agency_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id',
    [agencyId, id, at],
  )
  return rows.length === 1
}

/** Notes the day of a use, once a day. */
export async function markUsed(sql: Sql, agencyId: string, id: string, at: Date): Promise<void> {
  await sql.query(
    `UPDATE api_keys SET last_used_on = $3::date WHERE agency_id = $1 AND id = $2
       AND last_used_on IS DISTINCT FROM $3::date`,
    [agencyId, id, at.toISOString().slice(0, 10)],
  )
}
