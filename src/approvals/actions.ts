import { type ActionCall, type ActionDefinition, type Answer, type Card, defineAction, refused } from '../desk/index.ts'
import { VARIANTS } from '../drafting/index.ts'
import { answerOf, answerOfApproval, explain } from './answers.ts'
import { takeBackConsent } from './consent-commands.ts'
import { decide } from './decide.ts'
import { dismissDraft, escalateDraft } from './decline.ts'
import { evidenceActions } from './evidence-actions.ts'
import { ESCALATIONS, escalateForm, reasonForm, SNOOZES, snoozeForm } from './forms.ts'
import { freezeFromCard } from './freeze-from-card.ts'
import { askRedraft, claimDraft, letGoDraft, reopenDraft, snoozeDraft, wakeNow } from './handle-card.ts'
import { historyCard } from './history-card.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { type Opens, on, open, reasonOf } from './open-form.ts'
import type { Outcome } from './refusal.ts'
import { secondActions } from './second-actions.ts'
import { approveEdited, openEdit, priceChanged, priceOpens } from './typed-replies.ts'
import { type DraftView, viewDraft } from './view-draft.ts'
import { whyCard } from './why-card.ts'

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
    takeBackConsent(deps),
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
