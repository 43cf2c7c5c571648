import { bySystem, type TaskRun } from '../facts/index.ts'
import { readApproach } from './approach-store.ts'
import { type Draft, isLive } from './draft.ts'
import { lockDraft, moveDraft, readDraft } from './draft-store.ts'
import { aboutDraft } from './facts.ts'
import type { DraftingDeps } from './gather.ts'

/** Why such a card settled, as it says itself. */
export const NOT_WANTED = 'no longer wanted'

/**
 * Reaction to the time after which an approach isn't wanted: a card that nobody decided on goes, so that nothing stale is
 * approved and the next approach finds its place. One that somebody is on stays until their claim ends.
 */
export async function withdrawApproach(deps: DraftingDeps, { task, commit }: TaskRun): Promise<void> {
  const { ground } = deps
  const { agencyId } = task
  const { subject } = task.input
  await commit('withdraw-approach', async (sql) => {
    const approach = await readApproach(sql, agencyId, subject)
    const seen = approach?.draftId ? await readDraft(sql, agencyId, approach.draftId) : null
    if (!seen) return
    await deps.fans.lock(sql, agencyId, seen.fanId)
    await deps.inbox.lock(sql, agencyId, seen.conversationId)
    const draft = await lockDraft(sql, agencyId, seen.id)
    if (!draft || !isLive(draft.state)) return
    const now = ground.clock.now()
    const dueAt = claimEnds(draft, now)
    if (dueAt)
      return ground.facts.owe(sql, [
        { agencyId, name: 'withdraw-approach', key: subject, input: task.input, dueAt, latestAt: null },
      ])
    const moved = await moveDraft(sql, draft, 'supersede', { settledAt: now, settledWhy: NOT_WANTED })
    if (!moved) return
    const data = { ...aboutDraft(draft), successorId: null, why: NOT_WANTED }
    const by = bySystem('clock')
    await ground.facts.record(sql, [{ agencyId, name: 'draft.superseded', subject: draft.id, by, data, at: now }])
  })
}

const claimEnds = ({ claimedUntil }: Draft, now: Date): Date | null =>
  claimedUntil && claimedUntil > now ? claimedUntil : null
