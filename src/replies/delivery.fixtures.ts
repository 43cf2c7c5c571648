import type { Delivery } from './delivery.ts'

const at = (time: string): Date => new Date(`2026-11-20T${time}Z`)

/** The approved reply of `aView`, sent through the platform at 14:02:10. */
export function aDelivery(more: Partial<Delivery> = {}): Delivery {
  return {
    agencyId: 'agency',
    id: 'delivery',
    decisionId: 'decision',
    draftId: 'draft',
    conversationId: 'conversation',
    accountId: 'account',
    text: 'Hey Marcus, welcome home.',
    priceMinor: 2_400,
    currency: 'USD',
    assetIds: ['asset'],
    state: 'sent',
    version: 3,
    turnToSeq: 1,
    createdAt: at('14:02:00'),
    undoUntil: at('14:02:10'),
    changedAt: at('14:02:10'),
    why: null,
    externalId: 'sent-1',
    sentAt: at('14:02:10'),
    settledById: null,
    ...more,
  }
}
