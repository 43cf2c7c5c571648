/**
 * An approved reply's way. `sent`, `withdrawn` and `stopped` are ends, which the database keeps too. An unknown outcome
 * is settled by the platform's own report or by a person, never by trying again.
 */
export const DELIVERY_STATES = [
  'waiting',
  'handing-over',
  'by-hand',
  'sent',
  'unknown',
  'refused',
  'withdrawn',
  'stopped',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export type DeliveryEvent =
  | 'begin'
  | 'hand-to-person'
  | 'sent'
  | 'refused'
  | 'unknown'
  | 'withdraw'
  | 'stop'
  | 'try-again'

const MACHINE: Record<DeliveryState, Partial<Record<DeliveryEvent, DeliveryState>>> = {
  waiting: { begin: 'handing-over', 'hand-to-person': 'by-hand', withdraw: 'withdrawn', stop: 'stopped', sent: 'sent' },
  'handing-over': { sent: 'sent', refused: 'refused', unknown: 'unknown' },
  'by-hand': { sent: 'sent', withdraw: 'withdrawn', stop: 'stopped' },
  refused: {
    'try-again': 'waiting',
    'hand-to-person': 'by-hand',
    withdraw: 'withdrawn',
    stop: 'stopped',
    sent: 'sent',
  },
  unknown: { sent: 'sent', 'try-again': 'waiting', 'hand-to-person': 'by-hand', withdraw: 'withdrawn' },
  sent: {},
  withdrawn: {},
  stopped: {},
}

/** The state after an event, or null when it can't happen in this one. */
export function afterDeliveryEvent(state: DeliveryState, event: DeliveryEvent): DeliveryState | null {
  return MACHINE[state][event] ?? null
}

export interface Delivery {
  agencyId: string
  id: string
  decisionId: string
  draftId: string
  conversationId: string
  accountId: string
  /** Null once erased. */
  text: string | null
  priceMinor: number | null
  currency: string | null
  assetIds: string[]
  state: DeliveryState
  version: number
  turnToSeq: number
  createdAt: Date
  undoUntil: Date
  changedAt: Date
  why: string | null
  externalId: string | null
  sentAt: Date | null
  settledById: string | null
}
