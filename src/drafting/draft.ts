import type { Meter } from '../language-model/index.ts'
import type { OfferUseAsked } from '../offers/index.ts'

/**
 * A draft's life. `open`, `redrafting`, `snoozed` and `second` (one person approved, another must) are live: a conversation
 * has at most one such card. `accepted` waits for its delivery. The others are settled.
 */
export const DRAFT_STATES = [
  'open',
  'redrafting',
  'snoozed',
  'second',
  'accepted',
  'sent',
  'stopped',
  'escalated',
  'released',
  'dismissed',
  'superseded',
  'elsewhere',
] as const
export type DraftState = (typeof DRAFT_STATES)[number]

export type DraftEvent =
  | 'ask-redraft'
  | 'give-up-redraft'
  | 'change-price'
  | 'snooze'
  | 'wake'
  | 'ask-second'
  | 'send-back'
  | 'accept'
  | 'escalate'
  | 'release'
  | 'dismiss'
  | 'reopen'
  | 'supersede'
  | 'answer-elsewhere'
  | 'deliver'
  | 'withdraw'
  | 'stop'

/** The whole machine: what may happen in a state, and where it leads. */
const MACHINE: Record<DraftState, Partial<Record<DraftEvent, DraftState>>> = {
  open: {
    'ask-redraft': 'redrafting',
    'change-price': 'open',
    snooze: 'snoozed',
    'ask-second': 'second',
    accept: 'accepted',
    escalate: 'escalated',
    release: 'released',
    dismiss: 'dismissed',
    supersede: 'superseded',
    'answer-elsewhere': 'elsewhere',
  },
  redrafting: { 'give-up-redraft': 'open', supersede: 'superseded', 'answer-elsewhere': 'elsewhere' },
  snoozed: { wake: 'open', dismiss: 'dismissed', supersede: 'superseded', 'answer-elsewhere': 'elsewhere' },
  second: { accept: 'accepted', 'send-back': 'open', supersede: 'superseded', 'answer-elsewhere': 'elsewhere' },
  accepted: { deliver: 'sent', withdraw: 'open', stop: 'stopped' },
  dismissed: { reopen: 'open' },
  sent: {},
  stopped: {},
  escalated: {},
  released: {},
  superseded: {},
  elsewhere: {},
}

/** The state after an event, or null when it can't happen in this one. */
export function afterEvent(state: DraftState, event: DraftEvent): DraftState | null {
  return MACHINE[state][event] ?? null
}

/**
 * Whether a draft is answered already, so that it need not leave. One that no message asked for is, when something was
 * sent since it was made.
 */
export const isAnswered = (
  draft: Pick<Draft, 'approachId' | 'turnToSeq' | 'createdAt'>,
  { answeredSeq, lastOutboundAt }: { answeredSeq: number; lastOutboundAt: Date | null },
): boolean =>
  draft.approachId === null
    ? answeredSeq >= draft.turnToSeq
    : lastOutboundAt !== null && isOlderThan(draft, lastOutboundAt)

/** Whether what was sent then answers this draft: all that answers its turn does, but for one made of no turn. */
export const isOlderThan = (draft: Pick<Draft, 'approachId' | 'createdAt'>, sentAt: Date): boolean =>
  draft.approachId === null || draft.createdAt < sentAt

const LIVE: readonly DraftState[] = ['open', 'redrafting', 'snoozed', 'second']
export const isLive = (state: DraftState): boolean => LIVE.includes(state)

/** What the next draft of a turn can be asked to be. */
export const VARIANTS = ['shorter', 'warmer', 'no-sale'] as const
export type Variant = (typeof VARIANTS)[number]

/** A model's translations into the operators' language, beside the words themselves; never sent. */
export interface Translations {
  /** Of the reply, `fr`. */
  language: string
  fan: string | null
  reply: string | null
}

export interface Draft {
  agencyId: string
  id: string
  conversationId: string
  fanId: string
  creatorId: string
  accountId: string
  state: DraftState
  version: number
  outcome: 'DRAFT' | 'ESCALATE'
  level: number
  category: string | null
  rule: string | null
  text: string | null
  confidence: number | null
  reasons: string[]
  warning: string | null
  upsell: boolean
  priceMinor: number | null
  currency: string
  assetId: string | null
  knowledge: Knowledge
  personaVersion: number | null
  writer: string
  attempt: number
  /** The newest message of the turn, by whose id logs and traces find all that came of it; null on older cards. */
  messageId: string | null
  turnFromSeq: number
  turnToSeq: number
  turnAt: Date
  dueAt: Date
  createdAt: Date
  drawnAt: Date
  supersedesId: string | null
  supersededById: string | null
  settledAt: Date | null
  settledWhy: string | null
  claimedById: string | null
  claimedUntil: Date | null
  wakeAt: Date | null
  typedText: string | null
  escalatedById: string | null
  note: string | null
  /** While it is being redrafted: which variant was asked for; null is just another one. */
  askedFor: Variant | null
  /** Who asked for another draft, snoozed the card or approved it first of two, while it is so; and the reason they gave for snoozing. */
  handledById: string | null
  handledWhy: string | null
  /** When the writer was given up on, until the card changes again: the draft is the one from before. */
  redraftFailedAt: Date | null
  translations: Translations | null
  /** The approach it was drafted for; null: the fan wrote. */
  approachId: string | null
  /** The running offer that its price is made with. */
  offerId: string | null
}

/** Stands for the segment of who objects to profiling. */
export const PROFILING_REFUSED = 'ProfilingRefused'

/** What the draft was made from, as its card shows it: numbers and our own sentences, never a fan's words. */
export interface Knowledge {
  segment: string
  segmentReasons: string[]
  /** What was expected of the fan; absent before the first fit. */
  outlook?: string[]
  /** The writer's own confidence, before calibration, and from how many decisions that was made; absent without a draft. */
  said?: { confidence: number; decisions: number }
  situation?: string
  /** What a language model used for it; absent when none was asked. */
  meter?: Meter
  /** The fan spent far above their habit: in 24 hours, in a usual week, and until when nothing is offered. */
  brake?: { spentMinor: number; weeklyMinor: number; until: string }
  /** Of an approach: who asked for it, and why, in our words. */
  approach?: { cause: 'flow' | 'digest' | 'operator'; why: string }
  spentMinor: number
  purchases: number
  lastPurchaseAt: string | null
  price: {
    assetTitle: string
    suggestedMinor: number
    floorMinor: number
    ceilingMinor: number
    usual: { fromMinor: number; toMinor: number } | null
    reasons: string[]
    /** What is sold with the asset at the one price; absent where it is sold alone. */
    also?: { id: string; title: string }[]
    /** What it is made with; absent without an offer. */
    offer?: KnownOffer
  } | null
}

/** An offer as it was when the draft was made; older drafts know less of it. */
export interface KnownOffer {
  name: string
  fullMinor: number
  priceMinor: number
  /** `20% off`, `2 for $30`. */
  gives?: string
  endsAt?: string
  /** Others that stack with it. */
  beside?: { id: string; name: string }[]
}

type Priced = Pick<Draft, 'fanId' | 'creatorId' | 'offerId' | 'assetId' | 'knowledge'>

/** The offer that a reply at this price makes use of; null where it asks for more than the offer's price, or has none. */
export function offerUsed({ offerId, knowledge }: Pick<Priced, 'offerId' | 'knowledge'>, priceMinor: number | null) {
  const most = knowledge.price?.offer?.priceMinor
  return priceMinor !== null && most !== undefined && priceMinor <= most ? offerId : null
}

/** All that a reply at this price sells, what the card is about first. */
export const assetsSold = ({ assetId, knowledge }: Priced, priceMinor: number | null): string[] =>
  priceMinor === null || assetId === null ? [] : [assetId, ...(knowledge.price?.also ?? []).map(({ id }) => id)]

/** What a reply at this price says and asks with offers, as it was drafted; null where it makes use of none. */
export function useOfOffers(draft: Priced, priceMinor: number | null): OfferUseAsked | null {
  const leadId = offerUsed(draft, priceMinor)
  const known = draft.knowledge.price?.offer
  if (leadId === null || !known) return null
  return {
    ...{ offerIds: [leadId, ...(known.beside ?? []).map(({ id }) => id)], assetIds: assetsSold(draft, priceMinor) },
    ...{ fanId: draft.fanId, creatorId: draft.creatorId, priceMinor: known.priceMinor, fullMinor: known.fullMinor },
  }
}

/**
 * What may be asked of a draft, in minor units. What is sold together is sold so by its offer: at more than the offer's
 * price it would be another thing, so no more can be asked.
 */
export function boundsOf(
  { knowledge }: Pick<Draft, 'knowledge'>,
  bounds: { floorMinor: number; ceilingMinor: number },
) {
  const { floorMinor, ceilingMinor } = bounds
  const most = knowledge.price?.also ? knowledge.price.offer?.priceMinor : undefined
  return { floorMinor, ceilingMinor: most === undefined ? ceilingMinor : Math.min(ceilingMinor, most) }
}
