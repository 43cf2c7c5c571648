import type { Database } from '../src/database/pool.ts'
import type { Sql } from '../src/database/sql.ts'

export interface Statement {
  text: string
  /** Dates as `{ date }`, bytes as `{ hex }`: they travel between processes as JSON. */
  params: unknown[]
}

/**
 * A database that can be asked to write down the statements that run on it, `BEGIN` and `COMMIT` included: transaction by
 * transaction in the order in which they began.
 */
export function recorded(database: Database) {
  let isOn = false
  let began: Statement[][] = []
  const begin = () => {
    const statements: Statement[] = []
    if (isOn) began.push(statements)
    return (text: string, params: readonly unknown[] = []) => {
      if (isOn) statements.push({ text, params: params.map(packed) })
    }
  }
  const query: Sql['query'] = (text, params) => {
    begin()(text, params)
    return database.query(text, params)
  }
  const spied: Database = Object.create(database, {
    query: { value: query },
    transaction: {
      value: ((name, work) =>
        database.transaction(name, async (sql) => {
          const note = begin()
          note('BEGIN')
          const result = await work({
            ...sql,
            query: (text, params) => {
              note(text, params)
              return sql.query(text, params)
            },
          })
          note('COMMIT')
          return result
        })) satisfies Database['transaction'],
    },
  })
  return {
    database: spied,
    start() {
      began = []
      isOn = true
    },
    stop() {
      isOn = false
    },
    take: (): Statement[] => began.flat(),
  }
}

function packed(value: unknown): unknown {
  if (value instanceof Date) return { date: value.toISOString() }
  if (Buffer.isBuffer(value)) return { hex: value.toString('hex') }
  return Array.isArray(value) ? value.map(packed) : value
}

export function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked)
  if (value !== null && typeof value === 'object') {
    if ('date' in value) return new Date(String(value.date))
    if ('hex' in value) return Buffer.from(String(value.hex), 'hex')
  }
  return value
}
