/**
 * `npm run bench:figures -- --creators=50 --days=365`: what every page of `/report` costs over a year of a large agency, beside
 * one plain pass over the largest table of figures; and what it costs to make its figures anew from the raw rows of
 * `--raw-days`, and whether the door and reports go on meanwhile.
 */
import { signBody } from '../adapters/http/index.ts'
import type { App } from '../src/app.ts'
import { REPORTS } from '../src/figures/index.ts'
import { benchApp } from './bench-app.ts'
import { filler } from './figure-data.ts'
import { median, quantile, Rounds, say, sayGoal, sayMachine } from './measure.ts'
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts'

const given = (name: string, otherwise: number): number =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise)

const CREATORS = given('creators', 50)
const DAYS = given('days', 365)
const RAW_DAYS = given('raw-days', 31)
const MESSAGES = given('messages', 20_000)
const PURCHASES = given('purchases', 2_000)
const ROUNDS = given('rounds', 9)
/** A page is read by a person who waits for it. */
const PAGE_MS = 1_000
/** Of the slowest page to the plain pass. */
const PASSES = 3
/** A day of a large agency, made anew, with what goes on meanwhile; a year of it is then six minutes of one core. */
const DAY_CPU_MS = 1_000
const DOOR_MS = 1_000
const EVERY_MS = 250
const MIB = 2 ** 20

async function furnish(app: App) {
  const agencyId = await app.agencies.addAgency({ name: 'Large', zone: 'UTC' })
  for (let n = 0; n < CREATORS; n += 1) {
    // Two currencies, since nothing is added up across them.
    await app.agencies.addCreator({
      agencyId,
      name: `Creator ${n}`,
      zone: 'UTC',
      currency: n % 5 === 4 ? 'EUR' : 'USD',
    })
  }
  const source = await app.platforms.addSource({ agencyId, name: 'benchmark' })
  const [first] = await app.agencies.creators(agencyId)
  if (source.secret === null || !first) throw new Error('an agency has creators, and a new source a secret')
  return { agencyId, source: { id: source.id, secret: source.secret }, account: first.id, creator: first.name }
}
type Furnished = Awaited<ReturnType<typeof furnish>>

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** A fan writes, as the door hears it; then somebody reads what the newest figures say. */
async function atTheDoor(app: App, { source, account }: Furnished, n: number): Promise<void> {
  const at = new Date()
  const event = { type: 'message.received', id: `e${n}`, account, fan: { id: `f${n}` }, at: at.toISOString() }
  const payload = JSON.stringify({ events: [{ ...event, message: { id: `m${n}`, text: 'hey' } }] })
  const headers = {
    'content-type': 'application/json',
    ...{ 'x-source': source.id, 'x-signature': signBody(source.secret, payload, Math.floor(at.getTime() / 1000)) },
  }
  const { statusCode } = await app.door.inject({ method: 'POST', url: '/v1/events', headers, payload })
  if (statusCode !== 202) throw new Error(`the door answered ${statusCode}`)
}

const readReport = async (app: App, agencyId: string, name: (typeof REPORTS)[number], creator?: string) => {
  const report = await app.figures.report(agencyId, name, { days: String(DAYS), creator })
  if ('line' in report) throw new Error(report.line)
}

/** All figures anew, as after an upgrade, while fans write and somebody reads. */
async function rebuilt(app: App, house: Furnished, scratch: ScratchDatabase): Promise<void> {
  const { agencyId } = house
  const meanwhile = { door: [] as number[], report: [] as number[], own: [] as number[], server: [] as number[] }
  const alone = { door: [] as number[], report: [] as number[] }
  for (let n = 0; n < ROUNDS; n += 1) {
    alone.door.push(await timed(() => atTheDoor(app, house, -1 - n)))
    alone.report.push(await timed(() => readReport(app, agencyId, 'team')))
  }
  let over = false
  let creatorDays = 0
  const [began, cpuBefore] = [performance.now(), await scratch.cpuMs()]
  const work = app.figures
    .rebuild(agencyId, (_, of) => {
      creatorDays = of
    })
    .finally(() => {
      over = true
    })
  const waits = !(await app.figures.areAt(agencyId, new Date()))
  for (let n = 0; !over; n += 1) {
    meanwhile.door.push(await timed(() => atTheDoor(app, house, n)))
    meanwhile.report.push(await timed(() => readReport(app, agencyId, 'team')))
    meanwhile.own.push(process.memoryUsage().rss / MIB)
    meanwhile.server.push(await scratch.anonymousMib())
    await new Promise((done) => setTimeout(done, EVERY_MS))
  }
  await work
  const ms = performance.now() - began
  const cpuMs = (await scratch.cpuMs()) - cpuBefore
  say(`${CREATORS} creators × ${RAW_DAYS} days anew: ${(ms / 1000).toFixed(1)} s, ${creatorDays} days of creators`)
  say(`a day of it: ${(ms / RAW_DAYS).toFixed(0)} ms by the clock`)
  say(
    `at most ${Math.max(...meanwhile.own).toFixed(0)} MiB resident, and ${Math.max(...meanwhile.server).toFixed(0)} MiB of PostgreSQL's own`,
  )
  const told = (values: readonly number[]) =>
    `median ${median(values).toFixed(1)}, 99% ${quantile(values, 0.99).toFixed(1)} ms`
  say(`door ${told(alone.door)}; meanwhile ${told(meanwhile.door)}, ${meanwhile.door.length} requests`)
  say(`team report ${told(alone.report)}; meanwhile ${told(meanwhile.report)}`)
  say(`digests wait ${waits ? 'until it is done' : 'for nothing'}`)
  sayGoal('a day anew, CPU of PostgreSQL', cpuMs / RAW_DAYS, { most: DAY_CPU_MS }, 'ms')
  sayGoal('door meanwhile, 99%', quantile(meanwhile.door, 0.99), { most: DOOR_MS }, 'ms')
}

/** Every page of a year, of all creators and of one, and the plain pass, in rounds. */
async function pages(app: App, { agencyId, creator }: Furnished): Promise<void> {
  const rounds = new Rounds<string>()
  const plain = () =>
    app.ground.database.query(
      'SELECT fan_id, currency, sum(amount_minor) FROM figure_buyers WHERE agency_id = $1 GROUP BY 1, 2',
      [agencyId],
    )
  const names = REPORTS.flatMap((name) => [name, `${name} of one creator`])
  for (let n = 0; n < ROUNDS; n += 1) {
    rounds.add('plain', await timed(plain))
    for (const name of REPORTS) {
      rounds.add(name, await timed(() => readReport(app, agencyId, name)))
      rounds.add(`${name} of one creator`, await timed(() => readReport(app, agencyId, name, creator)))
    }
  }
  say(
    `${CREATORS} creators × ${DAYS} days; a plain pass over what fans paid by day: ${rounds.median('plain').toFixed(0)} ms`,
  )
  for (const name of names)
    say(
      `${name.padEnd(32)} ${rounds.median(name).toFixed(1).padStart(8)} ms ${rounds.ratio(name, 'plain').toFixed(2).padStart(7)} × the pass`,
    )
  for (const name of names) sayGoal(`report ${name}`, rounds.median(name), { most: PAGE_MS }, 'ms')
  sayGoal(
    'slowest report',
    Math.max(...names.map((name) => rounds.ratio(name, 'plain'))),
    { most: PASSES },
    '× the pass',
  )
}

async function main(): Promise<void> {
  sayMachine()
  const scratch = await scratchDatabase()
  const app = benchApp(scratch.database)
  const house = await furnish(app)
  const size = { creators: CREATORS, days: DAYS, messages: MESSAGES, purchases: PURCHASES }
  const fill = await filler(scratch.url, house.agencyId, size)
  try {
    await fill.people()
    say(`filled ${RAW_DAYS} days of raw rows in ${((await timed(() => fill.raw(RAW_DAYS))) / 1000).toFixed(0)} s`)
    await rebuilt(app, house, scratch)
    say(`filled ${DAYS} days of figures in ${((await timed(() => fill.figures(RAW_DAYS))) / 1000).toFixed(0)} s`)
    await pages(app, house)
    sayMachine()
  } finally {
    await fill.end()
    await app.stop()
    await scratch.remove()
  }
}

await main()
