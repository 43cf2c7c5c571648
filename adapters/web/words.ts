import type { Role } from '../../src/desk/index.ts'

/** Every sentence of the web desk that is not a card's. */
export const words = {
  brand: 'Huntaze Desk',
  pages: {
    cards: 'Cards',
    today: 'Today',
    simulator: 'Fan simulator',
    gallery: 'Gallery',
    reports: 'Reports',
    desk: 'Desk',
  },
  reports: {
    names: {
      ...{ revenue: 'Revenue', team: 'Team', content: 'Content' },
      ...{ fans: 'Top fans', cohorts: 'Cohorts', segments: 'Segments', flows: 'Flows', guardrails: 'Guardrails' },
    },
    days: (days: string) => `${days} days`,
    all: 'All creators',
    asFile: 'The same as a file (CSV)',
    none: 'There are no reports here.',
    noSuch: (names: readonly string[]) => `There is no such report. There are: ${names.join(', ')}.`,
  },
  noDigests:
    'No digest was posted in the last day. /digest preview with a creator’s name shows today’s now; managers see by /digest schedule when they come.',
  actingAs: 'acting as',
  unverified: 'recorded as “web, unverified”',
  unverifiedWhole: 'Decisions made here are recorded as “web, unverified”: the web desk has no sign-in yet.',
  commandHint: 'Command, as /desk status',
  queues: 'The queue that carries tasks between processes',
  waiting: 'Waiting',
  moreWait: (more: number) => `${more} more wait. They come up as these are answered.`,
  justDecided: 'Just decided',
  emptyQueue: 'No cards wait.',
  emptyTry: 'Next: write as a fan in the simulator, and watch a card appear.',
  live: 'Live',
  noScript: 'The desk needs JavaScript to press buttons and to stay up to date.',
  nobody: 'Nobody is set up here yet.',
  nobodyNext:
    'In a terminal: npm run agency -- add "My agency" --creator NAME --platform onlyfans. Then reload this page. docs/operations.md says more.',
  notPressed: 'These are samples: nothing is pressed here.',
  /** The connection may have been lost after the commit, so nobody can say that nothing changed. */
  failed: (reference: string) =>
    `Something failed. Perhaps it was recorded: reload the card before you press again. Reference ${reference}.`,
  failedToRead: (reference: string) => `Something failed. Load the page again in a moment. Reference ${reference}.`,
  unknownOperator: 'The operator this page was opened for is gone. Choose who you are and try again.',
  roleTooLow: (least: Role, role: Role) =>
    `This is for ${least}s and above. You act as ${role === 'admin' ? 'an' : 'a'} ${role}, so nothing is shown and nothing changed.`,
  unknownButton: 'This button is not known here. Nothing changed.',
  simulator: {
    lead: 'What the fan sees: their messages and what was really sent. Never a draft.',
    sample: 'For trying things out: write or buy as one of them, and watch the cards.',
    unknownFan: 'This fan is not known here. Nothing was sent.',
    realFan: (platform: string) =>
      `This fan writes on ${platform}: nothing is made up for a real fan. Choose a fan of the simulator instead.`,
    noFans:
      'No fan to try things out with: real ones are left alone. docs/operations.md says how to make an account for trying out.',
    nothing: 'No messages yet. Write the first one.',
    notLocked: 'This is not on offer, or was bought already. Nothing was charged.',
    emptyText: 'Write something first.',
    tries: [
      ['Ordinary message', 'gets a draft', 'hey, just got home. long day. what are you up to tonight?'],
      ['Price question', 'gets a draft with a price', 'how much is the new beach set? is there more from the trip?'],
      [
        'Payment elsewhere',
        'goes to a manager, without a draft',
        'can i just send it to your paypal? easier for both of us, you keep all of it',
      ],
      [
        'Markup',
        'is shown as text, on every desk',
        '<b>hi</b> *there* <!channel> [free](https://example.com) <script>alert(1)</script>',
      ],
    ],
  },
} as const

/** The legend under the queue, and what `client/keys.js` listens for. */
export const SHORTCUT_LEGEND: readonly (readonly [string, string])[] = [
  ['j', 'next'],
  ['k', 'previous'],
  ['a', 'Accept'],
  ['e', 'Edit'],
  ['x', 'Escalate'],
  ['w', 'Why'],
  ['/', 'command'],
]
