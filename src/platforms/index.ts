/**
 * Where fans write and buy: accounts, the systems that may post events, and the list of platforms with or without an
 * official way to send. Leaves to the inbox what an event means, to adapters how a platform is spoken to.
 */
import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import type { Vault } from '../vault/index.ts'
import { addAccount, type NewAccount } from './add-account.ts'
import { addSource, type NewSource, rotateSource, sourceSecret } from './add-source.ts'
import { accountCommands } from './commands.ts'
import type { Platform } from './port.ts'
import { accountsByExternalId, accountsOfCreator, findSourceAgency, readAccount, sourceNamed } from './store.ts'

export type { OutgoingReply, Platform, SendOutcome } from './port.ts'
export type { Account } from './store.ts'
export type Platforms = ReturnType<typeof createPlatforms>

/** An event source that may post: whose it is, and the secrets that sign for it now. */
export interface OpenSource {
  agencyId: string
  secrets: string[]
}

/** Opening a secret costs a query; so long may a revoked one still be accepted. */
const SECRET_CACHE_MS = 10_000

/** The slice over its tables, with `list` as the platforms that have a connector. Bad input throws a `ZodError`. */
export function createPlatforms(ground: Ground, vault: Vault, list: readonly Platform[]) {
  const { database, clock } = ground
  const byName = new Map(list.map((platform) => [platform.name, platform]))
  const opened = new Map<string, { at: number; source: OpenSource | null }>()

  return {
    commands: (creatorsOf: (agencyId: string) => Promise<{ id: string; name: string }[]>) =>
      accountCommands(ground, creatorsOf),
    /** Adds an account and returns its id. */
    addAccount: (input: NewAccount) => addAccount(ground, input),
    /** Adds an event source; the secret is returned this once, and null for one that was there. */
    addSource: (input: NewSource) => addSource(ground, vault, input),
    /** Returns a new signing secret; the one before it stays good until the next rotation. */
    rotateSource: (source: { agencyId: string; id: string }) => rotateSource(ground, vault, source),

    /** A source's agency and live signing secrets; null when it is unknown or revoked. */
    async openSource(sourceId: string): Promise<OpenSource | null> {
      const known = opened.get(sourceId)
      const now = clock.now().getTime()
      if (known && now - known.at < SECRET_CACHE_MS) return known.source
      const agencyId = await findSourceAgency(database, sourceId)
      const source = agencyId && { agencyId, secrets: await vault.open(database, sourceSecret(agencyId, sourceId)) }
      if (opened.size > 10_000) opened.clear()
      opened.set(sourceId, { at: now, source: source || null })
      return source || null
    },

    /** Part: the accounts that events name. */
    accountsByExternalId: (sql: Sql, agencyId: string, ids: readonly string[]) =>
      accountsByExternalId(sql, agencyId, ids),
    /** The id of the agency's source of that name, or null. */
    sourceNamed,
    /** Part: a creator's accounts. */
    accountsOf: accountsOfCreator,
    /** The account of that id; null when the agency has none. */
    account: (sql: Sql, agencyId: string, id: string) => readAccount(sql, agencyId, id),

    /** The platform of that name; one that is not in the list has no way to send, so a person does. */
    platform: (name: string): Platform => byName.get(name) ?? { name, title: name },
  }
}
