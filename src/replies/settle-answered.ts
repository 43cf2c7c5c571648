import type { Sql } from '../database/sql.ts'
import { aboutDraft, isLive } from '../drafting/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import type { Delivery } from './delivery.ts'
import { holdDelivery, markSent, type RepliesDeps } from './end-delivery.ts'
import { pendingDeliveries } from './store.ts'

const BY = bySystem('platform')

/**
 * Reaction to a message that the platform says was sent: confirms the delivery that it names, or one with the same text
 * that a person was to send or whose outcome was unknown; otherwise somebody answered elsewhere, and the open card settles.
 */
export async function settleAnswered(deps: RepliesDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const conversationId = task.input.subject
  const sentAt = new Date(String(task.input.data.sentAt))
  const { deliveryId: named, messageId } = task.input.data
  await commit('settle-answered', async (sql) => {
    const recent = await deps.inbox.recent(sql, agencyId, conversationId)
    const sent = recent.find((message) => message.id === messageId)
    if (!sent) return
    const pending = await pendingDeliveries(sql, agencyId, conversationId)
    const confirmed =
      pending.find((delivery) => delivery.id === named) ?? pending.find((delivery) => sameReply(delivery, sent.text))
    const held = confirmed && (await holdDelivery(deps, sql, agencyId, confirmed.id))
    if (held) await markSent(deps, sql, held, BY, { at: sentAt, externalId: null, stored: true })
    else if (named === null) await settleElsewhere(deps, sql, agencyId, conversationId, sentAt)
  })
}

/** Only what a person or an unknown attempt may have sent; a waiting reply has not left. */
function sameReply(delivery: Delivery, text: string): boolean {
  const mayHaveLeft = delivery.state === 'by-hand' || delivery.state === 'unknown' || delivery.state === 'handing-over'
  return mayHaveLeft && delivery.text !== null && fold(delivery.text) === fold(text)
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

async function settleElsewhere(
  deps: RepliesDeps,
  sql: Sql,
  agencyId: string,
  conversationId: string,
  sentAt: Date,
): Promise<void> {
  const { drafting, inbox, ground } = deps
  const conversation = await inbox.lock(sql, agencyId, conversationId)
  if (!conversation) return
  const recent = await inbox.recent(sql, agencyId, conversationId)
  const answered = recent.filter((message) => message.direction === 'inbound' && message.at <= sentAt)
  const seq = Math.max(0, ...answered.map((message) => message.seq ?? 0))
  await inbox.answer(sql, agencyId, conversation, seq)
  for (const { id } of await drafting.unsettled(sql, agencyId, conversationId)) {
    const draft = await drafting.lock(sql, agencyId, id)
    if (!draft || !isLive(draft.state) || draft.turnToSeq > seq) continue
    const now = ground.clock.now()
    const moved = await drafting.move(sql, draft, 'answer-elsewhere', {
      settledAt: now,
      settledWhy: 'answered elsewhere',
    })
    if (!moved) continue
    await ground.facts.record(sql, [
      { agencyId, name: 'draft.answered-elsewhere', subject: draft.id, by: BY, data: aboutDraft(draft), at: now },
    ])
  }
}
