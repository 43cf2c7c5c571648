import { isCrisisMessage } from '../approvals/index.ts'
import type { Sql } from '../database/sql.ts'
import { aboutDraft } from '../drafting/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { holdDelivery, type move, type RepliesDeps, stop } from './end-delivery.ts'
import { whyNot } from './hand-over.ts'
import { pendingDeliveries } from './store.ts'

/**
 * Reaction to a fan's message, a freeze or a flagged turn: stops what waits and may not leave any more. A reply that a
 * person is to send stays with them (they may have sent it), unless the turn must reach a manager or the fan is frozen.
 */
export async function recheckDeliveries(deps: RepliesDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const conversationId = await conversationOf(deps, task)
  if (conversationId === null) return
  const flagged = task.input.fact === 'turn.flagged' || task.input.fact === 'fan.frozen'
  await commit('recheck-deliveries', async (sql) => {
    for (const { id } of await pendingDeliveries(sql, agencyId, conversationId))
      await recheck(deps, sql, agencyId, id, flagged)
  })
}

async function recheck(deps: RepliesDeps, sql: Sql, agencyId: string, id: string, flagged: boolean): Promise<void> {
  const held = await holdDelivery(deps, sql, agencyId, id)
  if (!held) return
  const by = bySystem('recheck')
  const why = await whyNot(deps, sql, held)
  if (held.delivery.state === 'waiting') {
    if (why !== null) await stop(deps, sql, held, by, why)
    return
  }
  const mustStop = flagged && (held.delivery.state === 'by-hand' || held.delivery.state === 'refused')
  const crisis = isCrisisMessage(held.draft, held.delivery.text)
  if (mustStop && !crisis) await stop(deps, sql, held, by, why ?? 'flagged')
  else if (why !== null) await overtaken(deps, sql, held)
}

/** The card of a reply that is to be sent by hand says that the fan wrote again. */
async function overtaken(
  { ground }: RepliesDeps,
  sql: Sql,
  { delivery, draft }: Parameters<typeof move>[2],
): Promise<void> {
  await ground.facts.record(sql, [
    {
      agencyId: delivery.agencyId,
      name: 'delivery.overtaken',
      subject: delivery.id,
      by: bySystem('recheck'),
      data: { ...aboutDraft(draft), draftId: draft.id },
      at: ground.clock.now(),
    },
  ])
}

async function conversationOf(deps: RepliesDeps, task: TaskRun['task']): Promise<string | null> {
  if (task.input.fact !== 'fan.frozen') return task.input.subject
  return (await deps.inbox.ofFan(deps.ground.database, task.agencyId, task.input.subject))?.id ?? null
}
