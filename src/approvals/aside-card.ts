import { actionId, type Card } from '../desk/index.ts'
import { nameOf } from './card-parts.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/**
 * What a creator's channel shows of a card that went to the escalation channel: that it is taken care of, and where. No
 * word of the fan; who wants to help opens it, and the gate says what they may do.
 */
export function asideCard(view: DraftView): Card {
  const { draft, creator, escalation } = view
  return {
    tone: 'quiet',
    title: `${draft.level === 4 ? view.fan.name : nameOf(view)} · escalated`,
    summary: `${creator.name}: a card went to the managers`,
    body: [
      {
        kind: 'context',
        items: [
          `L${draft.level}`,
          words.wentTo(escalation?.desk ?? null),
          ['since ', { at: draft.createdAt, as: 'time' }],
        ],
      },
      { kind: 'actions', buttons: [{ action: actionId('open-card', draft.id, draft.version), label: words.open }] },
    ],
  }
}
