/**
 * What is known about a fan as a buyer: RFM scores over a creator's own buyers, the segment those give with its reasons.
 * Reads purchases, and of messages only who wrote when. Leaves prices to others.
 * Of a fan who objects to profiling there is nothing here: no segment, no score, no place in a list.
 */
import type { Sql } from '../database/sql.ts'
import type { TaskRun } from '../facts/index.ts'
import type { Fan } from '../fans/index.ts'
import { scoringActions } from './actions.ts'
import { scoringCommands } from './commands.ts'
import type { FanScore } from './fan-score.ts'
import { fitCreator } from './fit-creator.ts'
import { outlookOf } from './outlook.ts'
import { profileOfFan } from './profile/profile-of-fan.ts'
import { recomputeScores } from './recompute-scores.ts'
import { historyOf, rescoreCreator, type ScoringDeps } from './rescore-creator.ts'
import { boundsOf } from './rfm.ts'
import { expectedOf, segmentCounts, topFans } from './score-store.ts'
import { segmentOf } from './segment.ts'
import { segmentsOfFans } from './segment-store.ts'
import { segmentsBody } from './segments-card.ts'
import { readMeasures } from './store.ts'
import { words } from './words.ts'

export type { FanScore } from './fan-score.ts'
export type { Outlook } from './outlook.ts'
export { median, quantile } from './quantile.ts'
/** @public Nobody asks yet. */
export type { FanHistory } from './rfm.ts'
export type { ExpectedOf } from './score-store.ts'
export { SEGMENTS, type Segment } from './segment.ts'
/** A segment as people say it: `Churn risk`. */
export const segmentName = (segment: string): string => words.segment(segment)
export type Scoring = ReturnType<typeof createScoring>

export function createScoring(deps: ScoringDeps) {
  const scoring = {
    /** Reaction to a rescoring a day, and when asked: the model is fitted anew and every buyer is scored by it. */
    fit: (run: TaskRun) => fitCreator(deps, run),
    /** Owes new segments and scores of all creators, or of one; returns of how many. */
    recompute: (agencyId: string, creatorId: string | null = null) => recomputeScores(deps, agencyId, creatorId),
    /** Part: what is expected of one fan, by the newest fit and what they bought until now. */
    outlook: (sql: Sql, agencyId: string, fan: Fan, currency: string) => outlookOf(deps, sql, agencyId, fan, currency),
    /** Part: how a fan buys and writes; null for one who objects to profiling. */
    profile: (sql: Sql, agencyId: string, fan: Fan, creator: { zone: string; currency: string }) =>
      profileOfFan(deps, sql, agencyId, fan, creator),
    top: topFans,
    /** Part: what is expected of many fans at once. */
    expected: expectedOf,
    /** Part: segments as of the last rescoring, of many fans at once. */
    segments: segmentsOfFans,
    counts: segmentCounts,
    /** What stands of segments in a report: counts and pictures of these creators, or (null) of all. */
    spread: (agencyId: string, creatorIds: readonly string[] | null) => segmentsBody(deps, agencyId, creatorIds),
    /** Reaction to purchases, and nightly. */
    rescore: (run: TaskRun) => rescoreCreator(deps, run),
    /** Part: one fan by the creator's last rescoring; by the fixed bounds before the first. */
    async score(sql: Sql, agencyId: string, fan: Fan, currency: string): Promise<FanScore> {
      if (fan.profilingRefusedAt !== null)
        return { segment: null, reasons: [words.profilingRefused], history: historyOf(fan), similarUnlocks: [] }
      const measures = await readMeasures(sql, agencyId, fan.creatorId)
      const now = deps.ground.clock.now()
      const history = historyOf(fan)
      const segmented = segmentOf(history, measures?.bounds ?? boundsOf([], now, currency), now, currency)
      return { ...segmented, history, similarUnlocks: measures?.unlocks[segmented.segment] ?? [] }
    },
  }
  return { ...scoring, commands: scoringCommands(deps, scoring), actions: scoringActions(deps, scoring) }
}
