import { SEGMENTS, type Segment } from '../../scoring/index.ts'
import { type Answers, type Belief, learn, newBelief } from './belief.ts'

/** What fans of one segment answered to prices of one step. */
export interface SegmentAnswers extends Answers {
  segment: Segment
}

/** What half of a segment's fans still pay, in units, before any answer. */
const USUAL: Record<Segment, number> = {
  Whale: 25,
  VIP: 15,
  Regular: 9,
  New: 5,
  ChurnRisk: 9,
  Dormant: 6,
  Prospect: 5,
}
/** The middle listed price of a creator for whom the usual holds, in units. */
const USUAL_LISTED = 15

/**
 * What is believed of a creator's demand: what is usual, moved half the way to what the creator lists (null where nothing
 * is listed), and learnt from what was answered. `listed` is in units. Groups stand in the order of `SEGMENTS`.
 */
export function demandOf(listed: number | null, answers: readonly SegmentAnswers[]): Belief {
  const shift = listed === null ? 0 : 0.5 * Math.log(Math.min(8, Math.max(1 / 8, listed / USUAL_LISTED)))
  const belief = newBelief(SEGMENTS.map((segment) => ({ centre: Math.log(USUAL[segment]) + shift })))
  for (const { segment, ...answer } of answers) learn(belief, groupOf(segment), answer)
  return belief
}

export const groupOf = (segment: Segment): number => SEGMENTS.indexOf(segment)
