import type { Sql } from '../database/sql.ts'
import { aboutDraft, type Draft, isLive, isOlderThan } from '../drafting/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import type { Message } from '../inbox/index.ts'
import type { Delivery } from './delivery.ts'
import { holdDelivery, markSent, type RepliesDeps, standIn, stop } from './end-delivery.ts'
import { pendingDeliveries, readDelivery, sentByHand, setExternalId } from './store.ts'

const BY = bySystem('platform')
/** So long after a person's mark a platform's report is taken for the same message. */
const REPORT_MS = 24 * 3_600_000

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
    const sent = await deps.inbox.message(sql, agencyId, String(messageId), sentAt)
    if (!sent) return
    const pending = await pendingDeliveries(sql, agencyId, conversationId)
    const confirmed =
      pending.find((delivery) => delivery.id === named) ?? pending.find((delivery) => sameReply(delivery, sent.text))
    const held = confirmed && (await holdDelivery(deps, sql, agencyId, confirmed.id))
    if (held) await markSent(deps, sql, held, BY, { at: sentAt, externalId: sent.externalId, stored: true })
    else if (await adoptReport(deps, sql, agencyId, conversationId, sent)) return
    else if (!(await isSent(sql, agencyId, conversationId, named)))
      await settleElsewhere(deps, sql, agencyId, conversationId, sentAt)
  })
}

/** A report of a reply that is known to have been sent says nothing new; one that names no reply of ours is an answer. */
async function isSent(sql: Sql, agencyId: string, conversationId: string, named: unknown): Promise<boolean> {
  const delivery = typeof named === 'string' ? await readDelivery(sql, agencyId, named) : null
  return delivery?.conversationId === conversationId && delivery.state === 'sent'
}

/** Only what a person or an unknown attempt may have sent; a waiting reply has not left. */
function sameReply(delivery: Delivery, text: string): boolean {
  const mayHaveLeft = delivery.state === 'by-hand' || delivery.state === 'unknown' || delivery.state === 'handing-over'
  return mayHaveLeft && delivery.text !== null && fold(delivery.text) === fold(text)
}

/** A person marked it as sent before the platform reported it: one message, not two. */
async function adoptReport(
  { inbox, ground }: RepliesDeps,
  sql: Sql,
  agencyId: string,
  conversationId: string,
  sent: Message,
): Promise<boolean> {
  const since = new Date(ground.clock.now().getTime() - REPORT_MS)
  const candidates = await sentByHand(sql, agencyId, conversationId, since)
  const reported = candidates.find(({ text }) => text !== null && fold(text) === fold(sent.text))
  if (!reported) return false
  await setExternalId(sql, reported, sent.externalId)
  const dropped = await inbox.dropStandIn(sql, agencyId, conversationId, standIn(reported))
  await ground.facts.record(
    sql,
    dropped.map((at) => ({
      ...{ agencyId, name: 'message.stand-in-dropped', subject: conversationId, by: BY },
      ...{ data: { sentAt: at.toISOString() }, at: ground.clock.now() },
    })),
  )
  return true
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

const isAnsweredBy = (draft: Draft, seq: number, sentAt: Date): boolean =>
  draft.turnToSeq <= seq && isOlderThan(draft, sentAt)

async function settleElsewhere(
  deps: RepliesDeps,
  sql: Sql,
  agencyId: string,
  conversationId: string,
  sentAt: Date,
): Promise<void> {
  const { inbox } = deps
  const seen = await inbox.conversation(sql, agencyId, conversationId)
  // The fan first, as the order of locks has it: a reply that is stopped below holds the fan too.
  if (!seen || !(await deps.fans.lock(sql, agencyId, seen.fanId))) return
  const conversation = await inbox.lock(sql, agencyId, conversationId)
  if (!conversation) return
  const seq = await inbox.answeredBy(sql, agencyId, conversationId, sentAt)
  await inbox.answer(sql, agencyId, conversation, seq)
  for (const { id, state, turnToSeq } of await pendingDeliveries(sql, agencyId, conversationId)) {
    const held = state === 'waiting' && turnToSeq <= seq ? await holdDelivery(deps, sql, agencyId, id) : null
    if (held && isOlderThan(held.draft, sentAt)) await stop(deps, sql, held, BY, 'answered-elsewhere')
  }
  await settleCards(deps, sql, agencyId, conversationId, { seq, sentAt })
}

/** Part: the live card that what was sent then answers settles. */
async function settleCards(
  { drafting, ground }: RepliesDeps,
  sql: Sql,
  agencyId: string,
  conversationId: string,
  { seq, sentAt }: { seq: number; sentAt: Date },
): Promise<void> {
  for (const { id } of await drafting.unsettled(sql, agencyId, conversationId)) {
    const draft = await drafting.lock(sql, agencyId, id)
    if (!draft || !isLive(draft.state) || !isAnsweredBy(draft, seq, sentAt)) continue
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
