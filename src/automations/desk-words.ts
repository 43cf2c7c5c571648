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
    quiet: (days: number, without?: string) =>
      without === 'purchase' ? `nothing bought for ${plural(days, 'day')}` : `quiet for ${plural(days, 'day')}`,
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
    summary: (name: string, status: string) =>
      `The flow “${name}” is ${status === 'draft' ? 'a draft' : (STATUS[status] ?? status)}.`,
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
    steps: 'Steps…',
    runs: 'Runs',
    stats: 'Figures',
  },
  form: {
    title: 'Flow',
    store: 'Store',
    storeAndNext: 'Store and next',
    page: (name: string, page: number, of: number) =>
      `${name}, page ${page} of ${of}; each is stored when it is sent. Runs keep the version they began with.`,
    name: 'Name',
    description: 'Description',
    creators: 'For whose fans',
    creatorsHint: 'None chosen: of every creator',
    stopWhen: 'Stops when the fan',
    exit: (exit: string) => EXITS[exit] ?? exit,
    entriesPerDay: 'Most fans a day',
    entriesHint: 'Above 500 a second person may have to agree',
    fanEveryDays: 'Same fan after days',
    fanEveryHint: '0: as often as it comes',
    quietFrom: 'Quiet from',
    quietUntil: 'Quiet until',
    hourHint: 'Such as 22:00, where the fan is; empty: never',
    priority: 'Priority',
    priorityHint: 'Of several flows that want a fan the highest goes first',
  },
  list: {
    title: 'Flows',
    none: 'None yet. /flow new with a sentence makes one.',
    row: (status: string, version: number) => ` · ${STATUS[status] ?? status} · version ${version}`,
    open: 'Open',
  },
  noFlow: (typed: string, known: readonly string[]) =>
    `No flow is called “${typed}”.${known.length > 0 ? ` There ${known.length === 1 ? 'is' : 'are'}: ${known.join(', ')}.` : ' /flow new makes one.'}`,
  somebody: 'Somebody',
  otherWords: (why: string) => `other words: ${why}`,
  contentOfAgency: 'the id of content of your agency',
  offerOfAgency: 'the id of an offer of your agency',
  copyOf: (name: string) => `${name.slice(0, 72)} (copy)`,
  gone: 'This flow is not there any more.',
  noPreset: (typed: string, known: readonly string[]) => `“${typed}” is no preset. There are: ${known.join(', ')}.`,
  badDays: (typed: string, most: number) => `“${typed}” can’t be a number of days. Allowed: 1 to ${most}.`,
  built: (by: 'model' | 'template', confidence: number, why: string | null) =>
    by === 'model'
      ? `Built by the language model, ${Math.round(confidence * 100)}% sure.`
      : confidence === 0
        ? `${WHY[why ?? ''] ?? ''}No template fits these words: a welcome to begin with.`
        : `${WHY[why ?? ''] ?? ''}From the template that fits the words best.`,
  understood: (parts: readonly string[]) => `Understood: ${parts.map(quoted).join(', ')}.`,
  leftOut: (parts: readonly { said: string; allowed: string | null }[]) =>
    `Left out: ${parts.map(({ said, allowed }) => `${quoted(said)}${allowed === null ? '' : ` (allowed: ${allowed})`}`).join(', ')}. What the draft has below stands instead; change its steps where it should be otherwise.`,
  isDraft: 'A draft: nothing runs before it is activated.',
  stored: (name: string, version: number) => `“${name}” is stored as version ${version}. Runs that wait keep theirs.`,
  unchanged: (name: string) => `Nothing of “${name}” was changed.`,
  pausedBySave: (name: string, version: number) =>
    `“${name}” is stored as version ${version}, and paused: it would now begin with many fans in a day, so two people activate it.`,
  changedBy: (who: string | null) =>
    `${who === null ? 'The flow was changed' : `Changed by ${who}`} meanwhile. Nothing was stored.`,
  openAgain: 'Open again…',
  bad: (sentences: readonly string[]) => sentences.join(' '),
  activated: (name: string) => `“${name}” is active. Every message is a draft card; a person decides.`,
  isActive: (name: string) => `“${name}” is active already.`,
  paused: (name: string) => `“${name}” is paused. Its runs stand still until it is activated again.`,
  isArchived: (name: string) => `“${name}” is archived. /flow restore brings it back as a draft.`,
  notArchived: (name: string) => `“${name}” is not archived.`,
  archived: (name: string) =>
    `“${name}” is archived: its runs have ended, and its name is free. /flow restore brings it back.`,
  restored: (name: string) => `“${name}” is a draft again: nothing runs before it is activated.`,
  pauseFirst: (name: string) => `“${name}” is active: pause it first.`,
  nameTaken: (name: string) => `Another flow is called “${name}” by now: change its name first.`,
  notActive: (name: string) => `“${name}” is not active.`,
  secondPerson: (name: string, entries: number, isAgain: boolean) =>
    `“${name}” would begin with ${entries} fans on one day. ${isAgain ? 'You asked for it already: somebody else' : 'A second person'} must activate it too; until then nothing runs.`,
  activation: {
    title: (name: string) => `Activate “${name}”?`,
    summary: (name: string) => `What activating the flow “${name}” would do.`,
    yes: 'Activate',
    over: (days: number) => `As the last ${plural(days, 'day')} went:`,
    drafts: 'Every message is a draft card. Nothing is sent before a person decides on it.',
    many: (entries: number) => `It would begin with ${entries} fans on one day: a second person must activate it too.`,
    asked: (who: string) => `${who} asked for it. Whoever else activates this version sets it going.`,
  },
}

const quoted = (text: string): string => `“${text.length > 120 ? `${text.slice(0, 119)}…` : text}”`
const STATUS: Record<string, string> = { active: 'active', paused: 'paused', draft: 'draft', archived: 'archived' }
const EXITS: Record<string, string> = {
  purchase_completed: 'buys',
  message_received: 'writes',
  new_subscriber: 'subscribes',
  segment_changed: 'changes segment',
}
const WHY: Record<string, string> = {
  'no-model': '',
  budget: 'The language model’s budget for today is used up. ',
  pace: 'The language model is busy. ',
  away: 'The language model did not answer. ',
  refused: 'The language model refused. ',
  unusable: 'The language model’s answer was no flow. ',
}
