import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import { scratchFolder } from '../../database/testing/scratch.ts'
import { testDatabase } from '../../database/testing/test-database.ts'
import { type Cable, layCable } from './cable.ts'
import { killAll, type Program, startProgram } from './program.ts'
import { addAgency, post, type Source } from './visitor.ts'

export type Outage = 'refused' | 'silent' | 'closed'

/** The real program on a database of its own that a test can take away. */
export interface Serving {
  program: Program
  door: string
  /** Lets the database go away for `ms` in that way, and checks what must hold meanwhile and afterwards. */
  survives(how: Outage, ms: number): Promise<void>
  close(): Promise<void>
}

/** An answer may take as long as a connection or statement is waited for, and not longer. */
const ANSWER_WITHIN_MS: Record<Outage, number> = { refused: 6_000, closed: 6_000, silent: 15_000 }
/** Workers look every ten seconds for tasks whose lease ran out. */
const BACK_WITHIN_MS = 30_000

export async function serve(): Promise<Serving> {
  const scratch = await scratchFolder()
  const dataDir = join(scratch.path, 'data')
  const own = await testDatabase({ max: 2 })
  const cable = await layCable(own.url)
  const program = startProgram({ dataDir, settings: { DATABASE_URL: cable.url } })
  const { door, web } = await program.ready()
  const source = await addAgency({ dataDir, databaseUrl: own.url })
  const live = await listenLive(web, source)
  const world = { program, door, source, live, cable, database: own.database, url: own.url }
  let outages = 0
  return {
    program,
    door,
    survives: (how, ms) => survives(world, how, ms, ++outages),
    async close() {
      live.close()
      await program.end('SIGTERM')
      await killAll([])
      await cable.close()
      await own.drop()
      await scratch.remove()
    },
  }
}

interface OutageWorld {
  program: Program
  door: string
  source: Source
  live: Live
  cable: Cable
  database: Awaited<ReturnType<typeof testDatabase>>['database']
  url: string
}

async function survives(world: OutageWorld, how: Outage, ms: number, n: number): Promise<void> {
  const { program, door, source, database } = world
  // Due while the database is away, so that nothing but the workers' own recovery does it.
  expect((await post(door, source, [`before-${n}`])).status).toBe(202)
  await takeAway(world, how)
  try {
    const until = Date.now() + ms
    do {
      await refusedPolitely(world, how, `during-${n}`)
      await pause(200)
    } while (Date.now() < until)
    expect(program.process.exitCode, program.said()).toBeNull()
  } finally {
    await bringBack(world, how)
  }

  await eventually('the door is ready', async () => (await fetch(`${door}/readyz`)).status === 200)
  const receipt = await post(door, source, [`during-${n}`, `after-${n}`])
  expect(receipt.status).toBe(202)
  // A task that was at work comes back when its lease of half a minute has run out; nobody waits for that here.
  await database.query(`UPDATE tasks SET lease_until = now() WHERE state = 'running'`)
  for (const fan of [`before-${n}`, `during-${n}`, `after-${n}`]) {
    await eventually(`${fan} has one card`, async () => (await cardsOf(database, fan)) === 1)
  }
  // As another process of the same desk would say it.
  await eventually('live updates are heard again', async () => {
    await database.notify('desk_changed', `another-process ${source.agencyId}/sign-of-life-${n}`)
    return world.live.heard().includes(`sign-of-life-${n}`)
  })
  expect(await database.query(`SELECT name FROM tasks WHERE state = 'dead'`)).toEqual([])
}

/** The door says that it can't take anything now, and when to come again; being alive is another question. */
async function refusedPolitely({ door, source }: OutageWorld, how: Outage, fan: string): Promise<void> {
  const started = Date.now()
  const [answer, ready, alive] = await Promise.all([
    post(door, source, [fan]),
    fetch(`${door}/readyz`),
    fetch(`${door}/healthz`),
  ])
  expect(Date.now() - started).toBeLessThan(ANSWER_WITHIN_MS[how])
  expect(answer.status, await answer.clone().text()).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.json()).toMatchObject({ code: 'database_away' })
  expect([ready.status, alive.status]).toEqual([503, 200])
}

async function takeAway({ cable, url }: OutageWorld, how: Outage): Promise<void> {
  await (how === 'closed' ? closeDatabase(url) : cable.pull(how))
}

async function bringBack({ cable, url }: OutageWorld, how: Outage): Promise<void> {
  await (how === 'closed' ? openDatabase(url) : cable.plugIn())
}

/** Ends every session of a database and lets nobody in. */
export async function closeDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  await asAdmin(url, async (admin) => {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  })
}

export async function openDatabase(url: string): Promise<void> {
  await asAdmin(url, (admin) => admin.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} ALLOW_CONNECTIONS true`))
}

async function asAdmin(url: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const address = new URL(url)
  address.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: address.href })
  await admin.connect()
  await work(admin).finally(() => admin.end())
}

async function cardsOf(database: OutageWorld['database'], fan: string): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    'SELECT count(*) AS n FROM drafts d JOIN fans f ON f.agency_id = d.agency_id AND f.id = d.fan_id WHERE f.external_id = $1',
    [fan],
  )
  return row?.n ?? 0
}

async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + BACK_WITHIN_MS; Date.now() < deadline; await pause(100)) {
    if (await holds().catch(() => false)) return
  }
  throw new Error(`within ${BACK_WITHIN_MS} ms it never held that ${what}`)
}

interface Live {
  heard(): string
  close(): void
}

/** One open page of the web desk: what its stream of live updates said so far. Resolves once it is open. */
async function listenLive(web: string, { agencyId, operatorId }: Source): Promise<Live> {
  const closing = new AbortController()
  const response = await fetch(`${web}/live?as=${agencyId}/${operatorId}`, { signal: closing.signal })
  expect(response.status, 'the live stream opens').toBe(200)
  let heard = ''
  const read = async (): Promise<void> => {
    const text = new TextDecoder()
    for await (const chunk of response.body ?? []) heard += text.decode(chunk, { stream: true })
  }
  void read().catch(() => {})
  return { heard: () => heard, close: () => closing.abort() }
}
