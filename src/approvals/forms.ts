import { actionId, type CardNode, type Field, type Form, REPLY_MAX } from '../desk/index.ts'
import { boundsOf, type Draft } from '../drafting/index.ts'
import { type Guardrails, OF_FANS } from '../guardrails/index.ts'
import { cutText } from '../kernel/text.ts'
import { said } from './card-parts.ts'
import { NOT_ASKED } from './decline.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

const id = (draft: Draft, name: string) => actionId(name, draft.id, draft.version)

/** A sentence that is at hand, as it would stand in the reply. */
export interface AtHand {
  name: string
  text: string
}

/** As many choices as every desk's menu holds. */
const CHOICES_MAX = 25

/** `atHand` the most useful first; choosing one puts it into the text, and approves nothing. */
export function editForm(view: DraftView, rules: Guardrails, atHand: readonly AtHand[]): Form {
  const { draft } = view
  // Each desk says a field's limits by itself: here stands only what it can't know.
  const hint = words.replyHint(draft.text?.length ?? 0)
  const value = draft.typedText ?? draft.text ?? ''
  const reply: Field = { id: 'text', label: 'Reply', hint, input: { as: 'area', max: REPLY_MAX, value } }
  return {
    action: id(draft, 'edit'),
    title: draft.text === null ? 'Write reply' : 'Edit reply',
    submit: 'Approve',
    intro: draft.level === 4 ? [] : said(view),
    fields: [
      reply,
      ...(draft.assetId === null || draft.outcome === 'ESCALATE' ? [] : [priceField(draft, rules)]),
      ...(atHand.length > 0 ? [snippetField(atHand)] : []),
    ],
  }
}

function snippetField(atHand: readonly AtHand[]): Field {
  const options = atHand
    .slice(0, CHOICES_MAX)
    .map(({ name, text }) => ({ value: name, label: cutText(`${name} · ${text}`, 75) }))
  const hint = words.snippetHint(options.length, atHand.length)
  return { id: 'snippet', label: 'Put in a snippet', hint, optional: true, input: { as: 'choice', options } }
}

function priceField(draft: Draft, rules: Guardrails): Field {
  const money = (minor: number) => ({ minor, currency: draft.currency })
  const suggested = draft.knowledge.price?.suggestedMinor
  const bounds = boundsOf(draft, rules)
  const above = rules.secondPersonAboveMinor
  const hint = words.priceHint(suggested ?? null, above, draft.currency)
  const input = { as: 'money' as const, from: money(bounds.floorMinor), to: money(bounds.ceilingMinor) }
  return {
    id: 'price',
    label: `Price in ${draft.currency}`,
    hint,
    optional: true,
    input: draft.priceMinor === null ? input : { ...input, value: money(draft.priceMinor) },
  }
}

export function priceForm({ draft }: DraftView, rules: Guardrails): Form {
  const known = draft.knowledge.price
  const reasons: CardNode[] = known ? [{ kind: 'list', rows: known.reasons.map((line) => ({ line })) }] : []
  return {
    action: id(draft, 'change-price'),
    title: 'Change price',
    submit: 'Change',
    intro: reasons,
    fields: [priceField(draft, rules), { id: 'reason', label: 'Why', optional: true, input: { as: 'line', max: 200 } }],
  }
}

/** What a person can hand on, and at which level it arrives; level 4 freezes the fan. */
export const ESCALATIONS: readonly { value: string; label: string; level: 2 | 3 | 4 }[] = [
  ...OF_FANS.map(({ category, level }) => ({ value: category, label: words.asks(category, level), level })),
  { value: 'not-sure', label: words.asks('not-sure', 2), level: 2 },
]

export function escalateForm({ draft }: DraftView): Form {
  const options = ESCALATIONS.map(({ value, label }) => ({ value, label }))
  return {
    action: id(draft, 'escalate'),
    title: 'Escalate',
    submit: 'Escalate',
    intro: [{ kind: 'text', line: words.escalating }],
    fields: [
      { id: 'category', label: 'What is it about', input: { as: 'choice', options, value: 'not-sure' } },
      { id: 'note', label: 'What did you see', optional: true, input: { as: 'area', max: 500 } },
    ],
  }
}

export const SNOOZES = [
  { value: '30', label: '30 minutes' },
  { value: '120', label: '2 hours' },
  { value: '1440', label: 'Tomorrow, this time' },
] as const

export function snoozeForm({ draft }: DraftView): Form {
  return {
    action: id(draft, 'snooze'),
    title: 'Snooze',
    submit: 'Snooze',
    intro: [],
    fields: [
      { id: 'minutes', label: 'For how long', input: { as: 'choice', options: [...SNOOZES], value: '30' } },
      { id: 'why', label: 'Why', optional: true, input: { as: 'line', max: 200 } },
    ],
  }
}

/** Names what a release does; what there is to judge stands below it. */
export function releaseForm({ draft, fan }: DraftView, judged: CardNode[]): Form {
  const form = reasonForm(draft, 'release', words.release(fan.name, fan.frozenAt !== null))
  const consent: Field[] =
    draft.category === 'custom-content'
      ? [{ id: 'consent', label: words.consentAsked, input: { as: 'choice', options: [...CONSENT_OPTIONS] } }]
      : []
  return { ...form, intro: [...form.intro, ...judged], fields: [...consent, ...form.fields] }
}

/** What was asked for is outside of what the creator does: nobody says yes in their place. */
const CONSENT_OPTIONS = [
  { value: 'agreed', label: 'The creator was asked and agreed' },
  { value: 'listed', label: 'It is on the creator’s list' },
  { value: NOT_ASKED, label: 'Nothing like it was asked for' },
] as const

const REASONED = { dismiss: 'Dismiss', release: 'Release', 'freeze-fan': 'Freeze fan', 'send-back': 'Send back' }

export function reasonForm(draft: Draft, name: keyof typeof REASONED, intro: string): Form {
  return {
    action: id(draft, name),
    title: REASONED[name],
    submit: REASONED[name],
    intro: [{ kind: 'text', line: intro }],
    fields: [{ id: 'reason', label: 'Reason', input: { as: 'line', max: 200 } }],
  }
}
