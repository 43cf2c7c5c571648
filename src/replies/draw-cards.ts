import type { DrawnCard } from '../channels/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Card } from '../desk/index.ts'
import type { TaskRun } from '../facts/index.ts'
import type { RepliesDeps } from './end-delivery.ts'

/** A draft's card as it stands now, and whose channels show it. */
export interface CardNow {
  card: Card
  /** Null for a card of the whole agency, such as a handover: it stands where it was asked for. */
  creatorId: string | null
  waits: boolean
  escalated?: DrawnCard['escalated'] & object
}

/**
 * Reaction to whatever changes a card: posts it where it isn't yet and draws it anew where it is, always as it stands
 * now. So it may run late, twice, or once for several changes. False when the subject is no draft's and no handover's.
 */
export async function drawCards(
  deps: RepliesDeps,
  cardNow: (sql: Sql, agencyId: string, draftId: string) => Promise<CardNow | null>,
  { task, commit }: TaskRun,
): Promise<boolean> {
  const { agencyId } = task
  const named = task.input.data.draftId
  const draftId = typeof named === 'string' ? named : task.input.subject
  const now = await cardNow(deps.ground.database, agencyId, draftId)
  if (now) await deps.channels.draw({ agencyId, subject: draftId, ...now }, commit)
  return now !== null
}
