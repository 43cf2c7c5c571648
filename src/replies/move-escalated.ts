import type { TaskRun } from '../facts/index.ts'
import type { RepliesDeps } from './end-delivery.ts'

/** More escalated cards than this don't wait at once; what does is drawn with its next change. */
const MOST = 1_000

/** Reaction to another escalation channel: the cards that wait for a manager are drawn where they belong now. */
export async function moveEscalated({ ground, drafting }: RepliesDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const unsettled = await drafting.queue(ground.database, agencyId, MOST)
  const subjects = unsettled.filter(({ level, outcome }) => outcome === 'ESCALATE' && level >= 2).map(({ id }) => id)
  await commit('move-escalated', (sql) =>
    ground.facts.owe(
      sql,
      subjects.map((subject) => ({
        agencyId,
        name: 'draw-cards',
        key: subject,
        input: { fact: task.input.fact, subject, data: {} },
        dueAt: ground.clock.now(),
        latestAt: null,
      })),
    ),
  )
}
