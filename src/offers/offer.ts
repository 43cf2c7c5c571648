import { isDeepStrictEqual } from 'node:util'
import { type Terms, termsOf } from './terms.ts'

/** What people made of it. What time makes of it is asked each time: see `statusOf`. */
export const OFFER_STATES = ['draft', 'second', 'live', 'ended'] as const
export type OfferState = (typeof OFFER_STATES)[number]

export const OFFER_STATUSES = ['draft', 'scheduled', 'active', 'expired', 'ended'] as const
export type OfferStatus = (typeof OFFER_STATUSES)[number]

/** An offer of an agency. Its creator gives the currency and the zone that its days are in. */
export interface Offer extends Terms {
  id: string
  creatorId: string
  currency: string
  /** `second`: one person started it, and another must agree before it runs. */
  state: OfferState
  version: number
  redemptionCount: number
  createdAt: Date
  changedAt: Date
  /** Null: a program of the agency. */
  changedById: string | null
  /** Who asked for it to run, while a second person must agree. */
  firstById: string | null
}

/** Never stored, so never stale: at `validUntil` itself it holds no more. */
export function statusOf(
  { state, validFrom, validUntil }: Pick<Offer, 'state' | 'validFrom' | 'validUntil'>,
  now: Date,
): OfferStatus {
  if (state === 'ended') return 'ended'
  if (now >= validUntil) return 'expired'
  if (state !== 'live') return 'draft'
  return now < validFrom ? 'scheduled' : 'active'
}

/** The same offer anew: a draft under another id, as long as the first one was, beginning now. */
export function duplicateOf(offer: Offer, { id, at, byId }: { id: string; at: Date; byId: string | null }): Offer {
  const spanMs = offer.validUntil.getTime() - offer.validFrom.getTime()
  return {
    ...offer,
    id,
    validFrom: at,
    validUntil: new Date(at.getTime() + spanMs),
    state: 'draft',
    version: 1,
    redemptionCount: 0,
    createdAt: at,
    changedAt: at,
    changedById: byId,
    firstById: null,
  }
}

/** Fields of the terms that differ, in their order. */
export function changedFields(before: Terms, now: Terms): (keyof Terms)[] {
  const was = termsOf(before)
  return (Object.keys(was) as (keyof Terms)[]).filter(
    (field) => !isDeepStrictEqual(asStored(was[field]), asStored(now[field])),
  )
}

/** As JSON holds it; the database keeps the keys of what it stores in an order of its own. */
const asStored = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
