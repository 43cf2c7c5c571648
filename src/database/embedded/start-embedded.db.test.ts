import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { FAST, scratchFolder } from '../testing/scratch.ts'
import { isRunning, readPostmaster } from './postmaster.ts'
import { type EmbeddedServer, startEmbedded } from './start-embedded.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let dataDir: string
let serverDir: string
let clusterDir: string
const started: EmbeddedServer[] = []

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, stateDir: join(scratch.path, 'state'), settings: FAST })
  started.push(server)
  return server
}

async function query(server: EmbeddedServer, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  scratch = await scratchFolder()
  dataDir = join(scratch.path, 'project', '.huntaze', 'postgres')
  serverDir = join(dataDir, 'server')
  clusterDir = join(serverDir, 'data')
})
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
})
afterAll(() => scratch.remove())

test('two first starts at the same time make one cluster, share one server, and sweep what a killed one left', async () => {
  const halfMade = join(dataDir, 'server.new-4194303-abcdef')
  await mkdir(join(halfMade, 'data'), { recursive: true })
  const [one, two] = await Promise.all([start(), start()])
  expect(one.url).toBe(two.url)
  expect([one.adopted, two.adopted].sort()).toEqual([false, true])
  await expect(stat(halfMade)).rejects.toMatchObject({ code: 'ENOENT' })
  await query(one, 'CREATE TABLE kept AS SELECT 7 AS seven')
})

test('a warm start finds the data again, at the same address', async () => {
  const first = await start()
  await first.stop()
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(second.adopted).toBe(false)
  expect(await query(second, 'SELECT * FROM kept')).toEqual([{ seven: 7 }])
})

test('only this machine can reach the server, and only with the password that only its owner can read', async () => {
  const server = await start()
  expect(await query(server, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  expect(await query(server, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
  const wrong = new pg.Client({ connectionString: server.url.replace(/:[0-9a-f]+@/, ':wrong@') })
  await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' })
  expect((await stat(join(serverDir, 'password'))).mode & 0o777).toBe(0o600)
  expect((await stat(clusterDir)).mode & 0o777).toBe(0o700)
})

test('a server that is still running is adopted', async () => {
  const first = await start()
  const second = await start()
  expect(second).toMatchObject({ adopted: true, url: first.url })
})

test('a server killed with -9 starts again, with what was committed', async () => {
  const first = await start()
  const killed = await readPostmaster(clusterDir)
  process.kill(killed?.pid ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(isRunning(killed?.pid ?? 0)).toBe(false))
  const second = await start()
  expect(second).toMatchObject({ adopted: false, url: first.url })
  expect(await query(second, 'SELECT * FROM kept')).toEqual([{ seven: 7 }])
})

test.each([
  ['nobody has any more', 4_194_303],
  ['now belongs to another program', process.pid],
])('a postmaster.pid whose number %s does not hinder the start', async (_, pid) => {
  await writeFile(
    join(clusterDir, 'postmaster.pid'),
    `${pid}\n${clusterDir}\n1700000000\n20001\n\n127.0.0.1\n\nready   \n`,
  )
  expect((await start()).adopted).toBe(false)
})

test('a half-written postmaster.pid does not hinder the start', async () => {
  await writeFile(join(clusterDir, 'postmaster.pid'), `${process.pid}\n`)
  expect((await start()).adopted).toBe(false)
})

test('when another program took the port, another port is chosen and kept', async () => {
  const taken = Number(await readFile(join(serverDir, 'port'), 'utf8'))
  const other = createServer().listen({ host: '127.0.0.1', port: taken })
  await new Promise((done) => other.once('listening', done))
  try {
    const first = await start()
    expect(first.url).not.toContain(`:${taken}/`)
    await first.stop()
    expect((await start()).url).toBe(first.url)
  } finally {
    await new Promise((done) => other.close(done))
  }
})

test('stopping a server twice, or one that is gone, is no error', async () => {
  const server = await start()
  await server.stop()
  await server.stop()
  expect(await readPostmaster(clusterDir)).toBeNull()
})

test('a cluster of another major version is refused with what to do', async () => {
  const file = join(clusterDir, 'PG_VERSION')
  const ours = await readFile(file)
  await writeFile(file, '12\n')
  try {
    await expect(start()).rejects.toMatchObject({
      whatHappened: expect.stringContaining('PostgreSQL 12'),
      whatToDo: expect.stringContaining('pg_dump'),
    })
  } finally {
    await writeFile(file, ours)
  }
})
