import { FOLLOW_FACT, HEARD_OF, isHeard, withWaitingRuns } from '../src/automations/index.ts'
import type { Sql } from '../src/database/sql.ts'
import { withSummary, withUnsettledDraft } from '../src/drafting/index.ts'
import { type Fact, keysAtWork, type Reaction, type ReactionTable } from '../src/facts/index.ts'
import { withPendingDelivery } from '../src/replies/index.ts'

const text = (fact: Fact, name: string): string => String(fact.data[name])
const bySubject = (fact: Fact): string => fact.subject
const byConversation = (fact: Fact): string => text(fact, 'conversationId')
const byDraft = (fact: Fact): string => text(fact, 'draftId')

const at =
  (name: string) =>
  (fact: Fact): string =>
    `${fact.subject} ${text(fact, name)}`

/**
 * Draws the card again at a time that the fact names. By another task, which owes the drawing when it comes: drawings of
 * one card share a key, so that none is drawn over by an older one.
 */
const drawAt = (name: string): Reaction => ({
  task: 'draw-later',
  key: at(name),
  dueAt: (fact) => new Date(text(fact, name)),
})

/** Conversations with a card, and those whose draft is owed or being written. */
async function beingAnswered(sql: Sql, agencyId: string, ids: readonly string[]): Promise<Set<string>> {
  const [carded, drafted] = [
    await withUnsettledDraft(sql, agencyId, ids),
    await keysAtWork(sql, agencyId, 'draft-reply', ids),
  ]
  return new Set([...carded, ...drafted])
}

/** Purchases come in bursts; figures a moment old serve as well. */
const RESCORE_MS = 3_000
const RESCORE_LATEST_MS = 30_000

const drawDraft: Reaction = { task: 'draw-cards', key: bySubject }
const moveEscalated: Reaction = { task: 'move-escalated', key: (fact) => fact.agencyId }

/** About the team and its channels, whatever the settings. */
const TEAM: ReactionTable = {
  'draft.raised': [{ task: 'ping-card', key: (fact) => `${fact.subject} ${fact.data.stage} ${fact.data.round}` }],
  'operator.removed': [{ task: 'let-go-claims', key: bySubject }],
  'escalations.moved': [moveEscalated],
  'escalations.stayed': [moveEscalated],
  // What a person set is said where the creator's cards stand.
  'guardrails.set': [
    { task: 'show-guardrails', key: (fact) => text(fact, 'noticeId'), when: (fact) => fact.by.kind !== 'system' },
  ],
  'approach.asked': [{ task: 'draft-approach', key: bySubject }],
  'approach.drafted': [{ task: 'withdraw-approach', key: bySubject, dueAt: (fact) => new Date(text(fact, 'until')) }],
  'handover.begun': [drawDraft],
  'handover.noted': [drawDraft],
  'handover.taken': [drawDraft],
}

/** What became of the card of a draft that nobody asked for is told to whoever wanted it. */
const settleApproach: Reaction = {
  task: 'settle-approach',
  key: (fact) => text(fact, 'approachId'),
  when: (fact) => fact.data.approachId !== undefined,
}

/** Owed for each fact and done together; where no flow of the agency hears of it, nothing is owed. */
const told = (fact: keyof typeof HEARD_OF, when?: Reaction['when']): Reaction => ({
  task: FOLLOW_FACT,
  ...(when && { when }),
  among: async (sql, agencyId, subjects) => new Set((await isHeard(sql, agencyId, HEARD_OF[fact])) ? subjects : []),
})

/** About scores alone. */
const SCORES: ReactionTable = {
  'fan.profiling-allowed': [{ task: 'rescore-creator', key: (fact) => text(fact, 'creatorId') }],
  'creator.rescored': [{ task: 'fit-scores', key: bySubject, when: (fact) => fact.data.fit === true }],
}

/** About flows alone. */
const FLOWS: ReactionTable = {
  'subscription.changed': [told('subscription.changed')],
  'fan.segment-changed': [told('fan.segment-changed')],
  'fan.tagged': [told('fan.tagged')],
  'price.passed': [told('price.passed')],
  'flow.notified': [{ task: 'show-flow-notice', key: (fact) => text(fact, 'noticeId') }],
}

/** About digests alone. */
const DIGESTS: ReactionTable = {
  // Not before the quiet hours are over.
  'digest.fired': [{ task: 'send-digest', key: bySubject, dueAt: (fact) => new Date(text(fact, 'postAt')) }],
  // An alert's card says what became of it, where it stands.
  'alert.told': [drawDraft],
  'insight.lasted': [drawDraft],
  'insight.taken': [drawDraft],
  'insight.done': [drawDraft],
  'insight.dismissed': [drawDraft],
  'insight.explained': [drawDraft],
  'insight.muted': [drawDraft],
  'digest.asked': [{ task: 'send-digest', key: bySubject }],
}
/** What a waiting card says of an offer is true: where the offer changes, it is drawn again. */
const redrawOffer: Reaction = { task: 'redraw-offer', key: bySubject }
const OFFERS: ReactionTable = { 'offer.ended': [redrawOffer], 'offer.edited': [redrawOffer] }

const APART: ReactionTable = { ...TEAM, ...SCORES, ...FLOWS, ...DIGESTS, ...OFFERS }

const fresh = (fact: Fact): boolean => fact.data.fresh === true
const stale = (fact: Fact): boolean => !fresh(fact)
/** Frozen or thawed on a card: it offers an answer no more, or again. */
const onCard = (fact: Fact): boolean => fact.data.draftId !== undefined

/**
 * When this happened, do that. The whole choreography of the product: one line a consequence. Data for `record`, which
 * stores the owed tasks with the fact.
 */
export function reactionTable(turn: { quietMs: number; longestMs: number }): ReactionTable {
  const drawReply = { task: 'draw-cards', key: byDraft }
  const raiseLate = { task: 'raise-late', key: bySubject }
  const nextTurn = { task: 'draft-reply', key: byConversation }
  return {
    ...APART,
    'message.received': [
      { task: 'draft-reply', key: bySubject, delayMs: turn.quietMs, latestMs: turn.longestMs, when: fresh },
      // History asks for nothing, but a card that waits must cover it.
      {
        task: 'draft-reply',
        key: bySubject,
        delayMs: turn.quietMs,
        latestMs: turn.longestMs,
        when: stale,
        among: beingAnswered,
      },
      // Most conversations have no reply on its way. One that is just being made looks for newer messages itself.
      { task: 'recheck-deliveries', key: bySubject, when: fresh, among: withPendingDelivery },
      told('message.received', fresh),
    ],
    'message.sent': [
      { task: 'settle-answered', when: fresh },
      { task: 'settle-answered', when: stale, among: withUnsettledDraft },
    ],
    'message.deleted': [{ task: 'forget-summary', key: bySubject, among: withSummary }],
    'purchase.recorded': [
      {
        task: 'rescore-creator',
        key: (fact) => text(fact, 'creatorId'),
        delayMs: RESCORE_MS,
        latestMs: RESCORE_LATEST_MS,
      },
      { task: 'note-redemption', when: (fact) => fact.data.assetId !== null && fact.data.refundOf === null },
      { task: 'note-unlock', when: (fact) => fact.data.assetId !== null || fact.data.refundOf !== null },
      told('purchase.recorded'),
    ],
    // Counted without them, or with them again; what was made of their profile goes, from a waiting card too.
    'fan.profiling-refused': [
      { task: 'rescore-creator', key: (fact) => text(fact, 'creatorId') },
      { task: 'draft-without-profile', key: bySubject },
    ],
    'turn.flagged': [{ task: 'recheck-deliveries', key: bySubject }],
    'fan.frozen': [
      { task: 'recheck-deliveries', key: (fact) => `fan ${fact.subject}` },
      { task: FOLLOW_FACT, among: withWaitingRuns },
      { ...drawReply, when: onCard },
    ],
    'fan.thawed': [{ ...drawReply, when: onCard }],
    // Drawn again when it falls due: a card that waits too long says so.
    'draft.opened': [
      drawDraft,
      drawAt('dueAt'),
      { ...drawAt('offerEndsAt'), when: (fact) => typeof fact.data.offerEndsAt === 'string' },
      { task: 'raise-late', key: bySubject, dueAt: (fact) => new Date(text(fact, 'dueAt')) },
      { task: 'raise-managers', key: bySubject, when: (fact) => fact.data.level === 2 || fact.data.level === 3 },
      { task: 'raise-owner', key: bySubject, when: (fact) => fact.data.level === 4 },
    ],
    'draft.superseded': [drawDraft, settleApproach],
    'draft.claimed': [drawDraft, drawAt('until')],
    'draft.let-go': [drawDraft],
    'draft.price-changed': [drawDraft],
    'draft.redraft-asked': [drawDraft, nextTurn],
    'draft.snoozed': [
      drawDraft,
      // Snoozed, woken and snoozed again: each has its own time to wake.
      { task: 'wake-draft', key: at('wakeAt'), dueAt: (fact) => new Date(text(fact, 'wakeAt')) },
    ],
    'draft.woken': [drawDraft, raiseLate],
    'draft.redraft-given-up': [drawDraft],
    'draft.second-asked': [drawDraft],
    'draft.sent-back': [drawDraft, raiseLate],
    'draft.reopened': [drawDraft, raiseLate],
    'draft.dismissed': [drawDraft, settleApproach],
    'draft.escalated': [drawDraft, settleApproach],
    'draft.released': [drawDraft, nextTurn],
    'draft.answered-elsewhere': [drawDraft, settleApproach],
    'draft.accepted': [{ task: 'create-delivery', key: (fact) => text(fact, 'decisionId') }, drawDraft],
    'delivery.created': [
      drawReply,
      { task: 'hand-over', key: bySubject, dueAt: (fact) => new Date(text(fact, 'undoUntil')) },
    ],
    'delivery.handing-over': [drawReply],
    'delivery.by-hand': [drawReply],
    'delivery.overtaken': [drawReply],
    'delivery.refused': [drawReply],
    'delivery.unknown': [drawReply],
    // Tried again: due at once.
    'delivery.waiting': [
      drawReply,
      { task: 'hand-over', key: bySubject, dueAt: (fact) => new Date(text(fact, 'undoUntil')) },
    ],
    // However it ended: what the fan wrote meanwhile asks for its card.
    'delivery.sent': [drawReply, nextTurn, settleApproach],
    'delivery.withdrawn': [drawReply, nextTurn],
    'delivery.stopped': [drawReply, nextTurn, settleApproach],
  }
}
