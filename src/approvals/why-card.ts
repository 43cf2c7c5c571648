import type { Card, CardNode, Line } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { fanQuote, hide } from './card-parts.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

const list = (head: string, lines: Line[]): CardNode[] =>
  lines.length > 0 ? [{ kind: 'list', head, rows: lines.map((line) => ({ line })) }] : []

/** Why this draft, this price, this segment: each reason names its number. Shown privately. */
export function whyCard({ draft, fan, creator, turn, decision }: DraftView): Card {
  const price = draft.knowledge.price
  const hidden = draft.level === 4
  return {
    tone: 'info',
    title: `Why · ${fan.name}`,
    summary: `${creator.name}: why this draft`,
    body: [
      {
        kind: 'fields',
        fields: [
          { label: 'Segment', value: draft.knowledge.segment },
          { label: 'Spent', value: formatMoney({ minor: fan.spentMinor, currency: creator.currency }) },
          { label: 'Purchases', value: String(fan.purchaseCount) },
          {
            label: 'Last purchase',
            value: fan.lastPurchaseAt ? { at: fan.lastPurchaseAt, as: 'day' } : words.neverBought,
          },
        ],
      },
      ...list(`Why ${draft.knowledge.segment}`, draft.knowledge.segmentReasons),
      ...list('Why this draft', draft.reasons),
      ...list(
        price
          ? `Why ${formatMoney({ minor: price.suggestedMinor, currency: draft.currency })} for “${price.assetTitle}”`
          : '',
        price?.reasons ?? [],
      ),
      ...list('Rules', draft.rule ? [`${draft.rule}, level ${draft.level}`] : []),
      ...(hidden ? [] : turn.map((message) => fanQuote(hide(message.text, draft)))),
      ...list('Record', [
        `${words.writtenBy(draft.writer)}, persona v${draft.personaVersion ?? 0}, attempt ${draft.attempt + 1}`,
        ...(decision
          ? [
              [
                `${decision.kind} by ${decision.operatorName}, ${decision.via}${decision.verified ? '' : ', unverified'}, `,
                { at: decision.at, as: 'time' as const },
              ],
            ]
          : []),
      ]),
    ],
  }
}
