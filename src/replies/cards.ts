import { type DraftView, draftCard, fanQuote, hide, howDecided, nameOf } from '../approvals/index.ts'
import { actionId, type Button, type Card, type CardNode, type Line } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { cutText } from '../kernel/text.ts'
import type { Delivery } from './delivery.ts'
import { words } from './words.ts'

/** A settled card quotes what was sent, cut: the whole is under Details. */
const NOTE_MAX = 100

const button = (delivery: Delivery, action: string, label: string, main?: true): Button => {
  const id = actionId(action, delivery.id, delivery.version)
  return main ? { action: id, label, main } : { action: id, label }
}

const ON_ITS_WAY = ['accepted', 'sent', 'stopped']

/** The card of a draft whose reply is on its way, by the delivery's state; without one, the draft's own. Pure. */
export function replyCard(view: DraftView, delivery: Delivery | null): Card {
  // After Undo the draft is open again, and may be snoozed or settled otherwise: its old delivery is history.
  if (!delivery || !ON_ITS_WAY.includes(view.draft.state)) return draftCard(view)
  switch (delivery.state) {
    case 'waiting':
    case 'handing-over':
      return sending(view, delivery)
    case 'by-hand':
      return byHand(view, delivery)
    case 'sent':
      return sent(view, delivery)
    case 'unknown':
    case 'refused':
      return notSent(view, delivery)
    case 'withdrawn':
    case 'stopped':
      return ended(view, delivery)
  }
}

/** Who decided, how, at which price. */
function decided({ decision }: DraftView, delivery: Delivery): Line {
  if (!decision) return 'approved'
  const verb = decision.kind === 'accept' ? 'accepted' : 'edited'
  return [
    `${verb} by ${decision.operatorName} `,
    { at: decision.at, as: 'time' },
    `, ${howDecided(decision)}${priceOf(delivery)}`,
  ]
}

function priceOf({ priceMinor, currency }: Delivery): string {
  return priceMinor === null || currency === null ? '' : `, ${formatMoney({ minor: priceMinor, currency })}`
}

const note = (delivery: Delivery): CardNode[] => {
  if (delivery.text === null) return [{ kind: 'context', items: [words.textRemoved] }]
  const text = delivery.text.length <= NOTE_MAX ? delivery.text : `${cutText(delivery.text, NOTE_MAX)} …`
  return [{ kind: 'quote', by: 'note', text }]
}

/** What is to be sent stands whole. */
const reply = (delivery: Delivery): CardNode[] =>
  delivery.text === null ? [] : [{ kind: 'quote', by: 'reply', label: 'Reply', text: delivery.text }]

const summary = (view: DraftView, what: string) => `${view.creator.name}: ${what}`

function sending(view: DraftView, delivery: Delivery): Card {
  const by = view.decision ? ` by ${view.decision.operatorName}` : ''
  const items: Line[] = [decided(view, delivery), ['out at ', { at: delivery.undoUntil, as: 'time' }]]
  const buttons = delivery.state === 'waiting' ? [button(delivery, 'undo', 'Undo')] : []
  return {
    tone: 'done',
    title: `✅ ${view.fan.name} · accepted${by}, sending`,
    summary: summary(view, 'a reply was accepted'),
    body: [
      ...note(delivery),
      { kind: 'context', items },
      ...(buttons.length > 0 ? [{ kind: 'actions' as const, buttons }] : []),
    ],
  }
}

function byHand(view: DraftView, delivery: Delivery): Card {
  const newer = view.turn.filter((message) => message.afterDraft)
  const buttons = [
    button(delivery, 'mark-as-sent', 'Mark as sent', true),
    button(delivery, 'copy', 'Copy'),
    button(delivery, 'withdraw', 'Withdraw'),
  ]
  const items: Line[] = [decided(view, delivery), words.sendByHand(view.creator.name, view.platform)]
  if (newer.length > 0) {
    const said: CardNode[] = newer.slice(-3).map((message) => fanQuote(cutText(hide(message.text, null), 600), 'New'))
    const swapped = [button(delivery, 'withdraw', 'Withdraw'), button(delivery, 'mark-as-sent', 'Mark as sent')]
    return {
      tone: 'warn',
      title: `⚠️ Wrote again before you sent · ${nameOf(view)}`,
      summary: summary(view, 'a fan wrote again before a reply was sent'),
      body: [
        ...said,
        ...reply(delivery),
        { kind: 'context', items: [decided(view, delivery)] },
        { kind: 'actions', buttons: swapped },
      ],
    }
  }
  return {
    tone: 'info',
    title: `📋 ${view.fan.name} · to be sent by hand`,
    summary: summary(view, 'a reply is to be sent by hand'),
    body: [...reply(delivery), { kind: 'context', items }, { kind: 'actions', buttons }],
  }
}

function sent(view: DraftView, delivery: Delivery): Card {
  const at: Line = ['sent ', { at: delivery.sentAt ?? delivery.changedAt, as: 'time' }]
  return {
    tone: 'done',
    title: `✅ ${view.fan.name} · sent`,
    summary: summary(view, 'a reply was sent'),
    body: [
      ...note(delivery),
      { kind: 'context', items: [decided(view, delivery), at] },
      { kind: 'actions', buttons: [details(view)] },
    ],
  }
}

const details = ({ draft }: DraftView): Button => ({
  action: actionId('details', draft.id, draft.version),
  label: 'Details',
})

function notSent(view: DraftView, delivery: Delivery): Card {
  const unknown = delivery.state === 'unknown'
  const buttons = [
    ...(unknown ? [button(delivery, 'mark-as-sent', 'It arrived')] : []),
    button(delivery, 'try-again', 'Try again'),
    button(delivery, 'send-by-hand', 'Send by hand'),
    button(delivery, 'withdraw', 'Withdraw'),
  ]
  return {
    tone: 'warn',
    title: `⚠️ ${unknown ? 'Perhaps not sent' : 'Not sent'} · ${nameOf(view)}`,
    summary: summary(view, 'a reply was not sent'),
    body: [
      { kind: 'text', tone: 'warn', line: delivery.why ?? 'The platform refused it.' },
      ...reply(delivery),
      { kind: 'context', items: [decided(view, delivery)] },
      { kind: 'actions', buttons },
    ],
  }
}

function ended(view: DraftView, delivery: Delivery): Card {
  const stopped = delivery.state === 'stopped'
  return {
    tone: stopped ? 'warn' : 'quiet',
    title: stopped ? `⚠️ Not sent · ${nameOf(view)}` : `${view.fan.name} · withdrawn`,
    summary: summary(view, stopped ? 'a reply was stopped' : 'a reply was withdrawn'),
    body: [
      ...(delivery.why ? [{ kind: 'text' as const, line: delivery.why }] : []),
      ...note(delivery),
      { kind: 'context', items: [decided(view, delivery)] },
    ],
  }
}
