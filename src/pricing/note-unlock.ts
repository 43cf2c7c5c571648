import type { Sql } from '../database/sql.ts'
import { bySystem, type Ground, type TaskRun } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import { markTakenBack, markUnlocked } from './store.ts'

interface Deps {
  ground: Ground
  fans: Pick<Fans, 'takenBack'>
}

/**
 * Reaction to a purchase of an asset: what was quoted for it was taken. And to a refund: where all that was paid went back,
 * it wasn't. A refund may overtake its purchase, so each looks at both.
 */
export async function noteUnlock({ ground, fans }: Deps, { task, commit }: TaskRun): Promise<void> {
  const { facts, clock } = ground
  const { agencyId } = task
  const { subject: fanId } = task.input
  const { assetId, boughtAt, purchaseId, refundOf } = task.input.data
  const record = (sql: Sql, name: string, shown: readonly Date[]) =>
    facts.record(
      sql,
      shown.map((at) => ({
        ...{ agencyId, name, subject: fanId, by: bySystem('pricing'), at: clock.now() },
        data: { shownAt: at.toISOString() },
      })),
    )
  const bought = typeof refundOf === 'string' ? refundOf : purchaseId
  const back = typeof bought === 'string' ? await fans.takenBack(ground.database, agencyId, fanId, bought) : null
  if (back) {
    const { assetId: returned, at } = back
    if (returned)
      await commit('note-unlock', async (sql) =>
        record(sql, 'quote.taken-back', await markTakenBack(sql, agencyId, fanId, returned, at)),
      )
    return
  }
  if (typeof assetId !== 'string' || typeof boughtAt !== 'string') return
  await commit('note-unlock', async (sql) =>
    record(sql, 'quote.taken', await markUnlocked(sql, agencyId, fanId, assetId, new Date(boughtAt))),
  )
}
