import { randomBytes } from 'node:crypto'
import { bySystem, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Vault } from '../vault/index.ts'
import { insertSource } from './store.ts'

/** Where the vault keeps the signing secrets of an event source. */
export const sourceSecret = (agencyId: string, sourceId: string) => ({ agencyId, kind: 'event-source', id: sourceId })

export interface NewSource {
  agencyId: string
  name: string
  id?: string
  /** 256 random bits when not given. */
  secret?: string
}

/**
 * Adds a system that may post signed events. The secret is returned once and stored sealed. With an id that exists
 * already nothing changes, and the secret is not returned. Throws a `ZodError` when the id is another agency's source's.
 */
export async function addSource(
  { database, clock, facts }: Ground,
  vault: Vault,
  source: NewSource,
): Promise<{ id: string; secret: string | null }> {
  const id = source.id ?? newId(clock)
  const secret = source.secret ?? randomBytes(32).toString('hex')
  return database.transaction('add-source', async (sql) => {
    const at = clock.now()
    if (!(await insertSource(sql, source.agencyId, id, source.name, at))) return { id, secret: null }
    await vault.put(sql, sourceSecret(source.agencyId, id), secret)
    await facts.record(sql, [
      { agencyId: source.agencyId, name: 'source.added', subject: id, by: bySystem('setup'), data: {}, at },
    ])
    return { id, secret }
  })
}

/** Starts a rotation: returns a new secret, accepted beside the newest one until now; every older one ends here. */
export async function rotateSource(
  { database, clock, facts }: Ground,
  vault: Vault,
  source: { agencyId: string; id: string },
): Promise<string> {
  const secret = randomBytes(32).toString('hex')
  await database.transaction('rotate-source', async (sql) => {
    const place = sourceSecret(source.agencyId, source.id)
    const version = await vault.put(sql, place, secret)
    // At most two live at once: the one before the last ends here.
    await vault.revokeOlder(sql, place, version - 1)
    const { agencyId, id: subject } = source
    const by = bySystem('setup')
    await facts.record(sql, [{ agencyId, name: 'source.rotated', subject, by, data: { version }, at: clock.now() }])
  })
  return secret
}
