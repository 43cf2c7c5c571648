import type { App } from '../src/app.ts'
import { bySystem } from '../src/facts/index.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { newId } from '../src/kernel/ids.ts'
import { benchApp } from './bench-app.ts'
import { flowOf, happened, ourEngine, shareOf, theirEngine } from './flow-engines.ts'
import { type Furnished, furnish } from './furnish.ts'
import { figure, mustAddUp, Rounds, say, sayGoal, sayMachine } from './measure.ts'
import { scratchDatabase } from './scratch-database.ts'

const given = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise)

const ROUNDS = given('rounds', 5)
const FLOWS = given('flows', 1_000)
const EVENTS = given('events', 500)
const CREATE_AT_ONCE = 100

async function main(): Promise<void> {
  sayMachine()
  const reached = { one: await engines(1), fifty: await engines(50) }
  const ratio = await durable()
  sayGoal('7 at 1 flow', reached.one, { least: 10 }, '× json-rules-engine per CPU second')
  sayGoal('7 at 50 flows', reached.fifty, { least: 100 }, '× json-rules-engine per CPU second')
  say(`events with ${FLOWS} active flows: ${figure(ratio, '× ingest without flows')}`)
}

/** How many times as many events of one second of CPU ours takes. Both must come to the same. */
async function engines(count: number): Promise<number> {
  const ours = ourEngine(Array.from({ length: count }, (_, n) => flowOf(n)))
  const theirs = theirEngine(count)
  const many = Array.from({ length: count === 1 ? 50_000 : 5_000 }, (_, n) => happened(n))
  const few = many.slice(0, count === 1 ? 5_000 : 200)
  mustAddUp([{ what: `acts of ${count} flows`, stored: ours(few), expected: await theirs(few) }])
  const rates = new Rounds<'ours' | 'theirs'>()
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.add('ours', await perCpuSecond(many.length, () => ours(many)))
    rates.add('theirs', await perCpuSecond(few.length, () => theirs(few)))
  }
  const shown = (name: 'ours' | 'theirs'): string => Math.round(rates.median(name)).toLocaleString('en')
  say(`${count} flows: ours ${shown('ours')} events per CPU second, json-rules-engine ${shown('theirs')}`)
  return rates.ratio('ours', 'theirs')
}

async function perCpuSecond(events: number, work: () => unknown): Promise<number> {
  const from = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(from)
  return events / ((user + system) / 1e6)
}

async function durable(): Promise<number> {
  const scratch = await scratchDatabase()
  const app = benchApp(scratch.database)
  try {
    const house = await furnish(app, 'web')
    await putFlows(app, house.agencyId)
    const rates = new Rounds<'without' | 'with'>()
    for (let round = 0; round <= ROUNDS; round += 1) {
      const kept = round === 0 ? new Rounds<'without' | 'with'>() : rates
      await setAll(app, house.agencyId, 'draft')
      kept.add('without', await ingest(app, house, `without-${round}`))
      await setAll(app, house.agencyId, 'active')
      kept.add('with', await ingest(app, house, `with-${round}`))
    }
    await addUp(app, house.agencyId)
    say(
      `ingest: ${figure(rates.median('without'), 'events/s')}; with flows ${figure(rates.median('with'), 'events/s')}`,
    )
    return rates.ratio('with', 'without')
  } finally {
    await app.stop()
    await scratch.remove()
  }
}

/** A third of them begin with a purchase; the others are there. */
async function putFlows(app: App, agencyId: string): Promise<void> {
  const kinds = ['purchase_completed', 'message_received', 'offer_ignored'] as const
  const flows = Array.from({ length: FLOWS }, (_, n) => ({
    ...flowOf(n, kinds[n % 3], shareOf(n, FLOWS)),
    id: newId(systemClock),
  }))
  for (let from = 0; from < FLOWS; from += CREATE_AT_ONCE)
    await app.ground.database.transaction('bench-flows', async (sql) => {
      for (const flow of flows.slice(from, from + CREATE_AT_ONCE))
        await app.automations.save(sql, agencyId, flow, bySystem('bench'), null)
    })
}

/** Put back, flows are told of nothing: which is what ingest without flows is. */
const setAll = (app: App, agencyId: string, status: 'active' | 'draft') =>
  app.ground.database.query('UPDATE flows SET status = $2 WHERE agency_id = $1', [agencyId, status])

/** Purchases received, applied and followed until nothing is due; events a second. */
async function ingest(app: App, { agencyId, account, source }: Furnished, name: string): Promise<number> {
  const at = new Date().toISOString()
  const events = Array.from({ length: EVENTS }, (_, n) => ({
    ...{ id: `${name}-${n}`, type: 'purchase' as const, account, fan: { id: `fan-${n}` }, at },
    purchase: { id: `${name}-${n}`, kind: 'ppv' as const, amountMinor: 500 + n * 13, currency: 'USD' },
  }))
  const from = performance.now()
  await app.inbox.receive({ agencyId, sourceId: source.id, events })
  await app.loop.drain()
  return events.length / ((performance.now() - from) / 1_000)
}

async function addUp(app: App, agencyId: string): Promise<void> {
  const { database } = app.ground
  const count = async (text: string): Promise<number> =>
    (await database.query<{ n: number }>(text, [agencyId]))[0]?.n ?? Number.NaN
  const due = "SELECT count(*) AS n FROM tasks WHERE agency_id = $1 AND name = 'follow-fact' AND state <> 'done'"
  mustAddUp([
    {
      what: 'purchases',
      stored: await count('SELECT count(*) AS n FROM purchases WHERE agency_id = $1'),
      expected: (ROUNDS + 1) * 2 * EVENTS,
    },
    { what: 'facts not followed', stored: await count(due), expected: 0 },
  ])
  say(`runs: ${await count('SELECT count(*) AS n FROM flow_runs WHERE agency_id = $1')}`)
}

await main()
