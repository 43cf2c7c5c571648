import type { Sql } from '../database/sql.ts'
import type { Ground, TaskRun } from '../facts/index.ts'
import { type CreatorDay, type Day, dayOf, daysBetween, runsOf } from './days.ts'
import {
  endsAfter,
  factsSince,
  laterPayments,
  type Place,
  presentPlace,
  readPlace,
  spanOfRows,
  type ToldFact,
  touchedByReports,
  writePlace,
  zonesOf,
} from './mark-store.ts'
import { type Mark, owedBy } from './marks.ts'
import { dropOtherDays, lockFigures, recomputeDays } from './recompute-store.ts'

/** So many facts at a time; more than that come the next time. */
const FACTS_AT_ONCE = 20_000

const EARLIEST = new Date('2000-01-02T00:00:00Z')
const LATEST = new Date('2999-12-30T00:00:00Z')

/** Hears how many days of how many are done. */
export type Hears = (done: number, of: number) => void

interface Zoned {
  id: string
  zone: string
}

/**
 * Task of an agency, every minute: which days do the facts since the last time make owed? Those are made anew from the raw
 * rows, each once however many facts name it. The first time, and after a restore, that is all days.
 */
export async function rollUp(ground: Ground, { task, commit, signal }: TaskRun): Promise<void> {
  const { agencyId } = task
  const { database, clock } = ground
  const stopped = () => signal.throwIfAborted()
  let place = await readPlace(database, agencyId)
  if (place === null) {
    const present = await rebuild(ground, agencyId, stopped)
    await commit('roll-up-figures', (sql) => writePlace(sql, agencyId, present, clock.now()))
    return
  }
  for (let more = true; more; ) {
    const facts: ToldFact[] = await factsSince(database, agencyId, place, FACTS_AT_ONCE)
    const last = facts.at(-1)
    if (!last) return
    more = facts.length === FACTS_AT_ONCE
    const reached: Place = { ...last, era: place.era }
    const runs = await owedRuns(ground, agencyId, facts, stopped)
    // All but the last in transactions of their own, so that nobody waits long; told again after a crash they come out the same.
    for (const run of runs.slice(0, -1)) await remakeRun(ground, agencyId, run, stopped)
    const end = more ? database.transaction : commit
    await end('roll-up-figures', async (sql) => {
      await lockFigures(sql, agencyId)
      await recomputeDays(sql, agencyId, runs.at(-1) ?? [])
      await writePlace(sql, agencyId, reached, clock.now())
    })
    place = reached
  }
}

/** The days that these facts make owed, in runs; where a fact makes everything owed, that is done here. */
async function owedRuns(
  ground: Ground,
  agencyId: string,
  facts: readonly ToldFact[],
  stopped: () => void,
): Promise<CreatorDay[][]> {
  const { database } = ground
  const owed = owedBy(facts)
  for (const creatorId of new Set(owed.whole)) await remake(ground, agencyId, creatorId, stopped)
  const touched = [
    ...(await laterPayments(database, agencyId, owed.bought)),
    ...(await touchedByReports(database, agencyId, owed.reports)),
  ].map(({ creatorId, at }) => ({ creatorId, from: at, to: at }))
  return runsOf(daysOf([...owed.marks, ...touched], await zonesOf(database, agencyId)))
}

/**
 * Makes all figures of an agency anew, a month at a time. Returns from where on facts tell of what came meanwhile.
 */
export async function rebuild(ground: Ground, agencyId: string, hears: Hears): Promise<Place> {
  const present = await presentPlace(ground.database, agencyId)
  await remake(ground, agencyId, null, hears)
  return present
}

async function remake(ground: Ground, agencyId: string, creatorId: string | null, hears: Hears): Promise<void> {
  const { database } = ground
  const zones = (await zonesOf(database, agencyId)).filter(({ id }) => creatorId === null || id === creatorId)
  const owed = await allDays(database, agencyId, zones)
  await database.transaction('drop-figures', async (sql) => {
    await lockFigures(sql, agencyId)
    await dropOtherDays(sql, agencyId, creatorId, owed)
  })
  let done = 0
  for (const run of runsOf(owed)) {
    hears(done, owed.length)
    await remakeRun(ground, agencyId, run)
    done += run.length
  }
  hears(done, owed.length)
}

/** Every day of which anything stands. */
async function allDays(sql: Sql, agencyId: string, zones: readonly Zoned[]): Promise<CreatorDay[]> {
  const span = await spanOfRows(sql, agencyId)
  if (!span) return []
  const later = await endsAfter(sql, agencyId, span.until)
  const marks = later.map(({ creatorId, at }) => ({ creatorId, from: at, to: at }))
  return daysOf([{ creatorId: null, from: span.from, to: span.until }, ...marks], zones)
}

async function remakeRun(
  { database }: Ground,
  agencyId: string,
  run: readonly CreatorDay[],
  before: () => void = () => {},
): Promise<void> {
  before()
  await database.transaction('roll-up-days', async (sql: Sql) => {
    await lockFigures(sql, agencyId)
    await recomputeDays(sql, agencyId, run)
  })
}

/** The creators' days that these marks touch, each once. */
function daysOf(marks: readonly Mark[], zones: readonly Zoned[]): CreatorDay[] {
  const owed = new Map<string, CreatorDay>()
  for (const mark of marks) {
    for (const { id, zone } of zones) {
      if (mark.creatorId !== null && mark.creatorId !== id) continue
      for (const day of daysIn(mark, zone)) owed.set(`${id} ${day}`, { creatorId: id, day })
    }
  }
  return [...owed.values()]
}

/** None of what claims to be of the last century, or of the next millennium: a mistake of the sender. */
function daysIn({ from, to }: Mark, zone: string): Day[] {
  if (to < EARLIEST || from > LATEST) return []
  const first = dayOf(from < EARLIEST ? EARLIEST : from, zone)
  const last = dayOf(to > LATEST ? LATEST : to, zone)
  return first === last ? [first] : daysBetween(first, last)
}
