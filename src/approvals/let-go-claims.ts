import { aboutDraft } from '../drafting/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'

/** Reaction to a person leaving the team: what they claimed is anybody's again, at once and not when the claims end. */
export async function letGoClaims({ ground, drafting }: ApprovalsDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const operatorId = task.input.subject
  await commit('let-go-claims', async (sql) => {
    const at = ground.clock.now()
    for (const seen of await drafting.claimedBy(sql, agencyId, operatorId, at)) {
      const draft = await drafting.lock(sql, agencyId, seen.id)
      if (draft?.claimedById !== operatorId) continue
      await drafting.setClaim(sql, draft, null)
      const data = { ...aboutDraft(draft), why: 'left the team' }
      const by = bySystem('team')
      await ground.facts.record(sql, [{ agencyId, name: 'draft.let-go', subject: draft.id, by, data, at }])
    }
  })
}
