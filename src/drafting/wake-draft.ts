import { bySystem, type TaskRun } from '../facts/index.ts'
import { lockDraft, moveDraft } from './draft-store.ts'
import { aboutDraft } from './facts.ts'
import type { DraftingDeps } from './gather.ts'

/** A snoozed card comes back when its time has come. One that was settled or snoozed again meanwhile stays as it is. */
export async function wakeDraft({ ground }: DraftingDeps, { task, commit }: TaskRun): Promise<void> {
  await commit('wake-draft', async (sql) => {
    const draft = await lockDraft(sql, task.agencyId, task.input.subject)
    const now = ground.clock.now()
    if (draft?.state !== 'snoozed' || !draft.wakeAt || draft.wakeAt > now) return
    const woken = await moveDraft(sql, draft, 'wake', { wakeAt: null })
    if (!woken) return
    await ground.facts.record(sql, [
      {
        agencyId: draft.agencyId,
        name: 'draft.woken',
        subject: draft.id,
        by: bySystem('clock'),
        data: aboutDraft(draft),
        at: now,
      },
    ])
  })
}
