import { bySystem, type Fact } from '../facts/index.ts'
import type { Draft } from './draft.ts'

/** What every fact about a draft, its decision and its delivery names. */
export const aboutDraft = (draft: Draft) => ({
  messageId: draft.messageId,
  conversationId: draft.conversationId,
  fanId: draft.fanId,
  creatorId: draft.creatorId,
  // Of a draft that no message asked for.
  ...(draft.approachId && { approachId: draft.approachId }),
})

export function openedFact(draft: Draft): Fact {
  return {
    agencyId: draft.agencyId,
    name: 'draft.opened',
    subject: draft.id,
    by: bySystem('drafting'),
    data: {
      ...aboutDraft(draft),
      outcome: draft.outcome,
      level: draft.level,
      rule: draft.rule,
      writer: draft.writer,
      personaVersion: draft.personaVersion,
      priceMinor: draft.priceMinor,
      supersedesId: draft.supersedesId,
      dueAt: draft.dueAt.toISOString(),
      // Its card says so then.
      ...(draft.offerId && { offerEndsAt: draft.knowledge.price?.offer?.endsAt ?? null }),
    },
    at: draft.createdAt,
  }
}

export function supersededFact(draft: Draft, successor: Draft, why: string): Fact {
  return {
    agencyId: draft.agencyId,
    name: 'draft.superseded',
    subject: draft.id,
    by: bySystem('drafting'),
    data: { ...aboutDraft(draft), successorId: successor.id, why },
    at: successor.createdAt,
  }
}
