import type { Database } from './database/pool.ts'
import type { Sql } from './database/sql.ts'
import type { Facts } from './facts/index.ts'

/** The same database, which wakes the workers after each commit that owed a task. */
export function wakeAfterCommit(database: Database, facts: Facts, wake: (dueAt: Date) => void): Database {
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
      return result
    },
  }
}
