/**
 * `npm run bench:rescore -- --fans=20000 --purchases=200000 --rounds=5 --minutes=30`: what it costs to keep a creator's fans
 * counted and segmented, against plain SQL over all purchases. Goal 8 of docs/performance.md; DuckDB isn't measured here. No
 * round is begun after the minutes given; what it is at is told on stderr.
 */
import { loadavg } from 'node:os'
import pg from 'pg'
import type { App } from '../src/app.ts'
import type { TaskRun } from '../src/facts/index.ts'
import { benchApp } from './bench-app.ts'
import { furnish } from './furnish.ts'
import { figure, mustAddUp, Rounds, say, sayGoal, sayMachine } from './measure.ts'
import { scratchDatabase } from './scratch-database.ts'

const given = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise)

const FANS = given('fans', 200_000)
const PURCHASES = given('purchases', 2_000_000)
const TOUCHED = Math.max(1, Math.round(FANS / 100))
const ROUNDS = given('rounds', 5)
const MINUTES = given('minutes', 30)
const DAY_MS = 86_400_000
const STARTED = performance.now()
const minutes = (): number => (performance.now() - STARTED) / 60_000
const at = (what: string): void => void process.stderr.write(`${minutes().toFixed(1)} min: ${what}\n`)

type Way = 'touched' | 'full' | 'rescore' | 'select'

/** Purchases fall unevenly on fans, as they do; times are whole milliseconds, as the product's are. */
const FILL = [
  `INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at)
   SELECT $1, md5('fan' || n)::uuid, a.id, a.creator_id, 'past-' || n, 'Fan ' || n, '{}', now() - interval '2 years'
   FROM generate_series(1, ${FANS}) n, (SELECT id, creator_id FROM accounts WHERE agency_id = $1 LIMIT 1) a`,
  `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, at)
   SELECT $1, md5('fan' || (1 + floor(${FANS} * power(random(), 1.5)))::int)::uuid, 'past-' || n, 'ppv',
     300 + (random() * 5000)::int, 'USD', date_trunc('milliseconds', now() - random() * interval '700 days')
   FROM generate_series(1, ${PURCHASES}) n`,
]

const KEPT = `SELECT p.agency_id, p.fan_id, count(*)::int AS f, sum(p.amount_minor) AS m, min(p.at) AS first_at, max(p.at) AS r
  FROM purchases p WHERE p.agency_id = $1 AND p.kind <> 'refund' AND p.amount_minor > 0 GROUP BY 1, 2`
const FULL = `UPDATE fans SET purchase_count = k.f, spent_minor = k.m, first_purchase_at = k.first_at, last_purchase_at = k.r
  FROM (${KEPT}) k WHERE fans.agency_id = k.agency_id AND fans.id = k.fan_id`
/** The cut points, and how many fans lie in each bucket of the three measures. */
const SELECT = `WITH k AS MATERIALIZED (${KEPT}), c AS (
    SELECT percentile_cont(ARRAY[.2, .4, .6, .8]) WITHIN GROUP (ORDER BY extract(epoch FROM r) * 1000) AS r,
      percentile_cont(ARRAY[.2, .4, .6, .8]) WITHIN GROUP (ORDER BY f) AS f,
      percentile_cont(ARRAY[.2, .4, .6, .8]) WITHIN GROUP (ORDER BY m) AS m FROM k)
  SELECT count(*)::int AS fans, c.r, c.f, c.m FROM k, c GROUP BY c.r, c.f, c.m`

interface Bench {
  app: App
  session: pg.Client
  agencyId: string
  creatorId: string
}

async function main(): Promise<void> {
  sayMachine()
  const scratch = await scratchDatabase()
  const app = benchApp(scratch.database)
  const session = new pg.Client({ connectionString: scratch.url, statement_timeout: 0 })
  await session.connect()
  try {
    const { agencyId } = await furnish(app, 'web')
    const [creator] = await app.agencies.creators(agencyId)
    if (!creator) throw new Error('a furnished agency has a creator')
    await measure({ app, session, agencyId, creatorId: creator.id })
  } finally {
    await session.end()
    await app.stop()
    await scratch.remove()
  }
}

/** Without its indexes and checks a table fills several times faster: they are made, as they were, before anything is measured. */
async function fill(session: pg.Client, agencyId: string): Promise<void> {
  const { rows: indexes } = await session.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename = 'purchases' AND indexname NOT IN (SELECT conname FROM pg_constraint)`,
  )
  await session.query('SET session_replication_role = replica')
  for (const { name } of indexes) await session.query(`DROP INDEX ${name}`)
  for (const statement of FILL) {
    await session.query(statement, [agencyId])
    at(`filled: ${statement.split('(')[0]}`)
  }
  for (const { definition } of indexes) await session.query(definition)
  await session.query('SET session_replication_role = DEFAULT')
  at('made the indexes')
}

async function measure(bench: Bench): Promise<void> {
  const { session, agencyId } = bench
  await fill(session, agencyId)
  await session.query(FULL, [agencyId])
  for (const table of ['fans', 'purchases']) await session.query(`VACUUM ANALYZE ${table}`)
  say(`${FANS} fans, ${PURCHASES} purchases; ${ROUNDS} rounds, each touching ${TOUCHED} fans.`)
  const took = new Rounds<Way>()
  const heaps: number[] = []
  for (let n = 0; n <= ROUNDS && (n < 2 || minutes() < MINUTES); n += 1) {
    await round(bench, n, n === 0 ? new Rounds() : took)
    heaps.push(process.memoryUsage().heapUsed)
    at(`round ${n} of ${ROUNDS}, load ${loadavg()[0]?.toFixed(1)}`)
  }
  for (const way of ['touched', 'full', 'rescore', 'select'] as const) say(`${way}: ${figure(took.median(way), 'ms')}`)
  await addUp(bench)
  say(`heap after each round: ${heaps.map((bytes) => figure(bytes / 2 ** 20, 'MiB')).join(', ')}`)
  say('DuckDB’s select: not measured; the plain select is PostgreSQL’s.')
  sayGoal('8 touched fans', took.ratio('full', 'touched'), { least: 20 }, '× faster than the full recompute')
  sayGoal('8 full rescoring', took.ratio('rescore', 'select'), { most: 2.5 }, '× a plain select over all purchases')
  await fitOnce(bench)
  say(
    `resident at most: ${figure(process.resourceUsage().maxRSS / 1024, 'MiB')}; load ${loadavg()[0]?.toFixed(1)} at the end`,
  )
}

async function timed(took: Rounds<Way>, way: Way, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now()
  await work()
  took.add(way, performance.now() - from)
}

async function round({ app, session, agencyId, creatorId }: Bench, n: number, took: Rounds<Way>): Promise<void> {
  const { rows } = await session.query<{ id: string }>(
    'SELECT id FROM fans WHERE agency_id = $1 ORDER BY md5(id::text || $2) LIMIT $3',
    [agencyId, String(n), TOUCHED],
  )
  const yesterday = new Date(Date.now() - DAY_MS)
  const more = rows.map(({ id }) => ({
    ...{
      fanId: id,
      creatorId,
      externalId: `more-${n}`,
      kind: 'ppv' as const,
      amountMinor: 900,
      currency: 'USD',
      at: yesterday,
    },
    ...{ assetId: null, refundOf: null },
  }))
  const { database } = app.ground
  await timed(took, 'touched', () =>
    database.transaction('touched', (sql) => app.fans.recordPurchases(sql, agencyId, more)),
  )
  await timed(took, 'full', () => session.query(FULL, [agencyId]))
  await timed(took, 'rescore', () => app.scoring.rescore(runOf(app, agencyId, creatorId)))
  await timed(took, 'select', () => session.query(SELECT, [agencyId]))
}

/** The other half of the night: the model fitted, every buyer scored, and how far memory went for it. */
async function fitOnce({ app, session, agencyId, creatorId }: Bench): Promise<void> {
  const peaks = { from: process.memoryUsage().heapUsed, most: 0 }
  const look = setInterval(() => {
    peaks.most = Math.max(peaks.most, process.memoryUsage().heapUsed)
  }, 20)
  const from = performance.now()
  await app.scoring.fit(runOf(app, agencyId, creatorId))
  clearInterval(look)
  const took = figure(performance.now() - from, 'ms')
  const [before, most] = [peaks.from, peaks.most].map((bytes) => figure(bytes / 2 ** 20, 'MiB'))
  say(`fit and score everybody: ${took}; heap ${before} before, ${most} at most`)
  const { rows } = await session.query(
    'SELECT count(*)::int AS n, count(buys_30)::int AS scored FROM fan_scores WHERE agency_id = $1',
    [agencyId],
  )
  mustAddUp([{ what: 'fans with a score', stored: rows[0]?.scored, expected: rows[0]?.n }])
}

function runOf(app: App, agencyId: string, creatorId: string): TaskRun {
  const input = { fact: 'bench', subject: creatorId, data: { creatorId } }
  const task = { agencyId, id: 0, name: 'rescore-creator', fence: 0, attempts: 1, input } as unknown as TaskRun['task']
  const { database } = app.ground
  return { task, signal: new AbortController().signal, commit: (name, work) => database.transaction(name, work) }
}

/** The product's cut points are the select's, each a unit further: see `boundsOf`. */
async function addUp({ session, agencyId }: Bench): Promise<void> {
  const { rows: plain } = await session.query(SELECT, [agencyId])
  const { rows: stored } = await session.query('SELECT bounds FROM rfm_bounds WHERE agency_id = $1', [agencyId])
  const bounds = stored[0]?.bounds.bounds
  const apart = (mine: number[], others: number[], unit: number): number =>
    mine.filter((cut, k) => Math.abs(cut - unit - (others[k] ?? Number.NaN)) > 0.01).length
  const { rows: counted } = await session.query('SELECT count(*)::int AS n FROM fan_scores WHERE agency_id = $1', [
    agencyId,
  ])
  mustAddUp([
    { what: 'buyers in the cut points', stored: bounds.fans, expected: plain[0]?.fans },
    { what: 'fans with a segment', stored: counted[0]?.n, expected: plain[0]?.fans },
    { what: 'recency cuts apart', stored: apart(bounds.lastPurchaseMs, plain[0]?.r.map(Number), -DAY_MS), expected: 0 },
    { what: 'frequency cuts apart', stored: apart(bounds.frequency, plain[0]?.f, 1), expected: 0 },
    { what: 'spend cuts apart', stored: apart(bounds.monetaryMinor, plain[0]?.m, 100), expected: 0 },
  ])
}

await main()
