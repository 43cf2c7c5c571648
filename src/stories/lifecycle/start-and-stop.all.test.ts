import { chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { scratchFolder } from '../../database/testing/scratch.ts'
import { onDatabase } from '../../database/testing/server.ts'
import { killAll, type Program, READY_WITHIN_MS, type Start, serverOf, startProgram } from './program.ts'
import { visit } from './visitor.ts'

const timeout = 3 * READY_WITHIN_MS
const isRoot = process.getuid?.() === 0
/** `nobody`: a user of every Unix who owns nothing. */
const NOBODY = 65_534

let scratch: Awaited<ReturnType<typeof scratchFolder>>
const dataDirs: string[] = []

async function newDataDir(uid?: number): Promise<string> {
  const dataDir = join(scratch.path, `data-${dataDirs.length}`)
  dataDirs.push(dataDir)
  await mkdir(dataDir)
  if (uid !== undefined) await chown(dataDir, uid, uid)
  return dataDir
}

const agencies = (dataDir: string) =>
  visit({ dataDir }, async ({ query }) => (await query<{ n: number }>('SELECT count(*) AS n FROM agencies'))[0]?.n)

beforeAll(async () => {
  scratch = await scratchFolder()
})
afterEach(() => killAll(dataDirs), 60_000)
afterAll(() => scratch.remove())

const users: { who: string; uid?: number; skip: boolean }[] = [
  { who: isRoot ? 'root' : 'the user who tests', skip: false },
  {
    who: isRoot ? 'an ordinary user' : 'an ordinary user (skipped: only root can become one)',
    uid: NOBODY,
    skip: !isRoot,
  },
]
for (const { who, uid, skip } of users) {
  describe.skipIf(skip)(`as ${who}`, () => {
    const as = uid === undefined ? {} : { uid }

    test('the first start makes the sample agency, and SIGTERM leaves nothing running', { timeout }, async () => {
      const dataDir = await newDataDir(uid)
      const program = startProgram({ dataDir, args: [], ...as })
      const { web } = await program.ready()
      const page = await fetch(web)
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      await expectEnd(program, 'SIGTERM', dataDir)
      const again = startProgram({ dataDir, args: [], ...as })
      await again.ready()
      if (uid === undefined) expect(await agencies(dataDir)).toBe(1)
      await expectEnd(again, 'SIGINT', dataDir)
    })

    test('--empty starts without it; kill -9 and a start at once just work', { timeout }, async () => {
      const dataDir = await newDataDir(uid)
      const killed = startProgram({ dataDir, ...as })
      await killed.ready()
      await killed.end('SIGKILL')
      const program = startProgram({ dataDir, ...as })
      const { door } = await program.ready()
      expect((await fetch(`${door}/readyz`)).status).toBe(200)
      if (uid === undefined) expect(await agencies(dataDir)).toBe(0)
      await expectEnd(program, 'SIGTERM', dataDir)
    })
  })
}

async function expectEnd(program: Program, signal: NodeJS.Signals, dataDir: string): Promise<void> {
  expect(await program.end(signal), program.said()).toBe('exit 0')
  expect(await serverOf(dataDir)).toBeNull()
}

test('of two first starts at the same time one serves, and the other is refused by name', { timeout }, async () => {
  const dataDir = await newDataDir()
  const both = [startProgram({ dataDir }), startProgram({ dataDir })]
  const [first] = await Promise.race(both.map(async (program) => [program, await program.ended] as const))
  expect(await first.ended).toBe('exit 1')
  expect(first.said()).toContain(`The desk already runs on the data directory ${dataDir} as process `)
  const other = both.find((program) => program !== first)
  await other?.ready()
  expect(await other?.end('SIGTERM')).toBe('exit 0')
})

test('stopped in the middle of its first start, at any moment, the next start works', { timeout }, async () => {
  const dataDir = await newDataDir()
  for (const [n, signal] of (['SIGTERM', 'SIGINT', 'SIGTERM', 'SIGKILL', 'SIGTERM'] as const).entries()) {
    const program = startProgram({ dataDir, args: [] })
    await pause(500 + n * 900)
    await program.end(signal)
  }
  const program = startProgram({ dataDir, args: [] })
  await program.ready()
  expect(await agencies(dataDir)).toBe(1)
  await expectEnd(program, 'SIGTERM', dataDir)
})

test('npm start stops as cleanly, when npm is told to', { timeout }, async () => {
  const dataDir = await newDataDir()
  const program = startProgram({ dataDir, npm: true })
  await program.ready()
  await program.end('SIGTERM')
  expect(program.said()).toContain('"msg":"stopped"')
  expect(await serverOf(dataDir)).toBeNull()
})

describe('DATABASE_URL', () => {
  async function refused(settings: Start['settings']): Promise<string> {
    const program = startProgram({ dataDir: await newDataDir(), ...(settings && { settings }) })
    expect(await program.ended, program.said()).toBe('exit 1')
    return program.said()
  }

  test('with a wrong password: it says so, and shows none', { timeout }, async () => {
    const url = new URL(inject('testServer').adminUrl)
    url.password = 'not-the-one'
    const said = await refused({ DATABASE_URL: url.href })
    expect(said).toContain(`The password of ${url.username} in DATABASE_URL is wrong.`)
    expect(said).not.toContain('not-the-one')
  })

  test('naming a database that is not there: it says how to make it', { timeout }, async () => {
    const said = await refused({ DATABASE_URL: onDatabase(inject('testServer').adminUrl, 'no_such_desk') })
    expect(said).toContain('There is no database no_such_desk')
    expect(said).toContain('createdb no_such_desk')
  })

  test('of another kind: it says what one looks like', { timeout }, async () => {
    expect(await refused({ DATABASE_URL: 'mysql://root@localhost/desk' })).toContain('DATABASE_URL: its value can')
  })
})
