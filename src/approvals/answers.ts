import { type Answer, actionId, done, type Line, refused } from '../desk/index.ts'
import type { Finding } from '../guardrails/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { Approved } from './accept-reply.ts'
import { words as approaching } from './approach-words.ts'
import { words as offering } from './offer-words.ts'
import type { Outcome, Refusal } from './refusal.ts'
import { words } from './words.ts'

/** What a person is told: what happened, and what to do next. */
export function answerOf(outcome: Outcome<unknown>, line?: Line): Answer {
  return outcome.kind === 'ok' ? done(line) : refused(...explain(outcome.refusal))
}

/** The same for an approval: where two people are needed, it says that one was. */
export function answerOfApproval(outcome: Outcome<Approved>): Answer {
  if (outcome.kind === 'refused' || outcome.value.kind === 'decided') return answerOf(outcome)
  return answerOf(outcome, words.secondAsked(outcome.value.aboveMinor, outcome.value.currency))
}

type Explained = Parameters<typeof refused>

/** One sentence a refusal; every kind of it, so that a new one can't be forgotten. */
export function explain(refusal: Refusal): Explained {
  switch (refusal.kind) {
    case 'unknown-draft':
      return ['This card is not known here. Nothing changed.']
    case 'settled':
      return settled(refusal)
    case 'changed':
      return ['The card changed meanwhile. Your click changed nothing; look at it again.']
    case 'waits-for-second':
      return [words.waitsForSecond(refusal.byName)]
    case 'same-person':
      return [words.samePerson]
    case 'claimed':
      return claimed(refusal)
    case 'wrote-again':
      return [words.wroteAgainHint(refusal.fanName)]
    case 'answered':
      return [`${refusal.fanName} was answered on the platform. Nothing was approved.`]
    case 'frozen':
      return ['This fan is frozen: nothing is sold or sent until an admin releases them.']
    case 'just-redrawn':
      return ['The card changed a moment ago. Read it once more, then decide.']
    case 'needs-role':
      return [`Only ${refusal.least === 'admin' ? 'an admin' : 'a manager'} can do this. Nothing changed.`]
    case 'own-escalation':
      return ['You escalated this yourself. Somebody else of your role releases it.']
    case 'no-reason':
      return ['This needs a reason. Nothing changed.']
    case 'no-consent':
      return ['Say whether the creator agreed: nobody agrees in their place. Nothing changed.']
    case 'nothing-hidden':
      return ['Nothing is hidden on this card: the messages stand on it.']
    default:
      return [explainReply(refusal)]
  }
}

type ReplyRefusal = Extract<
  Refusal,
  {
    kind:
      | 'no-text'
      | 'too-long'
      | 'guardrail'
      | 'check-failed'
      | 'price-out-of-bounds'
      | 'price-not-allowed'
      | 'price-of-profile'
      | 'offer-over'
      | 'limit'
      | 'quiet'
      | 'brake'
  }
>

/** What is wrong with a reply or its price: stands under its field in a form. */
export function explainReply(refusal: ReplyRefusal): string {
  switch (refusal.kind) {
    case 'no-text':
      return 'Write a reply first.'
    case 'too-long':
      return `The reply has ${refusal.length} characters; up to ${refusal.max} can be approved.`
    case 'guardrail':
      return explainFindings(refusal.findings)
    case 'check-failed':
      return 'The safety check could not run, so nothing was approved. Your text is kept.'
    case 'price-out-of-bounds': {
      const money = (minor: number) => formatMoney({ minor, currency: refusal.currency })
      return `The price must be ${money(refusal.floorMinor)} to ${money(refusal.ceilingMinor)}.`
    }
    case 'price-not-allowed':
      return 'No price on this card.'
    case 'price-of-profile':
      return 'This price was suggested from the fan’s profile, and they object to that now. Approve it without a price, or set one yourself.'
    case 'offer-over':
      return `Not approved. ${offering.over(refusal.name, refusal.why)}. ${offering.thenWhat}`
    case 'brake':
      return words.braked(refusal.until, refusal.zone)
    case 'quiet':
      return refusal.approach
        ? approaching.quiet(refusal.until, refusal.zone)
        : words.quiet(refusal.until, refusal.zone)
    case 'limit':
      return explainLimit(refusal)
  }
}

function explainLimit({ full, currency, approach }: Extract<Refusal, { kind: 'limit' }>): string {
  const money = (minor: number) => formatMoney({ minor, currency })
  switch (full.limit) {
    case 'maxPerHour':
      if (approach) return approaching.tooOften(full.allowed, full.freeAt)
      return `This fan had ${full.allowed} priced replies within the hour. The next may go at ${clock(full.freeAt)} UTC; without a price it may go now.`
    case 'cooldownMinutes':
      if (approach) return approaching.tooSoon(full.allowed, full.freeAt)
      return `Priced replies to one fan are ${full.allowed} minutes apart. The next may go at ${clock(full.freeAt)} UTC; without a price it may go now.`
    case 'plainPerHour':
      return `This fan had ${full.allowed} ${full.allowed === 1 ? 'answer' : 'answers'} within the hour. The next may go at ${clock(full.freeAt)} UTC.`
    case 'perDayMinor':
    case 'perFanMinor':
      return words.capped(full.limit, money(full.allowed), money(full.leftMinor), full.freeAt)
  }
}

/** So many at most: whoever wrote more of it knows by then. */
const FINDINGS_TOLD = 4

/** Says what and where, and never how else it could be spelt. */
function explainFindings(findings: readonly Finding[]): string {
  const apart = findings.filter((finding) => !findings.some((other) => other !== finding && covers(other, finding)))
  const told = apart
    .slice(0, FINDINGS_TOLD)
    .map(({ matched, category, start, end }) => words.finding(matched, category, start + 1, end))
  return [words.notApproved, ...told, words.takeOut(apart.length)].join(' ')
}

/** Two rules can find the same thing, or one a part of the other's: it is told once. */
function covers(wide: Finding, narrow: Finding): boolean {
  if (wide.category !== narrow.category || wide.start > narrow.start || wide.end < narrow.end) return false
  return wide.end - wide.start > narrow.end - narrow.start || wide.rule < narrow.rule
}

const clock = (at: Date): string => at.toISOString().slice(11, 16)

function claimed({ byName, until, takeOver }: Extract<Refusal, { kind: 'claimed' }>): Explained {
  const line: Line = [`${byName} is on this until `, { at: until, as: 'time' }, '.']
  if (!takeOver) return [line]
  return [line, [{ action: actionId('claim', takeOver.draftId, takeOver.version), label: 'Take over' }]]
}

function settled(refusal: Extract<Refusal, { kind: 'settled' }>): Explained {
  const newer = refusal.successorId
    ? [{ action: actionId('open-card', refusal.successorId, 0), label: 'Open newer card' }]
    : []
  if (refusal.state === 'superseded' && refusal.successorId === null) return [approaching.notWanted(refusal.fanName)]
  if (refusal.state === 'superseded')
    return [`Withdrawn: ${refusal.fanName} wrote again, or another draft was asked for.`, newer]
  const by = refusal.by ? ` by ${refusal.by}` : ''
  const at: Line = refusal.at ? [' at ', { at: refusal.at, as: 'time' }] : ''
  return [
    [
      `Already ${words.settled(refusal.state)}${by}`,
      ...(Array.isArray(at) ? at : [at]),
      '. Your click changed nothing.',
    ],
    newer,
  ]
}
