import { type Creator, lockCreator } from '../agency/index.ts'
import type { Actor } from '../desk/index.ts'
import { dayOf } from '../figures/index.ts'
import { newId } from '../kernel/ids.ts'
import type { DigestsDeps } from './deps.ts'
import { askedSince, insertPosts } from './post-store.ts'
import { whyNotThere } from './read-schedule.ts'
import type { Place } from './schedule-store.ts'
import type { ScheduledDigest } from './scheduled.ts'

/** Whoever presses twice, or a colleague who had the same thought, wants one. */
const SAME_MS = 60_000

export type AskedNow = { kind: 'asked' } | { kind: 'already' } | { kind: 'refused'; why: string }

/** Owes a digest now, beside what is scheduled, as a fact; once where it is asked for again within a minute. */
export async function askDigest(
  deps: DigestsDeps,
  { agencyId, operatorId }: Actor,
  creator: Creator,
  { digest, place }: { digest: ScheduledDigest; place: Place | null },
): Promise<AskedNow> {
  const { database, clock, facts } = deps.ground
  const why = await whyNotThere(deps, agencyId, { digest, creatorId: creator.id, place })
  if (why !== null) return { kind: 'refused', why }
  return database.transaction('digest.asked', async (sql) => {
    await lockCreator(sql, agencyId, creator.id)
    const at = clock.now()
    const wanted = { agencyId, creatorId: creator.id, digest, place }
    if (await askedSince(sql, wanted, new Date(at.getTime() - SAME_MS))) return { kind: 'already' }
    const id = newId(clock)
    const day = dayOf(at, creator.zone)
    const own = { id, scheduleId: null, key: `asked ${id}`, day, dueAt: at, postAt: at, late: false }
    await insertPosts(sql, [{ ...wanted, ...own }], at)
    const by = { kind: 'operator' as const, id: operatorId }
    const data = { scheduleId: null, creatorId: creator.id, digest, day, late: false, postAt: at.toISOString() }
    await facts.record(sql, [{ agencyId, name: 'digest.asked', subject: id, by, data, at }])
    return { kind: 'asked' }
  })
}
