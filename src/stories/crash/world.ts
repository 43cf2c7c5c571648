import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { createMetrics, signBody } from '../../../adapters/http/index.ts'
import { everyMinute } from '../../../jobs/handlers.ts'
import { type App, buildApp } from '../../app.ts'
import { openDatabase } from '../../database/pool.ts'
import { actionId, type Filled } from '../../desk/index.ts'
import type { EventInput, Receipt } from '../../inbox/index.ts'
import { ManualClock } from '../../kernel/clock.ts'
import { parseKeyRing } from '../../vault/index.ts'
import { fakeDesk, fakePlatform, fakeWriter } from './fakes.ts'
import type { Furnished } from './furnish.ts'
import { type AtMoment, withMoments } from './moments.ts'
import { type Outside, openOutside } from './outside.ts'

export const START = new Date('2026-11-20T14:00:00Z')
/** Between the death of one run and the start of the next. */
const DOWN_MS = 5 * 60_000
const QUIET_WITHIN_MS = 60_000

const CONFIG = { TURN_QUIET_MS: 4_000, TURN_LONGEST_MS: 20_000, DOOR_EVENTS_PER_MINUTE: 1_000_000 }

/** One run of the whole product on a database, with the world around it that remembers what happened before. */
export interface World {
  app: App
  clock: ManualClock
  outside: Outside
  furnished: Furnished
  /** A source posts events until it is answered, the same bytes every time; nothing when there are none. */
  tell(name: string, events: () => Promise<EventInput[]>): Promise<void>
  /** Sends a request again that was answered: what does the door say of each event? */
  tellAgain(name: string): Promise<Receipt['status'][]>
  /** An operator presses a button of a fan's newest card, or the same button again when no answer came. */
  press(
    name: string,
    how: { fan: string; by: keyof Furnished['operators']; action: string; filled?: Filled },
  ): Promise<void>
  /** Moves time on and waits until nothing is due. */
  pass(ms: number): Promise<void>
  minute(): Promise<void>
  deliveryOf(fan: string): Promise<{ id: string; version: number } | null>
  stop(): Promise<void>
}

/**
 * Opens run number `run`; every run begins later than the one before it ended. The first does one thing at a time, so
 * that it goes the same way every time; the others have their workers, with the heartbeat that takes over from the dead.
 * `begins`: what its clock says, else some minutes after the run before.
 */
export async function openWorld(url: string, run: number, at: AtMoment = () => {}, begins?: Date): Promise<World> {
  const outside = openOutside(url)
  const furnished = await furnishedOf(outside)
  const clock = new ManualClock(begins ?? new Date(START.getTime() + run * DOWN_MS))
  const plain = openDatabase({ url, max: 8 })
  const app = buildApp({
    database: withMoments(plain, at),
    clock,
    ring: parseKeyRing(furnished.ring),
    config: { ...CONFIG, WORKER_CONCURRENCY: 4 },
    platforms: [fakePlatform(outside, at)],
    desks: [fakeDesk(outside, at)],
    writer: fakeWriter(at),
    metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
    log: pino({ level: 'silent' }),
  })
  const quiet = () => untilQuiet(app, outside, clock)
  if (run > 0) await app.start()
  await quiet()
  return {
    app,
    clock,
    outside,
    furnished,
    ...source(app, outside, furnished, clock, quiet),
    press: (name, how) => press(app, outside, furnished, name, how),
    deliveryOf: (fan) => newest(outside, 'deliveries', fan),
    minute: () => everyMinute(app),
    async pass(ms) {
      clock.advance(ms)
      await quiet()
    },
    async stop() {
      await app.stop()
      await plain.close()
      await outside.close()
    },
  }
}

async function furnishedOf(outside: Outside): Promise<Furnished> {
  const [row] = await outside.database.query<{ world: Furnished }>('SELECT world FROM outside.world')
  if (!row) throw new Error('furnish the database first')
  return row.world
}

/** Until no task is due by the clock and none is at work. */
async function untilQuiet(app: App, outside: Outside, clock: ManualClock): Promise<void> {
  for (const deadline = Date.now() + QUIET_WITHIN_MS; ; await pause(20)) {
    await app.loop.drain()
    const [left] = await outside.database.query<{ n: number; names: string | null }>(
      `SELECT count(*) AS n, string_agg(DISTINCT name || ' ' || state, ', ') AS names FROM tasks
       WHERE state = 'running' OR (state = 'due' AND due_at <= $1)`,
      [clock.now()],
    )
    if (left?.n === 0) return
    if (Date.now() > deadline) throw new Error(`not quiet after ${QUIET_WITHIN_MS} ms: ${left?.names}`)
  }
}

function source(
  app: App,
  outside: Outside,
  { source: { id, secret } }: Furnished,
  clock: ManualClock,
  quiet: () => Promise<void>,
) {
  async function post(body: string): Promise<Receipt[]> {
    const signature = signBody(secret, body, Math.floor(clock.now().getTime() / 1000))
    const headers = { 'content-type': 'application/json', 'x-source': id, 'x-signature': signature }
    const response = await app.door.inject({ method: 'POST', url: '/v1/events', headers, payload: body })
    if (response.statusCode !== 202) throw new Error(`the door answered ${response.statusCode} ${response.body}`)
    return response.json<{ results: Receipt[] }>().results
  }
  return {
    async tell(name: string, events: () => Promise<EventInput[]>) {
      let kept = await outside.request(name)
      if (kept?.answered) return
      if (!kept) {
        const given = await events()
        if (given.length === 0) return
        kept = { body: JSON.stringify({ events: given }), answered: false }
        await outside.keepRequest(name, kept.body)
      }
      await post(kept.body)
      await outside.answerRequest(name)
      await quiet()
    },
    async tellAgain(name: string) {
      const kept = await outside.request(name)
      return (await post(kept?.body ?? '')).map(({ status }) => status)
    },
  }
}

/** Buttons of an approved reply; all others are a draft's. */
const OF_DELIVERY = new Set(['undo', 'withdraw', 'mark-as-sent', 'try-again', 'send-by-hand'])

async function press(
  app: App,
  outside: Outside,
  { agencyId, operators }: Furnished,
  name: string,
  how: Parameters<World['press']>[1],
): Promise<void> {
  let kept = await outside.press(name)
  if (kept?.answer) return
  if (!kept) {
    const subject = await newest(outside, OF_DELIVERY.has(how.action) ? 'deliveries' : 'drafts', how.fan)
    if (!subject) return
    const action = actionId(how.action, subject.id, subject.version)
    kept = { operatorId: operators[how.by], action, filled: how.filled ?? null, answer: null }
    await outside.keepPress(name, kept)
  }
  const identity = { agencyId, desk: 'web' as const, externalId: kept.operatorId, verified: false }
  const answer = await app.gate.press(identity, kept.action, kept.filled)
  await outside.answerPress(name, answer.kind)
}

async function newest(outside: Outside, of: 'drafts' | 'deliveries', fan: string) {
  const [row] = await outside.database.query<{ id: string; version: number }>(
    `SELECT t.id, t.version FROM ${of} t JOIN conversations c ON c.agency_id = t.agency_id AND c.id = t.conversation_id
     JOIN fans f ON f.agency_id = c.agency_id AND f.id = c.fan_id
     WHERE f.external_id = $1 ORDER BY t.created_at DESC, t.id DESC LIMIT 1`,
    [fan],
  )
  return row ?? null
}
