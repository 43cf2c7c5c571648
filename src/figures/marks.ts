import { AFTER_REPLY_HOURS } from './rules.ts'
import type { ToldFact } from './told-fact.ts'

/** Days that a fact makes owed: those of one creator, or of all where the fact names none, between two instants. */
export interface Mark {
  creatorId: string | null
  from: Date
  to: Date
}

/** What a batch of facts makes owed. */
export interface Owed {
  marks: Mark[]
  /** Whose later payments may no longer be the first of a month. */
  bought: { fanId: string; at: Date }[]
  /** Of whose subscriptions something was reported. */
  reports: { fanId: string; at: Date }[]
  /** Creators of whom everything is owed; null among them: of all. */
  whole: (string | null)[]
}

/** A fact is told a moment after its row was written. */
const MOMENT_MS = 5 * 60_000
const HOUR_MS = 3_600_000

const creatorOf = ({ data }: ToldFact): string | null =>
  typeof data.creatorId === 'string' && data.creatorId !== '' ? data.creatorId : null

/** The instant that the fact names, else its own, a moment wide. */
function around(fact: ToldFact, name: string, wide = 0): Mark {
  const named = fact.data[name]
  const at = typeof named === 'string' ? new Date(named) : fact.at
  const from = typeof named === 'string' ? at : new Date(at.getTime() - MOMENT_MS)
  return { creatorId: creatorOf(fact), from, to: new Date(at.getTime() + wide) }
}

const told: Record<string, (fact: ToldFact, owed: Owed) => void> = {
  'message.received': (fact, { marks }) => marks.push(around(fact, 'writtenAt')),
  'message.deleted-unseen': (fact, { marks }) => marks.push(around(fact, 'writtenAt')),
  'message.sent': (fact, { marks }) => marks.push(around(fact, 'sentAt')),
  'message.stand-in-dropped': (fact, { marks }) => marks.push(around(fact, 'sentAt')),
  // What is bought within its time counts as bought after it.
  'delivery.sent': (fact, { marks }) =>
    marks.push(around(fact, 'sentAt', AFTER_REPLY_HOURS * HOUR_MS), around(fact, 'nothing')),
  'purchase.recorded': (fact, { marks, bought }) => {
    const mark = around(fact, 'boughtAt')
    marks.push(mark)
    bought.push({ fanId: fact.subject, at: mark.from })
  },
  'subscription.changed': (fact, { reports }) =>
    reports.push({ fanId: fact.subject, at: around(fact, 'changedAt').from }),
  'quote.taken': (fact, { marks }) => marks.push(around(fact, 'shownAt')),
  'quote.taken-back': (fact, { marks }) => marks.push(around(fact, 'shownAt')),
  'fan.segment-changed': (fact, { marks }) => marks.push(around(fact, 'nothing')),
  // One fact for thousands of rows of any age.
  'import.taken-in': (fact, { whole }) => whole.push(creatorOf(fact)),
  'import.expired': (_, { whole }) => whole.push(null),
  'fan.erased': (_, { whole }) => whole.push(null),
}

/** Whatever else happens to cards, alarms and replies happens when it is told. */
const ABOUT_CARDS = /^(draft|alarm|turn|delivery)\./

/** Facts that make a day owed, as a regular expression of their names that PostgreSQL reads alike. */
export const TELLING = `^(${Object.keys(told)
  .map((name) => name.replace('.', '\\.'))
  .join('|')})$|${ABOUT_CARDS.source}`

/** Which days these facts make owed. Pure; in any order, and told twice, it is the same. */
export function owedBy(facts: readonly ToldFact[]): Owed {
  const owed: Owed = { marks: [], bought: [], reports: [], whole: [] }
  for (const fact of facts) {
    const tell = told[fact.name]
    if (tell) tell(fact, owed)
    else if (ABOUT_CARDS.test(fact.name)) owed.marks.push(around(fact, 'nothing'))
  }
  return owed
}
