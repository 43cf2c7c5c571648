import type { Desk } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import type { ChannelsDeps } from './draw-card.ts'
import { forgetPictures } from './picture-store.ts'
import { agenciesToSweep, markSwept, type PostedCard, unsurePostings } from './store.ts'
import { forgetHandled } from './workspace-store.ts'

/** A request that was given up may still arrive within this time. */
const SETTLED_MS = 2 * 60_000
/** Looking costs a call each, and some desks allow few of them. */
const SWEPT_AT_ONCE = 10
/** Long after any desk would send a click again. */
const REMEMBERED_MS = 3 * 24 * 60 * 60_000
/** Cards that are older are hardly drawn again. */
const PICTURES_MS = 30 * 24 * 60 * 60_000

/**
 * Removes cards that stand on a channel twice, after a posting whose outcome was not known. A desk that is away is asked
 * again with the next sweep.
 */
export async function sweepPostings({ ground, desks }: ChannelsDeps): Promise<void> {
  const { database, clock } = ground
  const now = clock.now().getTime()
  const before = new Date(now - SETTLED_MS)
  await forgetHandled(database, new Date(now - REMEMBERED_MS))
  await forgetPictures(database, new Date(now - PICTURES_MS))
  for (const agencyId of await agenciesToSweep(database, before)) {
    for (const posting of await unsurePostings(database, agencyId, before, SWEPT_AT_ONCE)) {
      const desk = desks.find(({ name }) => name === posting.desk)
      if (desk && (await removeExtras(desk, agencyId, posting)) === 'away') return
      await database.transaction('record-sweep', (sql) => markSwept(sql, agencyId, posting.id))
    }
  }
}

async function removeExtras(desk: Desk, agencyId: string, posting: PostedCard): Promise<'removed' | 'away'> {
  const { id: postingId, channel, subject, ref, threadRef } = posting
  const place = { agencyId, postingId, channel, subject }
  try {
    await desk.removeExtras?.(place, ref ?? '')
    if (ref !== null && threadRef !== null) await desk.thread?.removeExtras(place, ref, threadRef)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'desk_gone') return 'away'
  }
  return 'removed'
}
