import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../pool.ts'
import { onDatabase } from './server.ts'

export interface TestDatabase {
  database: Database
  url: string
  /** Closes the pool and drops the database. What a test forgets is dropped at the end of the run. */
  drop(): Promise<void>
}

/** A migrated, empty database for one test file (or one test), in some 20 ms. */
export async function testDatabase(options: Partial<Omit<DatabaseOptions, 'url'>> = {}): Promise<TestDatabase> {
  const { template } = inject('testServer')
  const { url, drop } = await createDatabase(`TEMPLATE ${template}`)
  const database = openDatabase({ max: 5, ...options, url })
  return {
    database,
    url,
    async drop() {
      await database.close()
      await drop()
    },
  }
}

/** A database without any table, for tests of the migrator. */
export function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return createDatabase('TEMPLATE template0')
}

async function createDatabase(options: string): Promise<{ url: string; drop(): Promise<void> }> {
  const { adminUrl, prefix } = inject('testServer')
  const name = `${prefix}${randomBytes(4).toString('hex')}`
  await asAdmin(adminUrl, `CREATE DATABASE ${name} ${options} STRATEGY file_copy`)
  return {
    url: onDatabase(adminUrl, name),
    drop: () => asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
