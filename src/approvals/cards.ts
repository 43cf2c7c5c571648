import type { Card, CardNode, Line, Span } from '../desk/index.ts'
import { boundsOf, type KnownOffer, LOW_CONFIDENCE, offerUsed } from '../drafting/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { words as approaching } from './approach-words.ts'
import { brakeNote } from './brake-line.ts'
import { button, cut, facts, nameOf, said, segmentOf, sentBack } from './card-parts.ts'
import { escalationCard } from './escalation-card.ts'
import { words as offering } from './offer-words.ts'
import { secondCard } from './second-card.ts'
import { settledCard } from './settled-card.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** A draft's card in every state but those of its delivery, which `replies` draws. Pure. */
export function draftCard(view: DraftView): Card {
  const { draft } = view
  if (draft.state === 'open') return draft.outcome === 'ESCALATE' ? escalationCard(view) : openCard(view)
  if (draft.state === 'redrafting') return redraftingCard(view)
  if (draft.state === 'second' && view.first) return secondCard(view, view.first)
  return settledCard(view)
}

function openCard(view: DraftView): Card {
  const { draft, claim } = view
  const low = draft.text !== null && (draft.confidence ?? 1) < LOW_CONFIDENCE
  const until: Line[] = claim ? [['until ', { at: claim.until, as: 'time' }]] : []
  const warned = draft.text === null || low || draft.level > 0
  return {
    ...heading(view, warned),
    body: [
      { kind: 'context', items: [...until, ...facts(view)] },
      ...said(view),
      ...proposal(view),
      ...sentBack(view),
      ...(draft.redraftFailedAt ? [redraftFailed(draft)] : []),
      ...(draft.warning ? [warning(low, draft.warning)] : []),
      // What a rule warns of is read before it is accepted, however sure the writer was.
      actions(view, low || draft.level > 0),
      ...variants(draft),
      { kind: 'context', items: provenance(view) },
    ],
  }
}

function heading(view: DraftView, warned: boolean): Omit<Card, 'body'> {
  const { draft, claim, now } = view
  const name = nameOf(view)
  const who = view.fan.profilingRefusedAt === null ? `a ${segmentOf(view)} fan` : 'a fan'
  const isUnasked = draft.approachId !== null
  const summary = isUnasked
    ? approaching.toWrite(view.creator.name, who)
    : `${view.creator.name}: ${who} waits for a reply`
  if (claim) return { tone: 'info', title: `✋ ${claim.byName} is on it · ${name}`, summary }
  if (draft.text === null) return { tone: 'warn', title: `⚠️ No draft · ${name}`, summary }
  if (!isUnasked && draft.dueAt <= now) return { tone: 'warn', title: `⏰ Late · ${name}`, summary }
  return { tone: warned ? 'warn' : 'open', title: name, summary }
}

function proposal(view: DraftView): CardNode[] {
  const { draft, fan } = view
  if (draft.text === null) return []
  const { translations } = draft
  const label = translations ? words.draftIn(translations.language) : 'Draft'
  const nodes: CardNode[] = [{ kind: 'quote', by: 'reply', label, text: draft.text }, ...translated(draft)]
  const note = brakeNote(draft)
  if (note) nodes.push({ kind: 'text', line: note })
  nodes.push(...priceLines(view))
  return fan.frozenAt ? [] : nodes
}

/** What is asked for what, with which offer, and what may be. */
function priceLines({ draft, offerOver }: DraftView): CardNode[] {
  const known = draft.knowledge.price
  if (!known) return []
  const { currency } = draft
  const sold = [known.assetTitle, ...(known.also ?? []).map(({ title }) => title)].map((title) => `“${title}”`)
  const price = draft.priceMinor === null ? 'No price' : formatMoney({ minor: draft.priceMinor, currency })
  const { floorMinor, ceilingMinor } = boundsOf(draft, known)
  const bounds = words.allowed(Math.min(floorMinor, ceilingMinor), ceilingMinor, currency)
  const usual = known.usual ? ` · ${words.usually(known.usual.fromMinor, known.usual.toMinor, currency)}` : ''
  const isTrue = offerUsed(draft, draft.priceMinor) !== null && offerOver === null
  const offer = isTrue && known.offer ? offerLine(known.offer, currency) : []
  const line = [{ strong: price }, ` for ${sold.join(' + ')}`, ...offer, ` · ${bounds}${usual}`]
  return [{ kind: 'text', line }, ...(offerOver !== null && known.offer ? [offerGone(known.offer, offerOver)] : [])]
}

/** Nothing is said of what isn't true any more, but that it isn't. */
const offerGone = ({ name }: KnownOffer, why: string): CardNode => ({
  kind: 'text',
  tone: 'warn',
  line: `⚠️ ${offering.over(name, why)}. ${offering.thenWhat}`,
})

/** What it gives and until when, as it was when the draft was made: it is asked again before anything is approved. */
const offerLine = (offer: KnownOffer, currency: string): Span[] => [
  ` · ${offering.withOffer(offer, currency)}`,
  ...(offer.endsAt ? [`, ${offering.ends} `, { at: new Date(offer.endsAt), as: 'day' as const }] : []),
]

/** For the operator's eyes: what a model made of both sides' words. Nothing of it is sent. */
function translated({ translations, level }: DraftView['draft']): CardNode[] {
  const note = (label: string, text: string | null | undefined): CardNode[] =>
    text ? [{ kind: 'quote', by: 'note', label, text: cut(text) }] : []
  if (!translations || level >= 3) return []
  return [...note(words.translated.fan, translations.fan), ...note(words.translated.reply, translations.reply)]
}

const warning = (low: boolean, text: string): CardNode => ({
  kind: 'text',
  tone: 'warn',
  line: low ? ['⚠️ ', { strong: words.lowConfidence }, ` ${text}`] : ['⚠️ ', { strong: text }],
})

const redraftFailed = ({ text }: DraftView['draft']): CardNode => ({
  kind: 'text',
  tone: 'warn',
  line: ['⚠️ ', { strong: words.redraftFailed }, ` ${text === null ? words.writeIt : words.draftFromBefore}`],
})

function actions({ draft, claim }: DraftView, doubtful: boolean): CardNode {
  const why = button(draft, 'why', 'Why')
  // Nobody wrote: there is nothing to hand to a manager. A sign in what was said before is a matter of `/fan freeze`.
  const escalate = draft.approachId === null ? [button(draft, 'escalate', 'Escalate…')] : []
  const menu = [
    claim ? button(draft, 'let-go', 'Let go') : button(draft, 'claim', 'Claim for 10 minutes'),
    button(draft, 'another-draft', 'Another draft'),
    ...(draft.assetId ? [button(draft, 'change-price', 'Change price…')] : []),
    button(draft, 'snooze', 'Snooze…'),
    button(draft, 'dismiss', 'Dismiss…'),
  ]
  if (draft.text === null) {
    const buttons = [
      button(draft, 'edit', 'Write reply…'),
      button(draft, 'another-draft', 'Try again'),
      ...escalate,
      why,
    ]
    return { kind: 'actions', buttons, menu: menu.filter((b) => !b.action.startsWith('another-draft')) }
  }
  const price =
    draft.priceMinor === null ? '' : ` at ${formatMoney({ minor: draft.priceMinor, currency: draft.currency })}`
  const accept = button(draft, 'accept', `Accept${price}`, doubtful ? undefined : true)
  return { kind: 'actions', buttons: [accept, button(draft, 'edit', 'Edit…'), ...escalate, why], menu }
}

/** One click for another draft of a kind, in a row of their own: a menu holds five at most. */
function variants(draft: DraftView['draft']): CardNode[] {
  if (draft.text === null) return []
  const unsold = draft.upsell ? [button(draft, 'no-sale', 'No sale')] : []
  return [
    { kind: 'actions', buttons: [button(draft, 'shorter', 'Shorter'), button(draft, 'warmer', 'Warmer'), ...unsold] },
  ]
}

function provenance({ draft, sendsThrough }: DraftView): Line[] {
  const confidence = draft.confidence === null ? [] : [confidenceWord(draft.confidence)]
  // The writer's confidence says nothing about what the rule found.
  const sure = draft.level > 0 && draft.rule !== null ? [`rule ${draft.rule}`] : confidence
  const persona = draft.personaVersion === null || draft.text === null ? [] : [words.persona(draft.personaVersion)]
  const writer = draft.text === null ? [] : [words.writtenBy(draft.writer)]
  return [...sure, ...writer, ...persona, words.sendsThrough(sendsThrough)]
}

function confidenceWord(confidence: number): string {
  const word = confidence >= 0.8 ? 'high' : confidence >= LOW_CONFIDENCE ? 'medium' : 'low'
  return `confidence ${word}, ${Math.round(confidence * 100)}%`
}

function redraftingCard(view: DraftView): Card {
  return {
    tone: 'info',
    title: nameOf(view),
    summary: `${view.creator.name}: another draft is being written`,
    body: [
      { kind: 'context', items: facts(view) },
      ...said(view),
      { kind: 'text', line: words.redrafting(view.handledBy ?? 'Somebody') },
    ],
  }
}
