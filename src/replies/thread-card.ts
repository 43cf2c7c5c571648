import { type DraftView, fanQuote, hide, historyNodes, isCut } from '../approvals/index.ts'
import type { Card, CardNode } from '../desk/index.ts'
import { isLive } from '../drafting/index.ts'
import type { Message } from '../inbox/index.ts'
import type { Delivery } from './delivery.ts'
import { textDiff } from './text-diff.ts'
import { words } from './words.ts'

/** Messages before the turn: the rest is under History. */
const HISTORY = 8
/** A settled card quotes so much of what was sent. */
const QUOTED = 100
const TO_COPY = ['by-hand', 'unknown', 'refused']

/**
 * What stands under a card where there are threads: what the card cut, an approved reply to copy, what was changed in it,
 * and what was said before. Null when there is nothing of it, and for a card that is withdrawn: what nobody may send any
 * more must not stand there to be copied. Pure.
 */
export function threadCard(view: DraftView, delivery: Delivery | null, recent: readonly Message[]): Card | null {
  const { draft } = view
  const onItsWay = draft.state === 'accepted' ? delivery : null
  const sent = draft.state === 'sent' ? delivery : null
  if (draft.level === 4 || !(isLive(draft.state) || onItsWay || sent)) return null
  const body = sent
    ? [...wholeOf(sent), ...changed(view, sent)]
    : [...said(view), ...toCopy(onItsWay), ...changed(view, onItsWay), ...before(view, recent)]
  if (body.length === 0) return null
  const { thread } = words
  return { tone: 'quiet', title: thread.title, summary: `${view.creator.name}: ${thread.summary}`, body }
}

const said = (view: DraftView): CardNode[] =>
  isCut(view) ? view.turn.map(({ text }) => fanQuote(hide(text, view.draft))) : []

const toCopy = (delivery: Delivery | null): CardNode[] =>
  delivery?.text && TO_COPY.includes(delivery.state)
    ? [{ kind: 'quote', by: 'reply', label: words.thread.toCopy, text: delivery.text }]
    : []

const wholeOf = ({ text }: Delivery): CardNode[] =>
  text !== null && text.length > QUOTED ? [{ kind: 'quote', by: 'reply', label: words.details.sent, text }] : []

function changed({ draft }: DraftView, delivery: Delivery | null): CardNode[] {
  if (!delivery?.text || draft.text === null || draft.text === delivery.text) return []
  return [{ kind: 'quote', by: 'note', label: words.thread.changed, text: textDiff(draft.text, delivery.text) }]
}

function before(view: DraftView, recent: readonly Message[]): CardNode[] {
  const nodes = historyNodes(view, recent, HISTORY)
  return nodes.length > 0 ? [{ kind: 'context', items: [words.thread.before] }, ...nodes] : []
}
