import type { Button, Card, CardNode, Line } from '../desk/index.ts'
import { brakeLine } from './brake-line.ts'
import { button, facts, nameOf, said, sentBack } from './card-parts.ts'
import { evidenceButton } from './evidence-card.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** `cards.md` §3: what happened first, then the message where it may be shown, then who may do what. */
export function escalationCard(view: DraftView): Card {
  const { draft, claim } = view
  const atRisk = draft.category === 'self-harm'
  const hidden = draft.level === 4
  const title = hidden
    ? `⛔ ${atRisk ? 'At risk' : 'Stopped'} · ${view.fan.name}`
    : `⚠️ ${brakeLine(draft) ? words.brakeTitle : 'Manager needed'} · ${nameOf(view)}`
  const who = claim ? [[`${claim.byName} is on it until `, { at: claim.until, as: 'time' as const }]] : []
  const tone = draft.level >= 3 ? 'stop' : 'warn'
  return {
    tone,
    title,
    summary: `${view.creator.name}: ${atRisk ? words.atRiskSummary : `a message needs ${hidden ? 'an admin' : 'a manager'}`}`,
    body: [
      { kind: 'context', items: [`L${draft.level}`, ...(hidden ? since(view) : facts(view)), ...who] },
      { kind: 'text', tone, line: head(view, atRisk) },
      ...quotes(view, hidden),
      escalationActions(view, atRisk),
      { kind: 'context', items: cause(view) },
    ],
  }
}

/** What happened, and what it means for an answer. */
function head({ draft }: DraftView, atRisk: boolean): Line {
  // The one message that passes a freeze: saying that nothing is sent would keep people from sending it.
  if (atRisk && draft.text !== null) return [{ strong: words.sellingStopped }, ` ${words.sendItNow}`]
  const brake = brakeLine(draft)
  if (brake) return brake
  const means = draft.level === 4 ? words.hidden : draft.text === null ? words.noDraftNoPrice : words.noPrice
  return [{ strong: words.headOf(draft.category) }, ` ${means}`]
}

/** What a fan spent is nothing to look at here. */
function since({ draft, fan, creator, sharesChannel }: DraftView): Line[] {
  return [
    ...(sharesChannel ? [`to ${creator.name}`] : []),
    fan.frozenAt ? ['frozen since ', { at: fan.frozenAt, as: 'time' }] : ['since ', { at: draft.turnAt, as: 'time' }],
  ]
}

function quotes(view: DraftView, hidden: boolean): CardNode[] {
  const { note, text, writer } = view.draft
  const label = writer === 'operator' ? 'Reply' : 'Fixed template'
  return [
    ...(note ? [{ kind: 'quote' as const, by: 'note' as const, label: view.escalatedBy ?? 'Note', text: note }] : []),
    ...(hidden || view.turn.length === 0 ? [] : said(view)),
    ...(text ? [{ kind: 'quote' as const, by: 'reply' as const, label, text }] : []),
    ...sentBack(view),
  ]
}

function cause({ draft, escalatedBy }: DraftView): Line[] {
  if (draft.rule) return [`rule ${draft.rule}`]
  return escalatedBy ? [`escalated by ${escalatedBy}`] : ['held']
}

function escalationActions(view: DraftView, atRisk: boolean): CardNode {
  const { draft, claim, fan } = view
  const frozen = fan.frozenAt !== null
  const release = button(draft, 'release', 'Release…')
  const why = button(draft, 'why', 'Why')
  const claiming = claim ? button(draft, 'let-go', 'Let go') : button(draft, 'claim', 'Claim for 10 minutes')
  const dismiss = button(draft, 'dismiss', 'Dismiss…')
  const wrong = draft.rule === null ? [] : [button(draft, 'wrong-alarm', words.wrongAlarm)]
  if (draft.level === 4) {
    const send = draft.text === null ? [] : [button(draft, 'accept', words.sendSupport, true)]
    // The message of somebody at risk is sent by anybody and needs no release, so that one stands behind.
    return atRisk
      ? { kind: 'actions', buttons: [...send, evidenceButton(view), why], menu: [claiming, release, ...wrong, dismiss] }
      : { kind: 'actions', buttons: [evidenceButton(view, true), release, why], menu: [claiming, ...wrong, dismiss] }
  }
  const use: Button[] =
    draft.text === null ? [] : [button(draft, 'accept', brakeLine(draft) ? words.careReply : 'Use this reply', true)]
  return {
    kind: 'actions',
    // A frozen fan gets no answer before a release.
    buttons: [...(frozen ? [] : [...use, button(draft, 'edit', 'Write reply…')]), release, why],
    menu: [claiming, ...(frozen ? [] : [button(draft, 'freeze-fan', 'Freeze fan…')]), ...wrong, dismiss],
  }
}
