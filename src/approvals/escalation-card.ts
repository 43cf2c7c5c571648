import type { Button, Card, CardNode, Line } from '../desk/index.ts'
import { button, facts, nameOf, said } from './card-parts.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** `cards.md` §3: what happened first, then the message where it may be shown, then who may do what. */
export function escalationCard(view: DraftView): Card {
  const { draft, claim } = view
  const head = words.category[draft.category ?? ''] ?? 'Needs a person.'
  const atRisk = draft.category === 'self-harm'
  const hidden = draft.level === 4
  const title = hidden
    ? `⛔ ${atRisk ? 'At risk' : 'Stopped'} · ${view.fan.name}`
    : `⚠️ Manager needed · ${nameOf(view)}`
  const who = claim ? [[`${claim.byName} is on it until `, { at: claim.until, as: 'time' as const }]] : []
  return {
    tone: draft.level >= 3 ? 'stop' : 'warn',
    title,
    summary: `${view.creator.name}: a message needs ${hidden ? 'an admin' : 'a manager'}`,
    body: [
      { kind: 'context', items: [`L${draft.level}`, ...facts(view), ...who] },
      { kind: 'text', line: [{ strong: head }, ` ${hidden ? words.hidden : draft.text ? '' : words.noDraftNoPrice}`] },
      ...quotes(view, hidden),
      escalationActions(view, atRisk),
      { kind: 'context', items: cause(view) },
    ],
  }
}

function quotes(view: DraftView, hidden: boolean): CardNode[] {
  const { note, text } = view.draft
  return [
    ...(note ? [{ kind: 'quote' as const, by: 'note' as const, label: view.escalatedBy ?? 'Note', text: note }] : []),
    ...(hidden || view.turn.length === 0 ? [] : said(view)),
    ...(text ? [{ kind: 'quote' as const, by: 'reply' as const, label: 'Fixed template', text }] : []),
  ]
}

function cause({ draft, escalatedBy }: DraftView): Line[] {
  if (draft.rule) return [`rule ${draft.rule}`]
  return escalatedBy ? [`escalated by ${escalatedBy}`] : ['held']
}

function escalationActions({ draft, claim, fan }: DraftView, atRisk: boolean): CardNode {
  const use: Button[] = draft.text
    ? [button(draft, 'accept', atRisk ? 'Send support message' : 'Use this reply', true)]
    : []
  const frozen = fan.frozenAt !== null
  const write = frozen || draft.level === 4 ? [] : [button(draft, 'edit', 'Write reply…')]
  return {
    kind: 'actions',
    buttons: [...use, ...write, button(draft, 'release', 'Release…'), button(draft, 'why', 'Why')],
    menu: [
      claim ? button(draft, 'let-go', 'Let go') : button(draft, 'claim', 'Claim for 10 minutes'),
      ...(frozen ? [] : [button(draft, 'freeze-fan', 'Freeze fan…')]),
      button(draft, 'dismiss', 'Dismiss…'),
    ],
  }
}
