import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '../lifecycle/outage.ts'
import { type Fleet, startFleet } from './fleet.ts'
import { beginLoad, type Load } from './load.ts'

const timeout = 300_000
const KILLING_MS = 60_000
/** A worker that was killed keeps what it held for half a minute, and what waited in its queue as long again. */
const QUIET_WITHIN_MS = 150_000

let fleet: Fleet
beforeAll(async () => {
  fleet = await startFleet(['door', 'door', 'workers', 'workers', 'workers'])
}, timeout)
afterAll(() => fleet?.remove(), timeout)

const count = async (sql: string): Promise<number> =>
  (await fleet.database.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n ?? -1

/** Until every task that was owed is done; says what is left when that takes too long. */
async function untilQuiet(): Promise<void> {
  const left = `tasks WHERE state = 'running' OR (state = 'due' AND due_at <= now() + interval '1 minute')`
  for (const deadline = Date.now() + QUIET_WITHIN_MS; (await count(left)) > 0; await pause(200)) {
    if (Date.now() > deadline) {
      const tasks = await fleet.database.query(`SELECT name, state, count(*) AS n FROM ${left} GROUP BY 1, 2`)
      throw new Error(`not quiet: ${JSON.stringify(tasks)}`)
    }
  }
}

/** Everything that was taken is there once: event, message, fact, card, and its post on the desk. */
async function addsUp({ taken }: Load): Promise<void> {
  expect(new Set(taken).size).toBe(taken.length)
  const fans = await fleet.database.query<{ fan: string; cards: number; posted: number }>(
    `SELECT f.external_id AS fan, count(DISTINCT d.id) AS cards, count(p.id) FILTER (WHERE p.ref IS NOT NULL) AS posted
     FROM fans f LEFT JOIN drafts d ON d.fan_id = f.id AND d.state = 'open' LEFT JOIN posted_cards p ON p.subject = d.id
     GROUP BY f.id, f.external_id`,
  )
  expect(fans.filter(({ cards, posted }) => cards !== 1 || posted !== 1)).toEqual([])
  const known = new Set(fans.map(({ fan }) => fan))
  expect(taken.filter((fan) => !known.has(fan))).toEqual([])
  expect(await count(`received WHERE state <> 'applied'`)).toBe(0)
  expect(await count('received')).toBe(fans.length)
  expect(await count('messages')).toBe(fans.length)
  expect(await count(`facts WHERE name = 'message.received'`)).toBe(fans.length)
  expect(await count(`facts WHERE name = 'draft.opened'`)).toBe(fans.length)
  expect(await count(`tasks WHERE state = 'dead'`)).toBe(0)
}

test('two doors and three workers, one killed at random every second for a minute: everything once, nothing lost', {
  timeout,
}, async () => {
  const load = beginLoad(fleet, { name: 'killed', senders: 4, everyMs: 50 })
  let kills = 0
  for (const until = Date.now() + KILLING_MS; Date.now() < until; await pause(1_000)) {
    await fleet.kill(Math.floor(Math.random() * fleet.size))
    kills += 1
  }
  await load.end()
  await untilQuiet()
  await addsUp(load)
  console.log(`${load.taken.length} messages through ${kills} kills`)
  expect(kills).toBeGreaterThan(20)
  expect(load.taken.length).toBeGreaterThan(100)
})

test('Redis emptied in the middle, then away for 30 s: the doors take everything, and all of it is done once', {
  timeout,
}, async () => {
  const load = beginLoad(fleet, { name: 'no-redis', senders: 4, everyMs: 100 })
  await pause(3_000)
  await fleet.redis.empty()
  await pause(3_000)
  await fleet.redis.kill()
  const before = load.taken.length
  await pause(30_000)
  expect(load.taken.length - before).toBeGreaterThan(100)
  await fleet.redis.start()
  await load.end()
  await untilQuiet()
  await addsUp(load)
})

test('PostgreSQL ends every session and takes none for 5 s: sources send again, and all of it is done once', {
  timeout,
}, async () => {
  const load = beginLoad(fleet, { name: 'no-database', senders: 4, everyMs: 100 })
  await pause(2_000)
  await closeDatabase(fleet.url)
  await pause(5_000)
  await openDatabase(fleet.url)
  const before = load.taken.length
  await vi.waitFor(() => expect(load.taken.length - before).toBeGreaterThan(20), { timeout: 30_000 })
  await load.end()
  await untilQuiet()
  await addsUp(load)
})

test('told to stop, every process ends by itself', { timeout }, async () => {
  expect(new Set(await fleet.stop())).toEqual(new Set(['exit 0']))
})
