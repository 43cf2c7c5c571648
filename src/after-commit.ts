import type { Database } from './database/pool.ts'
import type { Sql } from './database/sql.ts'
import type { Fact, Facts } from './facts/index.ts'

export interface AfterCommit {
  /** A task is owed, and when it falls due. */
  wake(dueAt: Date): void
  /** What happened, for logs and traces; it must not throw. */
  saw(facts: readonly Fact[]): void
}

/** The same database, which tells after each commit what it recorded and wakes the workers when it owed a task. */
export function tellAfterCommit(database: Database, facts: Facts, { wake, saw }: AfterCommit): Database {
  return {
    query: database.query,
    listen: database.listen,
    notify: database.notify,
    ping: database.ping,
    close: database.close,
    get prisma() {
      return database.prisma
    },
    async transaction(name, work) {
      let handle: Sql | null = null
      const result = await database.transaction(name, (sql) => {
        handle = sql
        return work(sql)
      })
      const dueAt = handle && facts.firstDue(handle)
      if (dueAt) wake(dueAt)
      const recorded = handle ? facts.recorded(handle) : []
      if (recorded.length > 0) saw(recorded)
      return result
    },
  }
}
