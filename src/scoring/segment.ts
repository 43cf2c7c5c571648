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
export interface SegmentFacts {
  recency: number
  frequency: number
  spend: number
  /** The higher of frequency and spend. */
  best: number
  purchases: number
  daysSinceFirst: number
  daysSinceLast: number
}

type Reason = 'spent' | 'bought' | 'first' | 'last'
type Condition = readonly [fact: keyof SegmentFacts, is: '<=' | '>=', value: number]

/** Nothing in the table holds: neither new, nor gone, nor among the best. */
const OTHERS: Segment = 'Regular'

/**
 * The table: the first rule all of whose conditions hold wins. Days guard the scores, since in a busy week the last fifth
 * isn't gone. Data, since a card asks about one fan here and a whole list is segmented by the database.
 */
export const SEGMENT_RULES: readonly { segment: Segment; when: readonly Condition[]; says: readonly Reason[] }[] = [
  { segment: 'Dormant', when: [['daysSinceLast', '>=', 90]], says: ['last', 'spent', 'bought'] },
  {
    segment: 'ChurnRisk',
    when: [
      ['recency', '<=', 2],
      ['daysSinceLast', '>=', 30],
      ['best', '>=', 4],
    ],
    says: ['last', 'spent', 'bought'],
  },
  {
    segment: 'Whale',
    when: [
      ['spend', '>=', 5],
      ['frequency', '>=', 4],
    ],
    says: ['spent', 'bought', 'last'],
  },
  {
    segment: 'New',
    when: [
      ['daysSinceFirst', '<=', 14],
      ['purchases', '<=', 2],
    ],
    says: ['first', 'bought', 'spent'],
  },
  { segment: 'VIP', when: [['spend', '>=', 4]], says: ['spent', 'bought', 'last'] },
  {
    segment: 'Dormant',
    when: [
      ['recency', '<=', 1],
      ['daysSinceLast', '>=', 45],
    ],
    says: ['last', 'spent', 'bought'],
  },
  { segment: OTHERS, when: [], says: ['bought', 'spent', 'last'] },
]

const DAY_MS = 86_400_000

const daysSince = (at: Date, now: Date): number => Math.max(0, Math.floor((now.getTime() - at.getTime()) / DAY_MS))

function factsOf(history: FanHistory, bounds: RfmBounds, now: Date): SegmentFacts | null {
  const scores = scoresOf(history, bounds)
  if (scores === null || history.lastPurchaseAt === null) return null
  return {
    recency: scores.r,
    frequency: scores.f,
    spend: scores.m,
    best: Math.max(scores.f, scores.m),
    purchases: history.purchases,
    daysSinceFirst: daysSince(history.firstPurchaseAt ?? history.lastPurchaseAt, now),
    daysSinceLast: daysSince(history.lastPurchaseAt, now),
  }
}

const ruleFor = (facts: SegmentFacts) =>
  SEGMENT_RULES.find(({ when }) =>
    when.every(([fact, is, value]) => (is === '<=' ? facts[fact] <= value : facts[fact] >= value)),
  )

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
  return { segment: rule?.segment ?? OTHERS, reasons: few ? [...reasons, words.fewBuyers(bounds.fans)] : reasons }
}
