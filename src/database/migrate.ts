import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { StartupError } from '../kernel/startup-error.ts'
import { databaseFailure } from './database-failure.ts'
import { type Migration, matchesChecksum, readMigrations } from './migration-files.ts'
import { withOption } from './session.ts'

/** The lock `prisma migrate deploy` takes, so that neither runs beside the other. */
const MIGRATION_LOCK = 72707369
const OLDEST_SERVER = 150_000
const PROJECT_MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

export interface MigrateOptions {
  /** Folder with one `<name>/migration.sql` per migration, applied in the order of their names; default the project's. */
  directory?: string
  log?: (line: string) => void
}

interface AppliedRow {
  migration_name: string
  checksum: string
  finished: boolean
}

/**
 * Brings the schema of the database at `url` up to date, as `prisma migrate deploy` would, without its engine. Each
 * migration and its record are one transaction, so that a kill in the middle leaves nothing behind. Of several processes
 * that start together one applies and the others wait. Returns the names it applied. Throws `StartupError` when it must
 * not go on; errors of the connection pass through.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const { directory = PROJECT_MIGRATIONS, log = () => {} } = options
  const migrations = await readMigrations(directory)
  const client = new pg.Client({
    connectionString: withOption(url, '-c TimeZone=UTC -c statement_timeout=0'),
    application_name: 'huntaze-desk migrate',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    refuseOldServer(await readServerVersion(client))
    // Nothing to do is the rule, and needs no lock.
    if (pending(migrations, await readApplied(client), log).length === 0) return []
    await lock(client, log)
    await client.query(MIGRATIONS_TABLE)
    const todo = pending(migrations, await readApplied(client), log)
    for (const migration of todo) {
      await apply(client, migration)
      log(`Applied migration ${migration.name}.`)
    }
    return todo.map((migration) => migration.name)
  } finally {
    // Gives the lock back, too.
    await client.end().catch(() => {})
  }
}

async function readServerVersion(client: pg.Client): Promise<{ number: number; version: string }> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  )
  return rows[0] ?? { number: 0, version: 'unknown' }
}

/** Refuses a server older than 15; `number` is its `server_version_num` (150004 for 15.4). */
export function refuseOldServer({ number, version }: { number: number; version: string }): void {
  if (number >= OLDEST_SERVER) return
  throw new StartupError(
    `The server at DATABASE_URL is PostgreSQL ${version}; 15 is the oldest this program works with.`,
    'Upgrade that server, or remove DATABASE_URL to use the built-in one.',
  )
}

async function lock(client: pg.Client, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [MIGRATION_LOCK])
  if (rows[0]?.got) return
  log('Another process applies migrations; waiting for it.')
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
}

async function readApplied(client: pg.Client): Promise<AppliedRow[]> {
  const found = await client.query<{ there: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there")
  if (!found.rows[0]?.there) return []
  const { rows } = await client.query<AppliedRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  return rows
}

/** What is left to apply; refuses a history that isn't ours to continue. */
function pending(migrations: Migration[], applied: AppliedRow[], log: (line: string) => void): Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const name = row.migration_name
    if (!row.finished) {
      throw new StartupError(
        `The migration ${name} failed earlier, and the database may lie between two versions.`,
        `Read its error in the table _prisma_migrations (column logs), mend what it names, then start again after: ` +
          `npx prisma migrate resolve --rolled-back ${name}`,
      )
    }
    const file = byName.get(name)
    // Another release is already running beside this one, which a rolling update does on purpose.
    if (!file) log(`The database has the migration ${name}, which this version doesn't know.`)
    else if (!matchesChecksum(file, row.checksum)) {
      throw new StartupError(
        `The migration ${name} was changed after it was applied to this database.`,
        `Restore prisma/migrations/${name}/migration.sql as it was, and put the change into a new migration.`,
      )
    }
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return migrations.filter((migration) => !done.has(migration.name))
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID()
  try {
    await client.query('BEGIN')
    await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
      id,
      checksum,
      name,
    ])
    await client.query(sql)
    await client.query(
      'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
      [id],
    )
    await client.query('COMMIT')
  } catch (error) {
    // A lost connection or a deadlock says nothing about the migration: the next start tries again.
    if (databaseFailure(error) !== error) throw error
    const message = (error as Error).message
    await client.query('ROLLBACK')
    await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ($1, $2, $3, $4)', [
      id,
      checksum,
      name,
      message,
    ])
    throw new StartupError(
      `The migration ${name} failed, and nothing of it was applied: ${message}`,
      `Mend what the message names, then start again after: npx prisma migrate resolve --rolled-back ${name}`,
      error,
    )
  }
}

/** As Prisma makes it. */
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
