import { type App, type AppDeps, buildApp } from '../src/app.ts'
import { type Database, openDatabase } from '../src/database/pool.ts'
import { withOption } from '../src/database/session.ts'
import type { Sql } from '../src/database/sql.ts'
import { bySystem } from '../src/facts/index.ts'
import { EVENTS_MAX, Event, type EventInput } from '../src/inbox/index.ts'
import { type Clock, ManualClock, systemClock } from '../src/kernel/clock.ts'
import { furnish, schedule } from './sample/furnish.ts'
import { historyBefore } from './sample/history.ts'
import { AGENCY, SOURCE } from './sample/people.ts'
import { lookAtYesterday, play } from './sample/play.ts'
import { refundsAmong } from './sample/refunds.ts'
import { agencyIds, freeTasks, happenedAt, hasHappened, keepLock, lockSample, newestWaiting } from './sample/store.ts'
import { TODAY } from './sample/today.ts'

export interface SeedDeps extends Omit<AppDeps, 'clock' | 'database' | 'desks' | 'writer'> {
  /** With its address, the past is written without waiting for the disk at each commit. */
  connected: { database: Database; url?: string }
  /** What the present is, for tests. */
  clock?: Clock
  /** A line for the terminal. */
  say(line: string): void
}

/** Batches stay history when they are applied this long after their newest event. */
const AFTER_HISTORY_MS = 25 * 3_600_000
const QUICK_CONNECTIONS = 4
const DAY_BEGINS_MS = 60 * 60_000

/**
 * Makes the sample agency through the use cases, with a clock that stands in the past: two creators, months of history, and
 * a day on which some cards are decided and some wait. Must run before the workers start, or they would take the past's
 * tasks. Every id is made from a name, and each step looks whether it was done: a start that was killed is completed by the
 * next, and a complete one is left alone. With an agency of one's own and no trace of the sample, nothing is made.
 */
export async function seedSampleAgency(deps: SeedDeps): Promise<void> {
  const { connected, clock: present = systemClock, say, ...rest } = deps
  const { database } = connected
  if (await isSettled(database)) return
  await database.transaction('sample-agency', async (lock) => {
    await lockSample(lock)
    // Another process may have been faster while this one waited.
    if (await isSettled(database)) return
    const quick = connected.url === undefined ? null : openQuick(connected.url)
    const clock = new ManualClock(present.now())
    const app = buildApp({ ...rest, database: quick ?? database, clock })
    try {
      await make(app, clock, present, { say, log: rest.log, keep: () => keepLock(lock) })
      // Waits for the disk, and so for all that came before.
      await note(database, app, 'sample.completed', present.now())
    } finally {
      await app.stop()
      await quick?.close()
    }
  })
}

/** A crash of the server may lose the last commits, never one in the middle: the next start makes them again. */
const openQuick = (url: string): Database =>
  openDatabase({ url: withOption(url, '-c synchronous_commit=off'), max: QUICK_CONNECTIONS })

/** True when there is nothing to do: it is complete, or there are agencies and it isn't one of them. */
async function isSettled(sql: Sql): Promise<boolean> {
  if (await hasHappened(sql, AGENCY.id, 'sample.completed', AGENCY.id)) return true
  const known = await agencyIds(sql)
  return known.length > 0 && !known.includes(AGENCY.id)
}

interface Making {
  say(line: string): void
  log: AppDeps['log']
  keep(): Promise<void>
}

async function make(app: App, clock: ManualClock, present: Clock, { say, log, keep }: Making): Promise<void> {
  const startedAt = performance.now()
  say(`\n  Making the sample agency ${AGENCY.name} …`)
  await app.ground.database.transaction('free-tasks', (sql) => freeTasks(sql, AGENCY.id))
  await applyInterrupted(app, clock)
  // Told from the first start's present: after a kill it is the same history, whenever that is.
  const told = await begun(app, 'sample.begun', present)
  await furnish(app, clock, told)
  const history = historyBefore(told)
  const refunds = refundsAmong(history, told)
  for (let n = 0; n < history.length; n += EVENTS_MAX) {
    await passBatch(app, clock, history.slice(n, n + EVENTS_MAX), told)
    await keep()
  }
  await passBatch(app, clock, refunds, told)
  say(`  ${(history.length + refunds.length).toLocaleString('en')} events of the last seven months are in`)

  const today = await begun(app, 'sample.day-begun', present)
  clock.set(today)
  await schedule(app)
  clock.set(new Date(today.getTime() - DAY_BEGINS_MS))
  const stage = { app, clock, present: today, warn: (fields: object, message: string) => log.warn(fields, message) }
  await play(stage, TODAY, keep)
  clock.set(today)
  await app.loop.drain()
  await lookAtYesterday(stage)
  say(`  Today is played, ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

/** What a killed start had received and not applied, with the clock as it stood then: an earlier one would call it future. */
async function applyInterrupted(app: App, clock: ManualClock): Promise<void> {
  const newest = await newestWaiting(app.ground.database, AGENCY.id)
  if (newest === null) return
  const isToday = await hasHappened(app.ground.database, AGENCY.id, 'sample.day-begun', AGENCY.id)
  const told = await happenedAt(app.ground.database, AGENCY.id, 'sample.begun', AGENCY.id)
  clock.set(isToday ? newest : longAfter(newest, told ?? newest))
  await app.loop.drain()
}

/** So far after an event that it is history, and never after the day began. */
const longAfter = (event: Date, told: Date): Date =>
  new Date(Math.min(event.getTime() + AFTER_HISTORY_MS, told.getTime() - DAY_BEGINS_MS))

/** Hands over and applies events with the clock so far after them that they are history. */
async function passBatch(app: App, clock: ManualClock, events: readonly EventInput[], told: Date): Promise<void> {
  const newest = events.at(-1)
  if (!newest) return
  clock.set(longAfter(new Date(newest.at), told))
  const parsed = events.map((event) => Event.parse(event))
  await app.inbox.receive({ agencyId: AGENCY.id, sourceId: SOURCE.id, events: parsed })
  await app.loop.drain()
}

/** The present as it was when this began for the first time. */
async function begun(app: App, name: string, present: Clock): Promise<Date> {
  const known = await happenedAt(app.ground.database, AGENCY.id, name, AGENCY.id)
  if (known) return known
  const at = present.now()
  await note(app.ground.database, app, name, at)
  return at
}

async function note(database: Database, { ground }: App, name: string, at: Date): Promise<void> {
  await database.transaction('note-sample', (sql) =>
    ground.facts.record(sql, [{ agencyId: AGENCY.id, name, subject: AGENCY.id, by: bySystem('sample'), data: {}, at }]),
  )
}
