const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
const either = (names: readonly string[]): string => names.join(' or ')
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const dayName = (day: number): string => DAYS[day - 1] ?? String(day)
const two = (n: number): string => String(n).padStart(2, '0')
const formatMinute = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
const hourName = (hour: number): string => `${two(hour)}:00`

/** `2 days`, `90 minutes`, `36 hours`: in the largest unit that says it whole. */
function span(minutes: number): string {
  if (minutes % 1_440 === 0) return plural(minutes / 1_440, 'day')
  return minutes % 60 === 0 ? plural(minutes / 60, 'hour') : plural(minutes, 'minute')
}

const OPS: Record<string, string> = {
  is: 'is',
  is_not: 'is not',
  at_least: 'at least',
  at_most: 'at most',
  more_than: 'more than',
  less_than: 'less than',
  one_of: 'is',
  none_of: 'is not',
  contains: 'contain',
  contains_none: 'don’t contain',
}

/** What cards, forms and answers of flows say. */
export const words = {
  when: 'When',
  if: 'If',
  draft: 'Draft',
  offer: 'Offer',
  tag: 'Tag',
  untag: 'Untag',
  wait: 'Wait',
  tell: 'Tell',
  stop: 'Stop',
  here: 'the flow ends here',
  theTeam: 'the creator’s channels',
  trigger: {
    new_subscriber: 'somebody subscribes',
    message_received: 'a fan writes',
    purchase_completed: 'a fan buys',
    subscription_expiring: 'a subscription is about to end',
    offer_ignored: 'an offer was ignored',
    segment: (to: readonly string[]) => (to.length === 0 ? 'the segment changes' : `the segment becomes ${either(to)}`),
    tag: (tag: string) => `tagged “${tag}”`,
    quiet: (days: number) => `quiet for ${plural(days, 'day')}`,
    schedule: (minute: number, weekdays: readonly number[]) =>
      weekdays.length === 0
        ? `every day at ${formatMinute(minute)}`
        : `on ${weekdays.map(dayName).join(', ')} at ${formatMinute(minute)}`,
  },
  purpose: (purpose: string): string =>
    ({
      reactivation: 'to win the fan back',
      welcome: 'as a welcome',
      upsell: 'with something to buy',
      'follow-up': 'to follow up',
      free: 'about anything',
    })[purpose] ?? purpose,
  withAsset: (title: string | null) => (title === null ? 'content that is gone' : `“${title}”`),
  withOffer: (name: string | null) => (name === null ? 'an offer that is gone' : `the offer “${name}”`),
  drafts: (purpose: string, holds: readonly string[], hours: number) =>
    `${purpose}${holds.length > 0 ? `, with ${holds.join(' and ')}` : ''}, within ${span(hours * 60)}; a person decides`,
  discount: (kind: string, value: string | number) =>
    kind === 'bogo' ? 'two for one' : kind === 'percentage' ? `${value}% off` : `${value} off`,
  offered: ({ validDays }: { validDays: number }, discount: string, assets: number) =>
    `${discount}${assets > 0 ? ` on ${plural(assets, 'piece')} of content` : ''} for ${plural(validDays, 'day')}; a person makes it valid`,
  tagged: (tag: string) => `“${tag}”`,
  waits: (wait: {
    minutes?: number | undefined
    untilHour?: number | undefined
    for?: 'answer' | 'purchase' | undefined
  }) => {
    const until = wait.untilHour === undefined ? '' : `until ${hourName(wait.untilHour)} where the fan is`
    const time = wait.minutes === undefined ? '' : span(wait.minutes)
    if (wait.for === undefined) return [time, until].filter((part) => part !== '').join(', then ')
    const most = [time === '' ? '' : `at most ${time}`, until].filter((part) => part !== '').join(', then ')
    return `for ${wait.for === 'answer' ? 'an answer' : 'a purchase'}, ${most}`
  },
  bareAmount: (minor: number) => `${minor} (in the smallest unit of the creator’s currency)`,
  or: ' or ',
  and: ', ',
  not: (said: string) => `not: ${said}`,
  always: 'always',
  never: 'never',
  flag: (field: string, holds: boolean) =>
    ({ 'run.answered': holds ? 'answered' : 'no answer', 'run.bought': holds ? 'bought' : 'nothing bought' })[field] ??
    `${field} ${holds ? 'yes' : 'no'}`,
  unit: (field: string, value: number) =>
    field === 'time.hour' ? hourName(value) : field === 'time.weekday' ? dayName(value) : String(value),
  comparison: (field: string, label: string, op: string, values: string) => {
    if (field === 'fan.tags') return op === 'has' ? `tagged “${values}”` : `not tagged “${values}”`
    return `${label} ${OPS[op] ?? op} ${values}`
  },
  yes: 'yes',
  no: 'no',
  goesOn: (name: string) => `goes on with “${name}”`,
  backTo: (name: string) => `back to “${name}”`,
  ends: 'ends',
  card: {
    title: (name: string, status: string) => `Flow “${name}” · ${STATUS[status] ?? status}`,
    summary: (name: string, status: string) => `The flow “${name}” is ${STATUS[status] ?? status}.`,
    diagram: 'The way through the flow',
    finding: (steps: number, drafts: number) =>
      `${plural(steps, 'step')}, ${plural(drafts, 'of them asks', 'of them ask')} for a draft card; a person decides on each.`,
    version: (version: number) => `version ${version}`,
    priority: (priority: number) => `priority ${priority}`,
    everyCreator: 'for every creator',
    creators: (names: readonly string[]) => `for ${names.join(', ')}`,
    creatorGone: 'a creator who is gone',
    stops: (events: readonly string[]) =>
      `stops when the fan ${events.map((event) => EXITS[event] ?? event).join(' or ')}`,
    entries: (most: number) => `at most ${plural(most, 'fan')} a day`,
    again: (days: number) =>
      days === 0 ? 'the same fan as often as it comes' : `the same fan after ${plural(days, 'day')}`,
    quiet: (from: number, until: number) => `nothing between ${hourName(from)} and ${hourName(until)} where the fan is`,
    activate: 'Activate…',
    pause: 'Pause',
    dryRun: 'Dry run',
    edit: 'Edit…',
    runs: 'Runs',
  },
}

const STATUS: Record<string, string> = { active: 'active', paused: 'paused', draft: 'draft' }
const EXITS: Record<string, string> = {
  purchase_completed: 'buys',
  message_received: 'writes',
  new_subscriber: 'subscribes',
  segment_changed: 'changes segment',
}
