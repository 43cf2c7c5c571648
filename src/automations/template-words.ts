const UNITS = [
  [1_440, 'day'],
  [60, 'hour'],
  [1, 'minute'],
] as const

/** `2 days`, `90 minutes`: in the largest unit that says it whole. */
function span(minutes: number): string {
  const [length, unit] = UNITS.find(([each]) => minutes % each === 0) ?? [1, 'minute']
  const count = minutes / length
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** What flows made from templates and presets say: names of steps, and a manager's words to the writer. */
export const words = {
  begin: 'Begins',
  hello: 'Write first',
  onceMore: 'Once more',
  thank: 'Thank',
  waits: (minutes: number) => (minutes === 1_440 ? 'A day' : span(minutes)),
  when: (schedule: string, isHourSaid: boolean) => (isHourSaid ? schedule : `${schedule}, as no hour was said`),
  discount: (percent: number) => `${percent}% off`,
  /** Of a number that can't be: what may stand there. */
  allowed: {
    percent: '1% to 100%',
    span: '1 minute to 366 days',
    hour: '0:00 to 23:59',
  },
  unless: (flag: 'run.answered' | 'run.bought') => (flag === 'run.answered' ? 'No answer yet?' : 'Nothing bought yet?'),
  onlyKind: (kind: string) => `Only a ${kind}`,
  named: {
    welcome: { name: 'Welcome', description: 'Welcomes whoever subscribes, and asks once more where nobody answers.' },
    'win-back': { name: 'Win back', description: 'Writes to fans who have been quiet, until they buy.' },
    expiring: { name: 'Subscription ends', description: 'Writes to fans whose subscription is about to end.' },
    'thank-buyer': { name: 'Thank a buyer', description: 'Thanks whoever buys.' },
    'thank-tip': { name: 'Thank for a tip', description: 'Thanks whoever tips.' },
    'ignored-offer': {
      name: 'Ignored offer',
      description: 'Asks fans who let an offer pass whether something else would please them.',
    },
    birthday: { name: 'Birthday', description: 'Writes to fans who are tagged “birthday”.' },
    schedule: { name: 'At a time', description: 'Writes to fans at that time.' },
    'new-segment': { name: 'New VIP', description: 'Thanks whoever becomes a Whale or VIP.' },
  },
  notes: {
    welcome: 'A warm welcome and one easy question. Nothing to buy.',
    welcomeAgain: 'They did not answer the welcome: something light, without reproach.',
    winBack: 'Ask how they are, recall something they liked. No reproach for the silence.',
    winBackAgain: 'Still no answer: mention one thing they don’t own and might like, once.',
    expiring: 'Their subscription is about to end: say what comes next, without pressure.',
    thank: 'Thank them for what they bought, in one or two sentences. Nothing to buy.',
    thankTip: 'Thank them for the tip, in one or two sentences. Nothing to buy.',
    ignored: 'They let an offer pass: ask what they would rather see. No discount.',
    birthday: 'Wish them a happy birthday. Nothing to buy.',
    schedule: 'A friendly word and one easy question.',
    discount: 'Speak of the offer that was made for them, where it runs. No other discount.',
    segment: 'Thank them for their loyalty, personally. Nothing to buy.',
  },
  preset: {
    name: (title: string, creator: string) => `First week · ${title} · ${creator}`.slice(0, 80),
    description: (title: string) => `The first seven days of a new fan, as the preset “${title}” has them.`,
    day: (day: number, goal: string) => `Day ${day}: ${goal}`.slice(0, 80),
    night: (day: number) => `Until day ${day}`,
  },
}
