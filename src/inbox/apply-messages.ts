import type { Sql } from '../database/sql.ts'
import { bySystem, type Fact, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type Conversation, lockConversations, updateConversations } from './conversation-store.ts'
import type { Event } from './event.ts'
import { keepMessages } from './import-store.ts'
import { inboundSeqAt, insertMessages, knownMessages, markDeleted, type NewMessage } from './message-store.ts'
import type { Placed } from './placed.ts'

/** What is older than this when it is applied never opens a card: it is history. */
export const FRESH_MS = 24 * 3_600_000

type PlacedMessage = Placed<Extract<Event, { message: unknown }>> & { conversationId: string }

/** Part: stores messages of these conversations, numbers the inbound ones, and records what happened. */
export async function applyMessages(
  { ground }: { ground: Ground },
  sql: Sql,
  agencyId: string,
  placed: readonly PlacedMessage[],
): Promise<void> {
  if (placed.length === 0) return
  const now = ground.clock.now()
  const conversations = await lockConversations(sql, agencyId, [...new Set(placed.map((p) => p.conversationId))])
  const named = placed.map((p) => ({ conversationId: p.conversationId, externalId: p.event.message.id }))
  const known = await knownMessages(sql, agencyId, named)
  if (known.size > 0) await keepMessages(sql, agencyId, named)
  const added: NewMessage[] = []
  const deleted: { conversationId: string; externalId: string; at: Date }[] = []
  const facts: Fact[] = []

  for (const p of placed) {
    const conversation = conversations.get(p.conversationId)
    const key = `${p.conversationId} ${p.event.message.id}`
    if (!conversation) continue
    if (p.event.type === 'message.deleted') {
      deleted.push({ conversationId: p.conversationId, externalId: p.event.message.id, at: p.at })
      if (known.has(key)) facts.push(deletedFact(agencyId, p, now))
      else {
        added.push(tombstone(ground, p))
        facts.push(unseenFact(agencyId, p, now))
      }
      known.add(key)
      continue
    }
    if (known.has(key)) continue
    known.add(key)
    const message = toMessage(ground, p, conversation)
    added.push(message)
    facts.push(factOf(agencyId, p, message, now))
  }
  if (added.length > 0) await insertMessages(sql, agencyId, added)
  if (deleted.length > 0) await markDeleted(sql, agencyId, deleted)
  await answerHistory(sql, agencyId, placed, conversations, now)
  await updateConversations(sql, agencyId, [...conversations.values()])
  await ground.facts.record(sql, facts)
}

/** Numbers an inbound message and moves its conversation on. */
function toMessage(
  { clock }: Ground,
  { event, at, conversationId }: PlacedMessage,
  conversation: Conversation,
): NewMessage {
  const inbound = event.type === 'message.received'
  if (inbound) {
    conversation.inboundSeq += 1
    conversation.lastInboundAt = later(conversation.lastInboundAt, at)
  } else {
    conversation.lastOutboundAt = later(conversation.lastOutboundAt, at)
  }
  return {
    id: newId(clock),
    conversationId,
    direction: inbound ? 'inbound' : 'outbound',
    seq: inbound ? conversation.inboundSeq : null,
    externalId: event.message.id,
    text: event.message.text ?? '',
    deliveryId: event.type === 'message.sent' ? (event.delivery ?? null) : null,
    at,
  }
}

/** A deletion that overtook its message: the message that comes later is known already, and asks for nothing. */
function tombstone({ clock }: Ground, { event, at, conversationId }: PlacedMessage): NewMessage {
  const empty = { direction: 'inbound' as const, seq: null, text: '', deliveryId: null }
  return { id: newId(clock), conversationId, externalId: event.message.id, at, ...empty }
}

/** Deleted before it came: it is counted on the day it was written. */
function unseenFact(agencyId: string, { at, account, fanId, conversationId }: PlacedMessage, now: Date): Fact {
  const data = { fanId, creatorId: account.creatorId, writtenAt: at.toISOString() }
  return { agencyId, name: 'message.deleted-unseen', subject: conversationId, by: bySystem('inbox'), data, at: now }
}

const deletedFact = (agencyId: string, { fanId, conversationId, account }: PlacedMessage, at: Date): Fact => ({
  ...{ agencyId, name: 'message.deleted', subject: conversationId, by: bySystem('inbox') },
  data: { fanId, creatorId: account.creatorId },
  at,
})

function factOf(
  agencyId: string,
  { row, event, at, account, fanId, conversationId }: PlacedMessage,
  message: NewMessage,
  now: Date,
): Fact {
  const fresh = now.getTime() - at.getTime() <= FRESH_MS
  const about = { fanId, creatorId: account.creatorId, messageId: message.id, fresh }
  const by = bySystem('inbox')
  if (event.type === 'message.received') {
    return {
      agencyId,
      name: 'message.received',
      subject: conversationId,
      by,
      data: {
        ...about,
        seq: message.seq,
        writtenAt: at.toISOString(),
        receivedAt: row.receivedAt.toISOString(),
      },
      at: now,
    }
  }
  const data = { ...about, deliveryId: message.deliveryId, sentAt: at.toISOString() }
  return { agencyId, name: 'message.sent', subject: conversationId, by, data, at: now }
}

/**
 * A message sent long ago answered what had come by then. A fresh one may confirm a delivery of ours, so what it
 * answers is settled by its own reaction.
 */
async function answerHistory(
  sql: Sql,
  agencyId: string,
  placed: readonly PlacedMessage[],
  conversations: ReadonlyMap<string, Conversation>,
  now: Date,
): Promise<void> {
  const lastSent = new Map<string, Date>()
  for (const { event, at, conversationId } of placed) {
    if (event.type !== 'message.sent' || now.getTime() - at.getTime() <= FRESH_MS) continue
    lastSent.set(conversationId, later(lastSent.get(conversationId) ?? null, at))
  }
  for (const [conversationId, at] of lastSent) {
    const conversation = conversations.get(conversationId)
    if (!conversation) continue
    const seq = await inboundSeqAt(sql, agencyId, conversationId, at)
    conversation.answeredSeq = Math.max(conversation.answeredSeq, seq)
  }
}

const later = (a: Date | null, b: Date): Date => (a === null || a < b ? b : a)
