import type { Database } from '../../database/pool.ts'

/**
 * Where a kill can hit, in words: `before commit of decide`, `after the desk posted`. With `#2` it is the second time
 * that this moment comes; `any#200` is the two hundredth of all.
 */
export type Moment = string

/** Called at every moment; a child that is to die there does not return from it. */
export type AtMoment = (moment: Moment) => void

/** Dies by SIGKILL when `deadly` comes: no handler, no flush, no rollback. */
export function dieAt(deadly: Moment): AtMoment {
  const [name, nth = '1'] = deadly.split('#')
  let left = Number(nth)
  return (moment) => {
    if (name !== 'any' && name !== moment) return
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
}

const JOURNAL = /INSERT INTO received\b/

/**
 * The same database, which says when each named transaction is about to commit, is committing and has committed. The
 * door's journal is one statement without a transaction around it, so it has moments of its own.
 */
export function withMoments(database: Database, at: AtMoment): Database {
  return {
    listen: database.listen,
    notify: database.notify,
    ping: database.ping,
    close: database.close,
    get prisma() {
      return database.prisma
    },
    async query(text, params) {
      if (!JOURNAL.test(text)) return database.query(text, params)
      at('before the door journals')
      const stored = database.query(text, params)
      setImmediate(() => at('while the door journals'))
      const rows = await stored
      at('after the door journaled')
      return rows as never
    },
    async transaction(name, work) {
      const result = await database.transaction(name, async (sql) => {
        const value = await work(sql)
        at(`before commit of ${name}`)
        // COMMIT is on its way by then, and nobody knows yet what became of it.
        setImmediate(() => at(`during commit of ${name}`))
        return value
      })
      at(`after commit of ${name}`)
      return result
    },
  }
}
