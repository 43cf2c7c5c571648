import type { Sql } from '../database/sql.ts'
import { bySystem, type Ground, type TaskRun } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import type { Inbox } from '../inbox/index.ts'
import { boundsOf, type FanHistory, FEWEST_BUYERS } from './rfm.ts'
import { deleteSegments, latestFit, segmentsOfCreator, upsertSegments } from './score-store.ts'
import { type Segment, segmentNameOf } from './segment.ts'
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

/** Measures a creator's buyers anew: after purchases (debounced) and each night. */
export async function rescoreCreator(deps: ScoringDeps, { task, commit }: TaskRun): Promise<void> {
  const { ground } = deps
  const { agencyId } = task
  const named = task.input.data.creatorId
  const creatorId = typeof named === 'string' ? named : task.input.subject
  const currency = await deps.currencyOf(agencyId, creatorId)
  if (currency === null) return
  const { measures, segments } = await measure(deps, agencyId, creatorId, currency)
  await commit('rescore-creator', async (sql) => {
    const now = ground.clock.now()
    await writeMeasures(sql, agencyId, creatorId, measures, now)
    const changes = await takeOverSegments(sql, agencyId, creatorId, segments, now)
    const data = { buyers: measures.bounds.fans, fit: await isFitDue(sql, agencyId, creatorId, measures, now) }
    const by = bySystem('scoring')
    await ground.facts.record(sql, [
      ...changes.map(({ fanId, from, to }) => ({
        agencyId,
        name: 'fan.segment-changed',
        subject: fanId,
        by,
        data: { creatorId, from, to },
        at: now,
      })),
      { agencyId, name: 'creator.rescored', subject: creatorId, by, data, at: now },
    ])
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

/**
 * Stores new and changed segments and returns the changes. A creator's first rescoring changes nobody: history that was
 * imported is no news. From then on a first purchase is a change from Prospect, and a refund of all there was one back.
 */
async function takeOverSegments(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  segments: ReadonlyMap<string, Segment>,
  now: Date,
): Promise<{ fanId: string; from: Segment; to: Segment }[]> {
  const before = await segmentsOfCreator(sql, agencyId, creatorId)
  const changed = [...segments]
    .filter(([fanId, segment]) => before.get(fanId) !== segment)
    .map(([fanId, segment]) => ({ fanId, segment }))
    .sort((a, b) => (a.fanId < b.fanId ? -1 : 1))
  if (changed.length > 0) await upsertSegments(sql, agencyId, creatorId, changed, now)
  const gone = [...before.keys()].filter((fanId) => !segments.has(fanId)).sort()
  // Of who objects to profiling nothing is told, not even that they left a segment.
  const left = gone.length > 0 ? await deleteSegments(sql, agencyId, gone) : []
  if (before.size === 0) return []
  return [
    ...changed.map(({ fanId, segment }) => ({ fanId, from: before.get(fanId) ?? ('Prospect' as const), to: segment })),
    ...left.map((fanId) => ({ fanId, from: before.get(fanId) ?? ('Prospect' as const), to: 'Prospect' as const })),
  ]
}

async function measure(
  { ground, fans }: ScoringDeps,
  agencyId: string,
  creatorId: string,
  currency: string,
): Promise<{ measures: Measures; segments: Map<string, Segment> }> {
  const { database, clock } = ground
  const now = clock.now()
  const buyers = await fans.buyersOfCreator(database, agencyId, creatorId)
  const bounds = boundsOf(buyers.map(historyOf), now, currency)
  const segments = new Map(buyers.map((fan) => [fan.id, segmentNameOf(historyOf(fan), bounds, now)]))
  const unlocks: Measures['unlocks'] = {}
  for (const { fanId, amountMinor } of await fans.recentUnlocks(database, agencyId, creatorId, UNLOCKS)) {
    const segment = segments.get(fanId)
    if (!segment) continue
    const paid = unlocks[segment] ?? []
    unlocks[segment] = paid
    if (paid.length < UNLOCKS_PER_SEGMENT) paid.push(amountMinor)
  }
  return { measures: { bounds, unlocks }, segments }
}
