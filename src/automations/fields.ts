import { SEGMENTS } from '../scoring/index.ts'

/** What a field holds: a number, one of some names, several names, words that somebody wrote, yes or no. */
type FieldKind = 'number' | 'name' | 'names' | 'text' | 'flag'

export interface Field {
  kind: FieldKind
  /** For people: what it is, with its unit. */
  label: string
  /** Of a `name`: which there are. */
  options?: readonly string[]
}

const PURCHASES = ['tip', 'ppv', 'subscription', 'renewal', 'product'] as const
const SUBSCRIPTIONS = ['active', 'expiring', 'expired', 'none'] as const

/** Everything that a condition can ask about. What isn't known of a fan is null, and no comparison with it holds. */
export const FIELDS = {
  'fan.segment': { kind: 'name', label: 'segment', options: SEGMENTS },
  /** Minor units of the creator's currency. */
  'fan.spent': { kind: 'number', label: 'spent in all, in minor units' },
  'fan.purchases': { kind: 'number', label: 'purchases' },
  'fan.tags': { kind: 'names', label: 'tags' },
  'fan.subscription': { kind: 'name', label: 'subscription', options: SUBSCRIPTIONS },
  'fan.days_since_purchase': { kind: 'number', label: 'days since the last purchase' },
  'fan.days_since_message': { kind: 'number', label: 'days since they last wrote' },
  'fan.days_known': { kind: 'number', label: 'days since first seen' },
  /** Of the purchase that began the run. */
  'purchase.amount': { kind: 'number', label: 'amount of this purchase, in minor units' },
  'purchase.kind': { kind: 'name', label: 'kind of this purchase', options: PURCHASES },
  /** Of the message that began the run: compared with words, never followed. */
  'message.text': { kind: 'text', label: 'words of this message' },
  /** Where the fan is, else where the creator is: 0 to 23, and 1 (Monday) to 7. */
  'time.hour': { kind: 'number', label: 'hour of the day' },
  'time.weekday': { kind: 'number', label: 'weekday, 1 is Monday' },
  /** Since this run began. */
  'run.answered': { kind: 'flag', label: 'the fan has written since' },
  'run.bought': { kind: 'flag', label: 'the fan has bought since' },
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof FIELDS
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[]

/** The comparisons that each kind knows. */
export const COMPARISONS = {
  number: ['is', 'is_not', 'at_least', 'at_most', 'more_than', 'less_than'],
  name: ['is', 'is_not', 'one_of', 'none_of'],
  names: ['has', 'lacks'],
  text: ['contains', 'contains_none'],
  flag: ['is'],
} as const satisfies Record<FieldKind, readonly string[]>

export type Comparison = (typeof COMPARISONS)[FieldKind][number]

/** What is known when a condition is asked, by field. */
export type Known = { readonly [name in FieldName]?: string | number | boolean | readonly string[] | null }

export const fieldOf = (name: string): Field | null => (Object.hasOwn(FIELDS, name) ? FIELDS[name as FieldName] : null)
