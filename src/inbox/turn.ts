import type { Conversation } from './conversation-store.ts'
import type { Message } from './message-store.ts'

/** What a fan wrote since the last answer. */
export interface Turn {
  fromSeq: number
  toSeq: number
  /** Its newest message, which all that comes of it names. */
  messageId: string
  /** When its first message came: the time to answer counts from here. */
  at: Date
  /** The fan's messages that still stand, oldest first; empty when all were deleted. */
  messages: { seq: number; text: string; at: Date }[]
  /** What the fan took back: nobody answers it, but a sign of danger was given all the same. */
  deleted: { seq: number; text: string }[]
}

/**
 * The unanswered turn of a conversation, or null when everything is answered or too old to ask for an answer.
 * `recent` holds the conversation's newest messages, oldest first.
 */
export function turnOf(conversation: Conversation, recent: readonly Message[], freshSince: Date): Turn | null {
  if (conversation.inboundSeq <= conversation.answeredSeq) return null
  const open = recent.filter((m) => m.direction === 'inbound' && (m.seq ?? 0) > conversation.answeredSeq)
  const newest = open.at(-1)
  if (!newest || newest.at < freshSince) return null
  const standing = open.filter((m) => !m.deleted)
  return {
    fromSeq: conversation.answeredSeq + 1,
    toSeq: conversation.inboundSeq,
    messageId: newest.id,
    at: (standing[0] ?? newest).at,
    deleted: open.filter((m) => m.deleted).map(({ seq, text }) => ({ seq: seq ?? 0, text })),
    messages: standing.map(({ seq, text, at }) => ({ seq: seq ?? 0, text, at })),
  }
}
