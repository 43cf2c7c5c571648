import { isEscalated } from '../approvals/index.ts'
import { isLive } from '../drafting/index.ts'
import type { TaskRun } from '../facts/index.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { deliveryOfDraft } from './store.ts'
import { threadCard } from './thread-card.ts'

/** Reaction to a drawn card: draws what stands under it, as it is now. A handover's card has people's notes alone. */
export async function drawThreads(deps: RepliesDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const { subject } = task.input
  const sql = deps.ground.database
  const view = await deps.approvals.view(sql, agencyId, subject)
  if (!view) return commit('end-threads', async () => {})
  const { draft, escalation } = view
  const recent = await deps.inbox.recent(sql, agencyId, draft.conversationId)
  const card = threadCard(view, await deliveryOfDraft(sql, agencyId, subject), recent)
  const waits = isLive(draft.state) || draft.state === 'accepted'
  const home = waits && isEscalated(draft) ? escalation : null
  await deps.channels.drawThreads({ agencyId, subject, card, home }, commit)
}
