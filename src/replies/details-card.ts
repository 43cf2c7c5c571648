import { type DraftView, historyButton, nameOf, recordOf, whyNodes } from '../approvals/index.ts'
import type { Card, CardNode, Line } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { Delivery } from './delivery.ts'
import { words } from './words.ts'

/** What was sent, whole: the text, what was changed, the price, and who had which part in it. Shown privately. Pure. */
export function detailsCard(view: DraftView, delivery: Delivery, markedBy: string | null): Card {
  const { draft, creator } = view
  const changed = draft.text !== null && delivery.text !== null && draft.text !== delivery.text
  return {
    tone: 'info',
    title: `Details · ${nameOf(view)}`,
    summary: `${creator.name}: ${words.details.summary}`,
    body: [
      delivery.text === null
        ? { kind: 'context', items: [words.textRemoved] }
        : { kind: 'quote', by: 'reply', label: words.details.sent, text: delivery.text },
      ...(changed && draft.text
        ? [{ kind: 'quote' as const, by: 'note' as const, label: words.details.draft, text: draft.text }]
        : []),
      priceNode(view, delivery),
      {
        kind: 'list',
        head: words.details.record,
        rows: [...recordOf(view), left(view, delivery, markedBy)].map((line) => ({ line })),
      },
      ...whyNodes(view),
      historyButton(view),
    ],
  }
}

function priceNode({ draft }: DraftView, { priceMinor }: Delivery): CardNode {
  const { currency } = draft
  const known = draft.knowledge.price
  if (priceMinor === null) return { kind: 'text', line: { strong: words.details.noPrice } }
  const asset = known ? words.details.forAsset(known.assetTitle) : ''
  const suggested =
    known && known.suggestedMinor !== priceMinor
      ? words.details.suggested(formatMoney({ minor: known.suggestedMinor, currency }))
      : ''
  return { kind: 'text', line: [{ strong: formatMoney({ minor: priceMinor, currency }) }, `${asset}${suggested}`] }
}

/** How it reached the fan: handed over, marked by a person, or reported by the platform. */
function left({ sendsThrough }: DraftView, delivery: Delivery, markedBy: string | null): Line {
  const at = { at: delivery.sentAt ?? delivery.changedAt, as: 'time' as const }
  if (markedBy !== null) return [words.details.markedBy(markedBy), at]
  return [sendsThrough === null ? words.details.reported : words.details.through(sendsThrough), at]
}
