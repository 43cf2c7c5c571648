import type { Sql } from '../database/sql.ts'
import { newId } from '../kernel/ids.ts'
import { type Draft, PROFILING_REFUSED } from './draft.ts'
import { insertDraft, linkSuccessor, moveDraft } from './draft-store.ts'
import { openedFact, supersededFact } from './facts.ts'
import type { DraftingDeps, Gathered } from './gather.ts'
import { brakeKnowledge, priceKnowledge } from './knowledge.ts'
import type { Proposed } from './propose.ts'

/** Part: stores a draft as its conversation's one live card; the card before it settles and links to it. */
export async function replaceLive(deps: DraftingDeps, sql: Sql, live: Draft | null, draft: Draft): Promise<void> {
  const now = draft.createdAt
  // The old one settles first, since a conversation has one open card; it links to the new one once that is stored.
  const settledWhy = live && live.turnToSeq < draft.turnToSeq ? 'wrote again' : 'another draft'
  if (live) await moveDraft(sql, live, 'supersede', { settledAt: now, settledWhy })
  await insertDraft(sql, draft)
  if (live) await linkSuccessor(sql, live, draft.id)
  await deps.ground.facts.record(sql, [...(live ? [supersededFact(live, draft, settledWhy)] : []), openedFact(draft)])
}

/** Part: the price that a draft suggests is a quote; not one for several assets, which says nothing of what one is worth. */
export async function quoteIt(deps: DraftingDeps, sql: Sql, draft: Draft, { price }: Proposed): Promise<void> {
  if (!price || draft.assetId === null || draft.knowledge.price?.also) return
  await deps.pricing.quote(sql, draft.agencyId, {
    id: newId(deps.ground.clock),
    draftId: draft.id,
    fanId: draft.fanId,
    assetId: draft.assetId,
    currency: draft.currency,
    suggestion: price,
    at: draft.createdAt,
  })
}

/** A draft before it has its place: an id, a time, and the one that it follows. */
export type Unplaced = Omit<Draft, 'id' | 'attempt' | 'createdAt' | 'drawnAt' | 'supersedesId'>

/** What the card of a proposal shows. Pure. */
export function draftOf(agencyId: string, gathered: Gathered, proposed: Proposed): Unplaced {
  const { conversation, turn, creator, fan, persona, score, outlook, brake } = gathered
  const { price, asset, offer } = proposed
  return {
    agencyId,
    conversationId: conversation.id,
    fanId: fan.id,
    creatorId: creator.id,
    accountId: conversation.accountId,
    state: 'open',
    version: 1,
    outcome: proposed.outcome,
    level: proposed.level,
    category: proposed.category,
    rule: proposed.rule,
    text: proposed.text,
    confidence: proposed.confidence,
    reasons: proposed.reasons,
    warning: proposed.warning,
    upsell: proposed.upsell,
    priceMinor: price?.priceMinor ?? null,
    currency: creator.currency,
    assetId: price && asset ? asset.id : null,
    knowledge: {
      segment: score.segment ?? PROFILING_REFUSED,
      segmentReasons: score.reasons,
      ...(outlook && { outlook: outlook.lines }),
      ...proposed.written,
      ...(brake && { brake: brakeKnowledge(brake) }),
      spentMinor: score.history.spentMinor,
      purchases: score.history.purchases,
      lastPurchaseAt: score.history.lastPurchaseAt?.toISOString() ?? null,
      price: price && asset ? priceKnowledge(asset.title, price, offer) : null,
    },
    personaVersion: persona.version,
    writer: proposed.writer,
    messageId: turn.messageId,
    turnFromSeq: turn.fromSeq,
    turnToSeq: turn.toSeq,
    turnAt: turn.at,
    dueAt: new Date(turn.at.getTime() + creator.replyWithinMinutes * 60_000),
    supersededById: null,
    settledAt: null,
    settledWhy: null,
    claimedById: null,
    claimedUntil: null,
    wakeAt: null,
    typedText: null,
    escalatedById: null,
    note: null,
    askedFor: null,
    handledById: null,
    handledWhy: null,
    redraftFailedAt: null,
    translations: proposed.translations,
    approachId: null,
    offerId: price && offer ? offer.offer.id : null,
  }
}
