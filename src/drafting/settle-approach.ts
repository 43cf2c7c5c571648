import type { TaskRun } from '../facts/index.ts'
import { type ApproachOutcome, readApproach, settle } from './approach-store.ts'
import { approachFact } from './ask-approach.ts'
import type { Draft, DraftState } from './draft.ts'
import { readDraft } from './draft-store.ts'
import type { DraftingDeps } from './gather.ts'
import { NOT_WANTED } from './withdraw-approach.ts'

/** What an end of its newest card means to whoever asked; the other states are no end. */
const OUTCOMES: Partial<Record<DraftState, ApproachOutcome>> = {
  sent: 'sent',
  dismissed: 'dismissed',
  superseded: 'superseded',
  elsewhere: 'superseded',
  stopped: 'withdrawn',
  escalated: 'escalated',
}

const outcomeOf = ({ state, settledWhy }: Draft): ApproachOutcome | undefined =>
  settledWhy === NOT_WANTED ? 'withdrawn' : OUTCOMES[state]

/** Reaction to what became of an approach's card: whoever asked for it is told once. A card that only gave way to another draft of it goes on. */
export async function settleApproach(
  { ground }: Pick<DraftingDeps, 'ground'>,
  { task, commit }: TaskRun,
): Promise<void> {
  const { agencyId } = task
  const { approachId } = task.input.data
  if (typeof approachId !== 'string') return
  await commit('settle-approach', async (sql) => {
    const approach = await readApproach(sql, agencyId, approachId)
    const draft = approach?.draftId ? await readDraft(sql, agencyId, approach.draftId) : null
    const outcome = draft && outcomeOf(draft)
    if (!approach || !outcome || !(await settle(sql, approach, outcome, ground.clock.now()))) return
    const data = { outcome, draftId: approach.draftId, conversationId: draft.conversationId }
    await ground.facts.record(sql, [approachFact(ground, approach, 'approach.settled', data)])
  })
}
