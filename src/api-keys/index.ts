/**
 * Keys of an agency's own programs for the HTTP API: hashed, with scopes, rotated without a gap. Leaves to the door what a
 * scope opens there; events and imports are signed by their sources and need none.
 */
import { z } from 'zod'
import { bySystem, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import { hashOf, isSame, keyText, newSecret, readKey, SCOPES, type Scope } from './key.ts'
import { endKey, insertKey, keysOf, markUsed, readStoredKey, revokeKey, type StoredKey } from './store.ts'

export { opens, SCOPES, type Scope } from './key.ts'
export type { ApiKey } from './store.ts'
export type ApiKeys = ReturnType<typeof createApiKeys>

const NewKey = z.strictObject({
  agencyId: z.uuid(),
  name: z.string({ error: '1 to 80 characters' }).trim().min(1, '1 to 80 characters').max(80, '1 to 80 characters'),
  scopes: z.array(z.enum(SCOPES, { error: `of ${SCOPES.join(', ')}` })).min(1, `at least one of ${SCOPES.join(', ')}`),
  /** Without it the key holds until it is revoked. */
  days: z.coerce.number({ error: '1 to 3650' }).int('whole days').min(1, '1 to 3650').max(3650, '1 to 3650').optional(),
})
export type NewKey = z.input<typeof NewKey>

/** Whose request it is. */
export interface Caller {
  agencyId: string
  keyId: string
  scopes: Scope[]
}

const DAY_MS = 86_400_000
/** So long the old key holds beside the new one: programs are changed in their own time. */
const OVERLAP_MS = DAY_MS
/** Checked for an unknown key: the same work and the same answer. */
const NOBODY = hashOf(newSecret())

export function createApiKeys({ database, clock, facts }: Ground) {
  const holds = (key: StoredKey, now: Date): boolean =>
    key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now)

  async function store(agencyId: string, key: Pick<StoredKey, 'name' | 'scopes' | 'expiresAt'>, endsId: string | null) {
    const [id, secret, at] = [newId(clock), newSecret(), clock.now()]
    const added = await database.transaction('add-api-key', async (sql) => {
      const endsAt = new Date(at.getTime() + OVERLAP_MS)
      // Revoked meanwhile: whoever ended it meant it.
      if (endsId !== null && !(await endKey(sql, agencyId, endsId, endsAt))) return false
      await insertKey(sql, agencyId, { ...key, id, hash: hashOf(secret), createdAt: at })
      const data = { scopes: key.scopes, ...(endsId !== null && { follows: endsId }) }
      await facts.record(sql, [
        { agencyId, name: 'api-key.added', subject: id, by: bySystem('command line'), data, at },
      ])
      return true
    })
    return added ? { id, key: keyText({ agencyId, id, secret }) } : null
  }

  return {
    /** Adds a key and returns it this once. Bad input throws a `ZodError`. */
    async add(input: NewKey): Promise<{ id: string; key: string }> {
      const { agencyId, name, scopes, days } = NewKey.parse(input)
      const expiresAt = days === undefined ? null : new Date(clock.now().getTime() + days * DAY_MS)
      const added = await store(agencyId, { name, scopes: [...new Set(scopes)], expiresAt }, null)
      invariant(added, 'a key that follows none is added')
      return added
    },
    /** A new key of the same name and scopes; the old one holds for another day. Null when it doesn't hold any more. */
    async rotate(agencyId: string, id: string): Promise<{ id: string; key: string } | null> {
      const old = await readStoredKey(database, agencyId, id)
      const now = clock.now()
      if (old === null || !holds(old, now)) return null
      // As long as the old one was given.
      const lasts = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime()
      const expiresAt = lasts === null ? null : new Date(now.getTime() + lasts)
      return store(agencyId, { name: old.name, scopes: old.scopes, expiresAt }, id)
    },
    /** Ends a key at once; false when there is none that holds. */
    async revoke(agencyId: string, id: string): Promise<boolean> {
      return database.transaction('revoke-api-key', async (sql) => {
        const at = clock.now()
        if (!(await revokeKey(sql, agencyId, id, at))) return false
        const fact = { agencyId, name: 'api-key.revoked', subject: id, by: bySystem('command line'), data: {}, at }
        await facts.record(sql, [fact])
        return true
      })
    },
    list: (agencyId: string) => keysOf(database, agencyId),
    /** Whose key this is; null when it is none that holds. */
    async callerOf(text: string): Promise<Caller | null> {
      const read = readKey(text)
      const key = read && (await readStoredKey(database, read.agencyId, read.id))
      const matches = isSame(hashOf(read?.secret ?? ''), key?.hash ?? NOBODY)
      const now = clock.now()
      if (!read || !key || !matches || !holds(key, now)) return null
      if (key.lastUsedOn !== now.toISOString().slice(0, 10)) await markUsed(database, read.agencyId, key.id, now)
      return { agencyId: read.agencyId, keyId: key.id, scopes: key.scopes }
    },
  }
}
