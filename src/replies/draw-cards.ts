import type { Sql } from '../database/sql.ts'
import type { Card } from '../desk/index.ts'
import type { TaskRun } from '../facts/index.ts'
import type { RepliesDeps } from './end-delivery.ts'

/**
 * Reaction to whatever changes a card: posts it where it isn't yet and draws it anew where it is, always as it stands
 * now. So it may run late, twice, or once for several changes.
 */
export async function drawCards(
  deps: RepliesDeps,
  cardOf: (sql: Sql, agencyId: string, draftId: string) => Promise<Card | null>,
  { task, commit }: TaskRun,
): Promise<void> {
  const { agencyId } = task
  const named = task.input.data.draftId
  const draftId = typeof named === 'string' ? named : task.input.subject
  const draft = await deps.drafting.draft(deps.ground.database, agencyId, draftId)
  const card = draft && (await cardOf(deps.ground.database, agencyId, draftId))
  if (!card) return
  await deps.channels.draw({ agencyId, subject: draftId, creatorId: draft.creatorId, card }, commit)
}
