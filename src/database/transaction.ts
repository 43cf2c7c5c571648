import type pg from 'pg'
import { Failure } from '../kernel/failure.ts'
import { invariant } from '../kernel/invariant.ts'
import { type OpenCopy, openCopy } from './copy.ts'
import { connectionFailure, databaseFailure, endsConnection } from './database-failure.ts'
import type { InTransaction, SqlRow, Transaction } from './sql.ts'
import { openStaging } from './staging.ts'
import type { StatementNames } from './statement-names.ts'

/** How a transaction went, for metrics: `conflict` and `away` are those that may be tried again. */
export type OnTransaction = (seen: {
  name: string
  durationMs: number
  outcome: 'committed' | 'rolled_back' | 'conflict' | 'away'
}) => void

/** `InTransaction` over a pool: one client for all of `work`, at PostgreSQL's default isolation (read committed). */
export function transactionsOver(pool: pg.Pool, names: StatementNames, seen?: OnTransaction): InTransaction {
  return async (name, work) => {
    const started = performance.now()
    const report = (outcome: Parameters<OnTransaction>[0]['outcome']) =>
      seen?.({ name, durationMs: performance.now() - started, outcome })
    const client = await pool.connect().catch((error) => {
      report('away')
      throw connectionFailure(error)
    })
    let broken = false
    try {
      const result = await runIn(client, names, name, work)
      report('committed')
      return result
    } catch (thrown) {
      const error = databaseFailure(thrown)
      broken = endsConnection(error) || !(await rolledBack(client))
      report(outcomeOf(error))
      throw error
    } finally {
      // A broken one is closed instead of returned.
      client.release(broken)
    }
  }
}

async function runIn<T>(
  client: pg.PoolClient,
  names: StatementNames,
  name: string,
  work: (sql: Transaction) => Promise<T>,
): Promise<T> {
  let open = true
  let copy: OpenCopy | null = null
  const copyInto = (statement: string): OpenCopy => {
    invariant(open, `transaction ${name} is used only while it is open (is an await missing?)`)
    copy = openCopy(client, statement)
    return copy
  }
  const sql: Transaction = {
    async query<Row = SqlRow>(text: string, params: readonly unknown[] = []) {
      invariant(open, `transaction ${name} is used only while it is open (is an await missing?)`)
      try {
        return (await client.query(names.statement(text, params))).rows as Row[]
      } catch (error) {
        throw databaseFailure(error)
      }
    },
    stage: (table) => openStaging(sql, copyInto, table),
  }
  try {
    await client.query('BEGIN')
    const result = await work(sql)
    open = false
    const { command } = await client.query('COMMIT')
    // PostgreSQL answers COMMIT with ROLLBACK, and no error, when a statement failed and `work` swallowed it.
    invariant(command === 'COMMIT', `transaction ${name} commits (an error inside it was caught and it went on)`)
    return result
  } catch (error) {
    // The server waits for rows until it hears that no more come: nothing else could be said to it.
    await (copy as OpenCopy | null)?.abandon()
    throw error
  } finally {
    open = false
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  )
}

function outcomeOf(error: unknown): Parameters<OnTransaction>[0]['outcome'] {
  if (error instanceof Failure && error.code === 'database_conflict') return 'conflict'
  if (error instanceof Failure && error.code === 'database_away') return 'away'
  return 'rolled_back'
}
