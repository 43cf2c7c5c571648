import type { Draft } from '../drafting/index.ts'
import type { DraftView } from './view-draft.ts'

const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`)

/** A card as it waits at 14:02: a draft for Marcus T., with a price. */
export function aView(more: Partial<DraftView> = {}, draft: Partial<Draft> = {}): DraftView {
  return {
    draft: { ...DRAFT, ...draft },
    fan: {
      id: 'fan',
      accountId: 'account',
      creatorId: 'creator',
      externalId: 'marcus',
      name: 'Marcus T.',
      purchaseCount: 9,
      spentMinor: 124_000,
      firstPurchaseAt: at('08:00'),
      lastPurchaseAt: at('09:00'),
      firstSeenAt: at('08:00'),
      frozenAt: null,
      frozenReason: null,
    },
    creator: {
      id: 'creator',
      name: 'Bella',
      zone: 'UTC',
      currency: 'USD',
      disclosureLine: null,
      replyWithinMinutes: 10,
    },
    turn: [{ text: 'hey, just got home', at: at('13:57'), afterDraft: false }],
    decision: null,
    claim: null,
    escalatedBy: null,
    platform: 'Fanvue',
    sendsThrough: 'Fanvue',
    escalation: null,
    sharesChannel: false,
    now: at('14:02'),
    ...more,
  }
}

/** The same as a rule would have it reach a person: no draft, no price. */
export function anEscalatedView(draft: Partial<Draft> = {}, more: Partial<DraftView> = {}): DraftView {
  return aView(more, {
    outcome: 'ESCALATE',
    level: 3,
    category: 'meet-up',
    rule: 'meet-up',
    text: null,
    confidence: null,
    reasons: ['rule meet-up'],
    priceMinor: null,
    assetId: null,
    writer: 'none',
    knowledge: { ...DRAFT.knowledge, price: null },
    ...draft,
  })
}

/** Ana's approval of the draft. */
export const ACCEPTED: NonNullable<DraftView['decision']> = {
  id: 'decision',
  draftId: 'draft',
  draftVersion: 1,
  operatorId: 'ana',
  operatorName: 'Ana',
  via: 'web',
  verified: false,
  kind: 'accept',
  reason: null,
  text: 'Hey Marcus, welcome home.',
  priceMinor: 2_400,
  editShare: 0,
  at: at('14:01'),
}

const DRAFT: Draft = {
  agencyId: 'agency',
  id: 'draft',
  conversationId: 'conversation',
  messageId: 'message',
  fanId: 'fan',
  creatorId: 'creator',
  accountId: 'account',
  state: 'open',
  version: 1,
  outcome: 'DRAFT',
  level: 0,
  category: null,
  rule: null,
  text: 'Hey Marcus, welcome home.',
  confidence: 0.8,
  reasons: ['text 1 of 15'],
  warning: null,
  upsell: true,
  priceMinor: 2_400,
  currency: 'USD',
  assetId: 'asset',
  knowledge: {
    segment: 'Whale',
    segmentReasons: ['spent $1,240'],
    spentMinor: 124_000,
    purchases: 9,
    lastPurchaseAt: null,
    price: {
      assetTitle: 'Coast, part 2',
      suggestedMinor: 2_400,
      floorMinor: 700,
      ceilingMinor: 6_000,
      usual: { fromMinor: 2_000, toMinor: 3_000 },
      reasons: ['usually pays $20–30 (4 unlocks)'],
    },
  },
  personaVersion: 7,
  writer: 'built-in writer',
  attempt: 0,
  turnFromSeq: 1,
  turnToSeq: 1,
  turnAt: at('13:57'),
  dueAt: at('14:07'),
  createdAt: at('13:58'),
  drawnAt: at('13:58'),
  supersedesId: null,
  supersededById: null,
  settledAt: null,
  settledWhy: null,
  claimedById: null,
  claimedUntil: null,
  wakeAt: null,
  typedText: null,
  askedFor: null,
  translations: null,
  escalatedById: null,
  note: null,
}
