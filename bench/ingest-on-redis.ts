/**
 * The part of `npm run bench:ingest` on BullMQ: a door and a worker as two processes, whose tasks Redis carries, against
 * a service that inserts a row and adds a job once a request.
 */
import { type TestRedis, testRedis } from '../jobs/redis-server.fixtures.ts'
import type { Database } from '../src/database/pool.ts'
import { newKeyRingText } from '../src/vault/index.ts'
import type { Furnished } from './furnish.ts'
import { closedLoop } from './load.ts'
import { figure, mustAddUp, Rounds, say, sayGoal } from './measure.ts'
import { messageRequest } from './requests.ts'
import { scratchDatabase } from './scratch-database.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { drained } from './until.ts'

const CONNECTIONS = 64
const FANS = 500
const REQUESTS = { insert: 3_000, door: 8_000 }
const WARM_UP_SHARE = 0.1
const SETTINGS = { TURN_QUIET_MS: '60000', TURN_LONGEST_MS: '600000' }

type Figure = 'insert and add' | 'door' | 'door while applied'

interface Bench {
  furnished: Furnished
  database: Database
  insert: ServerProcess
  door: ServerProcess
  /** Starts a process of workers. */
  workers(): Promise<ServerProcess>
  rates: Rounds<Figure>
  sent: { insert: number; door: number }
  share: number
}

/** Prints goal 2, or that it was not measured where no redis-server is. */
export async function measureOnRedis(limits: { rounds: number; atMostSeconds: number }): Promise<void> {
  const redis = await testRedis().catch(() => null)
  if (!redis) return void say('\ngoal 2 door to commit on BullMQ: not measured, there is no redis-server here')
  const scratch = await scratchDatabase()
  try {
    await measure(scratch, redis, limits)
  } finally {
    await scratch.remove()
    await redis.remove()
  }
}

async function measure(
  { url, database }: { url: string; database: Database },
  redis: TestRedis,
  { rounds, atMostSeconds }: { rounds: number; atMostSeconds: number },
): Promise<void> {
  const keyRing = newKeyRingText()
  const product = (ROLE: string) =>
    startServer('product', { url, keyRing, redisUrl: redis.url, settings: { ...SETTINGS, ROLE } })
  const door = await product('door')
  const furnished = await door.call<Furnished>('furnish')
  await database.query('CREATE TABLE one_by_one (LIKE received INCLUDING ALL)')
  const insert = await startServer('insert', { url, redisUrl: redis.url, ...furnished })
  const sent = { insert: 0, door: 0 }
  const workers = async () => {
    const process = await product('workers')
    await process.call('start')
    return process
  }
  const bench: Bench = { furnished, database, insert, door, workers, rates: new Rounds(), sent, share: WARM_UP_SHARE }
  await door.call('start')
  say(`\nOn Redis: ${rounds} rounds of INSERT and BullMQ add a request, door (workers resting), door (workers at it).`)
  const started = performance.now()
  await round({ ...bench, rates: new Rounds() }, 'w', redis)
  bench.share = Math.min(1, (WARM_UP_SHARE * atMostSeconds * 1_000) / rounds / (performance.now() - started))
  for (let n = 1; n <= rounds; n += 1) await round(bench, `${n}`, redis)
  await addUp(bench)
  report(bench)
  for (const server of [door, insert]) await server.stop()
}

async function round(bench: Bench, name: string, redis: TestRedis): Promise<void> {
  const { rates, database, furnished } = bench
  rates.add('insert and add', await through(bench, 'insert', `i${name}`))
  // Nobody takes the reference's jobs: they must not stand in the way of ours.
  await redis.empty()
  rates.add('door', await through(bench, 'door', `d${name}`))
  const workers = await bench.workers()
  await drained(database, furnished.agencyId)
  rates.add('door while applied', await through(bench, 'door', `a${name}`))
  await drained(database, furnished.agencyId)
  await workers.stop()
  await database.query('CHECKPOINT')
}

async function through(bench: Bench, server: 'insert' | 'door', name: string): Promise<number> {
  const count = Math.ceil(REQUESTS[server] * bench.share)
  bench.sent[server] += count
  const requests = Array.from({ length: count }, (_, n) =>
    messageRequest(bench.furnished, `${name}-${n}`, `fan-${n % FANS}`),
  )
  const { seconds } = await closedLoop(bench[server].url, requests, { connections: CONNECTIONS, status: 202 })
  return count / seconds
}

async function addUp({ database, sent }: Bench): Promise<void> {
  const [row] = await database.query<Record<'journal' | 'messages' | 'owed' | 'inserts', number>>(
    `SELECT (SELECT count(*) FROM received WHERE state = 'applied') AS journal,
       (SELECT count(*) FROM messages) AS messages,
       (SELECT count(*) FROM tasks WHERE state = 'dead' OR (state = 'due' AND name <> 'draft-reply')) AS owed,
       (SELECT count(*) FROM one_by_one) AS inserts`,
  )
  mustAddUp([
    { what: 'journal rows, applied by way of Redis', stored: row?.journal ?? 0, expected: sent.door },
    { what: 'messages', stored: row?.messages ?? 0, expected: sent.door },
    { what: 'tasks left over or dead', stored: row?.owed ?? -1, expected: 0 },
    { what: 'rows of the reference', stored: row?.inserts ?? 0, expected: sent.insert },
  ])
}

function report({ rates }: Bench): void {
  for (const name of ['insert and add', 'door', 'door while applied'] as const)
    say(`${name.padEnd(18)} ${figure(rates.median(name), 'events/s')}`)
  const busy = rates.ratio('door while applied', 'insert and add')
  say(`the door while a worker process applies: ${figure(busy, '× (INSERT + BullMQ add)')}`)
  const reached = rates.ratio('door', 'insert and add')
  sayGoal('2 door to commit on BullMQ', reached, { least: 1.8 }, '× (INSERT + BullMQ add per request)')
}
