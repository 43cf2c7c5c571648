import { nextDue } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import type { DigestsDeps } from './deps.ts'
import { movedTo } from './digest-rule.ts'
import { lockOwed, movePost, sendingOf } from './post-store.ts'
import {
  type DigestSchedule,
  insertSchedule,
  lockSchedule,
  removeSingles,
  updateSchedule,
  writePaused,
  writeRemoved,
} from './schedule-store.ts'

/** What a person wants of a schedule; whose and which digest never change. */
export type WantedSchedule = Omit<DigestSchedule, 'agencyId' | 'id' | 'nextDueAt' | 'createdAt' | 'pausedAt'>

export type SetSchedule =
  /** `gaveWay`: how many times of single creators it took the place of. */
  | { kind: 'set'; schedule: DigestSchedule; gaveWay: number }
  /** That place has this digest already. */
  | { kind: 'twin' }
  | { kind: 'gone' }

const FACTS = {
  add: 'digest.scheduled',
  change: 'digest.rescheduled',
  pause: 'digest.paused',
  resume: 'digest.resumed',
  remove: 'digest.unscheduled',
} as const

const factOf = ({ agencyId, operatorId }: Actor, step: keyof typeof FACTS, schedule: DigestSchedule, at: Date) => ({
  ...{ agencyId, name: FACTS[step], subject: schedule.id, at },
  by: { kind: 'operator' as const, id: operatorId },
  data: { digest: schedule.digest, creatorId: schedule.creatorId },
})

/** Sets a digest's time, as a fact; one of all creators takes the place of those of single ones at the same place. */
export async function addSchedule(
  { ground }: DigestsDeps,
  actor: Actor,
  wanted: WantedSchedule,
): Promise<Exclude<SetSchedule, { kind: 'gone' }>> {
  const { database, clock, facts } = ground
  const { agencyId } = actor
  return database.transaction(FACTS.add, async (sql) => {
    const at = clock.now()
    const own = { agencyId, id: newId(clock), createdAt: at, pausedAt: null, nextDueAt: nextDue(wanted, at) }
    const schedule = { ...wanted, ...own }
    if (!(await insertSchedule(sql, schedule))) return { kind: 'twin' }
    const gaveWay = wanted.creatorId === null ? await removeSingles(sql, agencyId, wanted, at) : 0
    await facts.record(sql, [factOf(actor, 'add', schedule, at)])
    return { kind: 'set', schedule, gaveWay }
  })
}

/**
 * Another time or place, as a fact; a day that had its digest gets no second one, and what is owed and not posted yet goes
 * where and when the schedule says by now.
 */
export async function changeSchedule(
  { ground }: DigestsDeps,
  actor: Actor,
  id: string,
  wanted: WantedSchedule,
): Promise<SetSchedule> {
  const { database, clock, facts } = ground
  return database.transaction(FACTS.change, async (sql) => {
    const known = await lockSchedule(sql, actor.agencyId, id)
    if (!known) return { kind: 'gone' }
    const at = clock.now()
    const { digest, creatorId } = known
    const schedule = { ...known, ...wanted, digest, creatorId, nextDueAt: nextDue(wanted, at) }
    if (!(await updateSchedule(sql, schedule))) return { kind: 'twin' }
    await moveOwed(ground, sql, schedule, at)
    await facts.record(sql, [factOf(actor, 'change', schedule, at)])
    return { kind: 'set', schedule, gaveWay: 0 }
  })
}

/** Part: a later time is waited for by the task that is owed already; an earlier one makes it due then. */
async function moveOwed({ facts }: DigestsDeps['ground'], sql: Sql, schedule: DigestSchedule, at: Date): Promise<void> {
  const { agencyId, place } = schedule
  const moved = (await lockOwed(sql, agencyId, schedule.id)).map((post) => {
    const { postAt, later } = movedTo(schedule, post.day, at)
    return { ...post, place, postAt, ...(later && { dueAt: postAt, late: false }) }
  })
  for (const post of moved) await movePost(sql, post)
  await facts.owe(sql, moved.map(sendingOf))
}

/**
 * Pauses, goes on or removes, as a fact; null when it isn't there. What fell due meanwhile is not made up for. Doing it twice
 * changes nothing.
 */
export async function stepSchedule(
  { ground }: DigestsDeps,
  actor: Actor,
  id: string,
  step: 'pause' | 'resume' | 'remove',
): Promise<DigestSchedule | null> {
  const { database, clock, facts } = ground
  const { agencyId } = actor
  return database.transaction(FACTS[step], async (sql) => {
    const known = await lockSchedule(sql, agencyId, id)
    if (!known) return null
    const isSame = step !== 'remove' && (known.pausedAt !== null) === (step === 'pause')
    if (isSame) return known
    const at = clock.now()
    const paused = { ...known, pausedAt: step === 'pause' ? at : null, nextDueAt: nextDue(known, at) }
    if (step === 'remove') await writeRemoved(sql, agencyId, id, at)
    else await writePaused(sql, paused)
    await facts.record(sql, [factOf(actor, step, known, at)])
    return paused
  })
}
