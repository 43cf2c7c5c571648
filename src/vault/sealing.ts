import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Failure } from '../kernel/failure.ts'

/** 256-bit keys by id. New secrets are sealed with `current`; the others still open what they sealed. */
export interface KeyRing {
  current: string
  keys: ReadonlyMap<string, Buffer>
}

/** What a secret belongs to: its associated data, so that a row can't be moved to another place. */
export interface SecretPlace {
  agencyId: string
  kind: string
  id: string
}

export interface Sealed {
  keyId: string
  nonce: Buffer
  ciphertext: Buffer
  tag: Buffer
}

const placeBytes = ({ agencyId, kind, id }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([agencyId, kind, id]), 'utf8')

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. */
export function sealSecret(ring: KeyRing, place: SecretPlace, secret: string): Sealed {
  const key = ring.keys.get(ring.current)
  if (!key)
    throw new Failure('secret_unreadable', `key ${ring.current} is not in the key ring`, { retry: { kind: 'never' } })
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(placeBytes(place))
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return { keyId: ring.current, nonce, ciphertext, tag: cipher.getAuthTag() }
}

/** Throws `Failure('secret_unreadable')` when the key is missing, or anything of the row or its place was changed. */
export function openSecret(ring: KeyRing, place: SecretPlace, sealed: Sealed): string {
  const key = ring.keys.get(sealed.keyId)
  const unreadable = (why: string, cause?: unknown) =>
    new Failure('secret_unreadable', `secret ${place.kind} ${place.id}: ${why}`, { retry: { kind: 'never' }, cause })
  if (!key) throw unreadable(`key ${sealed.keyId} is not in the key ring`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce, { authTagLength: 16 })
      .setAAD(placeBytes(place))
      .setAuthTag(sealed.tag)
    return Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw unreadable('it was changed, moved, or sealed with another key', cause)
  }
}

/**
 * Reads `id:base64,id:base64…` (32 bytes each; the first is current). Throws with what is wrong, never with the key.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, Buffer>()
  let current: string | null = null
  for (const entry of text.trim().split(/[\s,]+/)) {
    const [id, encoded] = entry.split(':')
    const key = Buffer.from(encoded ?? '', 'base64')
    if (!id || !/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
      throw new RangeError('each key is ID:BASE64 with an id of letters, digits, _ or - and exactly 32 bytes of key')
    }
    keys.set(id, key)
    current ??= id
  }
  return { current: current ?? '', keys }
}

export function newKeyRingText(): string {
  return `k1:${randomBytes(32).toString('base64')}`
}
