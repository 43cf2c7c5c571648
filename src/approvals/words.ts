import type { Category } from '../guardrails/index.ts'
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

/** What a person did with a card. */
const DECIDED: Record<string, string> = {
  accept: 'accepted',
  edit: 'edited',
  escalate: 'escalated',
  dismiss: 'dismissed',
  release: 'released',
  'send-back': 'sent back',
}

/** What is wrong with words that a rule found in a reply. */
const FOUND: Record<Category, string> = {
  minor: 'can be about somebody under 18',
  coercion: 'can be about force or somebody who did not agree',
  'self-harm': 'can be about self-harm',
  'off-platform-payment': 'points to a payment outside the platform',
  'off-platform-contact': 'points outside the platform',
  'meet-up': 'is about meeting',
  'refund-dispute': 'is about a refund or a dispute',
  identity: 'says who writes',
  threat: 'can be a threat',
  doxxing: 'is about who somebody is in private',
  'account-compromise': 'can give an account away',
  'vulnerable-spender': 'is about somebody who should not be sold to now',
  prohibited: 'is about an act or goods that are not allowed',
  'legal-request': 'is about data or the law',
  'staff-harassment': 'can be abuse',
  'custom-content': 'is about content made to order',
  'prompt-injection': 'reads as an order to a model',
  'false-identity': 'claims who writes, and a team does',
  guilt: 'makes buying a matter of guilt',
  'false-scarcity': 'says that it ends or runs out, and no offer does',
  'promised-discount': 'promises a discount, and there is no offer',
  'promised-refund': 'promises a refund',
  'promised-meeting': 'promises a meeting',
  'named-amount': 'is not the price of this reply',
  'forbidden-word': 'is on the list of words never used',
  'agency-trigger': 'is one of your escalation words',
}

/** Segments whose name is not the word for it. */
const SEGMENTS: Record<string, string> = { ChurnRisk: 'Churn risk', ProfilingRefused: 'profiling refused' }

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
  threat: 'Threat.',
  doxxing: 'Asks who the creator is in private.',
  'account-compromise': 'Tries to get into an account.',
  'vulnerable-spender': 'Should not be sold to now.',
  prohibited: 'Not allowed on the platform.',
  'legal-request': 'Data or legal request.',
  'staff-harassment': 'Abuse.',
  'custom-content': 'Asks for content made to order.',
  'agency-trigger': 'One of your escalation words.',
  'fan-frozen': 'This fan is frozen.',
  'not-sure': 'An operator was not sure.',
}

/** What a person can say a message is about. */
const ASKS: Record<string, string> = {
  minor: 'Possible minor',
  coercion: 'Force, no consent',
  'self-harm': 'Person at risk',
  threat: 'Threat, stalking, extortion',
  doxxing: 'Asks about private life',
  'account-compromise': 'Wants codes or passwords',
  'off-platform-payment': 'Payment outside',
  'off-platform-contact': 'Contact outside',
  'meet-up': 'Wants to meet',
  'vulnerable-spender': 'Should not be sold to now',
  prohibited: 'Not allowed on the platform',
  'legal-request': 'Data, police, lawyer',
  'refund-dispute': 'Refund or dispute',
  identity: 'Asks who writes',
  'staff-harassment': 'Abuse of the team',
  'custom-content': 'Made to order, or outside boundaries',
  'not-sure': 'Not sure',
}

const DESKS: Record<string, string> = { slack: 'Slack', discord: 'Discord' }

/** Why somebody is called to a card. */
const RAISED: Record<string, string> = {
  late: 'this card waits too long',
  managers: 'this card needs a manager',
  owner: 'this card needs an admin at once',
}

/** Sentences of cards and answers that people read. */
export const words = {
  snippetHint: (shown: number, all: number) =>
    `It is put at the end of the text, and nothing is approved by it.${shown < all ? ` The ${shown} of ${all} that fit best.` : ''}`,
  snippetPutIn: (name: string) => `“${name}” was put in. Nothing is approved yet: look it over, then approve.`,
  snippetThere: (name: string) => `“${name}” stands in the text already. Nothing is approved yet.`,
  snippetGone: (name: string) => `“${name}” is no longer at hand. Nothing was put in, and nothing approved.`,
  noHistory: 'no earlier messages',
  notShownHere: 'a message that is not shown here: it stopped a card, whose evidence is opened on record',
  historyHidden: 'not shown: open the evidence',
  settled: (state: string) => SETTLED[state] ?? state,
  lowConfidence: 'Low confidence.',
  littleHistory: 'little history',
  neverBought: 'never bought',
  noText: '(no text)',
  notChecked: '(hidden: the safety check could not run)',
  noDraft: 'No draft.',
  noDraftNoPrice: 'No draft, no price.',
  noPrice: 'No price.',
  allowed: (from: number, to: number, currency: string) => `allowed ${money(from, currency)}–${bare(to, currency)}`,
  usually: (from: number, to: number, currency: string) =>
    `usually pays ${money(from, currency)}–${bare(to, currency)}`,
  sendsThrough: (platform: string | null) => (platform === null ? 'sent by hand' : `sends through ${platform}`),
  persona: (version: number) => (version === 0 ? 'built-in templates' : `persona v${version}`),
  fixedTemplate: 'the fixed template, as it is for everybody',
  record: 'Record',
  why: (what: string) => `Why ${what}`,
  outlook: 'What to expect',
  whyDraft: 'Why this draft',
  whyNoDraft: 'Why no draft',
  segment: (segment: string) => SEGMENTS[segment] ?? segment,
  profilingRefused: 'profiling refused',
  atCeiling: (ceiling: string) => `not higher: ${ceiling} is the most allowed`,
  atFloor: (floor: string) => `not lower: ${floor} is the least allowed`,
  notHigher: (most: string) => `not higher: this fan usually pays ${most} at most`,
  alreadyAbove: (most: string) => `not higher: already above the ${most} that this fan usually pays at most`,
  notLower: (least: string) => `not lower: this fan usually pays ${least} at least`,
  alreadyBelow: (least: string) => `not lower: already below the ${least} that this fan usually pays at least`,
  decided: (kind: string) => DECIDED[kind] ?? kind,
  asDrafted: 'as drafted',
  onlyPriceChanged: 'text as drafted, price changed',
  changed: (percent: number) => `${percent}% changed`,
  // A model's name has a slash or a figure; the writers of the house are called what they are.
  writtenBy: (writer: string) => (/[/\d:]/.test(writer) ? `written by ${writer}` : `written by the ${writer}`),
  draftIn: (language: string) => `Draft, ${languageName(language)}`,
  translated: { fan: 'Message in English', reply: 'Draft in English' },
  calibrated: (percent: number, decisions: number) =>
    decisions === 0
      ? `the writer was ${percent}% sure; nobody has decided on such drafts yet`
      : `the writer was ${percent}% sure; corrected by ${decisions.toLocaleString('en')} ${decisions === 1 ? 'decision' : 'decisions'}`,
  metered: (tokens: number, dollars: string, seconds: string) =>
    `language model: ${tokens.toLocaleString('en')} tokens, ${dollars}, ${seconds} s`,
  wroteAgainHint: (name: string) => `${name} wrote again. A newer card is on its way.`,
  wroteAgainKept: (name: string) =>
    `${name} wrote again. Your text is kept: read the newer message, then approve once more.`,
  redrafting: (name: string) => `${name} asked for another draft. Writing…`,
  redraftFailed: 'Another draft could not be written.',
  draftFromBefore: 'This is the one from before.',
  writeIt: 'Write the reply, or try again later.',
  headOf: (category: string | null) => HEADS[category ?? ''] ?? 'Needs a person.',
  raised: (creator: string, stage: string) => `${creator}: ${RAISED[stage] ?? 'a card waits'}.`,
  open: 'Open',
  wentTo: (desk: string | null) =>
    desk === null ? 'with the managers' : `went to the escalation channel on ${DESKS[desk] ?? desk}`,
  hidden: 'Nothing is sold or sent. The message is not shown here.',
  wrongAlarm: 'Wrong alarm',
  asks: (category: string, level: number) => `${ASKS[category] ?? category} · L${level}`,
  escalating: 'The draft is withdrawn, a manager is asked. At L4 the fan is frozen and an admin is called.',
  consentAsked: 'Has the creator agreed?',
  sellingStopped: 'Selling has stopped.',
  sendItNow: 'Send the support message now.',
  atRiskSummary: 'a fan may be at risk, send the support message now',
  sendSupport: 'Send support message',
  replyHint: (length: number) =>
    `${length > 0 ? `The draft has ${length.toLocaleString('en')}. ` : ''}Checked again before approval.`,
  priceHint: (suggested: number | null, above: number | null, currency: string) =>
    `${suggested === null ? '' : `Suggested ${money(suggested, currency)}. `}Empty: no price.${above === null ? '' : ` Above ${bare(above, currency)} a second person agrees.`}`,
  capped: (cap: 'perDayMinor' | 'perFanMinor', most: string, left: string, freeAt: Date | null) => {
    const days = cap === 'perDayMinor' ? '24 hours' : '30 days'
    const next =
      freeAt === null ? '' : ` This price fits from ${freeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`
    return `At most ${most} is asked of one fan in ${days}; ${left} is left.${next} Without a price it may go now.`
  },
  brakeTitle: 'Spending brake',
  brakeFound: (spent: number, weekly: number, currency: string) =>
    `${money(spent, currency)} in 24 hours, usually ${money(weekly, currency)} a week.`,
  brakeUntil: 'No prices or offers until ',
  careReply: 'Use care reply',
  braked: (until: Date, zone: string) =>
    `This fan spends far above their own habit: no price until ${localDay(until, zone)} (${zone}). Without a price it may go now.`,
  quiet: (until: Date, zone: string) =>
    `Quiet hours for this fan until ${localTime(until, zone)} (${zone}): nothing with a price is approved before. Without a price it may go now.`,
  secondAsked: (above: number | null, currency: string) =>
    `${above === null ? 'Content made to order takes' : `Above ${money(above, currency)} it takes`} two people: the card waits for anyone but you. Nothing was sent.`,
  waitsForSecond: (name: string) => `${name} approved this; it waits for a second person. Your click changed nothing.`,
  samePerson: 'You approved this yourself: somebody else agrees or sends it back.',
  approvedBy: (name: string) => `approved by ${name} at `,
  anyoneBut: (name: string) => `anyone but ${name}`,
  replyEditedBy: (name: string) => `Reply, edited by ${name}`,
  secondSummary: 'a reply needs a second person',
  secondAbove: (above: number, currency: string) => `second person above ${money(above, currency)}`,
  secondForCustom: 'content made to order takes a second person',
  sentBackBy: (name: string) => `Sent back by ${name}`,
  sendBack: 'The card opens again with this reply as its draft.',
  approvedFirst: (name: string) => `approved first by ${name}, `,
  notApproved: 'Not approved.',
  finding: (matched: string, category: Category, from: number, to: number) =>
    `“${matched}” ${FOUND[category]} (characters ${from} to ${to}).`,
  takeOut: (count: number) => `Take ${count === 1 ? 'it' : 'them'} out or escalate.`,
  evidenceOpened: 'That this was opened is on record.',
  noMessages: 'no messages are stored',
  leftOut: (count: number) => `${count} further ${count === 1 ? 'message is' : 'messages are'} not shown`,
  freezeNeedsReason: 'A freeze needs a reason. Nothing changed.',
  frozen: (fan: string) => `${fan} is frozen: nothing is sold or sent until somebody unfreezes them.`,
  frozenAlready: (fan: string) => `${fan} is frozen already. Nothing changed.`,
  notFrozen: (fan: string) => `${fan} is not frozen. Nothing changed.`,
  thawed: (fan: string) => `${fan} is no longer frozen. A person still decides what is sent.`,
  adminThaws: 'Only an admin ends a freeze of level 4. Nothing changed.',
  releaseThaws: (fan: string) => `${fan} has a card that waits for a release: that ends the freeze. Nothing changed.`,
  release: (fan: string, frozen: boolean) =>
    `${frozen ? `${fan} is no longer frozen, and the` : 'The'} message is drafted like any other. A person still decides what is sent.`,
}

export const localTime = (at: Date, timeZone: string): string =>
  at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })

const localDay = (at: Date, timeZone: string): string =>
  at.toLocaleString('en-GB', { timeZone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
const languageName = (code: string): string => languages.of(code) ?? code

const bare = (minor: number, currency: string) => money(minor, currency).replace(/^[^\d-]+/, '')
