import type { Card, CardNode, Line } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { button, facts, nameOf, said } from './card-parts.ts'
import type { FirstApproval } from './first-store.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** One person approved; another must agree to exactly that. The reply stands whole, with its price. Pure. */
export function secondCard(view: DraftView, first: FirstApproval): Card {
  const { draft, creator, fan } = view
  const { operatorName } = first
  const items: Line[] = [
    [words.approvedBy(operatorName), { at: first.at, as: 'time' }],
    words.anyoneBut(operatorName),
    ...facts(view),
  ]
  const back = button(draft, 'send-back', 'Send back…')
  const buttons = fan.frozenAt ? [back] : [button(draft, 'agree', agreeLabel(view, first), true), back]
  return {
    tone: 'warn',
    title: `✋ Second person needed · ${nameOf(view)}`,
    summary: `${creator.name}: ${words.secondSummary}`,
    body: [
      { kind: 'context', items },
      ...said(view),
      ...(fan.frozenAt ? [] : reply(view, first)),
      { kind: 'actions', buttons: [...buttons, button(draft, 'why', 'Why')] },
    ],
  }
}

function agreeLabel({ draft: { currency } }: DraftView, { priceMinor: minor }: FirstApproval): string {
  return minor === null ? 'Agree' : `Agree at ${formatMoney({ minor, currency })}`
}

/** What is to be agreed to is never cut. */
function reply({ draft }: DraftView, { operatorName, text, priceMinor: minor, aboveMinor }: FirstApproval): CardNode[] {
  const { currency } = draft
  const label = text === draft.text ? 'Reply' : words.replyEditedBy(operatorName)
  const why = aboveMinor === null ? words.secondForCustom : words.secondAbove(aboveMinor, currency)
  const known = draft.knowledge.price
  const price: Line =
    minor === null
      ? why
      : [
          { strong: formatMoney({ minor, currency }) },
          known
            ? ` for “${known.assetTitle}” · ${words.allowed(known.floorMinor, known.ceilingMinor, currency)} · ${why}`
            : ` · ${why}`,
        ]
  return [
    { kind: 'quote', by: 'reply', label, text: text ?? '' },
    { kind: 'text', line: price },
  ]
}
