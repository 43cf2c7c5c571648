import pg from 'pg'
import { Failure } from '../kernel/failure.ts'
import { connectionFailure, databaseFailure, endsConnection } from './database-failure.ts'
import type { PrismaClient } from './generated/client.ts'
import { openListener } from './listener.ts'
import { lazyReader } from './prisma-reader.ts'
import { sessionConfig } from './session.ts'
import type { InTransaction, Sql, SqlRow } from './sql.ts'
import { StatementNames } from './statement-names.ts'
import { type OnTransaction, transactionsOver } from './transaction.ts'

/**
 * The open database. House rule: `prisma` reads, `Sql` writes, since a change and its facts share one transaction and
 * the two can't. Everything rejects with `Failure('database_away')` while the database can't be reached, and works again
 * by itself when it is back.
 */
export interface Database extends Sql {
  transaction: InTransaction
  /**
   * Calls `heard` with the payload of each notification on `channel`, from when the promise resolves until the returned
   * function is called. After a lost connection it listens again by itself; what was notified in between is lost, and
   * `missed` is called then, for those who keep something that could be stale now.
   */
  listen(channel: string, heard: (payload: string) => void, missed?: () => void): Promise<() => Promise<void>>
  /** Notifies all processes that listen to `channel`; `payload` at most 7999 bytes. Coalesce: notifying takes a global lock at commit. */
  notify(channel: string, payload: string): Promise<void>
  /** The typed reader over the same pool. */
  readonly prisma: PrismaClient
  /** Resolves when the database answers. */
  ping(): Promise<void>
  /** Waits for what runs, then closes every connection. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  url: string
  /** Most connections at a time; one more is used when something listens. */
  max: number
  onTransaction?: OnTransaction
}

/** Opens a pool on `url`. Connects when first used, so it never fails. */
export function openDatabase({ url, max, onTransaction }: DatabaseOptions): Database {
  const pool = new pg.Pool({ ...sessionConfig(url), max, idleTimeoutMillis: 30_000 })
  // A client that is checked out has no other listener for errors, and one without would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', () => {})
  const names = new StatementNames()
  const listener = openListener(url)
  const reader = lazyReader(pool)
  let closed: Promise<void> | null = null

  async function query<Row = SqlRow>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
    let broken = false
    const client = await pool.connect().catch((error) => {
      throw connectionFailure(error)
    })
    try {
      return (await client.query(names.statement(text, params))).rows as Row[]
    } catch (thrown) {
      const error = databaseFailure(thrown)
      broken = endsConnection(error)
      throw error
    } finally {
      // `pool.query` would close the connection after every error, a unique violation included.
      client.release(broken)
    }
  }

  return {
    query,
    transaction: transactionsOver(pool, names, onTransaction),
    listen: listener.listen,
    async notify(channel, payload) {
      await query('SELECT pg_notify($1, $2)', [channel, payload])
    },
    get prisma() {
      if (closed) throw new Failure('database_away', 'The database is closed.', { retry: { kind: 'never' } })
      return reader.get()
    },
    async ping() {
      await query('SELECT 1')
    },
    close() {
      closed ??= Promise.all([listener.close(), reader.close()]).then(() => pool.end())
      return closed
    },
  }
}
