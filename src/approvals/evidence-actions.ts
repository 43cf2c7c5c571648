import { type ActionCall, type ActionDefinition, type Answer, defineAction, hasRole, refused } from '../desk/index.ts'
import { answerOf, explain } from './answers.ts'
import { releaseDraft } from './decline.ts'
import { openEvidence } from './evidence.ts'
import { evidenceCard, releaseWithEvidence } from './evidence-card.ts'
import { releaseForm } from './forms.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { asSeen, reasonOf } from './open-form.ts'

/** What a card of level 4 hides, and letting an escalated card go: who releases sees what they release. */
export function evidenceActions(deps: ApprovalsDeps): ActionDefinition[] {
  return [
    defineAction({
      name: 'open-evidence',
      mode: 'asks',
      // Of a possible minor only an admin; of somebody at risk any operator.
      least: 'chatter',
      run: async ({ actor, subject }) => {
        const opened = await openEvidence(deps, actor, subject)
        if (opened.kind === 'refused') return answerOf(opened)
        const { view, evidence } = opened.value
        return { kind: 'panel', card: evidenceCard(view, evidence, hasRole(actor.role, 'admin')) }
      },
    }),
    defineAction({
      name: 'release',
      mode: 'asks',
      least: 'manager',
      run: async (call) => {
        if (call.filled === null) return openRelease(deps, call)
        const { actor, subject, version } = call
        const { consent } = call.filled
        const said = { reason: reasonOf(call.filled), ...(consent !== undefined && { consent }) }
        return answerOf(await releaseDraft(deps, actor, { draftId: subject, version, ...said }))
      },
    }),
  ]
}

/** Who may not release may not see what only an admin sees. */
async function openRelease(deps: ApprovalsDeps, call: ActionCall): Promise<Answer> {
  const seen = await asSeen(deps, call)
  if (!('view' in seen)) return seen
  const { draft } = seen.view
  if (draft.level < 4) return { kind: 'form', form: releaseForm(seen.view, []) }
  if (!hasRole(call.actor.role, 'admin')) return refused(...explain({ kind: 'needs-role', least: 'admin' }))
  const opened = await openEvidence(deps, call.actor, draft.id)
  if (opened.kind === 'refused') return answerOf(opened)
  return { kind: 'form', form: releaseWithEvidence(opened.value.view, opened.value.evidence) }
}
