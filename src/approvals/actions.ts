import {
  type ActionCall,
  type ActionDefinition,
  type Answer,
  type Card,
  defineAction,
  type Form,
  hasRole,
  refused,
} from '../desk/index.ts'
import { VARIANTS } from '../drafting/index.ts'
import { parseMinor } from '../kernel/money.ts'
import { answerOf, answerOfApproval, explain, explainReply } from './answers.ts'
import { decide } from './decide.ts'
import { dismissDraft, escalateDraft } from './decline.ts'
import { evidenceActions } from './evidence-actions.ts'
import { ESCALATIONS, editForm, escalateForm, priceForm, reasonForm, SNOOZES, snoozeForm } from './forms.ts'
import { freezeFromCard } from './freeze-from-card.ts'
import {
  askRedraft,
  changePrice,
  claimDraft,
  claimForEdit,
  letGoDraft,
  reopenDraft,
  snoozeDraft,
  wakeNow,
} from './handle-card.ts'
import { historyCard } from './history-card.ts'
import { type ApprovalsDeps, roleFor } from './hold-draft.ts'
import { type Opens, open, reasonOf } from './open-form.ts'
import type { Outcome, Refusal } from './refusal.ts'
import { secondActions } from './second-actions.ts'
import { type DraftView, viewDraft } from './view-draft.ts'
import { whyCard } from './why-card.ts'
import { words } from './words.ts'

const on = ({ subject, version }: ActionCall) => ({ draftId: subject, version })

type Act = (
  deps: ApprovalsDeps,
  actor: ActionCall['actor'],
  on: { draftId: string; version: number },
) => Promise<Outcome<unknown>>

/** Every button of a draft's card. */
export function approvalActions(deps: ApprovalsDeps): ActionDefinition[] {
  const does = (name: string, act: Act): ActionDefinition =>
    defineAction({
      name,
      mode: 'does',
      least: 'chatter',
      run: async (call) => answerOf(await act(deps, call.actor, on(call))),
    })
  const asks = (name: string, least: 'chatter' | 'manager', form: Opens, sent: Sent): ActionDefinition =>
    defineAction({
      name,
      mode: 'asks',
      least,
      run: (call) => (call.filled === null ? open(deps, call, form) : sent(call, call.filled)),
    })

  return [
    ...evidenceActions(deps),
    ...secondActions(deps),
    defineAction({
      name: 'accept',
      mode: 'does',
      least: 'chatter',
      run: async (call) => answerOfApproval(await decide(deps, call.actor, { ...on(call), text: null })),
    }),
    does('claim', claimDraft),
    does('let-go', letGoDraft),
    does('another-draft', (d, actor, draft) => askRedraft(d, actor, draft)),
    ...VARIANTS.map((variant) => does(variant, (d, actor, draft) => askRedraft(d, actor, { ...draft, variant }))),
    does('wake', wakeNow),
    does('reopen', reopenDraft),
    defineAction({
      name: 'edit',
      mode: 'asks',
      least: 'chatter',
      run: (call) => (call.filled === null ? openEdit(deps, call) : approveEdited(deps, call, call.filled)),
    }),
    asks('change-price', 'chatter', priceOpens(deps), (call, filled) => priceChanged(deps, call, filled)),
    asks('escalate', 'chatter', escalateForm, async (call, filled) => {
      const chosen = ESCALATIONS.find((option) => option.value === filled.category)
      if (!chosen) return refused(`What is it about: one of ${ESCALATIONS.map((o) => o.value).join(', ')}.`)
      const note = (filled.note ?? '').slice(0, 500)
      return answerOf(
        await escalateDraft(deps, call.actor, { ...on(call), category: chosen.value, level: chosen.level, note }),
      )
    }),
    asks('snooze', 'chatter', snoozeForm, async (call, filled) => {
      const minutes = SNOOZES.find((option) => option.value === filled.minutes)?.value
      if (!minutes) return refused(`For how long: one of ${SNOOZES.map((o) => o.label).join(', ')}.`)
      const until = new Date(deps.ground.clock.now().getTime() + Number(minutes) * 60_000)
      return answerOf(await snoozeDraft(deps, call.actor, { ...on(call), until, why: filled.why ?? '' }))
    }),
    asks(
      'dismiss',
      'chatter',
      ({ draft }) => reasonForm(draft, 'dismiss', 'The turn is put aside without an answer.'),
      async (call, filled) => answerOf(await dismissDraft(deps, call.actor, { ...on(call), reason: reasonOf(filled) })),
    ),
    asks(
      'freeze-fan',
      'manager',
      ({ draft }) => reasonForm(draft, 'freeze-fan', 'Nothing is sold or sent to this fan until released.'),
      async (call, filled) =>
        answerOf(await freezeFromCard(deps, call.actor, { ...on(call), reason: reasonOf(filled) })),
    ),
    ...panels(deps),
  ]
}

/** What is only looked at. */
function panels(deps: ApprovalsDeps): ActionDefinition[] {
  const sql = deps.ground.database
  const panel = (name: string, cardOf: (view: DraftView) => Card | Promise<Card>) =>
    defineAction({
      name,
      mode: 'asks',
      least: 'chatter',
      async run({ actor, subject }) {
        const view = await viewDraft(deps, sql, actor.agencyId, subject)
        return view ? { kind: 'panel', card: await cardOf(view) } : refused(...explain({ kind: 'unknown-draft' }))
      },
    })
  return [
    panel('why', whyCard),
    panel('history', async (view) => {
      const { agencyId, conversationId } = view.draft
      return historyCard(view, await deps.inbox.recent(sql, agencyId, conversationId))
    }),
  ]
}

type Sent = (call: ActionCall, filled: Record<string, string>) => Promise<Answer>

/** Who may not approve may not start to write either; the form claims the card. */
async function openEdit(deps: ApprovalsDeps, call: ActionCall): Promise<Answer> {
  const view = await viewDraft(deps, deps.ground.database, call.actor.agencyId, call.subject)
  const least = view && roleFor(view.draft)
  if (least && !hasRole(call.actor.role, least)) return refused(...explain({ kind: 'needs-role', least }))
  const claimed = await claimForEdit(deps, call.actor, on(call))
  return claimed.kind === 'refused' ? answerOf(claimed) : open(deps, call, editOpens(deps))
}

const editOpens =
  (deps: ApprovalsDeps): Opens =>
  async (view) =>
    editForm(view, await deps.guardrails.rules(deps.ground.database, view.draft.agencyId, view.draft.creatorId))

const priceOpens =
  (deps: ApprovalsDeps): Opens =>
  async (view) =>
    priceForm(view, await deps.guardrails.rules(deps.ground.database, view.draft.agencyId, view.draft.creatorId))

/** The price typed into a form: undefined when the form had no such field, null when it was left empty. */
function typedPrice(
  view: DraftView,
  filled: Record<string, string>,
): { minor: number | null | undefined } | { problem: string } {
  const typed = filled.price
  if (typed === undefined) return { minor: undefined }
  if (typed.trim() === '') return { minor: null }
  const minor = parseMinor(typed, view.draft.currency)
  return minor === null
    ? { problem: `“${typed.slice(0, 20)}” is not an amount in ${view.draft.currency}, such as 24 or 24.50.` }
    : { minor }
}

/** A refused edit comes back as its form: the text as typed, the reason under its field. */
async function approveEdited(deps: ApprovalsDeps, call: ActionCall, filled: Record<string, string>): Promise<Answer> {
  const { database } = deps.ground
  const view = await viewDraft(deps, database, call.actor.agencyId, call.subject)
  if (!view) return refused(...explain({ kind: 'unknown-draft' }))
  const text = filled.text ?? ''
  const again = async (errors: Record<string, string>): Promise<Answer> => {
    const form = await editOpens(deps)({ ...view, draft: { ...view.draft, typedText: text } })
    return { kind: 'form', form: keepTypedPrice(form, filled.price, view), errors }
  }
  const price = typedPrice(view, filled)
  if ('problem' in price) return again({ price: price.problem })
  const approval = { ...on(call), text, ...(price.minor === undefined ? {} : { priceMinor: price.minor }) }
  const outcome = await decide(deps, call.actor, approval)
  if (outcome.kind === 'ok') return answerOfApproval(outcome)
  const { refusal } = outcome
  switch (refusal.kind) {
    case 'no-text':
    case 'too-long':
    case 'guardrail':
    case 'check-failed':
      return again({ text: explainReply(refusal) })
    case 'price-out-of-bounds':
    case 'price-not-allowed':
    case 'limit':
    case 'quiet':
    case 'brake':
      return again({ price: explainReply(refusal) })
    case 'settled':
      return (await onNewerCard(deps, call, refusal, text)) ?? answerOf(outcome)
    default:
      return answerOf(outcome)
  }
}

/** The fan wrote again while somebody typed: the form stands on the newer card, with everything typed. Null: it has none. */
async function onNewerCard(
  deps: ApprovalsDeps,
  { actor }: ActionCall,
  { state, successorId, fanName }: Extract<Refusal, { kind: 'settled' }>,
  typedText: string,
): Promise<Answer | null> {
  if (state !== 'superseded' || successorId === null) return null
  const view = await viewDraft(deps, deps.ground.database, actor.agencyId, successorId)
  if (view?.draft.state !== 'open') return null
  const least = roleFor(view.draft)
  if (least !== null && !hasRole(actor.role, least)) return null
  const form = await editOpens(deps)({ ...view, draft: { ...view.draft, typedText } })
  return { kind: 'form', form, errors: { text: words.wroteAgainKept(fanName) } }
}

function keepTypedPrice(form: Form, typed: string | undefined, view: DraftView): Form {
  const minor = typed === undefined ? null : parseMinor(typed, view.draft.currency)
  if (minor === null) return form
  return {
    ...form,
    fields: form.fields.map((field) =>
      field.input.as === 'money'
        ? { ...field, input: { ...field.input, value: { minor, currency: view.draft.currency } } }
        : field,
    ),
  }
}

async function priceChanged(deps: ApprovalsDeps, call: ActionCall, filled: Record<string, string>): Promise<Answer> {
  const view = await viewDraft(deps, deps.ground.database, call.actor.agencyId, call.subject)
  if (!view) return refused(...explain({ kind: 'unknown-draft' }))
  const price = typedPrice(view, filled)
  const again = async (problem: string): Promise<Answer> => ({
    kind: 'form',
    form: await priceOpens(deps)(view),
    errors: { price: problem },
  })
  if ('problem' in price) return again(price.problem)
  const change = { ...on(call), priceMinor: price.minor ?? null, reason: reasonOf(filled) }
  const outcome = await changePrice(deps, call.actor, change)
  if (outcome.kind === 'refused' && outcome.refusal.kind === 'price-out-of-bounds')
    return again(explainReply(outcome.refusal))
  return answerOf(outcome)
}
