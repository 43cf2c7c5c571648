import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { StartupError } from '../kernel/startup-error.ts'
import type { Role } from './application-lock.ts'
import { type ConnectedDatabase, connectDatabase } from './connect.ts'
import { findLivePostmaster, isRunning } from './embedded/postmaster.ts'
import { scratchFolder, writeMigrations } from './testing/scratch.ts'

const DESK = fileURLToPath(new URL('testing/desk-process.ts', import.meta.url))

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let dataDir: string
let stateDir: string
let migrations: string
const open: ConnectedDatabase[] = []
const log: string[] = []
const onLost = vi.fn<(error: StartupError) => void>()

beforeAll(async () => {
  scratch = await scratchFolder()
  dataDir = join(scratch.path, 'postgres')
  stateDir = join(scratch.path, 'state')
  migrations = await writeMigrations(join(scratch.path, 'migrations'), { '1_notes': 'CREATE TABLE notes (text text)' })
})
afterEach(async () => {
  for (const connected of open.splice(0)) await connected.close()
  log.splice(0)
})
afterAll(() => scratch.remove())

async function connectAs(role: Role): Promise<ConnectedDatabase> {
  const connected = await connectDatabase({
    dataDir,
    stateDir,
    migrations,
    role,
    max: 2,
    log: (line) => log.push(line),
    onLost,
  })
  open.push(connected)
  return connected
}

function server() {
  return findLivePostmaster(join(dataDir, 'server', 'data'))
}

/** A desk in another process, once its database is open. */
async function spawnDesk() {
  const child = spawn(process.execPath, ['--import', 'tsx', DESK, dataDir, stateDir, migrations], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  return { child, exited }
}

test('a cold start opens a migrated database, and the close stops the server', async () => {
  const desk = await connectAs('application')
  await desk.database.query("INSERT INTO notes VALUES ('kept')")
  expect(desk.embedded).toBe(true)
  expect(await server()).not.toBeNull()
  await desk.close()
  expect(await server()).toBeNull()
})

test('a second desk on the same data directory is refused by name, and the first goes on', async () => {
  const first = await connectAs('application')
  await expect(connectAs('application')).rejects.toMatchObject({
    name: 'StartupError',
    whatHappened: expect.stringContaining(dataDir),
    whatToDo: expect.stringMatching(/stop it first.*DATA_DIR.*DATABASE_URL/),
  })
  expect(await first.database.query('SELECT text FROM notes')).toEqual([{ text: 'kept' }])
})

test('after a kill -9 of the process, its server lives, and the next start adopts it and has the desk to itself', async () => {
  const { child, exited } = await spawnDesk()
  const before = await server()
  child.kill('SIGKILL')
  await exited
  expect(await server()).toEqual(before)
  const next = await connectAs('application')
  expect(log).toContainEqual(expect.stringContaining('already runs'))
  expect(await server()).toEqual(before)
  expect(await next.database.query('SELECT text FROM notes')).toEqual([{ text: 'kept' }])
  await next.close()
  expect(await server()).toBeNull()
})

test('a desk in another process is refused too, and closing that one leaves the data directory free', async () => {
  const { child, exited } = await spawnDesk()
  await expect(connectAs('application')).rejects.toMatchObject({ name: 'StartupError' })
  child.kill('SIGTERM')
  await exited
  await connectAs('application')
})

test('Ctrl-C in the terminal does not reach the server', async () => {
  const { child, exited } = await spawnDesk()
  const running = await server()
  // What a terminal does: the signal goes to the whole process group, of which the server isn't.
  const groupOf = (pid: number) => process.kill(-pid, 0)
  expect(groupOf(running?.pid ?? 0)).toBe(true)
  child.kill('SIGTERM')
  await exited
})

test('commands share the server with the desk, and whoever leaves last stops it', async () => {
  const command = await connectAs('command')
  const desk = await connectAs('application')
  const another = await connectAs('command')
  await command.close()
  await desk.close()
  expect(await server()).not.toBeNull()
  expect(await another.database.query('SELECT text FROM notes')).toEqual([{ text: 'kept' }])
  await another.close()
  expect(await server()).toBeNull()
})

test('a start while the last one is just stopping the server finds itself a new one', async () => {
  for (let round = 0; round < 5; round++) {
    const first = await connectAs('command')
    const [second] = await Promise.all([connectAs('application'), first.close()])
    await second.database.ping()
    await second.close()
  }
})

test('a server that is killed under a running desk is started again, and the desk is still the only one', async () => {
  const desk = await connectAs('application')
  const killed = await server()
  process.kill(killed?.pid ?? 0, 'SIGKILL')
  await expect
    .poll(
      () =>
        desk.database.ping().then(
          () => 'back',
          (error) => error.code,
        ),
      { timeout: 20_000 },
    )
    .toBe('back')
  expect(isRunning(killed?.pid ?? 0)).toBe(false)
  expect(onLost).not.toHaveBeenCalled()
  await expect.poll(() => lockHolders(desk)).toBe(1)
  await expect(connectAs('application')).rejects.toMatchObject({ name: 'StartupError' })
})

async function lockHolders(desk: ConnectedDatabase): Promise<number> {
  const rows = await desk.database.query(
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'",
  )
  return rows.length
}
