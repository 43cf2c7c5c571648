import { type FanHistory, FEWEST_BUYERS, type RfmBounds, scoresOf } from './rfm.ts'
import { words } from './words.ts'

export const SEGMENTS = ['Whale', 'VIP', 'Regular', 'New', 'ChurnRisk', 'Dormant', 'Prospect'] as const
export type Segment = (typeof SEGMENTS)[number]

export interface Segmented {
  segment: Segment
  /** Plain sentences, each naming its number; the first one decided. */
  reasons: string[]
}

/** What the rules look at: the scores (5 is the top fifth of the creator's buyers, 4 the top two fifths) and days. */
interface Facts {
  recency: number
  frequency: number
  spend: number
  purchases: number
  daysSinceFirst: number
  daysSinceLast: number
}

type Reason = 'spent' | 'bought' | 'first' | 'last'

/** The table: the first rule that holds wins. Days guard the scores, since in a busy week the last fifth isn't gone. */
const RULES: readonly { segment: Segment; holds(facts: Facts): boolean; says: readonly Reason[] }[] = [
  { segment: 'Dormant', holds: (f) => f.daysSinceLast >= 90, says: ['last', 'spent', 'bought'] },
  {
    segment: 'ChurnRisk',
    holds: (f) => f.recency <= 2 && f.daysSinceLast >= 30 && Math.max(f.spend, f.frequency) >= 4,
    says: ['last', 'spent', 'bought'],
  },
  { segment: 'Whale', holds: (f) => f.spend === 5 && f.frequency >= 4, says: ['spent', 'bought', 'last'] },
  { segment: 'New', holds: (f) => f.daysSinceFirst <= 14 && f.purchases <= 2, says: ['first', 'bought', 'spent'] },
  { segment: 'VIP', holds: (f) => f.spend >= 4, says: ['spent', 'bought', 'last'] },
  { segment: 'Dormant', holds: (f) => f.recency === 1 && f.daysSinceLast >= 45, says: ['last', 'spent', 'bought'] },
  { segment: 'Regular', holds: () => true, says: ['bought', 'spent', 'last'] },
]

const DAY_MS = 86_400_000

const daysSince = (at: Date, now: Date): number => Math.max(0, Math.floor((now.getTime() - at.getTime()) / DAY_MS))

function factsOf(history: FanHistory, bounds: RfmBounds, now: Date): Facts | null {
  const scores = scoresOf(history, bounds)
  if (scores === null || history.lastPurchaseAt === null) return null
  return {
    recency: scores.r,
    frequency: scores.f,
    spend: scores.m,
    purchases: history.purchases,
    daysSinceFirst: daysSince(history.firstPurchaseAt ?? history.lastPurchaseAt, now),
    daysSinceLast: daysSince(history.lastPurchaseAt, now),
  }
}

const ruleFor = (facts: Facts) => RULES.find((candidate) => candidate.holds(facts))

/** The segment alone: for a whole list, of which nobody reads the sentences. */
export function segmentNameOf(history: FanHistory, bounds: RfmBounds, now: Date): Segment {
  const facts = factsOf(history, bounds, now)
  return facts === null ? 'Prospect' : (ruleFor(facts)?.segment ?? 'Regular')
}

/** A fan's segment and why. `currency` is the creator's, the one of `history.spentMinor`. */
export function segmentOf(history: FanHistory, bounds: RfmBounds, now: Date, currency: string): Segmented {
  const facts = factsOf(history, bounds, now)
  if (facts === null) return { segment: 'Prospect', reasons: [words.neverBought(daysSince(history.since, now))] }
  const few = bounds.fans < FEWEST_BUYERS
  const topShare = (score: number) => (few || score < 4 ? null : (6 - score) * 20)
  const sentences: Record<Reason, string> = {
    spent: words.spent(history.spentMinor, currency, topShare(facts.spend)),
    bought: words.bought(history.purchases, topShare(facts.frequency)),
    first: words.firstPurchase(facts.daysSinceFirst),
    last: words.lastPurchase(facts.daysSinceLast),
  }
  const rule = ruleFor(facts)
  const reasons = (rule?.says ?? []).map((reason) => sentences[reason])
  return { segment: rule?.segment ?? 'Regular', reasons: few ? [...reasons, words.fewBuyers(bounds.fans)] : reasons }
}
