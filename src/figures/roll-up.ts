import type { Sql } from '../database/sql.ts'
import type { Ground, TaskRun } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { type CreatorDay, type Day, dayOf, daysBetween, RUN_DAYS, runsOf } from './days.ts'
import {
  endsAfter,
  factsSince,
  laterPayments,
  presentPlace,
  readPlace,
  spanOfRows,
  touchedByReports,
  writePlace,
  zonesOf,
} from './mark-store.ts'
import { type Mark, owedBy } from './marks.ts'
import { dropOtherDays, lockFigures, recomputeDays } from './recompute-store.ts'
import type { Place, ToldFact } from './told-fact.ts'

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
    // In transactions of their own, so that nobody waits long; told again after a crash the days come out the same.
    await remakeDays(ground, agencyId, await owedDays(ground, agencyId, facts, stopped), stopped)
    const end = more ? database.transaction : commit
    await end('roll-up-figures', (sql) => writePlace(sql, agencyId, reached, clock.now()))
    place = reached
  }
}

/** The days that these facts make owed; where a fact makes everything owed, that is done here. */
async function owedDays(
  ground: Ground,
  agencyId: string,
  facts: readonly ToldFact[],
  stopped: () => void,
): Promise<CreatorDay[]> {
  const { database } = ground
  const owed = owedBy(facts)
  for (const creatorId of new Set(owed.whole)) await remake(ground, agencyId, creatorId, stopped)
  const touched = [
    ...(await laterPayments(database, agencyId, owed.bought)),
    ...(await touchedByReports(database, agencyId, owed.reports)),
  ].map(({ creatorId, at }) => ({ creatorId, from: at, to: at }))
  return daysOf([...owed.marks, ...touched], await zonesOf(database, agencyId))
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
  await remakeDays(ground, agencyId, owed, hears)
}

/** Every day of which anything stands. */
async function allDays(sql: Sql, agencyId: string, zones: readonly Zoned[]): Promise<CreatorDay[]> {
  const span = await spanOfRows(sql, agencyId)
  if (!span) return []
  const later = await endsAfter(sql, agencyId, span.until)
  const marks = later.map(({ creatorId, at }) => ({ creatorId, from: at, to: at }))
  return daysOf([{ creatorId: null, from: span.from, to: span.until }, ...marks], zones)
}

/** Makes days anew, run by run; where a run holds too much for one statement, in shorter ones from there on. */
async function remakeDays(ground: Ground, agencyId: string, owed: readonly CreatorDay[], hears: Hears): Promise<void> {
  let most = RUN_DAYS
  let left = owed.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  hears(0, owed.length)
  for (let [run] = runsOf(left, most); run; [run] = runsOf(left, most)) {
    const taken = run
    try {
      await ground.database.transaction('roll-up-days', async (sql) => {
        await lockFigures(sql, agencyId)
        await recomputeDays(sql, agencyId, taken)
      })
    } catch (error) {
      if (!(error instanceof Failure && error.code === 'overloaded') || most === 1) throw error
      most = Math.ceil(most / 2)
      continue
    }
    left = left.slice(taken.length)
    hears(owed.length - left.length, owed.length)
  }
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
