import { type ActionCall, type Answer, type Form, hasRole, refused } from '../desk/index.ts'
import { parseMinor } from '../kernel/money.ts'
import { answerOf, answerOfApproval, explain, explainReply } from './answers.ts'
import { decide } from './decide.ts'
import { editForm, priceForm } from './forms.ts'
import { changePrice, claimForEdit } from './handle-card.ts'
import { type ApprovalsDeps, roleFor } from './hold-draft.ts'
import { type Opens, on, open, reasonOf } from './open-form.ts'
import { type FormAnswer, putSnippet } from './put-snippet.ts'
import type { Refusal } from './refusal.ts'
import { type DraftView, viewDraft } from './view-draft.ts'
import { words } from './words.ts'

/** Who may not approve may not start to write either; the form claims the card. */
export async function openEdit(deps: ApprovalsDeps, call: ActionCall): Promise<Answer> {
  const view = await viewDraft(deps, deps.ground.database, call.actor.agencyId, call.subject)
  const least = view && roleFor(view.draft)
  if (least && !hasRole(call.actor.role, least)) return refused(...explain({ kind: 'needs-role', least }))
  const claimed = await claimForEdit(deps, call.actor, on(call))
  return claimed.kind === 'refused' ? answerOf(claimed) : open(deps, call, editOpens(deps))
}

const editOpens =
  (deps: ApprovalsDeps): Opens =>
  async (view) =>
    editForm(
      view,
      await deps.guardrails.rules(deps.ground.database, view.draft.agencyId, view.draft.creatorId),
      await deps.drafting.snippets(view.draft.agencyId, view),
    )

/** The price form, with the bounds that hold. */
export const priceOpens =
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
export async function approveEdited(
  deps: ApprovalsDeps,
  call: ActionCall,
  filled: Record<string, string>,
): Promise<Answer> {
  const { database } = deps.ground
  const view = await viewDraft(deps, database, call.actor.agencyId, call.subject)
  if (!view) return refused(...explain({ kind: 'unknown-draft' }))
  const text = filled.text ?? ''
  const again = async (errors: Record<string, string>): Promise<FormAnswer> => {
    const form = await editOpens(deps)({ ...view, draft: { ...view.draft, typedText: text } })
    return { kind: 'form', form: keepTypedPrice(form, filled.price, view), errors }
  }
  // Only on the card as it was seen: on another one the answer is what happened to it.
  if (filled.snippet && view.draft.version === call.version)
    return putSnippet(deps, view, { text, name: filled.snippet }, again)
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
    case 'price-of-profile':
    case 'offer-over':
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

/** A refused price comes back as its form, the reason under its field. */
export async function priceChanged(
  deps: ApprovalsDeps,
  call: ActionCall,
  filled: Record<string, string>,
): Promise<Answer> {
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
