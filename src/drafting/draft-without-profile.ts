import type { TaskRun } from '../facts/index.ts'
import type { DraftingDeps } from './gather.ts'

/** Reaction to a fan's objection to profiling: a card whose draft or price was made of their profile gives way to another. */
export async function draftWithoutProfile(
  { ground, inbox }: Pick<DraftingDeps, 'ground' | 'inbox'>,
  { task, commit }: TaskRun,
): Promise<void> {
  const { agencyId, input } = task
  const conversation = await inbox.ofFan(ground.database, agencyId, input.subject)
  if (!conversation) return
  const dueAt = ground.clock.now()
  const owed = { agencyId, name: 'draft-reply', key: conversation.id, input: { ...input, subject: conversation.id } }
  await commit('owe-draft', (sql) => ground.facts.owe(sql, [{ ...owed, dueAt, latestAt: null }]))
}
