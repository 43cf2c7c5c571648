import type { Sql } from '../database/sql.ts'
import type { Sealed, SecretPlace } from './sealing.ts'

export interface SealedRow extends Sealed {
  version: number
}

export async function insertSealed(sql: Sql, place: SecretPlace, sealed: Sealed, at: Date): Promise<number> {
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO sealed_secrets (agency_id, kind, id, version, key_id, nonce, ciphertext, tag, created_at)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8 FROM sealed_secrets
     WHERE agency_id = $1 AND kind = $2 AND id = $3 RETURNING version`,
    [place.agencyId, place.kind, place.id, sealed.keyId, sealed.nonce, sealed.ciphertext, sealed.tag, at],
  )
  return row?.version ?? 0
}

/** The secrets that still hold, newest first. */
export async function liveSealed(sql: Sql, place: SecretPlace): Promise<SealedRow[]> {
  const rows = await sql.query<{ version: number; key_id: string; nonce: Buffer; ciphertext: Buffer; tag: Buffer }>(
    `SELECT version, key_id, nonce, ciphertext, tag FROM sealed_secrets
     WHERE agency_id = $1 AND kind = $2 AND id = $3 AND revoked_at IS NULL ORDER BY version DESC`,
    [place.agencyId, place.kind, place.id],
  )
  return rows.map((r) => ({
    version: r.version,
    keyId: r.key_id,
    nonce: r.nonce,
    ciphertext: r.ciphertext,
    tag: r.tag,
  }))
}

export async function revokeOlder(sql: Sql, place: SecretPlace, keepVersion: number, at: Date): Promise<void> {
  await sql.query(
    `UPDATE sealed_secrets SET revoked_at = $5
     WHERE agency_id = $1 AND kind = $2 AND id = $3 AND version < $4 AND revoked_at IS NULL`,
    [place.agencyId, place.kind, place.id, keepVersion, at],
  )
}
