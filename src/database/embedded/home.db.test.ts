import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FAST, scratchFolder } from '../testing/scratch.ts'
import { findHome } from './home.ts'
import { startEmbedded } from './start-embedded.ts'

const isRoot = process.getuid?.() === 0
let scratch: Awaited<ReturnType<typeof scratchFolder>>
let stateDir: string
beforeEach(async () => {
  scratch = await scratchFolder()
  stateDir = join(scratch.path, 'state')
})
afterEach(() => scratch.remove())

test.runIf(isRoot)(
  'as root below a home of mode 0700 it runs, keeps its data when the project moves, and forgets it with .huntaze',
  async () => {
    const home = join(scratch.path, 'root')
    await mkdir(home, { mode: 0o700 })
    const log: string[] = []
    const start = (project: string) =>
      startEmbedded({
        dataDir: join(home, project, '.huntaze', 'postgres'),
        stateDir,
        settings: FAST,
        log: (line) => log.push(line),
      })

    const server = await start('desk')
    await server.stop()
    const keptAt = (await readFile(join(home, 'desk', '.huntaze', 'postgres', 'kept-at'), 'utf8')).trim()
    expect(keptAt).toMatch(new RegExp(`^${stateDir}/desk-[0-9a-f]{12}$`))
    expect(log.join('\n')).toContain(keptAt)
    expect((await stat(join(keptAt, 'server', 'data'))).uid).toBe(65534)

    await rename(join(home, 'desk'), join(home, 'moved'))
    const moved = await start('moved')
    await moved.stop()
    expect(moved.url).toBe(server.url)

    await rm(join(home, 'moved', '.huntaze'), { recursive: true })
    const anew = await findHome(join(home, 'moved', '.huntaze', 'postgres'), stateDir, () => {})
    expect(anew.serverDir).not.toContain(keptAt)
  },
)

test.runIf(isRoot)('as root an existing cluster runs as the user it belongs to', async () => {
  const cluster = join(scratch.path, 'data', 'server', 'data')
  await mkdir(cluster, { recursive: true })
  await chown(cluster, 1234, 5678)
  expect((await findHome(join(scratch.path, 'data'), stateDir, () => {})).user).toEqual({ uid: 1234, gid: 5678 })
})

test.runIf(isRoot)('data kept elsewhere that is gone is not silently replaced by an empty database', async () => {
  await mkdir(join(scratch.path, 'data'))
  await writeFile(join(scratch.path, 'data', 'kept-at'), join(scratch.path, 'gone'))
  await expect(findHome(join(scratch.path, 'data'), stateDir, () => {})).rejects.toMatchObject({
    whatToDo: expect.stringContaining('kept-at'),
  })
})

test('a data directory that cannot be made is refused with its name', async () => {
  await writeFile(join(scratch.path, 'file'), '')
  const dataDir = join(scratch.path, 'file', 'postgres')
  await expect(findHome(dataDir, stateDir, () => {})).rejects.toMatchObject({
    name: 'StartupError',
    whatHappened: expect.stringContaining(dataDir),
    whatToDo: expect.stringContaining('DATA_DIR'),
  })
})

test.skipIf(isRoot)('a data directory closed for writing is refused with its name', async () => {
  const dataDir = join(scratch.path, 'closed')
  await mkdir(dataDir)
  await chmod(dataDir, 0o500)
  await expect(findHome(dataDir, stateDir, () => {})).rejects.toMatchObject({
    whatHappened: expect.stringContaining(`${dataDir} can't be written to`),
  })
})
