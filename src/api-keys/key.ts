import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a key may be used for. Without `:read`, writing too. */
export const SCOPES = [
  'drafts',
  'personas',
  'personas:read',
  'guardrails',
  'guardrails:read',
  'automations',
  'automations:read',
  'analytics:read',
  'offers',
  'offers:read',
] as const
export type Scope = (typeof SCOPES)[number]

const SECRET_BYTES = 32
/** `hd_`, the agency's and the key's id, and the secret; found by secret scanners by its beginning. */
const KEY = /^hd_([\w-]{43})_([\w-]{43})$/

export interface ReadKey {
  agencyId: string
  id: string
  secret: string
}

/** A new secret for a key, as text. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** The key as its owner keeps it. `agencyId` and `id` are UUIDs. */
export function keyText({ agencyId, id, secret }: ReadKey): string {
  const named = Buffer.from((agencyId + id).replaceAll('-', ''), 'hex').toString('base64url')
  return `hd_${named}_${secret}`
}

/** Null for what is no key at all. */
export function readKey(text: string): ReadKey | null {
  const [, named, secret] = KEY.exec(text) ?? []
  if (named === undefined || secret === undefined) return null
  const hex = Buffer.from(named, 'base64url').toString('hex')
  const uuid = (at: number) => hex.slice(at, at + 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { agencyId: uuid(0), id: uuid(32), secret }
}

/** SHA-256: the secret is random, so a slow hash would only slow the door. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** In a time that says nothing about where they differ. */
export const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

/** Whether these scopes open `wanted`; a scope without `:read` holds its own `:read`. */
export const opens = (scopes: readonly string[], wanted: Scope): boolean =>
  scopes.includes(wanted) || scopes.includes(wanted.replace(/:read$/, ''))
