import { nextDue, wallClock } from '../agency/index.ts'
import { bySystem } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import type { DigestsDeps } from './deps.ts'
import { type DigestRule, firingOf } from './digest-rule.ts'
import { type DigestPost, forgetCards, insertPosts } from './post-store.ts'
import {
  agenciesDue,
  type DigestSchedule,
  FIRED_AT_ONCE,
  insertSchedule,
  listSchedules,
  lockDue,
  moveSchedules,
  type Unset,
  withoutSchedule,
} from './schedule-store.ts'
import type { ScheduledDigest } from './scheduled.ts'

const HOUR = 60
/** Until somebody says otherwise nobody is woken by what is late. */
export const USUAL_QUIET = { quietFrom: 22 * HOUR, quietUntil: 7 * HOUR }
export const USUAL_MINUTE = 8 * HOUR
/** What every creator's team gets without asking, and when. Their own digest needs a channel, which a person names. */
const USUAL: readonly { digest: ScheduledDigest; minuteOfDay: number }[] = [
  { digest: 'today', minuteOfDay: USUAL_MINUTE },
  { digest: 'alerts', minuteOfDay: USUAL_MINUTE - HOUR / 2 },
]
/** A first list is posted at once up to this hour: a new team sees what it will get. */
const FIRST_UNTIL = 20 * HOUR
const SET_AT_ONCE = 200
/** Cards of digests are kept for the web desk for so long. */
const KEPT_MS = 2 * 86_400_000

/** The minute's: forgets cards whose time is over, sets what is usual where nobody set anything, and owes what is due. */
export async function fireDigests(deps: DigestsDeps): Promise<void> {
  const { database, clock } = deps.ground
  // Of every agency, also where nothing falls due any more.
  await forgetCards(database, new Date(clock.now().getTime() - KEPT_MS))
  // As many as there are: at eight o’clock of a zone many creators fall due in one minute.
  while ((await setUsual(deps)) === SET_AT_ONCE);
  const creators = await creatorsDue(deps)
  while ((await fireDue(deps, creators)) === FIRED_AT_ONCE);
}

/** Returns how many it set. */
async function setUsual({ ground }: DigestsDeps): Promise<number> {
  const { database, clock, facts } = ground
  const digests = USUAL.map(({ digest }) => digest)
  const unset = await withoutSchedule(database, digests, SET_AT_ONCE)
  if (unset.length === 0) return 0
  return database.transaction('set-usual-digests', async (sql) => {
    const now = clock.now()
    let set = 0
    for (const one of unset) {
      const schedule = { ...usualOf(one, now), id: newId(clock) }
      // Another replica may have set it meanwhile.
      if (!(await insertSchedule(sql, schedule))) continue
      set += 1
      const { agencyId, id: subject, creatorId, digest } = schedule
      const by = bySystem('digests')
      await facts.record(sql, [
        { agencyId, name: 'digest.scheduled', subject, by, data: { digest, creatorId }, at: now },
      ])
    }
    return set
  })
}

function usualOf({ agencyId, creatorId, zone, digest }: Unset, now: Date): Omit<DigestSchedule, 'id'> {
  const minuteOfDay = USUAL.find((one) => one.digest === digest)?.minuteOfDay ?? USUAL_MINUTE
  const rule: DigestRule = { zone, minuteOfDay, weekdays: [], ...USUAL_QUIET }
  const wall = new Date(wallClock(zone, now))
  const minute = wall.getUTCHours() * HOUR + wall.getUTCMinutes()
  const isFirstToday = minute >= minuteOfDay && minute < FIRST_UNTIL
  return {
    ...{ ...rule, agencyId, creatorId, digest, place: null, createdAt: now, pausedAt: null },
    nextDueAt: isFirstToday ? now : nextDue(rule, now),
  }
}

/** The creators of every agency in which something is due, by agency. */
async function creatorsDue({ ground: { database, clock }, agencies }: DigestsDeps): Promise<CreatorsOf> {
  const creators = new Map<string, string[]>()
  for (const id of await agenciesDue(database, clock.now()))
    creators.set(
      id,
      (await agencies.creators(id)).map((one) => one.id),
    )
  return creators
}

type CreatorsOf = ReadonlyMap<string, readonly string[]>

/**
 * Turns due schedules into posts, one a creator, and moves them to their next time, in one transaction: many replicas fire
 * once, what was missed is made up for by one, and no local day has a second. Returns how many schedules were due.
 */
async function fireDue({ ground }: DigestsDeps, creators: CreatorsOf): Promise<number> {
  const { database, clock, facts } = ground
  if (creators.size === 0) return 0
  return database.transaction('fire-digests', async (sql) => {
    const now = clock.now()
    const due = (await lockDue(sql, now)).filter(({ agencyId }) => creators.has(agencyId))
    if (due.length === 0) return 0
    const posts: Omit<DigestPost, 'state'>[] = []
    for (const schedule of due) {
      const all = creators.get(schedule.agencyId) ?? []
      const whose =
        schedule.creatorId === null
          ? withoutOwn(schedule, all, await listSchedules(sql, schedule.agencyId))
          : [schedule.creatorId]
      posts.push(...postsOf(schedule, whose, now).map((post) => ({ ...post, id: newId(clock) })))
    }
    await moveSchedules(
      sql,
      due.map((one) => ({ ...one, nextDueAt: firingOf(one, one.nextDueAt, now).nextDueAt })),
    )
    const owed = await insertPosts(sql, posts, now)
    await facts.record(
      sql,
      owed.map(({ agencyId, id: subject, scheduleId, creatorId, digest, day, late, postAt }) => ({
        ...{ agencyId, name: 'digest.fired', subject, by: bySystem('digests'), at: now },
        data: { scheduleId, creatorId, digest, day, late, postAt: postAt.toISOString() },
      })),
    )
    return due.length
  })
}

/** Of all creators those who have no time of their own for this digest at this place. */
function withoutOwn(
  { digest, place }: DigestSchedule,
  creatorIds: readonly string[],
  known: readonly DigestSchedule[],
): string[] {
  const same = known.filter((one) => one.digest === digest && placeKey(one.place) === placeKey(place))
  const own = new Set(same.map(({ creatorId }) => creatorId))
  return creatorIds.filter((id) => !own.has(id))
}

const placeKey = (place: DigestSchedule['place']): string => (place ? `${place.desk}:${place.channel}` : '')

/** None where the quiet hours last until the next one is due. */
function postsOf(
  schedule: DigestSchedule,
  creatorIds: readonly string[],
  now: Date,
): Omit<DigestPost, 'id' | 'state'>[] {
  const { agencyId, id, digest, place, createdAt } = schedule
  const { day, dueAt, postAt, nextDueAt, late } = firingOf(schedule, schedule.nextDueAt, now)
  if (postAt >= nextDueAt) return []
  return creatorIds.map((creatorId) => ({
    ...{ agencyId, scheduleId: id, creatorId, digest, key: `${id} ${day}`, place, day, dueAt, postAt },
    // What nobody could have expected earlier is not late.
    late: late && dueAt > createdAt,
  }))
}
