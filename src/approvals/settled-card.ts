import type { Button, Card, CardNode, Line } from '../desk/index.ts'
import type { DraftState } from '../drafting/index.ts'
import { cutText } from '../kernel/text.ts'
import { button } from './card-parts.ts'
import type { Decision } from './store.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** A settled card quotes what somebody noted, cut. */
const NOTE_MAX = 100

/** Three lines: what became of it, by whom, and the one thing one may still do. */
export function settledCard(view: DraftView): Card {
  const { draft, fan } = view
  const at = draft.settledAt ?? draft.wakeAt ?? draft.createdAt
  const time = { at, as: 'time' as const }
  const decision = decisionFor(view)
  const by = decision ? ` by ${decision.operatorName}` : ''
  const card = (title: string, items: Line[], more: CardNode[] = []): Card => ({
    tone: 'quiet',
    title,
    summary: `${view.creator.name}: a card was settled`,
    body: [{ kind: 'context', items }, ...more],
  })
  switch (draft.state) {
    case 'snoozed':
      return card(
        `💤 ${fan.name} · snoozed`,
        [['until ', { at: draft.wakeAt ?? at, as: 'time' }], ...(view.handledBy ? [`by ${view.handledBy}`] : [])],
        [...noteOf(draft.handledWhy), ...one(view, 'wake', 'Wake now')],
      )
    case 'superseded': {
      const what = draft.text === null ? 'withdrawn ' : 'draft withdrawn '
      return card(`🔁 ${fan.name} · ${draft.settledWhy ?? 'wrote again'}`, [
        [what, time],
        ...(draft.supersededById === null ? [] : ['newer card']),
      ])
    }
    case 'dismissed':
      return card(
        `${fan.name} · dismissed`,
        [[`dismissed${by} `, time]],
        [...noteOf(decision?.reason), ...one(view, 'reopen', 'Reopen')],
      )
    case 'accepted':
      return { ...card(`✅ ${fan.name} · accepted${by}, sending`, [['at ', time]]), tone: 'done' }
    default: {
      const what = words.settled(draft.state)
      const went = draft.state === 'escalated' && view.escalation ? [words.wentTo(view.escalation.desk)] : []
      return card(`${fan.name} · ${what}`, [[`${what}${by} `, time], ...went], noteOf(decision?.reason))
    }
  }
}

const one = ({ draft }: DraftView, action: string, label: string): CardNode[] => {
  const buttons: Button[] = [button(draft, action, label)]
  return [{ kind: 'actions', buttons }]
}

/** What somebody wrote stands as their words. */
function noteOf(note: string | null | undefined): CardNode[] {
  const reason = note?.trim()
  if (!reason) return []
  return [{ kind: 'quote', by: 'note', text: reason.length <= NOTE_MAX ? reason : `${cutText(reason, NOTE_MAX)} …` }]
}

const MADE_BY: Partial<Record<DraftState, readonly Decision['kind'][]>> = {
  dismissed: ['dismiss'],
  escalated: ['escalate'],
  released: ['release'],
  accepted: ['accept', 'edit'],
  sent: ['accept', 'edit'],
  stopped: ['accept', 'edit'],
}

/** The decision that made the card what it is. An approval that was undone says nothing about what came after. */
function decisionFor({ draft, decision }: DraftView): Decision | null {
  return decision && MADE_BY[draft.state]?.includes(decision.kind) ? decision : null
}
