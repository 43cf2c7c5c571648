import { type ActionCall, type Answer, type Form, refused } from '../desk/index.ts'
import { explain } from './answers.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { type DraftView, viewDraft } from './view-draft.ts'

export type Opens = (view: DraftView) => Form | Promise<Form>

/** Which card, as it was seen. */
export const on = ({ subject, version }: ActionCall) => ({ draftId: subject, version })

/** The reason typed into a form, as it is kept. */
export const reasonOf = (filled: Record<string, string>): string => (filled.reason ?? '').trim().slice(0, 200)

/** A form opens only on the card as the person sees it; a stale one answers what happened. */
export async function open(deps: ApprovalsDeps, call: ActionCall, form: Opens): Promise<Answer> {
  const seen = await asSeen(deps, call)
  return 'view' in seen ? { kind: 'form', form: await form(seen.view) } : seen
}

/** The card as the person sees it; what to answer when it is another by now. */
export async function asSeen(
  deps: ApprovalsDeps,
  { actor, subject, version }: ActionCall,
): Promise<{ view: DraftView } | Answer> {
  const view = await viewDraft(deps, deps.ground.database, actor.agencyId, subject)
  if (!view) return refused(...explain({ kind: 'unknown-draft' }))
  const { decision, draft, fan } = view
  if (draft.version === version) return { view }
  if (draft.settledAt === null) return refused(...explain({ kind: 'changed' }))
  const at = decision?.at ?? draft.settledAt
  const by = decision?.operatorName ?? null
  return refused(
    ...explain({ kind: 'settled', state: draft.state, by, at, successorId: draft.supersededById, fanName: fan.name }),
  )
}
