import { dayBegan } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import { isEligible } from './audience.ts'
import type { OffersDeps } from './deps.ts'
import { type Offer, statusOf } from './offer.ts'
import { priceWith } from './price-with.ts'
import { limitReached, type RedemptionRefusal, redemptionRefusal } from './redemption.ts'
import { readFanFacts, redeemedSoFar } from './redemption-store.ts'
import { readOffer, runningOffers } from './store.ts'
import type { Priced } from './terms.ts'

/** What is asked for one asset with an offer. */
export interface PricedOffer {
  offer: Offer
  priceMinor: number
  fullMinor: number
}

/** Part: the offers that this fan may use now: running, for them, and with a place under every limit. */
export async function runningFor(
  { ground }: Pick<OffersDeps, 'ground'>,
  sql: Sql,
  agencyId: string,
  { fanId, creatorId, zone }: { fanId: string; creatorId: string; zone: string },
): Promise<Offer[]> {
  const now = ground.clock.now()
  const running = await runningOffers(sql, agencyId, creatorId, now)
  if (running.length === 0) return []
  const fan = await readFanFacts(sql, agencyId, fanId)
  const usable: Offer[] = []
  for (const offer of running.filter((each) => fan !== null && isEligible(each, fan, now))) {
    const day = { offerId: offer.id, fanId, dayBegan: dayBegan(zone, now) }
    if (limitReached(offer, await redeemedSoFar(sql, agencyId, day)) === null) usable.push(offer)
  }
  return usable
}

/** Part: why an offer may not be used by this fan now; null when it may. `gone`: there is none. */
export async function standingOf(
  { ground, agencies }: Pick<OffersDeps, 'ground' | 'agencies'>,
  sql: Sql,
  agencyId: string,
  { offerId, fanId }: { offerId: string; fanId: string },
): Promise<{ offer: Offer | null; zone: string; why: RedemptionRefusal | 'gone' | null }> {
  const offer = await readOffer(sql, agencyId, offerId)
  const fan = await readFanFacts(sql, agencyId, fanId)
  if (!offer || !fan) return { offer: null, zone: 'UTC', why: 'gone' }
  const now = ground.clock.now()
  const zone = (await agencies.creator(sql, agencyId, offer.creatorId))?.zone ?? 'UTC'
  const redeemed = await redeemedSoFar(sql, agencyId, { offerId, fanId, dayBegan: dayBegan(zone, now) })
  return { offer, zone, why: redemptionRefusal(offer, redeemed, fan, now) }
}

/** The offer that makes one asset cheapest, and for how much; null where none does. Bundles and pairs aren't one asset. */
export function bestFor(
  offers: readonly Offer[],
  asset: Priced & { currency: string },
  { floorMinor, now }: { floorMinor: number; now: Date },
): PricedOffer | null {
  const fit = offers.filter((offer) => offer.currency === asset.currency && statusOf(offer, now) === 'active')
  const priced = fit.map((offer) => ({ offer, ...priceWith([offer], [asset], floorMinor) }))
  const [best] = priced
    .filter(({ offerIds }) => offerIds.length > 0)
    .toSorted((a, b) => a.priceMinor - b.priceMinor || (a.offer.id < b.offer.id ? -1 : 1))
  return best ? { offer: best.offer, priceMinor: best.priceMinor, fullMinor: best.fullMinor } : null
}
