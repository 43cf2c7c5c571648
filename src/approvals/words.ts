import { formatMoney } from '../kernel/money.ts'

const money = (minor: number, currency: string) => formatMoney({ minor, currency })

/** What happened to a card, in one word for titles. */
const SETTLED: Record<string, string> = {
  accepted: 'accepted',
  sent: 'sent',
  stopped: 'not sent',
  escalated: 'escalated',
  released: 'released',
  dismissed: 'dismissed',
  superseded: 'wrote again',
  elsewhere: 'answered elsewhere',
}

/** What an escalated card is about. */
const HEADS: Record<string, string> = {
  minor: 'Possible minor.',
  coercion: 'Possible coercion.',
  'self-harm': 'At risk.',
  'off-platform-payment': 'Payment outside the platform.',
  'off-platform-contact': 'Contact outside the platform.',
  'meet-up': 'Wants to meet.',
  'refund-dispute': 'Refund or dispute.',
  identity: 'Asks who writes.',
  'agency-trigger': 'One of your escalation words.',
  'fan-frozen': 'This fan is frozen.',
  'not-sure': 'An operator was not sure.',
}

/** Sentences of cards and answers that people read. */
export const words = {
  settled: (state: string) => SETTLED[state] ?? state,
  lowConfidence: 'Low confidence.',
  littleHistory: 'little history',
  neverBought: 'never bought',
  noText: '(no text)',
  noDraft: 'No draft.',
  noDraftNoPrice: 'No draft, no price.',
  noPrice: 'No price.',
  allowed: (from: number, to: number, currency: string) => `allowed ${money(from, currency)}–${bare(to, currency)}`,
  usually: (from: number, to: number, currency: string) =>
    `usually pays ${money(from, currency)}–${bare(to, currency)}`,
  sendsThrough: (platform: string | null) => (platform === null ? 'sent by hand' : `sends through ${platform}`),
  writtenBy: (writer: string) => `written by the ${writer}`,
  wroteAgainHint: (name: string) => `${name} wrote again. A newer card is on its way.`,
  redrafting: (name: string) => `${name} asked for another draft. Writing…`,
  headOf: (category: string | null) => HEADS[category ?? ''] ?? 'Needs a person.',
  hidden: 'Nothing is sold or sent. The message is not shown here.',
  sellingStopped: 'Selling has stopped.',
  sendItNow: 'Send the support message now.',
  atRiskSummary: 'a fan may be at risk, send the support message now',
  sendSupport: 'Send support message',
  evidenceOpened: 'That this was opened is on record.',
  noMessages: 'no messages are stored',
  leftOut: (count: number) => `${count} further ${count === 1 ? 'message is' : 'messages are'} not shown`,
  release: (fan: string, frozen: boolean) =>
    `${frozen ? `${fan} is no longer frozen, and the` : 'The'} message is drafted like any other. A person still decides what is sent.`,
  ownWords: 'Nothing changed. Your text is kept.',
}

const bare = (minor: number, currency: string) => money(minor, currency).replace(/^[^\d-]+/, '')
