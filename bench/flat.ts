/**
 * `npm run bench:flat`: whether a message costs the same with ten million stored as with ten thousand, and whether the
 * program's memory stays flat while it works through a hundred thousand. See docs/performance.md.
 */
import type { Database } from '../src/database/pool.ts'
import { newKeyRingText } from '../src/vault/index.ts'
import { fill } from './fill.ts'
import type { Furnished } from './furnish.ts'
import { closedLoop } from './load.ts'
import { figure, median, mustAddUp, say, sayGoal, sayMachine } from './measure.ts'
import { messageRequest } from './requests.ts'
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { drained } from './until.ts'

const given = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise)

const FEW = 10_000
const MANY = given('messages', 10_000_000)
/** Worked through while memory is watched. */
const THROUGH = given('through', 100_000)
const ROUNDS = 7
const A_ROUND = 2_000
const FANS = 500
const CONNECTIONS = 64
const SETTINGS = { TURN_QUIET_MS: '60000', TURN_LONGEST_MS: '600000' }

interface Bench {
  scratch: ScratchDatabase
  product: ServerProcess
  bare: ServerProcess
  furnished: Furnished
  sent: number
}

interface Cost {
  /** CPU of the program and of PostgreSQL a message, in milliseconds. */
  cpuMs: number
  /** The same as a multiple of what a bare server's request costs in the same round: a busy machine cancels out. */
  bares: number
}

async function main(): Promise<void> {
  sayMachine()
  const scratch = await scratchDatabase()
  try {
    await measure(scratch)
  } finally {
    await scratch.remove()
  }
}

async function measure(scratch: ScratchDatabase): Promise<void> {
  const { url, database } = scratch
  const product = await startServer('product', { url, keyRing: newKeyRingText(), settings: SETTINGS })
  const furnished = await product.call<Furnished>('furnish')
  const bare = await startServer('bare', {})
  await product.call('start')
  const bench: Bench = { scratch, product, bare, furnished, sent: 0 }
  await fill(url, furnished.agencyId, FEW, say)
  await round(bench, 'warm')
  const few = await cost(bench, 'few')
  say(`with ${FEW.toLocaleString('en')} messages stored: ${told(few)}`)
  await fill(url, furnished.agencyId, MANY - FEW, say)
  await round(bench, 'warm-many')
  const many = await cost(bench, 'many')
  say(`with ${MANY.toLocaleString('en')} messages stored: ${told(many)}`)
  const heap = await memory(bench)
  await addUp(database, bench)
  sayGoal(
    `11 flat: cost of a message at ${MANY.toLocaleString('en')} stored`,
    many.bares / few.bares,
    { most: 1.2 },
    `× that at ${FEW.toLocaleString('en')}`,
  )
  sayGoal(
    `11 flat: heap after ${THROUGH.toLocaleString('en')} messages`,
    heap,
    { most: 1.1 },
    '× that after a fifth of them',
  )
  for (const server of [product, bare]) await server.stop()
}

const told = ({ cpuMs, bares }: Cost): string =>
  `${figure(cpuMs * 1_000, 'µs')} CPU a message, ${figure(bares, '× bare')}`

/** The medians over the rounds. */
async function cost(bench: Bench, name: string): Promise<Cost> {
  const rounds: Cost[] = []
  for (let n = 1; n <= ROUNDS; n += 1) rounds.push(await round(bench, `${name}-${n}`))
  return { cpuMs: median(rounds.map(({ cpuMs }) => cpuMs)), bares: median(rounds.map(({ bares }) => bares)) }
}

async function round(bench: Bench, name: string): Promise<Cost> {
  const { scratch, product, bare, furnished } = bench
  const requests = requestsOf(bench, name, A_ROUND)
  const bareBefore = await bare.cpuMs()
  await closedLoop(bare.url, requests, { connections: CONNECTIONS, status: 200 })
  const bareMs = ((await bare.cpuMs()) - bareBefore) / A_ROUND
  const before = (await product.cpuMs()) + (await scratch.cpuMs())
  await closedLoop(product.url, requests, { connections: CONNECTIONS, status: 202 })
  await drained(scratch.database, furnished.agencyId)
  bench.sent += A_ROUND
  const cpuMs = ((await product.cpuMs()) + (await scratch.cpuMs()) - before) / A_ROUND
  return { cpuMs, bares: cpuMs / bareMs }
}

function requestsOf({ furnished }: Bench, name: string, count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => messageRequest(furnished, `${name}-${n}`, `fan-${n % FANS}`))
}

/** Works through many messages; the heap at the end as a multiple of the heap after a fifth. */
async function memory(bench: Bench): Promise<number> {
  const { product, scratch, furnished } = bench
  const step = THROUGH / 5
  const heaps: number[] = []
  for (let part = 1; part <= 5; part += 1) {
    await closedLoop(product.url, requestsOf(bench, `through-${part}`, step), { connections: CONNECTIONS, status: 202 })
    await drained(scratch.database, furnished.agencyId)
    bench.sent += step
    const { heapBytes, residentBytes } = await product.call<{ heapBytes: number; residentBytes: number }>('memory')
    heaps.push(heapBytes)
    const mib = (bytes: number) => figure(bytes / 2 ** 20, 'MiB')
    say(`after ${(part * step).toLocaleString('en')} messages: heap ${mib(heapBytes)}, resident ${mib(residentBytes)}`)
  }
  return (heaps.at(-1) ?? Number.NaN) / (heaps[0] ?? Number.NaN)
}

async function addUp(database: Database, { sent }: Bench): Promise<void> {
  const [row] = await database.query<Record<'journal' | 'messages' | 'facts', number>>(
    `SELECT (SELECT count(*) FROM received WHERE state = 'applied') AS journal, (SELECT count(*) FROM messages) AS messages,
       (SELECT count(*) FROM facts WHERE name = 'message.received') AS facts`,
  )
  mustAddUp([
    { what: 'journal rows, applied', stored: row?.journal ?? 0, expected: MANY + sent },
    { what: 'messages', stored: row?.messages ?? 0, expected: MANY + sent },
    { what: 'facts message.received', stored: row?.facts ?? 0, expected: MANY + sent },
  ])
}

await main()
