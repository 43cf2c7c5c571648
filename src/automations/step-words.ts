import type { FieldName } from './fields.ts'
import type { StepKind } from './step-kinds.ts'
import { words as said } from './words.ts'

const plural = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const KIND: Record<StepKind, string> = {
  new_subscriber: 'When somebody subscribes',
  message_received: 'When a fan writes',
  purchase_completed: 'When a fan buys',
  subscription_expiring: 'When a subscription is about to end',
  segment_changed: 'When the segment changes',
  offer_ignored: 'When an offer is ignored',
  tag_added: 'When a fan is tagged',
  fan_inactive: 'When a fan has done nothing for days',
  schedule: 'At a time of the day',
  condition: 'If…',
  send_message: 'Draft a message',
  create_offer: 'Draft an offer',
  add_tag: 'Add a tag',
  remove_tag: 'Remove a tag',
  wait: 'Wait',
  notify: 'Tell the team',
  stop: 'Stop here',
}

/** Of a field of a step, by its name in the schema: what it is, and how it is typed. */
const FIELD: Record<string, { label: string; hint?: string }> = {
  to: { label: 'Becomes', hint: 'None chosen: any segment' },
  tag: { label: 'Tag' },
  days: { label: 'Days' },
  without: { label: 'Without', hint: 'None chosen: without a message or a purchase' },
  minuteOfDay: { label: 'At', hint: 'Such as 09:30, by the agency’s clock' },
  weekdays: { label: 'On', hint: 'None chosen: every day' },
  purpose: { label: 'What for' },
  template: { label: 'Words', hint: 'In the creator’s voice; empty: the writer decides' },
  note: { label: 'To the writer', hint: 'What to write about; no fan reads it' },
  assetId: { label: 'With content' },
  offerId: { label: 'With the offer' },
  withinHours: { label: 'Within hours', hint: 'After that the card is no longer wanted' },
  discountType: { label: 'Discount' },
  discountValue: { label: 'How much', hint: 'Percent, or an amount in the smallest unit of the currency' },
  validDays: { label: 'Valid for days' },
  assetIds: { label: 'On content', hint: 'None chosen: on everything' },
  minutes: { label: 'How long', hint: 'Such as 90 minutes, 36 hours, 2 days' },
  untilHour: { label: 'Until', hint: 'Such as 18:00, where the fan is' },
  for: { label: 'Less where there is' },
  text: { label: 'What to tell' },
}

const OPTION: Record<string, string> = {
  reactivation: 'Win the fan back',
  welcome: 'Welcome',
  upsell: 'Something to buy',
  'follow-up': 'Follow up',
  free: 'Anything',
  percentage: 'Percent off',
  fixed: 'An amount off',
  bogo: 'Two for one',
  anything: 'a message or a purchase',
  answer: 'an answer',
  purchase: 'a purchase',
}

const OP: Record<string, string> = {
  is: 'is',
  is_not: 'is not',
  at_least: 'is at least',
  at_most: 'is at most',
  more_than: 'is more than',
  less_than: 'is less than',
  one_of: 'is one of',
  none_of: 'is none of',
  has: 'has',
  lacks: 'lacks',
  contains: 'contain',
  contains_none: 'don’t contain',
}

/** Fields that are typed otherwise than the schema holds them: what may be typed. */
const TYPED: Record<string, string> = {
  minutes: '1 minute to 366 days, such as 90 minutes, 36 hours or 2 days; or an hour under “Until”',
  untilHour: 'a whole hour, 0:00 to 23:00',
  minuteOfDay: '0:00 to 23:59, such as 09:30',
}

/** What the forms and panels of a flow's steps say. */
export const words = {
  problem: (step: string | null, label: string, value: string, allowed: string): string =>
    said.problemIn(step === null ? label : `Step “${step}”, ${label}`, value, allowed),
  howTyped: (name: string): string | undefined => TYPED[name],
  label: (name: string): string => LABEL[name] ?? FIELD[name]?.label ?? name,
  onLine: (line: number, label: string): string => `${words.more}, line ${line}, ${label}`,
  kind: (kind: StepKind): string => KIND[kind],
  field: (name: string): { label: string; hint?: string } => FIELD[name] ?? { label: name },
  option: (value: string): string => OPTION[value] ?? value,
  day: (day: number): string => DAYS[day - 1] ?? String(day),
  asked: (name: FieldName, label: string): string => `${name} · ${label}`,
  op: (op: string): string => OP[op] ?? op,
  name: 'Name of the step',
  conditionField: 'What is asked',
  conditionOp: 'Compared',
  conditionValue: 'With',
  conditionValueHint: 'Several with commas; words with a comma in quotes; true or false',
  join: 'Holds when',
  joins: { all: 'all of it holds', any: 'any of it holds' },
  more: 'And what else is asked',
  moreHint: 'One on each line, such as: fan.spent at_least 5000. What is in brackets stays as JSON.',
  next: 'Then',
  ifSo: 'If so',
  ifNot: 'If not',
  below: 'The step below',
  end: 'The end',
  goesHint: 'Id of a step; empty: the step below, or the end where it is not so',
  title: 'Step',
  store: 'Store',
  intro: (flow: string, n: number): string => `Step ${n} of “${flow}”. Runs keep the version they began with.`,
  introNew: (flow: string, kind: StepKind): string => `${KIND[kind]}: a new step of “${flow}”.`,
  steps: (flow: string): string => `Steps of “${flow}”`,
  stepsSummary: (flow: string, steps: number): string => `The flow “${flow}” has ${plural(steps, 'step')}.`,
  row: (n: number, name: string): string => `${n}. ${name}: `,
  open: 'Open',
  change: 'Change…',
  goesOn: 'Where it goes on…',
  addBelow: 'Add a step below…',
  addYes: 'Add where it is so…',
  addNo: 'Add where it is not so…',
  addBegin: 'Add a beginning…',
  up: 'Move up',
  down: 'Move down',
  remove: 'Remove',
  all: 'All steps',
  pageBefore: 'Before',
  pageAfter: 'More',
  flow: 'The flow',
  addTitle: (flow: string): string => `A new step of “${flow}”`,
  addSummary: 'Which kind of step?',
  stored: (version: number): string => `Stored as version ${version}. Runs that wait keep theirs.`,
  first: (name: string): string => `“${name}” is the first of its way: no step that it could come before leads to it.`,
  last: (name: string): string => `“${name}” is the last of its way: it leads to no step that it could come after.`,
}

/** What forms call the parts that every step has, or a condition. */
const LABEL: Record<string, string> = {
  name: words.name,
  next: words.next,
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; nothing awaits a table of labels
  then: words.ifSo,
  otherwise: words.ifNot,
  field: words.conditionField,
  op: words.conditionOp,
  value: words.conditionValue,
  if: words.conditionField,
  id: 'the way there',
  steps: 'Steps',
}
