import { aboutDraft } from '../drafting/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { insertDelivery } from './store.ts'

/** So long an accepted reply waits for Undo. */
const UNDO_MS = 10_000

/** Reaction to an approval: exactly one delivery for each accepting decision. */
export async function createDelivery(deps: RepliesDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const { decisionId } = task.input.data
  if (typeof decisionId !== 'string') return
  const { ground, drafting } = deps
  await commit('create-delivery', async (sql) => {
    const now = ground.clock.now()
    const undoUntil = new Date(now.getTime() + UNDO_MS)
    const delivery = await insertDelivery(sql, agencyId, { id: newId(ground.clock), decisionId, undoUntil, at: now })
    const draft = delivery && (await drafting.draft(sql, agencyId, delivery.draftId))
    if (!delivery || !draft) return
    const data = { ...aboutDraft(draft), draftId: draft.id, decisionId, undoUntil: undoUntil.toISOString() }
    await ground.facts.record(sql, [
      { agencyId, name: 'delivery.created', subject: delivery.id, by: bySystem('replies'), data, at: now },
    ])
  })
}
