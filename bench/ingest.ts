/**
 * `npm run bench:ingest`: what a signed event costs from the door to the commit, and from there to the message, its fact
 * and its tasks, against a Fastify that only answers and one that inserts once a request. See docs/performance.md.
 */
import type { Database } from '../src/database/pool.ts'
import { newKeyRingText } from '../src/vault/index.ts'
import type { Furnished } from './furnish.ts'
import { measureOnRedis } from './ingest-on-redis.ts'
import { closedLoop } from './load.ts'
import { figure, median, mustAddUp, Rounds, say, sayGoal, sayMachine } from './measure.ts'
import { messageRequest } from './requests.ts'
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { applied, drained } from './until.ts'

const QUICK = process.argv.includes('--quick')
const ROUNDS = QUICK ? 5 : 7
const CONNECTIONS = 64
/** Few enough that the warm-up meets them all: a round then makes no new conversations. */
const FANS = 500
/** Requests a round; each layer then takes one or two seconds on two quiet cores. */
const REQUESTS = { bare: 20_000, insert: 5_000, door: 12_000, applied: 8_000, single: 600 }
/** A tenth of them warm up. What that took says how large a part of the rest fits into this time. */
const WARM_UP_SHARE = 0.1
const AT_MOST_SECONDS = QUICK ? 30 : 130
/** Fans are never quiet for as long as this runs, so that no draft falls due in the middle of a round. */
const SETTINGS = { TURN_QUIET_MS: '60000', TURN_LONGEST_MS: '600000' }

type Layer = 'bare' | 'insert' | 'door' | 'applied'

interface Bench {
  scratch: ScratchDatabase
  product: ServerProcess
  servers: Record<Layer, ServerProcess>
  furnished: Furnished
  rates: Rounds<Layer | `${Layer} at one` | 'door while applying'>
  cpu: Rounds<`${Layer} server` | `${Layer} database`>
  sent: Record<'product' | 'insert', number>
  /** How much of `REQUESTS` a round sends. */
  share: number
}

async function main(): Promise<void> {
  sayMachine()
  const scratch = await scratchDatabase()
  try {
    await measure(scratch)
  } finally {
    await scratch.remove()
  }
  await measureOnRedis({ rounds: ROUNDS, atMostSeconds: AT_MOST_SECONDS / 2 })
}

async function measure(scratch: ScratchDatabase): Promise<void> {
  const { url, database } = scratch
  const product = await startServer('product', { url, keyRing: newKeyRingText(), settings: SETTINGS })
  const furnished = await product.call<Furnished>('furnish')
  await database.query('CREATE TABLE one_by_one (LIKE received INCLUDING ALL)')
  const insert = await startServer('insert', { url, ...furnished })
  const bare = await startServer('bare', {})
  const servers = { bare, insert, door: product, applied: product }
  const bench: Bench = {
    scratch,
    product,
    servers,
    furnished,
    rates: new Rounds(),
    cpu: new Rounds(),
    sent: { product: 0, insert: 0 },
    share: WARM_UP_SHARE,
  }
  await product.call('start')
  say(`Warming up, then ${ROUNDS} rounds of bare, insert, door (workers resting), applied (workers at it).`)
  const started = performance.now()
  await round({ ...bench, rates: new Rounds(), cpu: new Rounds() }, 'w')
  bench.share = Math.min(1, (WARM_UP_SHARE * AT_MOST_SECONDS * 1_000) / ROUNDS / (performance.now() - started))
  for (let n = 1; n <= ROUNDS; n += 1) await round(bench, `${n}`)
  report(bench)
  await addUp(database, bench)
  for (const server of [product, insert, bare]) await server.stop()
}

async function round(bench: Bench, name: string): Promise<void> {
  const { rates } = bench
  rates.add('bare', await through(bench, 'bare', name))
  rates.add('insert', await through(bench, 'insert', name))
  rates.add('bare at one', await atOne(bench, 'bare', name))
  rates.add('insert at one', await atOne(bench, 'insert', name))

  await bench.product.call('restWorkers')
  rates.add('door', await through(bench, 'door', name))
  rates.add('door at one', await atOne(bench, 'door', name))
  await bench.product.call('wakeWorkers')
  await drained(bench.scratch.database, bench.furnished.agencyId)

  rates.add('applied', await through(bench, 'applied', name))
  rates.add('applied at one', await atOne(bench, 'applied', name))
  await drained(bench.scratch.database, bench.furnished.agencyId)
  await bench.scratch.database.query('CHECKPOINT')
}

/** Sends a layer's requests over all connections; returns how many a second came to their end. */
async function through(bench: Bench, layer: Layer, round: string): Promise<number> {
  const requests = requestsOf(bench, layer, `${layer}-${round}`, REQUESTS[layer] * bench.share)
  const server = bench.servers[layer]
  const before = { server: await server.cpuMs(), database: await bench.scratch.cpuMs(), at: performance.now() }
  const { seconds } = await closedLoop(server.url, requests, { connections: CONNECTIONS, status: statusOf(layer) })
  if (layer === 'applied') {
    bench.rates.add('door while applying', requests.length / seconds)
    await applied(bench.scratch.database, bench.furnished.agencyId)
  }
  const tookSeconds = (performance.now() - before.at) / 1000
  const serverMs = ((await server.cpuMs()) - before.server) / requests.length
  const databaseMs = ((await bench.scratch.cpuMs()) - before.database) / requests.length
  bench.cpu.add(`${layer} server`, serverMs)
  bench.cpu.add(`${layer} database`, databaseMs)
  const rate = requests.length / (layer === 'applied' ? tookSeconds : seconds)
  const cpu = `${figure(serverMs * 1000, 'µs')} server CPU, ${figure(databaseMs * 1000, 'µs')} PostgreSQL CPU a request`
  say(`round ${round}  ${layer.padEnd(8)} ${rate.toFixed(0).padStart(6)} events/s  ${cpu}`)
  return rate
}

/** p50 in milliseconds at one connection. */
async function atOne(bench: Bench, layer: Layer, round: string): Promise<number> {
  const requests = requestsOf(bench, layer, `${layer}-one-${round}`, REQUESTS.single * bench.share)
  const options = { connections: 1, status: statusOf(layer) }
  const { latenciesMs } = await closedLoop(bench.servers[layer].url, requests, options)
  return median(latenciesMs)
}

function requestsOf({ furnished, sent }: Bench, layer: Layer, name: string, atLeast: number): Buffer[] {
  const count = Math.ceil(atLeast)
  if (layer === 'insert') sent.insert += count
  if (layer === 'door' || layer === 'applied') sent.product += count
  return Array.from({ length: count }, (_, n) => messageRequest(furnished, `${name}-${n}`, `fan-${n % FANS}`))
}

const statusOf = (layer: Layer): number => (layer === 'bare' ? 200 : 202)

async function addUp(database: Database, { sent }: Bench): Promise<void> {
  const [row] = await database.query<Record<'journal' | 'messages' | 'facts' | 'drafts' | 'owed' | 'inserts', number>>(
    `SELECT (SELECT count(*) FROM received WHERE state = 'applied') AS journal,
       (SELECT count(*) FROM messages) AS messages,
       (SELECT count(*) FROM facts WHERE name = 'message.received') AS facts,
       (SELECT count(*) FROM tasks WHERE name = 'draft-reply' AND state = 'due') AS drafts,
       (SELECT count(*) FROM tasks WHERE state = 'dead' OR (state = 'due' AND name <> 'draft-reply')) AS owed,
       (SELECT count(*) FROM one_by_one) AS inserts`,
  )
  if (!row) throw new Error('no counts')
  say()
  mustAddUp([
    { what: 'journal rows, applied', stored: row.journal, expected: sent.product },
    { what: 'messages', stored: row.messages, expected: sent.product },
    { what: 'facts message.received', stored: row.facts, expected: sent.product },
    { what: 'tasks draft-reply, one a conversation', stored: row.drafts, expected: FANS },
    { what: 'other tasks left over or dead', stored: row.owed, expected: 0 },
    { what: 'rows of the INSERT reference', stored: row.inserts, expected: sent.insert },
  ])
}

function report({ rates, cpu }: Bench): void {
  say(`\nMedians of ${ROUNDS} rounds, ${CONNECTIONS} connections`)
  for (const layer of ['bare', 'insert', 'door', 'applied'] as const) {
    const ratio = figure(rates.ratio(layer, 'bare'), '× bare')
    const server = figure(cpu.median(`${layer} server`) * 1000, 'µs')
    const database = figure(cpu.median(`${layer} database`) * 1000, 'µs')
    const one = figure(rates.median(`${layer} at one`), 'ms')
    say(
      `${layer.padEnd(8)} ${rates.median(layer).toFixed(0).padStart(6)} events/s  ${ratio.padStart(11)}` +
        `  CPU a request: server ${server}, PostgreSQL ${database}  p50 at one connection ${one}`,
    )
  }
  const cpuRatio = cpu.ratio('bare server', 'door server')
  say(`the door by CPU of its process: ${figure(cpuRatio, '× bare')}`)
  const busy = rates.ratio('door while applying', 'bare')
  say(`the door with the workers at it in the same process: ${figure(busy, '× bare')}`)
  const busyOne = rates.ratio('applied at one', 'insert at one')
  say(`p50 at one connection with the workers at it in the same process: ${figure(busyOne, '× INSERT per request')}`)
  say()
  sayGoal('1 door to commit', rates.ratio('door', 'bare'), { least: 0.5 }, '× bare')
  sayGoal('1 door to commit', rates.ratio('door', 'insert'), { least: 2.2 }, '× INSERT per request')
  sayGoal('1 applied, sustained', rates.ratio('applied', 'bare'), { least: 0.15 }, '× bare')
  sayGoal('3 p50 at one connection', rates.ratio('door at one', 'insert at one'), { most: 1.3 }, '× INSERT per request')
}

await main()
