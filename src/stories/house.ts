import { pino } from 'pino'
import { createMetrics, signBody } from '../../adapters/http/index.ts'
import { createPlatforms } from '../../adapters/platforms/index.ts'
import { type App, type AppDeps, buildApp } from '../app.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import type { Answer, Filled } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import type { EventInput, Receipt } from '../inbox/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import type { Delivery } from '../replies/index.ts'
import { newKeyRingText, parseKeyRing } from '../vault/index.ts'

/** A whole product on a database of its own, with a clock that stands still until it is moved. */
export interface StoryHouse {
  app: App
  clock: ManualClock
  agencyId: string
  creatorId: string
  source: { id: string; secret: string }
  operators: { admin: string; manager: string; chatter: string; other: string }
  assetId: string
  /** Posts signed events to the door. */
  post(events: EventInput[]): Promise<{ status: number; results: Receipt[]; body: Record<string, unknown> }>
  /** What a fan writes: one event, applied, and its draft when the fan went quiet. */
  write(fan: string, text: string, id?: string): Promise<void>
  /** Moves time on and runs what falls due on the way. */
  pass(ms: number): Promise<void>
  /** Moves time on in one step, then runs what is due: for hours and days. */
  leap(ms: number): Promise<void>
  /** The one live card of a fan; fails when there is none. */
  draftOf(fan: string): Promise<Draft>
  /** A fan's newest card in any state, and its newest delivery; null when there is none. */
  lastOf(fan: string): Promise<{ draft: Draft | null; delivery: Delivery | null }>
  /** An event of this fan at this moment, to be posted; the id of the event is the message's, purchase's or refund's. */
  event(fan: string, event: Spoken): EventInput
  press(operatorId: string, action: string, filled?: Filled | null): Promise<Answer>
  close(): Promise<void>
}

export interface StoryOptions
  extends Partial<
    Pick<AppDeps, 'writer' | 'model' | 'desks' | 'connections' | 'platforms' | 'redis' | 'tracer' | 'log'>
  > {
  /** `hand`: a person sends. `simulator`: the program hands over. */
  platform?: string
  at?: string
  /** Two agencies on one database: hand in the first one's. */
  on?: Pick<AppDeps, 'database'>
}

/** What an event says beside its head. */
export type Spoken = EventInput extends infer E
  ? E extends EventInput
    ? Omit<E, 'id' | 'account' | 'fan' | 'at'> & { id?: string; account?: string; at?: string }
    : never
  : never

const CONFIG = {
  TURN_QUIET_MS: 4_000,
  TURN_LONGEST_MS: 20_000,
  WORKER_CONCURRENCY: 4,
  DOOR_EVENTS_PER_MINUTE: 1_000_000,
}

export async function storyHouse(options: StoryOptions = {}): Promise<StoryHouse> {
  const own = options.on ? null : await testDatabase()
  const given = options.on?.database ?? own?.database
  if (!given) throw new Error('a story needs a database')
  const database = given
  const clock = new ManualClock(options.at ?? '2026-11-20T14:00:00Z')
  const log = options.log ?? pino({ level: 'silent' })
  const metrics = createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) })
  const ring = parseKeyRing(newKeyRingText())
  const { writer, model, desks, connections, redis, tracer } = options
  const app = buildApp({
    database,
    clock,
    ring,
    config: CONFIG,
    platforms: options.platforms ?? createPlatforms(),
    metrics,
    log,
    ...(redis && { redis }),
    ...(tracer && { tracer }),
    ...(writer && { writer }),
    ...(model && { model }),
    ...(desks && { desks }),
    ...(connections && { connections }),
  })
  const world = await furnish(app, options.platform ?? 'hand')

  async function pass(ms: number): Promise<void> {
    const until = clock.now().getTime() + ms
    await app.loop.drain()
    // Second by second, so that what falls due on the way runs at its time.
    while (clock.now().getTime() < until) {
      clock.advance(Math.min(1_000, until - clock.now().getTime()))
      await app.loop.drain()
    }
  }

  async function post(events: EventInput[]) {
    const raw = JSON.stringify({ events })
    const at = Math.floor(clock.now().getTime() / 1000)
    const response = await app.door.inject({
      method: 'POST',
      url: '/v1/events',
      headers: {
        'content-type': 'application/json',
        'x-source': world.source.id,
        'x-signature': signBody(world.source.secret, raw, at),
      },
      payload: raw,
    })
    const body = response.json<Record<string, unknown>>()
    return { status: response.statusCode, results: (body.results ?? []) as Receipt[], body }
  }

  function event(fan: string, spoken: Spoken): EventInput {
    const at = clock.now().toISOString()
    const id = `e-${++events}`
    return { id, account: ACCOUNT, fan: { id: fan, name: fan }, at, ...spoken } as EventInput
  }

  async function lastOf(fan: string) {
    const [row] = await database.query<{ id: string }>(
      `SELECT d.id FROM drafts d JOIN fans f ON f.agency_id = d.agency_id AND f.id = d.fan_id
       WHERE d.agency_id = $1 AND f.external_id = $2 ORDER BY d.created_at DESC, d.id DESC LIMIT 1`,
      [world.agencyId, fan],
    )
    if (!row) return { draft: null, delivery: null }
    return {
      draft: await app.drafting.draft(database, world.agencyId, row.id),
      delivery: await app.replies.deliveryOfDraft(database, world.agencyId, row.id),
    }
  }

  let messages = 0
  let events = 0
  return {
    app,
    clock,
    ...world,
    post,
    pass,
    event,
    lastOf,
    async leap(ms) {
      await app.loop.drain()
      clock.advance(ms)
      await app.loop.drain()
    },
    async write(fan, text, id = `m${++messages}`) {
      const at = clock.now().toISOString()
      await post([
        {
          id: `e-${id}`,
          type: 'message.received',
          account: ACCOUNT,
          fan: { id: fan, name: fan },
          at,
          message: { id, text },
        },
      ])
      await pass(5_000)
    },
    async draftOf(fan) {
      const drafts = await app.drafting.queue(database, world.agencyId, 1_000)
      for (const draft of drafts) {
        const known = await app.fans.fan(database, world.agencyId, draft.fanId)
        if (known?.externalId === fan) return draft
      }
      throw new Error(`no card for ${fan}`)
    },
    press: (operatorId, action, filled = null) =>
      app.gate.press(
        { agencyId: world.agencyId, desk: 'web', externalId: operatorId, verified: false },
        action,
        filled,
      ),
    async close() {
      await app.stop()
      await own?.drop()
    },
  }
}

export const ACCOUNT = 'bella-account'

/** The least agency: one creator with an asset, four operators, one signed source. */
async function furnish(app: App, platform: string) {
  const agencyId = await app.agencies.addAgency({ name: 'Story agency', zone: 'Europe/Paris' })
  const creatorId = await app.agencies.addCreator({ agencyId, name: 'Bella', zone: 'Europe/Paris', currency: 'USD' })
  const add = (name: string, role: 'admin' | 'manager' | 'chatter') =>
    app.agencies.addOperator({ agencyId, name, role })
  const operators = {
    admin: await add('Olga', 'admin'),
    manager: await add('Lena', 'manager'),
    chatter: await add('Ana', 'chatter'),
    other: await add('Milo', 'chatter'),
  }
  await app.platforms.addAccount({ agencyId, creatorId, platform, externalId: ACCOUNT })
  await app.channels.bind({ agencyId, creatorId, desk: 'web', channel: 'queue' })
  const source = await app.platforms.addSource({ agencyId, name: 'story' })
  const assetId = await app.content.addAsset({
    agencyId,
    creatorId,
    externalId: 'coast-2',
    title: 'Coast, part 2',
    priceMinor: 2_400,
    currency: 'USD',
  })
  if (source.secret === null) throw new Error('a new source has a secret')
  return { agencyId, creatorId, operators, assetId, source: { id: source.id, secret: source.secret } }
}
