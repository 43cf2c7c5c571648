/**
 * `npm run bench:card`: how long a fan's message takes to become a card on the chat platform at 200 messages a second,
 * over the same statements and loopback calls made once in sequence. See docs/performance.md.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { testRedis } from '../jobs/redis-server.fixtures.ts'
import { migrate } from '../src/database/migrate.ts'
import type { Database } from '../src/database/pool.ts'
import { newKeyRingText } from '../src/vault/index.ts'
import type { Furnished } from './furnish.ts'
import { closedLoop, openLoop } from './load.ts'
import { figure, median, mustAddUp, quantile, Rounds, say, sayGoal, sayMachine } from './measure.ts'
import type { Statement } from './record-statements.ts'
import { createReplay } from './replay.ts'
import { messageRequest } from './requests.ts'
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { callLoopback, type Stubs, startStubs } from './stubs.ts'

const QUICK = process.argv.includes('--quick')
const ROUNDS = 5
/** The goal's rate; `--rate=50` shows where a smaller machine keeps up. */
const PER_SECOND = Number(process.argv.find((word) => word.startsWith('--rate='))?.slice(7) ?? 200)
const MESSAGES = PER_SECOND * (QUICK ? 3 : 10)
const WARM_UP = PER_SECOND * (QUICK ? 2 : 5)
const BARE_RUNS = QUICK ? 40 : 100
/** No card for so long, and the path is broken. A machine that merely can't keep up gets all the time it needs. */
const STUCK_MS = 20_000
/** A round that can't keep up takes longer than its messages; past this, no further round begins. */
const AT_MOST_SECONDS = QUICK ? 50 : 140
const ROUNDS_LEAST = 3

interface Bench {
  scratch: ScratchDatabase
  product: ServerProcess
  stubs: Stubs
  furnished: Furnished
  /** When the card of each fan arrived. */
  arrivedAt: Map<string, number>
  figures: Rounds<'bare' | 'p50' | 'p99' | 'server' | 'database'>
  sent: number
}

async function main(): Promise<void> {
  sayMachine()
  const redis = await testRedis().catch(() => null)
  try {
    const reports = [await onCarrier('in process')]
    if (redis) reports.push(await onCarrier('BullMQ', redis.url))
    for (const report of reports) report()
    if (!redis) say('goal 5 message to card on BullMQ: not measured, there is no redis-server here')
  } finally {
    await redis?.remove()
  }
}

/** Measures with one carrier of tasks; returns how to say what came out. */
async function onCarrier(carrier: string, redisUrl?: string): Promise<() => void> {
  say(`\nTasks carried ${carrier === 'BullMQ' ? 'by BullMQ' : carrier}`)
  const scratch = await scratchDatabase()
  const stubs = await startStubs()
  try {
    const bench = await measure(scratch, stubs, redisUrl)
    return () => report(bench, carrier)
  } finally {
    await stubs.close()
    await scratch.remove()
  }
}

async function measure(scratch: ScratchDatabase, stubs: Stubs, redisUrl: string | undefined): Promise<Bench> {
  const { modelUrl, chatUrl } = stubs
  const settings = { TURN_QUIET_MS: '0' }
  const product = await startServer('product', {
    url: scratch.url,
    keyRing: newKeyRingText(),
    settings,
    stubs: { modelUrl, chatUrl },
    ...(redisUrl !== undefined && { redisUrl }),
  })
  const furnished = await product.call<Furnished>('furnish')
  await product.call('start')
  const bench: Bench = { scratch, product, stubs, furnished, arrivedAt: new Map(), figures: new Rounds(), sent: 0 }
  stubs.onCard(({ title }) => {
    const fan = /fan-\S+/.exec(title)?.[0]
    if (fan && !bench.arrivedAt.has(fan)) bench.arrivedAt.set(fan, performance.now())
  })
  say(`Warming up with ${WARM_UP} messages, then ${ROUNDS} rounds of bare steps and ${MESSAGES} messages.`)
  bench.sent += (await atRate({ ...bench, figures: new Rounds() }, 'warm', WARM_UP)).count
  const replay = await bareSteps(bench)
  const calls = [() => callLoopback(modelUrl, SAMPLE_CALL), () => callLoopback(chatUrl, SAMPLE_CALL)]
  for (let n = 0; n < 20; n += 1) await replay.run(calls)
  const started = performance.now()
  for (let n = 1; n <= ROUNDS; n += 1) {
    if (n > ROUNDS_LEAST && performance.now() - started > AT_MOST_SECONDS * 1_000) {
      say(`Only ${n - 1} rounds: this machine can't keep up with ${PER_SECOND} messages/s.`)
      break
    }
    const bare: number[] = []
    for (let run = 0; run < BARE_RUNS; run += 1) bare.push(await replay.run(calls))
    bench.figures.add('bare', median(bare))
    const { count, p50, p99 } = await atRate(bench, `${n}`, MESSAGES)
    bench.sent += count
    say(
      `round ${n}  bare steps ${figure(median(bare), 'ms')}, to card p50 ${figure(p50, 'ms')}, p99 ${figure(p99, 'ms')}`,
    )
  }
  await replay.close()
  await addUp(scratch.database, bench)
  await product.stop()
  return bench
}

/** As large as what the path sends; the stubs answer anything. */
const SAMPLE_CALL = { subject: 'sample', card: { title: 'sample', body: 'x'.repeat(1_500) } }

/** Sends messages of new fans at the rate, waits for their cards, and notes the latencies of the round. */
async function atRate(bench: Bench, name: string, count: number) {
  const fans = Array.from({ length: count }, (_, n) => `fan-${name}-${n}`)
  const requests = fans.map((fan, n) => messageRequest(bench.furnished, `${name}-${n}`, fan))
  const dueAt: number[] = []
  const onDue = (index: number, at: number): void => {
    dueAt[index] = at
  }
  const before = { server: await bench.product.cpuMs(), database: await bench.scratch.cpuMs() }
  const options = { everyMs: 1_000 / PER_SECOND, connections: 32, status: 202 }
  await openLoop(bench.product.url, requests, { ...options, onDue })
  await cardsOf(bench, fans)
  const latencies = fans.map((fan, n) => (bench.arrivedAt.get(fan) ?? Number.NaN) - (dueAt[n] ?? Number.NaN))
  const p50 = median(latencies)
  const p99 = quantile(latencies, 0.99)
  bench.figures.add('p50', p50)
  bench.figures.add('p99', p99)
  bench.figures.add('server', ((await bench.product.cpuMs()) - before.server) / count)
  bench.figures.add('database', ((await bench.scratch.cpuMs()) - before.database) / count)
  await pause(500)
  return { count, p50, p99 }
}

async function cardsOf({ arrivedAt }: Bench, fans: readonly string[]): Promise<void> {
  let giveUpAt = performance.now() + STUCK_MS
  for (let missing = fans.length; missing > 0; await pause(20)) {
    const left = fans.filter((fan) => !arrivedAt.has(fan)).length
    if (left < missing) giveUpAt = performance.now() + STUCK_MS
    if (performance.now() > giveUpAt) throw new Error(`${left} messages have no card, none came for ${STUCK_MS} ms`)
    missing = left
  }
}

/** Records the statements of one message on its way to its card, and copies the database to run them again there. */
async function bareSteps(bench: Bench) {
  const { scratch, product, furnished } = bench
  const made = { name: 'recorded-one', fan: 'fan-recorded' }
  await product.call('recordStatements')
  const request = messageRequest(furnished, made.name, made.fan)
  await closedLoop(product.url, [request], { connections: 1, status: 202 })
  await cardsOf(bench, [made.fan])
  const statements = await product.call<Statement[]>('recordedStatements')
  bench.sent += 1
  await pause(500)
  say(`The path from message to card runs ${statements.length} statements, BEGIN and COMMIT included.`)
  return createReplay(await emptyCopy(scratch), statements, made)
}

/** In the order of their foreign keys: what is there before the first message. */
const FURNITURE = ['agencies', 'creators', 'accounts', 'assets', 'event_sources', 'bindings']

/** A second database with the same schema and agency, where no worker looks. */
async function emptyCopy({ database, url }: ScratchDatabase): Promise<string> {
  const copy = new URL(url)
  copy.pathname = '/bare_steps'
  await database.query('CREATE DATABASE bare_steps')
  await migrate(copy.href)
  const client = new pg.Client({ connectionString: copy.href })
  await client.connect()
  for (const table of FURNITURE) {
    const [row] = await database.query<{ rows: unknown }>(`SELECT jsonb_agg(to_jsonb(t)) AS rows FROM ${table} t`)
    const text = `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`
    await client.query(text, [JSON.stringify(row?.rows)])
  }
  await client.end()
  return copy.href
}

async function addUp(database: Database, { sent, furnished }: Bench): Promise<void> {
  await settled(database, furnished.agencyId)
  const [row] = await database.query<Record<'messages' | 'facts' | 'drafts' | 'cards' | 'tasks' | 'left', number>>(
    `SELECT (SELECT count(*) FROM messages) AS messages,
       (SELECT count(*) FROM facts WHERE name = 'message.received') AS facts,
       (SELECT count(*) FROM drafts WHERE state = 'open') AS drafts,
       (SELECT count(*) FROM posted_cards WHERE ref IS NOT NULL) AS cards,
       (SELECT count(*) FROM tasks WHERE name IN ('draft-reply', 'draw-cards') AND state = 'done') AS tasks,
       (SELECT count(*) FROM tasks WHERE state <> 'done' AND due_at <= now()) AS left`,
  )
  if (!row) throw new Error('no counts')
  say()
  mustAddUp([
    { what: 'messages', stored: row.messages, expected: sent },
    { what: 'facts message.received', stored: row.facts, expected: sent },
    { what: 'open drafts', stored: row.drafts, expected: sent },
    { what: 'posted cards', stored: row.cards, expected: sent },
    { what: 'tasks draft-reply and draw-cards, done', stored: row.tasks, expected: 2 * sent },
    { what: 'tasks due or dead', stored: row.left, expected: 0 },
  ])
}

/** What comes after the card: its reference, and the end of its task. */
async function settled(database: Database, agencyId: string): Promise<void> {
  const giveUpAt = performance.now() + STUCK_MS
  const question = `SELECT count(*) AS n FROM tasks WHERE agency_id = $1 AND (state = 'running' OR state = 'due' AND due_at <= now())`
  for (;;) {
    const [row] = await database.query<{ n: number }>(question, [agencyId])
    if (row?.n === 0 || performance.now() > giveUpAt) return
    await pause(50)
  }
}

function report({ figures }: Bench, carrier: string): void {
  const bare = figure(figures.median('bare'), 'ms')
  say(`\nTasks ${carrier}: medians of the rounds, ${PER_SECOND} messages/s, each of a fan of its own`)
  say(
    `bare steps ${bare}; message to card p50 ${figure(figures.median('p50'), 'ms')}, p99 ${figure(figures.median('p99'), 'ms')}`,
  )
  const server = figure(figures.median('server'), 'ms')
  say(`CPU a message: server ${server}, PostgreSQL ${figure(figures.median('database'), 'ms')}`)
  say()
  sayGoal(
    `5 message to card, ${carrier}, p50 over the bare steps`,
    figures.difference('p50', 'bare'),
    { most: 15 },
    'ms',
  )
  sayGoal(
    `5 message to card, ${carrier}, p99 over the bare steps`,
    figures.difference('p99', 'bare'),
    { most: 60 },
    'ms',
  )
}

await main()
