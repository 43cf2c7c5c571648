import type { Sql } from '../database/sql.ts'
import { bySystem, type Ground, type TaskRun } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import type { Inbox } from '../inbox/index.ts'
import { boundsFrom, type FanHistory, FEWEST_BUYERS } from './rfm.ts'
import { latestFit } from './score-store.ts'
import { dropSegments, quantilesOfCreator, segmentBuyers, segmentsOfFans } from './segment-store.ts'
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
  inbox: Pick<Inbox, 'ofFan' | 'rhythm'>
  /** Of the content a fan bought and kept, the most frequent first. */
  favouriteTags(sql: Sql, agencyId: string, fanId: string, most: number): Promise<string[]>
  currencyOf(agencyId: string, creatorId: string): Promise<string | null>
  creatorsOf(agencyId: string): Promise<readonly { id: string; name: string; currency: string; zone: string }[]>
}

/** So many recent unlocks say what a segment pays; older ones would only slow it down. */
const UNLOCKS = 2_000
const UNLOCKS_PER_SEGMENT = 200
/** Facts of one statement: after a month's pause thousands of fans slip at once. */
const FACTS_AT_ONCE = 5_000

/**
 * Measures a creator's buyers anew: after purchases (debounced) and each night. Set by set in the database, so that memory
 * doesn't grow with the list. A creator's first time changes nobody: history that was imported is no news. From then on a
 * first purchase is a change from Prospect, and a refund of all there was one back.
 */
export async function rescoreCreator(deps: ScoringDeps, { task, commit }: TaskRun): Promise<void> {
  const { ground } = deps
  const { agencyId } = task
  const named = task.input.data.creatorId
  const creatorId = typeof named === 'string' ? named : task.input.subject
  const currency = await deps.currencyOf(agencyId, creatorId)
  if (currency === null) return
  const { database, clock } = ground
  const quantiles = await quantilesOfCreator(database, agencyId, creatorId)
  const bounds = boundsFrom(quantiles, clock.now(), currency)
  await commit('rescore-creator', async (sql) => {
    const now = clock.now()
    const changes = [
      ...(await segmentBuyers(sql, agencyId, creatorId, bounds, now)),
      ...(await dropSegments(sql, agencyId, creatorId)),
    ]
    const measures = { bounds, unlocks: await unlocksOf(deps, sql, agencyId, creatorId) }
    await writeMeasures(sql, agencyId, creatorId, measures, now)
    const data = { buyers: measures.bounds.fans, fit: await isFitDue(sql, agencyId, creatorId, measures, now) }
    const by = bySystem('scoring')
    for (let from = 0; from < changes.length; from += FACTS_AT_ONCE) {
      const told = changes.slice(from, from + FACTS_AT_ONCE)
      await ground.facts.record(
        sql,
        told.map(({ fanId, ...change }) => ({
          ...{ agencyId, name: 'fan.segment-changed', subject: fanId, by },
          ...{ data: { creatorId, ...change }, at: now },
        })),
      )
    }
    await ground.facts.record(sql, [{ agencyId, name: 'creator.rescored', subject: creatorId, by, data, at: now }])
  })
}

/** A fit a day, by the nightly rescoring or by the first one after it; sooner only when asked. */
const FIT_AFTER_MS = 20 * 3_600_000

async function isFitDue(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { bounds }: Measures,
  now: Date,
): Promise<boolean> {
  if (bounds.fans < FEWEST_BUYERS) return false
  const fit = await latestFit(sql, agencyId, creatorId)
  return fit === null || now.getTime() - fit.fittedAt.getTime() >= FIT_AFTER_MS
}

/** What fans of each segment paid for PPVs of late, newest first. */
async function unlocksOf(
  { fans }: ScoringDeps,
  sql: Sql,
  agencyId: string,
  creatorId: string,
): Promise<Measures['unlocks']> {
  const recent = await fans.recentUnlocks(sql, agencyId, creatorId, UNLOCKS)
  const segments = await segmentsOfFans(sql, agencyId, [...new Set(recent.map(({ fanId }) => fanId))])
  const unlocks: Measures['unlocks'] = {}
  for (const { fanId, amountMinor } of recent) {
    const segment = segments.get(fanId)
    if (!segment) continue
    const paid = unlocks[segment] ?? []
    unlocks[segment] = paid
    if (paid.length < UNLOCKS_PER_SEGMENT) paid.push(amountMinor)
  }
  return unlocks
}
