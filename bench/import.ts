/**
 * `npm run bench:import`: what an export costs from the file to validated rows, and to purchases with the figures of their
 * fans, against PostgreSQL's own COPY of the same file. See docs/performance.md.
 */
import { createReadStream } from 'node:fs'
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../src/app.ts'
import type { Database } from '../src/database/pool.ts'
import { bySystem } from '../src/facts/index.ts'
import { intakeFor } from '../src/imports/intakes.ts'
import { Tally } from '../src/imports/outcome.ts'
import { readFile } from '../src/imports/read-file.ts'
import { type FileRequest, placeRequest } from '../src/imports/request.ts'
import { benchApp } from './bench-app.ts'
import { type Furnished, furnish } from './furnish.ts'
import { mustAddUp, Rounds, say, sayGoal, sayMachine } from './measure.ts'
import { scratchDatabase } from './scratch-database.ts'

const QUICK = process.argv.includes('--quick')
const ROUNDS = QUICK ? 3 : 7
const ROWS = QUICK ? 50_000 : 150_000
const FANS = 3_000
const PIECE_BYTES = 256 * 1024
const COLUMNS = 'transaction_id text, type text, amount numeric, currency text, created_at timestamptz, user_id text'

type Layer = 'copy' | 'copy keyed' | 'validated' | 'whole'

async function main(): Promise<void> {
  sayMachine()
  const scratch = await scratchDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'huntaze-bench-import-'))
  // The server, another user perhaps, reads the file itself.
  await chmod(folder, 0o755)
  const app = benchApp(scratch.database)
  try {
    await measure(app, scratch.database, folder)
  } finally {
    await app.stop()
    await scratch.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(app: App, database: Database, folder: string): Promise<void> {
  const furnished = await furnish(app, 'web')
  await database.query(`CREATE TABLE plain (${COLUMNS})`)
  await database.query(`CREATE TABLE keyed (${COLUMNS}, PRIMARY KEY (user_id, transaction_id))`)
  await database.query('CREATE INDEX ON keyed (user_id, created_at)')
  const rates = new Rounds<Layer>()
  say(`${ROUNDS} rounds of ${ROWS} transactions of ${FANS} fans, after one to warm up.`)
  for (let n = 0; n <= ROUNDS; n += 1) {
    const path = join(folder, `export-${n}.csv`)
    await writeFile(path, exportFile(n), { mode: 0o644 })
    await round(app, database, furnished, path, n === 0 ? new Rounds() : rates)
    await rm(path)
  }
  say(`\nMedians of ${ROUNDS} rounds`)
  for (const layer of ['copy', 'copy keyed', 'validated', 'whole'] as const) {
    say(`${layer.padEnd(10)} ${rates.median(layer).toFixed(0).padStart(8)} rows/s`)
  }
  await addUp(database)
  say()
  sayGoal('9 import, validated and staged', rates.ratio('validated', 'copy'), { least: 0.6 }, '× server-side COPY')
  sayGoal(
    '9 import, to purchases and figures',
    rates.ratio('whole', 'copy keyed'),
    { least: 0.6 },
    '× server-side COPY into a table with the same keys',
  )
}

async function round(
  app: App,
  database: Database,
  { agencyId, account }: Furnished,
  path: string,
  rates: Rounds<Layer>,
) {
  const { size } = await stat(path)
  const file = { bytes: size, open: () => createReadStream(path, { highWaterMark: PIECE_BYTES }) }
  const timed = async (layer: Layer, work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now()
    await work()
    const rate = ROWS / ((performance.now() - started) / 1000)
    rates.add(layer, rate)
    say(`  ${layer.padEnd(10)} ${rate.toFixed(0).padStart(8)} rows/s`)
  }
  const request = { agencyId, account, kind: 'transactions' as const, file }
  await timed('copy', () => database.query(`COPY plain FROM '${path}' (FORMAT csv, HEADER)`))
  await timed('validated', () => stageOnly(app, request))
  await timed('copy keyed', () => database.query(`COPY keyed FROM '${path}' (FORMAT csv, HEADER)`))
  await timed('whole', () => app.imports.take({ ...request, authorisedBy: 'benchmark', by: bySystem('benchmark') }))
  await database.query('TRUNCATE plain')
  await database.query('CHECKPOINT')
}

/** Everything up to the staging, rolled back: what reading, validating and COPY through the client cost. */
async function stageOnly(app: App, request: FileRequest): Promise<void> {
  const { ground, fans } = app
  const nothing = {
    importFans: async () => ({ ids: new Map<string, string>(), added: 0 }),
    importPurchases: async () => 0,
  }
  const placed = await placeRequest(app, request)
  const tally = new Tally()
  await ground.database.transaction('stage', async (sql) => {
    const target = { agencyId: placed.agencyId, account: placed.account, expiresAt: null }
    const { reading } = placed.survey
    const to = { ...app, sql, target, reading, tally, clock: ground.clock, fans: { ...fans, ...nothing } }
    const intake = await intakeFor('transactions', to)
    await readFile(placed, tally, intake.add)
    await intake.end()
  })
  if (tally.taken !== ROWS) throw new Error(`${tally.taken} rows were staged, not ${ROWS}`)
}

const KINDS = ['Tip', 'PPV message', 'Subscription', 'Recurring subscription']

/** A round's export: new transactions of the same fans. */
function exportFile(round: number): string {
  const start = Date.UTC(2025, 0, 1) + round * 86_400_000
  const lines = ['transaction_id,type,amount,currency,created_at,user_id']
  for (let n = 0; n < ROWS; n += 1) {
    const at = new Date(start + n * 137_000).toISOString()
    const amount = ((n * 37) % 20_000) / 100 + 1
    lines.push(`tx-${round}-${n},${KINDS[n % KINDS.length]},${amount.toFixed(2)},USD,${at},fan-${(n * 7) % FANS}`)
  }
  return `${lines.join('\n')}\n`
}

async function addUp(database: Database): Promise<void> {
  const [row] = await database.query<Record<'purchases' | 'imports' | 'facts' | 'tasks' | 'off', number>>(
    `SELECT (SELECT count(*) FROM purchases) AS purchases, (SELECT count(*) FROM imports) AS imports,
       (SELECT count(*) FROM facts WHERE name = 'import.taken-in') AS facts, (SELECT count(*) FROM tasks) AS tasks,
       (SELECT count(*) FROM fans f WHERE spent_minor <>
         (SELECT sum(amount_minor) FROM purchases p WHERE p.agency_id = f.agency_id AND p.fan_id = f.id)) AS off`,
  )
  if (!row) throw new Error('no counts')
  say()
  mustAddUp([
    { what: 'purchases', stored: row.purchases, expected: (ROUNDS + 1) * ROWS },
    { what: 'imports', stored: row.imports, expected: ROUNDS + 1 },
    { what: 'facts import.taken-in', stored: row.facts, expected: ROUNDS + 1 },
    { what: 'tasks', stored: row.tasks, expected: 0 },
    { what: 'fans whose figures are off', stored: row.off, expected: 0 },
  ])
}

await main()
