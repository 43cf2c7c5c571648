import type { TaskRun } from '../facts/index.ts'
import type { DraftingDeps } from './gather.ts'
import { dropSummary } from './summary-store.ts'

/**
 * Reaction to a fan's objection to profiling: a card whose draft or price was made of their profile gives way to
 * another, and what was made of their older words is forgotten.
 */
export async function draftWithoutProfile(
  { ground, inbox }: Pick<DraftingDeps, 'ground' | 'inbox'>,
  { task, commit }: TaskRun,
): Promise<void> {
  const { agencyId, input } = task
  const conversation = await inbox.ofFan(ground.database, agencyId, input.subject)
  if (!conversation) return
  const dueAt = ground.clock.now()
  const owed = { agencyId, name: 'draft-reply', key: conversation.id, input: { ...input, subject: conversation.id } }
  await commit('owe-draft', async (sql) => {
    await dropSummary(sql, agencyId, conversation.id)
    await ground.facts.owe(sql, [{ ...owed, dueAt, latestAt: null }])
  })
}
