import type { InTransaction, Sql } from '../database/sql.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import type { ImportsDeps } from './request.ts'
import { agenciesWithExpired, expireImportRows, lockImports } from './store.ts'

/** Rows of one statement, so that none takes long and nobody waits long. */
const ROWS_AT_ONCE = 2_000

/** Owes an agency's expiry as soon as the date of one of its imports has come. */
export async function oweExpiry({ ground }: ImportsDeps): Promise<void> {
  const { database, clock, facts } = ground
  const dueAt = clock.now()
  const agencies = await agenciesWithExpired(database, dueAt)
  if (agencies.length === 0) return
  const input = { fact: '', subject: 'imports', data: {} }
  await database.transaction('owe-expiry', (sql) =>
    facts.owe(
      sql,
      agencies.map((agencyId) => ({ agencyId, name: 'expire-imports', key: 'imports', input, dueAt, latestAt: null })),
    ),
  )
}

/** Task: lets go of what only imports brought and whose date has come. */
export const expireByTask = async (deps: ImportsDeps, { task, commit }: TaskRun): Promise<void> =>
  void (await expireImports(deps, task.agencyId, commit))

/**
 * Deletes what only imports brought and whose date has come, bit by bit: messages with their conversations, then purchases
 * with what they added to their fans, then fans who have nothing left. What an event reported too stays, and so do assets,
 * which are no fan's. Marks the imports, and records a fact each. Returns how many imports that were.
 */
export async function expireImports(deps: ImportsDeps, agencyId: string, commit: InTransaction): Promise<number> {
  const { ground, fans, inbox } = deps
  const now = ground.clock.now()
  for (const take of [inbox.expireMessages, inbox.expireConversations, fans.expirePurchases, fans.expireFans]) {
    await untilNone(deps, agencyId, (sql) => take(sql, agencyId, now, ROWS_AT_ONCE))
  }
  return commit('expire-imports', async (sql) => {
    const ids = await expireImportRows(sql, agencyId, now)
    const by = bySystem('imports')
    await ground.facts.record(
      sql,
      ids.map((id) => ({ agencyId, name: 'import.expired', subject: id, by, data: {}, at: now })),
    )
    return ids.length
  })
}

async function untilNone(
  { ground }: ImportsDeps,
  agencyId: string,
  take: (sql: Sql) => Promise<number>,
): Promise<void> {
  for (let gone = ROWS_AT_ONCE; gone === ROWS_AT_ONCE; ) {
    gone = await ground.database.transaction('expire-rows', async (sql) => {
      // An import that is just coming in may bring the same rows, to be kept longer.
      await lockImports(sql, agencyId)
      return take(sql)
    })
  }
}
