import { words } from '../words.ts'

/** What the rules look at: counts and days, never a word. */
export interface StageFacts {
  /** Messages of the fan. */
  wrote: number
  /** Null: never. */
  daysSinceWrote: number | null
  purchases: number
  daysSinceBought: number | null
}

export const STAGES = ['Silent', 'Quiet', 'Buying', 'Returning', 'Interested', 'GettingToKnow'] as const
export interface Stage {
  stage: (typeof STAGES)[number]
  /** The rule that held, with its numbers. */
  rule: string
}

const QUIET_DAYS = 30
const BUYING_DAYS = 30
/** So many messages are a conversation. */
const TALKS = 5

const within = (days: number | null, most: number): boolean => days !== null && days <= most

/** The table: the first rule that holds wins. */
const RULES: readonly { stage: Stage['stage']; holds(facts: StageFacts): boolean; says(facts: StageFacts): string }[] =
  [
    { stage: 'Silent', holds: (f) => f.wrote === 0, says: () => words.stages.silent },
    {
      stage: 'Quiet',
      holds: (f) => !within(f.daysSinceWrote, QUIET_DAYS),
      says: (f) => words.stages.quiet(f.daysSinceWrote ?? 0, QUIET_DAYS),
    },
    {
      stage: 'Buying',
      holds: (f) => f.purchases > 0 && within(f.daysSinceBought, BUYING_DAYS),
      says: (f) => words.stages.buying(f.daysSinceWrote ?? 0, f.daysSinceBought ?? 0),
    },
    {
      stage: 'Returning',
      holds: (f) => f.purchases > 0,
      says: (f) => words.stages.returning(f.daysSinceWrote ?? 0, f.daysSinceBought ?? 0),
    },
    { stage: 'Interested', holds: (f) => f.wrote >= TALKS, says: (f) => words.stages.interested(f.wrote) },
    { stage: 'GettingToKnow', holds: () => true, says: (f) => words.stages.gettingToKnow(f.wrote, TALKS) },
  ]

/** Where a conversation stands, and by which rule. */
export function stageOf(facts: StageFacts): Stage {
  const rule = RULES.find((candidate) => candidate.holds(facts))
  return { stage: rule?.stage ?? 'GettingToKnow', rule: rule?.says(facts) ?? words.stages.silent }
}
