import { actionId, type Button, type CardNode, type Line } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import { judge, redactForCard } from '../guardrails/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { cutText, isBlank } from '../kernel/text.ts'
import { words as approaching } from './approach-words.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** The fan's own words on a card are cut here, the whole is under Why; what is to be approved is never cut. */
const FAN_TEXT_MAX = 600
const SHOWN_MESSAGES = 3

/** Who it is, as every title says it: `Marcus T. · Whale`, with `to Bella` where creators share a channel. */
export function nameOf(view: DraftView): string {
  const { fan, creator, sharesChannel } = view
  return `${fan.name}${sharesChannel ? ` to ${creator.name}` : ''} · ${segmentOf(view)}`
}

/** What the fan was when the draft was made; of who objects to profiling it isn't said, not even of before. */
export const segmentOf = ({ fan, draft }: DraftView): string =>
  fan.profilingRefusedAt === null ? words.segment(draft.knowledge.segment) : words.profilingRefused

export const button = (draft: Draft, action: string, label: string, main?: true): Button =>
  main
    ? { action: actionId(action, draft.id, draft.version), label, main }
    : { action: actionId(action, draft.id, draft.version), label }

/** What decides: due, spent, last purchase; of a draft that nobody waits for, why it is there. */
export function facts(view: DraftView): Line[] {
  const { draft, fan, creator } = view
  const bought: Line = fan.lastPurchaseAt ? ['bought ', { at: fan.lastPurchaseAt, as: 'ago' }] : words.neverBought
  const { due, wrote } = draft.approachId === null ? waitingFor(view) : unasked(view)
  return [
    ...due,
    `spent ${formatMoney({ minor: fan.spentMinor, currency: creator.currency })}`,
    bought,
    fan.purchaseCount < 3 ? words.littleHistory : `${fan.purchaseCount} purchases`,
    ...wrote,
  ]
}

function unasked({ draft, before }: DraftView): { due: Line[]; wrote: Line[] } {
  const last = before.findLast(({ by }) => by === 'fan')
  return {
    due: [draft.knowledge.approach?.why ?? approaching.unasked],
    wrote: [last ? ['wrote last ', { at: last.at, as: 'ago' }] : approaching.neverWrote],
  }
}

function waitingFor({ draft, turn, now }: DraftView): { due: Line[]; wrote: Line[] } {
  const waiting = turn[0]?.at ?? draft.turnAt
  const late = draft.dueAt <= now
  const due: Line[] = late
    ? [
        ['waiting since ', { at: waiting, as: 'time' }],
        ['due ', { at: draft.dueAt, as: 'time' }],
      ]
    : [['answer by ', { at: draft.dueAt, as: 'time' }]]
  const wrote: Line[] = late ? [] : [['wrote ', { at: waiting, as: 'ago' }]]
  return { due, wrote }
}

/** What a colleague asked it for: the fan never sees it. */
const toWriter = ({ note }: DraftView): CardNode[] =>
  note ? [{ kind: 'quote', by: 'note', label: approaching.forWriter, text: cut(note) }] : []

/** What an approach follows: both sides' last words, without what must not be shown. */
const lastSaid = ({ before }: DraftView): CardNode[] =>
  before.map(({ by, text }) =>
    by === 'fan'
      ? fanQuote(cut(hide(text, null)), approaching.wroteLast)
      : { kind: 'quote', by: 'note', label: approaching.saidLast, text: cut(text) },
  )

/** The newest messages of the turn, as their words; what must not be shown is removed. */
export function said(view: DraftView): CardNode[] {
  const { turn, draft } = view
  const shown = turn.filter((message) => !message.afterDraft).slice(-SHOWN_MESSAGES)
  const quotes = shown.map((message) => fanQuote(cut(hide(message.text, draft))))
  if (draft.approachId !== null) quotes.unshift(...lastSaid(view), ...toWriter(view))
  return turn.some((message) => message.afterDraft) ? [...quotes, ...after(turn)] : quotes
}

const after = (turn: DraftView['turn']): CardNode[] =>
  turn
    .filter((message) => message.afterDraft)
    .slice(-SHOWN_MESSAGES)
    .map((message) => fanQuote(cut(hide(message.text, null)), 'New'))

/** A fan's message as their words; one of which nothing can be seen says so in ours. */
export function fanQuote(text: string, label?: string): CardNode {
  if (isBlank(text)) return { kind: 'context', items: [label ? `${label}: ${words.noText}` : words.noText] }
  return label === undefined ? { kind: 'quote', by: 'fan', text } : { kind: 'quote', by: 'fan', label, text }
}

/**
 * Contact details are removed wherever a fan's words are shown; an off-platform card exists to keep them out. Where the
 * check can't run, nothing of the words is shown.
 */
export function hide(text: string, draft: Draft | null, check: typeof judge = judge): string {
  if (draft && draft.level < 3) return text
  try {
    return redactForCard(text, check(text, 'fan', { forbiddenWords: [], escalationTriggers: [] }).findings)
  } catch {
    return words.notChecked
  }
}

/** Why the second person did not agree, until the card changes again. */
export function sentBack({ draft, decision }: DraftView): CardNode[] {
  if (decision?.kind !== 'send-back' || decision.draftVersion !== draft.version - 1) return []
  const label = words.sentBackBy(decision.operatorName)
  return decision.reason ? [{ kind: 'quote', by: 'note', label, text: decision.reason }] : []
}

/** A quote that isn't to be approved: cut, the whole is under Why. */
export const cut = (text: string): string => (text.length <= FAN_TEXT_MAX ? text : `${cutText(text, FAN_TEXT_MAX)} …`)

/** Whether a card shows less of the turn than there is: a message cut, or an older one left out. */
export function isCut({ turn }: DraftView): boolean {
  const [before, since] = [turn.filter(({ afterDraft }) => !afterDraft), turn.filter(({ afterDraft }) => afterDraft)]
  return Math.max(before.length, since.length) > SHOWN_MESSAGES || turn.some(({ text }) => text.length > FAN_TEXT_MAX)
}
