import { type ActionDefinition, defineAction } from '../desk/index.ts'
import { answerOf, answerOfApproval } from './answers.ts'
import { reasonForm } from './forms.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { open, reasonOf } from './open-form.ts'
import { agreeAsSecond, sendBack } from './second-person.ts'
import { words } from './words.ts'

/** The two buttons of a card that waits for a second person. */
export function secondActions(deps: ApprovalsDeps): ActionDefinition[] {
  return [
    defineAction({
      name: 'agree',
      mode: 'does',
      least: 'chatter',
      run: async ({ actor, subject, version }) =>
        answerOfApproval(await agreeAsSecond(deps, actor, { draftId: subject, version })),
    }),
    defineAction({
      name: 'send-back',
      mode: 'asks',
      least: 'chatter',
      run: async (call) => {
        const { actor, subject, version, filled } = call
        if (filled === null) return open(deps, call, ({ draft }) => reasonForm(draft, 'send-back', words.sendBack))
        return answerOf(await sendBack(deps, actor, { draftId: subject, version, reason: reasonOf(filled) }))
      },
    }),
  ]
}
