import type { Button, Card, CardNode } from '../desk/index.ts'
import { judge } from '../guardrails/index.ts'
import type { Message } from '../inbox/index.ts'
import { cutText } from '../kernel/text.ts'
import { button, fanQuote, hide } from './card-parts.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** An older message is cut here: what it was about is enough. */
const MESSAGE_MAX = 300
/** As many as every desk shows whole in one answer. */
const HISTORY_SHOWN = 12
/** Messages further apart than this get the time between them. */
const PAUSE_MS = 6 * 60 * 60_000

/**
 * What was said before the turn, the oldest first: at most `most` messages, cut, without contact details. Nothing where
 * the card itself may not show what was written.
 */
export function historyNodes({ draft, creator }: DraftView, recent: readonly Message[], most: number): CardNode[] {
  if (draft.level === 4) return []
  const before = recent.filter(({ seq, at, deleted }) => {
    const isTurn = seq === null ? at > draft.turnAt : seq >= draft.turnFromSeq
    return !deleted && !isTurn
  })
  let last = 0
  return before.slice(-most).flatMap((message): CardNode[] => {
    const isLater = message.at.getTime() - last > PAUSE_MS
    last = message.at.getTime()
    const when: CardNode[] = isLater ? [{ kind: 'context', items: [[{ at: message.at, as: 'ago' }]] }] : []
    if (isEvidence(message.text)) return [...when, { kind: 'context', items: [words.notShownHere] }]
    const text = cut(hide(message.text, null))
    if (message.direction === 'inbound') return [...when, fanQuote(text)]
    return [...when, { kind: 'quote', by: 'note', label: creator.name, text }]
  })
}

const NO_LISTS = { forbiddenWords: [], escalationTriggers: [] }

/** What stops a card of its own is read only where that is recorded. Where the check can't run, `hide` shows nothing. */
function isEvidence(text: string): boolean {
  try {
    return judge(text, 'fan', NO_LISTS).level === 4
  } catch {
    return false
  }
}

const cut = (text: string): string => (text.length <= MESSAGE_MAX ? text : `${cutText(text, MESSAGE_MAX)} …`)

/** A panel of their last words before the turn. Shown privately. */
export function historyCard(view: DraftView, recent: readonly Message[]): Card {
  const nodes = historyNodes(view, recent, HISTORY_SHOWN)
  const none: CardNode = { kind: 'context', items: [view.draft.level === 4 ? words.historyHidden : words.noHistory] }
  return {
    tone: 'info',
    title: `History · ${view.fan.name}`,
    summary: `${view.creator.name}: what was said before`,
    body: nodes.length > 0 ? nodes : [none],
  }
}

/** The button to it, for the panels that say why. */
export const historyButton = ({ draft }: DraftView, more: readonly Button[] = []): CardNode => ({
  kind: 'actions',
  buttons: [button(draft, 'history', 'History'), ...more],
})
