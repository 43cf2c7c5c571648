import type { Actor } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { writeProfilingRefused, writeZone } from './profile-store.ts'
import { type Fan, lockFan } from './store.ts'

/**
 * Records that a fan objects to profiling, or doesn't any more; false, and nothing changed, when it was so already. What was
 * made of them goes by the fact's reactions; whoever reads scores looks at the fan first.
 */
export async function objectToProfiling(
  { database, clock, facts }: Ground,
  { agencyId, operatorId }: Actor,
  { id: fanId, creatorId }: Fan,
  refused: boolean,
): Promise<boolean> {
  return database.transaction('object-to-profiling', async (sql) => {
    const fan = await lockFan(sql, agencyId, fanId)
    if (!fan || (fan.profilingRefusedAt !== null) === refused) return false
    const at = clock.now()
    await writeProfilingRefused(sql, agencyId, fanId, refused ? at : null)
    const name = refused ? 'fan.profiling-refused' : 'fan.profiling-allowed'
    const by = { kind: 'operator' as const, id: operatorId }
    await facts.record(sql, [{ agencyId, name, subject: fanId, by, data: { creatorId }, at }])
    return true
  })
}

/** Sets a fan's own time zone; null gives them the creator's again. `zone` is known to `Intl`. */
export async function setZone(
  { database, clock, facts }: Ground,
  { agencyId, operatorId }: Actor,
  fanId: string,
  zone: string | null,
): Promise<void> {
  await database.transaction('set-fan-zone', async (sql) => {
    await writeZone(sql, agencyId, fanId, zone)
    const by = { kind: 'operator' as const, id: operatorId }
    await facts.record(sql, [
      { agencyId, name: 'fan.zone-set', subject: fanId, by, data: { known: zone !== null }, at: clock.now() },
    ])
  })
}
