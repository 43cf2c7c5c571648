import { type FanFacts, isEligible } from './audience.ts'
import { type Offer, statusOf } from './offer.ts'

/** Redemptions so far: of the offer, of this fan, and since the creator's day began. */
export interface Redeemed {
  total: number
  ofFan: number
  today: number
}

export type RedemptionRefusal = 'not-running' | 'not-eligible' | 'used-up' | 'fan-limit' | 'day-limit'

/** Why an offer can't be redeemed now; null when it can. At its last millisecond it can, at `validUntil` it can't. */
export function redemptionRefusal(
  offer: Offer,
  redeemed: Redeemed,
  fan: FanFacts,
  now: Date,
): RedemptionRefusal | null {
  if (statusOf(offer, now) !== 'active') return 'not-running'
  if (!isEligible(offer, fan, now)) return 'not-eligible'
  return limitReached(offer, redeemed)
}

/** Which of an offer's limits leaves no place; null when each does. */
export function limitReached(
  { limitTotal, limitPerFan, limitPerDay }: Pick<Offer, 'limitTotal' | 'limitPerFan' | 'limitPerDay'>,
  { total, ofFan, today }: Redeemed,
): RedemptionRefusal | null {
  if (limitTotal !== null && total >= limitTotal) return 'used-up'
  if (limitPerFan !== null && ofFan >= limitPerFan) return 'fan-limit'
  return limitPerDay !== null && today >= limitPerDay ? 'day-limit' : null
}
