import { bySystem, type Ground, type TaskRun } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import { boundsOf, type FanHistory } from './rfm.ts'
import { segmentOf } from './segment.ts'
import { type Measures, writeMeasures } from './store.ts'

export function historyOf(fan: Fan): FanHistory {
  return {
    firstPurchaseAt: fan.firstPurchaseAt,
    lastPurchaseAt: fan.lastPurchaseAt,
    purchases: fan.purchaseCount,
    spentMinor: fan.spentMinor,
    since: fan.firstSeenAt,
  }
}

export interface ScoringDeps {
  ground: Ground
  fans: Fans
  currencyOf(agencyId: string, creatorId: string): Promise<string | null>
}

/** So many recent unlocks say what a segment pays; older ones would only slow it down. */
const UNLOCKS = 2_000
const UNLOCKS_PER_SEGMENT = 200

/** Measures a creator's buyers anew: after purchases (debounced) and each night. */
export async function rescoreCreator(deps: ScoringDeps, { task, commit }: TaskRun): Promise<void> {
  const { ground } = deps
  const { agencyId } = task
  const named = task.input.data.creatorId
  const creatorId = typeof named === 'string' ? named : task.input.subject
  const currency = await deps.currencyOf(agencyId, creatorId)
  if (currency === null) return
  const measures = await measure(deps, agencyId, creatorId, currency)
  await commit('rescore-creator', async (sql) => {
    const now = ground.clock.now()
    await writeMeasures(sql, agencyId, creatorId, measures, now)
    const data = { buyers: measures.bounds.fans }
    await ground.facts.record(sql, [
      { agencyId, name: 'creator.rescored', subject: creatorId, by: bySystem('scoring'), data, at: now },
    ])
  })
}

async function measure(
  { ground, fans }: ScoringDeps,
  agencyId: string,
  creatorId: string,
  currency: string,
): Promise<Measures> {
  const { database, clock } = ground
  const now = clock.now()
  const buyers = await fans.buyersOfCreator(database, agencyId, creatorId)
  const bounds = boundsOf(buyers.map(historyOf), now, currency)
  const segments = new Map(buyers.map((fan) => [fan.id, segmentOf(historyOf(fan), bounds, now, currency).segment]))
  const unlocks: Measures['unlocks'] = {}
  for (const { fanId, amountMinor } of await fans.recentUnlocks(database, agencyId, creatorId, UNLOCKS)) {
    const segment = segments.get(fanId)
    if (!segment) continue
    const paid = unlocks[segment] ?? []
    unlocks[segment] = paid
    if (paid.length < UNLOCKS_PER_SEGMENT) paid.push(amountMinor)
  }
  return { bounds, unlocks }
}
