import { actionId, type Button, type Card, type CardNode, type Line } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import { judge, redactForCard } from '../guardrails/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { cutText } from '../kernel/text.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** The fan's own words on a card are cut here, the whole is under Why; what is to be approved is never cut. */
const FAN_TEXT_MAX = 600
const SHOWN_MESSAGES = 3
const LOW_CONFIDENCE = 0.6

/** Who it is, as every title says it: `Marcus T. · Whale`. */
export const nameOf = ({ fan, draft }: DraftView): string => `${fan.name} · ${draft.knowledge.segment}`

const button = (draft: Draft, action: string, label: string, main?: true): Button =>
  main
    ? { action: actionId(action, draft.id, draft.version), label, main }
    : { action: actionId(action, draft.id, draft.version), label }

/** A draft's card in every state but those of its delivery, which `replies` draws. Pure. */
export function draftCard(view: DraftView): Card {
  const { draft } = view
  if (draft.state === 'open') return draft.outcome === 'ESCALATE' ? escalationCard(view) : openCard(view)
  if (draft.state === 'redrafting') return redraftingCard(view)
  return settledCard(view)
}

function openCard(view: DraftView): Card {
  const { draft, claim, now } = view
  const low = draft.text !== null && (draft.confidence ?? 1) < LOW_CONFIDENCE
  const late = draft.dueAt < now
  const warned = draft.text === null || low || draft.level > 0
  return {
    ...heading(view, warned),
    body: [
      { kind: 'context', items: facts(view) },
      ...said(view),
      ...proposal(view),
      ...(draft.warning ? [warning(low, draft.warning)] : []),
      ...(claim ? [{ kind: 'context' as const, items: [['until ', { at: claim.until, as: 'time' as const }]] }] : []),
      ...(late && !claim
        ? [{ kind: 'context' as const, items: [['due ', { at: draft.dueAt, as: 'time' as const }]] }]
        : []),
      actions(view, low),
      { kind: 'context', items: provenance(view) },
    ],
  }
}

function heading(view: DraftView, warned: boolean): Omit<Card, 'body'> {
  const { draft, claim, now } = view
  const name = nameOf(view)
  const summary = `${view.creator.name}: a ${draft.knowledge.segment} fan waits for a reply`
  if (claim) return { tone: 'info', title: `✋ ${claim.byName} is on it · ${name}`, summary }
  if (draft.text === null) return { tone: 'warn', title: `⚠️ No draft · ${name}`, summary }
  if (draft.dueAt < now) return { tone: 'warn', title: `⏰ Late · ${name}`, summary }
  return { tone: warned ? 'warn' : 'open', title: name, summary }
}

/** What decides: due, spent, last purchase. */
function facts({ draft, fan, creator, turn }: DraftView): Line[] {
  const waiting = turn[0]?.at ?? draft.turnAt
  const bought: Line = fan.lastPurchaseAt ? ['bought ', { at: fan.lastPurchaseAt, as: 'ago' }] : words.neverBought
  return [
    ['answer by ', { at: draft.dueAt, as: 'time' }],
    `spent ${formatMoney({ minor: fan.spentMinor, currency: creator.currency })}`,
    bought,
    fan.purchaseCount < 3 ? words.littleHistory : `${fan.purchaseCount} purchases`,
    ['wrote ', { at: waiting, as: 'ago' }],
  ]
}

/** The newest messages of the turn, as their words; what must not be shown is removed. */
export function said({ turn, draft }: DraftView): CardNode[] {
  const shown = turn.filter((message) => !message.afterDraft).slice(-SHOWN_MESSAGES)
  const quotes = shown.map((message) => ({
    kind: 'quote' as const,
    by: 'fan' as const,
    text: cut(hide(message.text, draft)),
  }))
  return turn.some((message) => message.afterDraft) ? [...quotes, ...after(turn)] : quotes
}

const after = (turn: DraftView['turn']): CardNode[] =>
  turn
    .filter((message) => message.afterDraft)
    .slice(-SHOWN_MESSAGES)
    .map((message) => ({ kind: 'quote', by: 'fan', label: 'New', text: cut(hide(message.text, null)) }))

/** Contact details are removed wherever a fan's words are shown; an off-platform card exists to keep them out. */
export function hide(text: string, draft: Draft | null): string {
  if (draft && draft.level < 3) return text
  return redactForCard(text, judge(text, 'fan', { forbiddenWords: [], escalationTriggers: [] }).findings)
}

const cut = (text: string): string => (text.length <= FAN_TEXT_MAX ? text : `${cutText(text, FAN_TEXT_MAX)} …`)

function proposal({ draft, fan }: DraftView): CardNode[] {
  if (draft.text === null) return []
  const nodes: CardNode[] = [{ kind: 'quote', by: 'reply', label: 'Draft', text: draft.text }]
  const known = draft.knowledge.price
  if (known) {
    const { currency } = draft
    const price: Line =
      draft.priceMinor === null
        ? [{ strong: 'No price' }, ` for “${known.assetTitle}”`]
        : [{ strong: formatMoney({ minor: draft.priceMinor, currency }) }, ` for “${known.assetTitle}”`]
    const bounds = words.allowed(known.floorMinor, known.ceilingMinor, currency)
    const usual = known.usual ? ` · ${words.usually(known.usual.fromMinor, known.usual.toMinor, currency)}` : ''
    nodes.push({ kind: 'text', line: [...(price as (string | { strong: string })[]), ` · ${bounds}${usual}`] })
  }
  return fan.frozenAt ? [] : nodes
}

const warning = (low: boolean, text: string): CardNode => ({
  kind: 'text',
  tone: 'warn',
  line: low ? ['⚠️ ', { strong: words.lowConfidence }, ` ${text}`] : ['⚠️ ', { strong: text }],
})

function actions({ draft, claim }: DraftView, low: boolean): CardNode {
  const why = button(draft, 'why', 'Why')
  const escalate = button(draft, 'escalate', 'Escalate…')
  const menu = [
    claim ? button(draft, 'let-go', 'Let go') : button(draft, 'claim', 'Claim for 10 minutes'),
    button(draft, 'another-draft', 'Another draft'),
    ...(draft.assetId ? [button(draft, 'change-price', 'Change price…')] : []),
    button(draft, 'snooze', 'Snooze…'),
    button(draft, 'dismiss', 'Dismiss…'),
  ]
  if (draft.text === null) {
    const buttons = [button(draft, 'edit', 'Write reply…'), button(draft, 'another-draft', 'Try again'), escalate, why]
    return { kind: 'actions', buttons, menu: menu.filter((b) => !b.action.startsWith('another-draft')) }
  }
  const price =
    draft.priceMinor === null ? '' : ` at ${formatMoney({ minor: draft.priceMinor, currency: draft.currency })}`
  const accept = button(draft, 'accept', `Accept${price}`, low ? undefined : true)
  return { kind: 'actions', buttons: [accept, button(draft, 'edit', 'Edit…'), escalate, why], menu }
}

function provenance({ draft, sendsThrough }: DraftView): Line[] {
  const confidence = draft.confidence === null ? [] : [confidenceWord(draft.confidence)]
  const persona = draft.personaVersion === null ? [] : [`persona v${draft.personaVersion}`]
  return [...confidence, words.writtenBy(draft.writer), ...persona, words.sendsThrough(sendsThrough)]
}

function confidenceWord(confidence: number): string {
  const word = confidence >= 0.8 ? 'high' : confidence >= LOW_CONFIDENCE ? 'medium' : 'low'
  return `confidence ${word}, ${Math.round(confidence * 100)}%`
}

/** `cards.md` §3: what happened first, then the message where it may be shown, then who may do what. */
function escalationCard(view: DraftView): Card {
  const { draft, claim, escalatedBy, turn } = view
  const head = words.category[draft.category ?? ''] ?? 'Needs a person.'
  const stopped = draft.level >= 3
  const atRisk = draft.category === 'self-harm'
  const hidden = draft.level === 4
  const title = hidden
    ? `⛔ ${atRisk ? 'At risk' : 'Stopped'} · ${view.fan.name}`
    : `⚠️ Manager needed · ${nameOf(view)}`
  const who = claim ? [[`${claim.byName} is on it until `, { at: claim.until, as: 'time' as const }]] : []
  return {
    tone: stopped ? 'stop' : 'warn',
    title,
    summary: `${view.creator.name}: a message needs ${hidden ? 'an admin' : 'a manager'}`,
    body: [
      { kind: 'context', items: [`L${draft.level}`, ...facts(view), ...who] },
      { kind: 'text', line: [{ strong: head }, ` ${hidden ? words.hidden : draft.text ? '' : words.noDraftNoPrice}`] },
      ...(draft.note
        ? [{ kind: 'quote' as const, by: 'note' as const, label: escalatedBy ?? 'Note', text: draft.note }]
        : []),
      ...(hidden || turn.length === 0 ? [] : said(view)),
      ...(draft.text
        ? [{ kind: 'quote' as const, by: 'reply' as const, label: 'Fixed template', text: draft.text }]
        : []),
      escalationActions(view, atRisk),
      {
        kind: 'context',
        items: draft.rule ? [`rule ${draft.rule}`] : escalatedBy ? [`escalated by ${escalatedBy}`] : ['held'],
      },
    ],
  }
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

function redraftingCard(view: DraftView): Card {
  return {
    tone: 'info',
    title: nameOf(view),
    summary: `${view.creator.name}: another draft is being written`,
    body: [
      { kind: 'context', items: facts(view) },
      ...said(view),
      { kind: 'text', line: words.redrafting('Somebody') },
    ],
  }
}

/** Three lines: what became of it, by whom, and the one thing one may still do. */
function settledCard(view: DraftView): Card {
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
