import { isLive } from '../drafting/index.ts'
import type { TaskRun } from '../facts/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { isEscalated, viewDraft } from './view-draft.ts'
import { words } from './words.ts'

/** A card that isn't posted yet is looked for again so soon. */
const SOON_MS = 5_000

/** Reaction to a card that was raised: mentions those who are meant, where the card stands. A settled one needs nobody. */
export async function pingCard(deps: ApprovalsDeps, { task, commit }: TaskRun): Promise<void> {
  const { ground, channels } = deps
  const { agencyId } = task
  const { stage, round, operatorIds } = task.input.data
  const view = await viewDraft(deps, ground.database, agencyId, task.input.subject)
  if (!view || !isLive(view.draft.state) || view.draft.state === 'snoozed') return commit('end-ping', noMore)
  const told = await channels.ping({
    agencyId,
    subject: view.draft.id,
    creatorId: view.draft.creatorId,
    stage: String(stage),
    round: Number(round),
    operatorIds: Array.isArray(operatorIds) ? operatorIds : [],
    summary: words.raised(view.creator.name, String(stage)),
    home: isEscalated(view.draft) ? view.escalation : null,
  })
  const dueAt = new Date(ground.clock.now().getTime() + SOON_MS)
  const key = `${view.draft.id} ${stage} ${round}`
  await commit('end-ping', async (sql) => {
    if (told === 'not posted yet')
      await ground.facts.owe(sql, [{ agencyId, name: 'ping-card', key, input: task.input, dueAt, latestAt: null }])
  })
}

const noMore = async (): Promise<void> => {}
