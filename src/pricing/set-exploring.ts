import type { Actor } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { writeExploring } from './store.ts'

/** Lets prices of a creator be tried to learn from them, or never again; from the next card on. */
export async function setExploring(
  { database, clock, facts }: Ground,
  actor: Actor,
  { creatorId, exploring }: { creatorId: string; exploring: boolean },
): Promise<void> {
  const { agencyId } = actor
  await database.transaction('set-exploring', async (sql) => {
    const at = clock.now()
    await writeExploring(sql, agencyId, creatorId, exploring, at)
    const by = { kind: 'operator' as const, id: actor.operatorId }
    await facts.record(sql, [{ agencyId, name: 'exploring.changed', subject: creatorId, by, data: { exploring }, at }])
  })
}
