/**
 * `npm run bench:figures -- --creators=50 --days=365`: what it costs to read a year of a large agency's figures, and to make a
 * day of it anew from the raw rows (`--messages` and `--purchases` of that day).
 */
import { createAgency } from '../src/agency/index.ts'
import { createFacts } from '../src/facts/index.ts'
import { createFigures } from '../src/figures/index.ts'
import { TABLES } from '../src/figures/recompute-store.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { say, sayMachine } from './measure.ts'
import { scratchDatabase } from './scratch-database.ts'

const given = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise)

const CREATORS = given('creators', 50)
const DAYS = given('days', 365)
const MESSAGES = given('messages', 20_000)
const PURCHASES = given('purchases', 2_000)
const ROUNDS = given('rounds', 9)
/** Of each creator's cards, a day. */
const OPERATORS = 4
const DECISIONS = 25
/** Filled so many days at a time. */
const CHUNK_DAYS = 5
const TODAY = new Date().toISOString().slice(0, 10)

const PEOPLE = [
  `INSERT INTO operators (agency_id, id, name, role, created_at)
   SELECT $1, md5('operator' || n)::uuid, 'Operator ' || n, 'chatter', now() FROM generate_series(1, ${2 * OPERATORS}) n`,
  `INSERT INTO accounts (agency_id, id, creator_id, platform, external_id, created_at)
   SELECT $1, id, id, 'onlyfans', id::text, now() FROM creators WHERE agency_id = $1`,
]
const EACH_DAY = `FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day) WHERE c.agency_id = $1`
const hours = `ARRAY(SELECT (random() * 9)::int FROM generate_series(1, 24))`
const ROLLED_UP = [
  `INSERT INTO figure_money SELECT $1, c.id, d.day, c.id, 'USD', 5000, 9000, 3000, 20000, 0, 400, 40, 1, 30, 8, 12000, 12, ${hours} ${EACH_DAY}`,
  `INSERT INTO figure_buyers SELECT $1, c.id, d.day, f.id, 'USD', 1, 900 FROM generate_series($2::date, $3::date, '1 day') AS d(day)
     JOIN creators c ON c.agency_id = $1 JOIN fans f ON f.agency_id = $1 AND f.creator_id = c.id AND hashtext(f.id::text || d.day::text) % 5 = 0`,
  `INSERT INTO figure_messages SELECT $1, c.id, d.day, 800, 700, ${hours} ${EACH_DAY}`,
  `INSERT INTO figure_subscribers SELECT $1, c.id, d.day, 'USD', 9, 2, 7, 1800 ${EACH_DAY}`,
  `INSERT INTO figure_cards SELECT $1, c.id, d.day, 300, 9, 12, 3, 2, 240, 60 ${EACH_DAY}`,
  `INSERT INTO figure_prices SELECT $1, c.id, d.day, s, 'USD', 12, 28000, 4, 9000
     FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day),
       unnest(ARRAY['Whale', 'VIP', 'Regular', 'New', 'Dormant']) s WHERE c.agency_id = $1`,
  `INSERT INTO figure_work SELECT $1, c.id, d.day, md5('operator' || (1 + (n + ascii(c.name)) % ${2 * OPERATORS}))::uuid, ${DECISIONS}, 20, 12, 8, 3, 1, 1, 900000,
     decode(repeat('303742', ${DECISIONS / 5}), 'hex'), decode('5a60', 'hex')
     FROM creators c, generate_series($2::date, $3::date, '1 day') AS d(day), generate_series(1, ${OPERATORS}) n WHERE c.agency_id = $1`,
]
const RAW = [
  `INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at)
   SELECT $1, md5('fan' || n)::uuid, c.id, c.id, 'f' || n, 'Fan ' || n, '{}', now()
   FROM (SELECT id, row_number() OVER (ORDER BY id) AS r FROM creators WHERE agency_id = $1) c
   JOIN generate_series(1, ${CREATORS * 200}) n ON n % ${CREATORS} + 1 = c.r`,
  `INSERT INTO conversations (agency_id, id, account_id, creator_id, fan_id) SELECT agency_id, id, account_id, creator_id, id FROM fans WHERE agency_id = $1`,
  `INSERT INTO messages (agency_id, id, at, conversation_id, direction, external_id, text)
   SELECT $1, gen_random_uuid(), $2::date + random() * interval '23 hours', md5('fan' || (1 + n % ${CREATORS * 200}))::uuid,
     CASE n % 2 WHEN 0 THEN 'inbound' ELSE 'outbound' END, 'm' || n, 'hey' FROM generate_series(1, ${MESSAGES}) n`,
  `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, at)
   SELECT $1, md5('fan' || (1 + n % ${CREATORS * 200}))::uuid, 'p' || n, 'ppv', 900, 'USD', $2::date + random() * interval '23 hours'
   FROM generate_series(1, ${PURCHASES}) n`,
]

async function timed(what: string, work: () => Promise<unknown>, rounds = ROUNDS): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await work()
    times.push(performance.now() - began)
  }
  const sorted = times.toSorted((a, b) => a - b)
  say(`${what.padEnd(44)} ${(sorted[Math.floor(rounds / 2)] ?? 0).toFixed(1).padStart(8)} ms`)
}

async function main(): Promise<void> {
  sayMachine()
  const scratch = await scratchDatabase()
  const { database } = scratch
  const ground = { database, clock: systemClock, facts: createFacts({ clock: systemClock, reactions: {} }) }
  const agencies = createAgency(ground)
  const figures = createFigures({
    ground,
    agencies,
    counts: async () => [],
    spread: async () => [],
    found: async () => [],
    unusual: async () => [],
  })
  const agencyId = await agencies.addAgency({ name: 'Large', zone: 'UTC' })
  for (let n = 0; n < CREATORS; n += 1)
    await agencies.addCreator({ agencyId, name: `Creator ${n}`, zone: 'UTC', currency: 'USD' })
  for (const statement of PEOPLE) await database.query(statement, [agencyId])
  for (const statement of RAW)
    await database.query(statement, statement.includes('$2') ? [agencyId, TODAY] : [agencyId])
  await database.query('ANALYZE')
  await timed(`today anew, ${MESSAGES} messages, ${PURCHASES} purchases`, () => figures.rebuild(agencyId), 3)
  await database.query('DELETE FROM figure_money')
  await database.query('DELETE FROM figure_messages')
  await database.query('DELETE FROM figure_buyers')
  await database.query('DELETE FROM figure_buyer_months')
  const dayBefore = (days: number) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10)
  for (let days = DAYS - 1; days >= 0; days -= CHUNK_DAYS) {
    const bounds = [dayBefore(days), dayBefore(Math.max(0, days - CHUNK_DAYS + 1))]
    for (const statement of ROLLED_UP) await database.query(statement, [agencyId, ...bounds])
  }
  const months = new Set(Array.from({ length: DAYS }, (_, n) => `${dayBefore(n).slice(0, 7)}-01`))
  for (const month of months) {
    await database.query(
      `INSERT INTO figure_buyer_months SELECT agency_id, creator_id, $1::date, fan_id, currency, sum(sales), sum(amount_minor), max(day)
       FROM figure_buyers WHERE day >= $1::date AND day < $1::date + interval '1 month' GROUP BY 1, 2, 4, 5`,
      [month],
    )
  }
  for (const table of [...TABLES, 'figure_buyer_months']) await database.query(`ANALYZE ${table}`)
  const span = { agencyId, creatorIds: null, from: dayBefore(DAYS - 1), to: TODAY }
  say(`${CREATORS} creators × ${DAYS} days`)
  await timed('revenue by day', () => figures.money(span, 'day'))
  await timed('revenue by creator', () => figures.money(span, 'creator'))
  await timed('subscribers by day', () => figures.subscribers(span))
  await timed('cards by day', () => figures.cards(span, 'day'))
  await timed('messages by day', () => figures.messages(span, 'day'))
  await timed('work by operator', () => figures.work(span, 'operator'))
  await timed('waits by operator (median, 90th percentile)', () => figures.waits(span, 'operator'))
  await timed('PPVs by segment', () => figures.prices(span))
  await timed('heat map of hours', () => figures.hours(span))
  await timed('top fans', () => figures.topFans(span, 'USD', 1_000))
  await timed('cohorts', () => figures.cohorts(span, 'USD'))
  await timed('what rules found', () => figures.rules(span))
  await scratch.remove()
}

await main()
