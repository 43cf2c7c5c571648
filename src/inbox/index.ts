/**
 * What came in: the journal of events, conversations, messages and turns, and the quarantine of what can't be
 * attributed. Leaves to `drafting` what to answer, and never calls it: facts do.
 */
import type { Sql } from '../database/sql.ts'
import type { TaskRun } from '../facts/index.ts'
import type { ImportTarget } from '../fans/index.ts'
import type { InboxDeps } from './apply-events.ts'
import { FRESH_MS } from './apply-messages.ts'
import { applyReceived } from './apply-received.ts'
import { beginConversation } from './begin-conversation.ts'
import {
  type Conversation,
  conversationOfFan,
  lockConversations,
  readConversation,
  updateConversations,
} from './conversation-store.ts'
import { hoursOfCreator, newestTexts, spanOfCreator } from './history-store.ts'
import { importMessages } from './import-messages.ts'
import { expireConversations, expireMessages, stageMessages } from './import-store.ts'
import { countQuarantined, isWaiting } from './journal-store.ts'
import { lastWritten, textsOf } from './known-store.ts'
import {
  dropMessage,
  inboundSeqAt,
  insertMessages,
  knownMessages,
  type NewMessage,
  newestMessages,
  readMessage,
  rhythmOf,
} from './message-store.ts'
import { olderMessages, ourMessages, saidBefore } from './older-store.ts'
import { createReceiver, type Handover } from './receive-events.ts'
import {
  countWaiting,
  failedEvents,
  quietAccounts,
  unansweredStretches,
  usualHours,
  waitingFans,
} from './silence-store.ts'
import { type Turn, turnOf } from './turn.ts'

export type { Conversation } from './conversation-store.ts'
export { EVENTS_MAX, Event, type EventInput, EventsBody } from './event.ts'
export type { Message, NewMessage } from './message-store.ts'
export type { Handover, Receipt } from './receive-events.ts'
export type { Turn } from './turn.ts'
export type Inbox = ReturnType<typeof createInbox>

/** As far back as a card looks for the turn's messages and shows history. */
const RECENT = 60

/** Parts. */
const HISTORY = {
  /** A creator's whole history, for calibration. */
  span: spanOfCreator,
  hours: hoursOfCreator,
  newestTexts,
  /** What has left a conversation's newest messages. */
  older: olderMessages,
  ours: ourMessages,
  said: saidBefore,
  lastWritten,
  texts: textsOf,
}

/** Parts: when nothing came, when nobody answered, and whether something that came is still to be applied. */
const SILENCES = {
  quietAccounts,
  usualHours,
  unanswered: unansweredStretches,
  waiting: countWaiting,
  waitingFans,
  failed: failedEvents,
  isWaiting,
}

export function createInbox(deps: InboxDeps, wake: () => void) {
  const { database, clock } = deps.ground
  const receive = createReceiver(deps.ground, wake)

  async function lock(sql: Sql, agencyId: string, id: string): Promise<Conversation | null> {
    return (await lockConversations(sql, agencyId, [id])).get(id) ?? null
  }

  return {
    receive: (handover: Handover) => receive(handover),
    applyReceived: (run: TaskRun) => applyReceived(deps, run),

    /** Parts. */
    lock,
    begin: beginConversation(clock),
    conversation: readConversation,
    ofFan: conversationOfFan,
    recent: (sql: Sql, agencyId: string, id: string, limit = RECENT) => newestMessages(sql, agencyId, id, limit),

    /** Who wrote when in a conversation, without a word. */
    rhythm: rhythmOf,
    ...HISTORY,
    ...SILENCES,
    message: readMessage,
    answeredBy: inboundSeqAt,

    /** The unanswered turn of a conversation; null when nothing waits for an answer, or only what is too old. */
    async turn(sql: Sql, agencyId: string, conversation: Conversation, evenOld: boolean): Promise<Turn | null> {
      // The whole turn: what must reach a person is not to be pushed out of sight by what follows it.
      const unanswered = conversation.inboundSeq - conversation.answeredSeq
      const recent = await newestMessages(sql, agencyId, conversation.id, unanswered + RECENT)
      return turnOf(conversation, recent, new Date(evenOld ? 0 : clock.now().getTime() - FRESH_MS))
    },

    /** What was put aside from `seq` on waits for an answer again. The conversation is locked by the caller. */
    async reopen(sql: Sql, agencyId: string, conversation: Conversation, seq: number): Promise<void> {
      const answeredSeq = Math.min(conversation.answeredSeq, seq - 1)
      await updateConversations(sql, agencyId, [{ ...conversation, answeredSeq }])
    },

    /** Marks everything up to `seq` as answered or put aside. The conversation is locked by the caller. */
    async answer(sql: Sql, agencyId: string, conversation: Conversation, seq: number): Promise<void> {
      const answeredSeq = Math.max(conversation.answeredSeq, seq)
      await updateConversations(sql, agencyId, [{ ...conversation, answeredSeq }])
    },

    /** The platform reported a reply that a person had marked as sent: our stand-in for it goes. */
    dropStandIn: dropMessage,

    /** Stores our own sent reply, once; the platform's report of the same message finds it here. */
    async addSent(
      sql: Sql,
      agencyId: string,
      conversation: Conversation,
      message: NewMessage,
      seq: number,
    ): Promise<void> {
      const known = await knownMessages(sql, agencyId, [message])
      if (known.size === 0) await insertMessages(sql, agencyId, [message])
      const answeredSeq = Math.max(conversation.answeredSeq, seq)
      const lastOutboundAt =
        conversation.lastOutboundAt && conversation.lastOutboundAt > message.at
          ? conversation.lastOutboundAt
          : message.at
      await updateConversations(sql, agencyId, [{ ...conversation, answeredSeq, lastOutboundAt }])
    },

    /** For imports: history, of which nothing is told to anybody. */
    stageMessages,
    importMessages: (sql: Sql, target: ImportTarget, count: number, fanIds: ReadonlyMap<string, string>) =>
      importMessages(deps.ground, sql, target, count, fanIds),
    expireMessages,
    expireConversations,

    quarantined: (agencyId: string) => countQuarantined(database, agencyId),
  }
}
