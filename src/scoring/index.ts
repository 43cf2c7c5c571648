/**
 * What is known about a fan as a buyer: RFM scores over a creator's own buyers, the segment those give with its reasons,
 * and how quiet a fan is by their own rhythm. Reads purchases only, never a message. Leaves prices and words to others.
 */
import type { Sql } from '../database/sql.ts'
import type { TaskRun } from '../facts/index.ts'
import type { Fan } from '../fans/index.ts'
import { historyOf, rescoreCreator, type ScoringDeps } from './rescore-creator.ts'
import { boundsOf, type FanHistory } from './rfm.ts'
import { type Segmented, segmentOf } from './segment.ts'
import { readMeasures } from './store.ts'

export { median, quantile } from './quantile.ts'
/** @public Nobody asks yet. */
export { type Quiet, quietFactor } from './quiet.ts'

export type { FanHistory } from './rfm.ts'
export { SEGMENTS, type Segment, type Segmented } from './segment.ts'
export type Scoring = ReturnType<typeof createScoring>

export interface FanScore extends Segmented {
  history: FanHistory
  /** PPV prices paid by fans of the same segment, minor units. */
  similarUnlocks: number[]
}

export function createScoring(deps: ScoringDeps) {
  return {
    /** Reaction to purchases, and nightly. */
    rescore: (run: TaskRun) => rescoreCreator(deps, run),
    /** Part: one fan by the creator's last rescoring; by the fixed bounds before the first. */
    async score(sql: Sql, agencyId: string, fan: Fan, currency: string): Promise<FanScore> {
      const measures = await readMeasures(sql, agencyId, fan.creatorId)
      const now = deps.ground.clock.now()
      const history = historyOf(fan)
      const segmented = segmentOf(history, measures?.bounds ?? boundsOf([], now, currency), now, currency)
      return { ...segmented, history, similarUnlocks: measures?.unlocks[segmented.segment] ?? [] }
    },
  }
}
