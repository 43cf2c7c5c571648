import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../embedded/start-embedded.ts'
import { migrate } from '../migrate.ts'
import { FAST, scratchFolder, sweepScratchFolders } from './scratch.ts'
import { onDatabase, type TestServer } from './server.ts'

/**
 * One server for the whole run: an embedded one that needn't survive anything, or the one at `TEST_DATABASE_URL` (its
 * user may create databases). A template is migrated once; `testDatabase` copies it. All is gone afterwards.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  const prefix = `desk_test_${process.pid}_${randomBytes(3).toString('hex')}_`
  const template = `${prefix}template`
  const testServer: TestServer = { adminUrl: server.url, template, prefix }
  const tearDown = async () => {
    await dropDatabases(testServer)
    await server.stop()
  }
  try {
    await withAdmin(testServer, (admin) => admin.query(`CREATE DATABASE ${template} STRATEGY file_copy`))
    await migrate(onDatabase(server.url, template))
    // Nobody may connect from now on, autovacuum neither: a database in use can't be copied.
    await withAdmin(testServer, (admin) => admin.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`))
  } catch (error) {
    await tearDown()
    throw error
  }
  project.provide('testServer', testServer)
  return tearDown
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  await sweepScratchFolders()
  const scratch = await scratchFolder()
  try {
    const server = await startEmbedded({
      dataDir: join(scratch.path, 'data'),
      stateDir: join(scratch.path, 'state'),
      settings: { ...FAST, max_connections: '300' },
    })
    return { url: server.url, stop: () => server.stop().finally(scratch.remove) }
  } catch (error) {
    await scratch.remove()
    throw error
  }
}

async function dropDatabases(server: TestServer): Promise<void> {
  await withAdmin(server, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname ^@ $1', [
      server.prefix,
    ])
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  })
}

async function withAdmin(server: TestServer, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: server.adminUrl })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
