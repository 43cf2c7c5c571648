import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, refuseOldServer } from './migrate.ts'
import { scratchFolder, writeMigrations } from './testing/scratch.ts'
import { emptyDatabase } from './testing/test-database.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let empty: Awaited<ReturnType<typeof emptyDatabase>>
let directory: string

beforeEach(async () => {
  scratch = await scratchFolder()
  empty = await emptyDatabase()
  directory = await writeMigrations(join(scratch.path, 'migrations'), {
    '20260101000000_first': 'CREATE TABLE fans (id int PRIMARY KEY);\nINSERT INTO fans VALUES (1);\n',
    '20260102000000_second': 'ALTER TABLE fans ADD COLUMN name text;',
  })
  // Prisma keeps this beside the folders.
  await writeFile(join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n')
})
afterEach(async () => {
  await empty.drop()
  await scratch.remove()
})

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: empty.url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('a fresh database gets every migration in order, and the next start changes nothing', async () => {
  expect(await migrate(empty.url, { directory })).toEqual(['20260101000000_first', '20260102000000_second'])
  expect(await query('SELECT * FROM fans')).toEqual([{ id: 1, name: null }])
  expect(await migrate(empty.url, { directory })).toEqual([])
})

test('the records are those prisma migrate deploy writes', async () => {
  await migrate(empty.url, { directory })
  const [record] = await query('SELECT * FROM _prisma_migrations ORDER BY migration_name LIMIT 1')
  expect(record).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    // printf 'CREATE TABLE fans (id int PRIMARY KEY);\nINSERT INTO fans VALUES (1);\n' | sha256sum
    checksum: '2ef09002247ffc42a89f499cb57f4c9f53552eab418e351d4aa47d3eee81fdc3',
    migration_name: '20260101000000_first',
    finished_at: expect.any(Date),
    rolled_back_at: null,
    logs: null,
    applied_steps_count: 1,
  })
})

test('processes that start together apply each migration once', async () => {
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(empty.url, { directory })))
  expect(applied.flat()).toEqual(['20260101000000_first', '20260102000000_second'])
  expect(await query('SELECT id FROM fans')).toEqual([{ id: 1 }])
})

test('a migration changed after it was applied is refused by name', async () => {
  await migrate(empty.url, { directory })
  await writeMigrations(directory, { '20260102000000_second': 'ALTER TABLE fans ADD COLUMN nick text;' })
  await expect(migrate(empty.url, { directory })).rejects.toMatchObject({
    name: 'StartupError',
    whatHappened: expect.stringContaining('20260102000000_second was changed'),
    whatToDo: expect.stringContaining('new migration'),
  })
})

test('a checkout with Windows line ends is the same migration', async () => {
  await migrate(empty.url, { directory })
  const sql = 'CREATE TABLE fans (id int PRIMARY KEY);\r\nINSERT INTO fans VALUES (1);\r\n'
  await writeMigrations(directory, { '20260101000000_first': sql })
  expect(await migrate(empty.url, { directory })).toEqual([])
})

test('a migration that fails leaves nothing of itself, keeps its error, and refuses the next start until resolved', async () => {
  const bad = '20260103000000_bad'
  await writeMigrations(directory, { [bad]: 'CREATE TABLE half (id int);\nALTER TABLE nowhere ADD COLUMN x int;' })
  await expect(migrate(empty.url, { directory })).rejects.toMatchObject({
    whatHappened: expect.stringMatching(/20260103000000_bad failed, and nothing of it was applied: .*nowhere/),
    whatToDo: expect.stringContaining(`resolve --rolled-back ${bad}`),
  })
  expect(await query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }])
  expect(await query('SELECT logs FROM _prisma_migrations WHERE finished_at IS NULL')).toEqual([
    { logs: expect.stringContaining('nowhere') },
  ])
  await expect(migrate(empty.url, { directory })).rejects.toMatchObject({
    whatHappened: expect.stringContaining(`${bad} failed earlier`),
  })

  // What `prisma migrate resolve --rolled-back` does.
  await query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL')
  await writeMigrations(directory, { [bad]: 'CREATE TABLE half (id int);' })
  expect(await migrate(empty.url, { directory })).toEqual([bad])
})

test('a database ahead of this version is used, and the log says so', async () => {
  await migrate(empty.url, { directory })
  const older = await writeMigrations(join(scratch.path, 'older'), {
    '20260101000000_first': 'CREATE TABLE fans (id int PRIMARY KEY);\nINSERT INTO fans VALUES (1);\n',
  })
  const log: string[] = []
  expect(await migrate(empty.url, { directory: older, log: (line) => log.push(line) })).toEqual([])
  expect(log).toEqual([expect.stringContaining('20260102000000_second')])
})

test('a server older than 15 is refused, 15 is not', () => {
  expect(() => refuseOldServer({ number: 140_011, version: '14.11' })).toThrow(/PostgreSQL 14\.11; 15 is the oldest/)
  refuseOldServer({ number: 150_000, version: '15.0' })
})
