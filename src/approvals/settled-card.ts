import type { Button, Card, CardNode, Line } from '../desk/index.ts'
import { button } from './card-parts.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** Three lines: what became of it, by whom, and the one thing one may still do. */
export function settledCard(view: DraftView): Card {
  const { draft, decision, fan } = view
  const by = decision ? ` by ${decision.operatorName}` : ''
  const at = draft.settledAt ?? draft.wakeAt ?? draft.createdAt
  const shared = { summary: `${view.creator.name}: a card was settled` }
  const note = (items: Line[], buttons: Button[] = []): CardNode[] => [
    { kind: 'context', items },
    ...(buttons.length > 0 ? [{ kind: 'actions' as const, buttons }] : []),
  ]
  switch (draft.state) {
    case 'snoozed': {
      const until: Line = ['until ', { at: draft.wakeAt ?? at, as: 'time' }]
      return {
        ...shared,
        tone: 'quiet',
        title: `💤 ${fan.name} · snoozed`,
        body: note([until], [button(draft, 'wake', 'Wake now')]),
      }
    }
    case 'superseded': {
      const items: Line[] = [
        ['draft withdrawn ', { at, as: 'time' }],
        `${draft.settledWhy ?? 'wrote again'} · newer card`,
      ]
      return {
        ...shared,
        tone: 'quiet',
        title: `🔁 ${fan.name} · ${draft.settledWhy ?? 'wrote again'}`,
        body: note(items),
      }
    }
    case 'dismissed': {
      const items: Line[] = [[`dismissed${by} `, { at, as: 'time' }], decision?.reason ?? '']
      return {
        ...shared,
        tone: 'quiet',
        title: `${fan.name} · dismissed`,
        body: note(items, [button(draft, 'reopen', 'Reopen')]),
      }
    }
    case 'accepted':
      return {
        ...shared,
        tone: 'done',
        title: `✅ ${fan.name} · accepted${by}, sending`,
        body: note([['at ', { at, as: 'time' }]]),
      }
    default: {
      const items: Line[] = [[`${words.settled(draft.state)}${by} `, { at, as: 'time' }], draft.settledWhy ?? '']
      return {
        ...shared,
        tone: 'quiet',
        title: `${fan.name} · ${words.settled(draft.state)}`,
        body: note(items.filter((i) => i !== '')),
      }
    }
  }
}
