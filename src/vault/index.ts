/**
 * Credentials: sealed before they are stored, opened only where they are used, two alive while one is rotated.
 * Leaves to others what a secret is for.
 */
import type { Sql } from '../database/sql.ts'
import { bySystem, type Ground } from '../facts/index.ts'
import { type KeyRing, openSecret, type SecretPlace, sealSecret } from './sealing.ts'
import { insertSealed, liveSealed, revokeOlder } from './store.ts'

export { loadKeyRing } from './key-file.ts'
export { type KeyRing, newKeyRingText, parseKeyRing, type SecretPlace } from './sealing.ts'
export type Vault = ReturnType<typeof createVault>

export function createVault(ground: Ground, ring: KeyRing) {
  const { facts, clock } = ground
  return {
    /** Part: stores a new version of a secret beside the live ones; returns its version. */
    async put(sql: Sql, place: SecretPlace, secret: string): Promise<number> {
      const at = clock.now()
      const version = await insertSealed(sql, place, sealSecret(ring, place, secret), at)
      const data = { kind: place.kind, version, key: ring.current }
      await facts.record(sql, [
        { agencyId: place.agencyId, name: 'secret.stored', subject: place.id, by: bySystem('vault'), data, at },
      ])
      return version
    },
    /** Part: ends all versions older than `keepVersion`. */
    async revokeOlder(sql: Sql, place: SecretPlace, keepVersion: number): Promise<void> {
      const at = clock.now()
      await revokeOlder(sql, place, keepVersion, at)
      const data = { kind: place.kind, kept: keepVersion }
      await facts.record(sql, [
        { agencyId: place.agencyId, name: 'secret.revoked', subject: place.id, by: bySystem('vault'), data, at },
      ])
    },
    /** The live secrets, newest first, opened. Keep them no longer than their use. */
    async open(sql: Sql, place: SecretPlace): Promise<string[]> {
      return (await liveSealed(sql, place)).map((sealed) => openSecret(ring, place, sealed))
    },
  }
}
