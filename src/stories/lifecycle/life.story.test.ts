import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scratchFolder } from '../../database/testing/scratch.ts'
import { halfSent } from './half-sent.ts'
import { killAll, type Program, READY_WITHIN_MS, serverOf, startProgram } from './program.ts'
import { addAgency, post, type Source, visit } from './visitor.ts'

// One life on one data directory, told in order: each test begins with what the one before left.
let scratch: Awaited<ReturnType<typeof scratchFolder>>
let dataDir: string
let source: Source
let program: Program

const timeout = 2 * READY_WITHIN_MS
const fans = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `fan-${from + n}`)
const received = () =>
  visit({ dataDir }, async ({ query }) => (await query<{ n: number }>('SELECT count(*) AS n FROM received'))[0]?.n)

beforeAll(async () => {
  scratch = await scratchFolder()
  dataDir = join(scratch.path, 'data')
})
afterAll(async () => {
  await killAll([dataDir])
  await scratch.remove()
}, timeout)

test('SIGTERM: the request in flight gets its 202, tasks end or are handed back, the server stops, exit code 0', {
  timeout,
}, async () => {
  program = startProgram({ dataDir })
  const { door } = await program.ready()
  source = await addAgency({ dataDir })
  expect((await post(door, source, fans(0, 120))).status).toBe(202)
  const inFlight = await halfSent(door, source, 'in-flight')
  const ended = program.end('SIGTERM')
  await untilSaid('stopping')
  expect(await inFlight.finish()).toBe('HTTP/1.1 202 Accepted')
  expect(await ended).toBe('exit 0')
  expect(await serverOf(dataDir)).toBeNull()
  expect(await received()).toBe(121)
  const held = await visit({ dataDir }, ({ query }) =>
    query(`SELECT name FROM tasks WHERE state IN ('running', 'dead')`),
  )
  expect(held).toEqual([])
})

test('kill -9, then a start again: the data is there, what was owed is done, and a second start beside it is refused', {
  timeout,
}, async () => {
  program = startProgram({ dataDir })
  const { door } = await program.ready()
  expect((await post(door, source, fans(200, 320))).status).toBe(202)
  expect(await program.end('SIGKILL')).toBe('SIGKILL')

  program = startProgram({ dataDir })
  const again = await program.ready()
  const second = startProgram({ dataDir })
  expect(await second.ended).toBe('exit 1')
  expect(second.said()).toContain(
    `The desk already runs on the data directory ${dataDir} as process ${program.process.pid}.`,
  )
  expect((await fetch(`${again.door}/readyz`)).status).toBe(200)
  expect(await received()).toBe(241)
  // Stands for the half minute that a worker's lease outlives it.
  await visit({ dataDir }, ({ query }) => query(`UPDATE tasks SET lease_until = now() WHERE state = 'running'`))
  await everyFanHasItsCard(241)
})

test('SIGINT: as with SIGTERM, and a second one while it stops changes nothing', { timeout }, async () => {
  const ended = program.end('SIGINT')
  program.process.kill('SIGINT')
  expect(await ended).toBe('exit 0')
  expect(await serverOf(dataDir)).toBeNull()
})

async function untilSaid(text: string): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await pause(10)) {
    if (program.said().includes(text)) return
  }
  throw new Error(`it did not say “${text}”:\n${program.said()}`)
}

async function everyFanHasItsCard(wanted: number): Promise<void> {
  await visit({ dataDir }, async ({ query }) => {
    let cards = 0
    for (const deadline = Date.now() + READY_WITHIN_MS; cards < wanted && Date.now() < deadline; await pause(200)) {
      cards = (await query<{ n: number }>('SELECT count(*) AS n FROM drafts'))[0]?.n ?? 0
    }
    expect(cards).toBe(wanted)
  })
}
