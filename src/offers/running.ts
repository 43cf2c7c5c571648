import { dayBegan } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import { isEligible } from './audience.ts'
import type { OffersDeps } from './deps.ts'
import type { Offer } from './offer.ts'
import type { OfferBehind } from './offer-claims.ts'
import { priceWith } from './price-with.ts'
import { limitReached, type Redeemed, type RedemptionRefusal, redemptionRefusal } from './redemption.ts'
import { readFanFacts, redeemedSoFar } from './redemption-store.ts'
import { readOffer, runningOffers } from './store.ts'

type Deps = Pick<OffersDeps, 'ground' | 'agencies' | 'content'>

/**
 * Part: redemptions so far, and the zone whose day they are counted in: always that of the offer's own creator, whoever's
 * fan asks. The one place that says so.
 */
export async function redeemedNow(
  { ground, agencies }: Pick<OffersDeps, 'ground' | 'agencies'>,
  sql: Sql,
  agencyId: string,
  { id, creatorId }: Offer,
  fanId: string,
): Promise<{ redeemed: Redeemed; zone: string }> {
  const zone = (await agencies.creator(sql, agencyId, creatorId))?.zone ?? 'UTC'
  const day = { offerId: id, fanId, dayBegan: dayBegan(zone, ground.clock.now()) }
  return { redeemed: await redeemedSoFar(sql, agencyId, day), zone }
}

/** Part: the offers that this fan may use now: running, for them, and with a place under every limit. */
export async function runningFor(
  deps: Pick<OffersDeps, 'ground' | 'agencies'>,
  sql: Sql,
  agencyId: string,
  { fanId, creatorId }: { fanId: string; creatorId: string },
): Promise<Offer[]> {
  const now = deps.ground.clock.now()
  const running = await runningOffers(sql, agencyId, creatorId, now)
  if (running.length === 0) return []
  const fan = await readFanFacts(sql, agencyId, fanId)
  const usable: Offer[] = []
  for (const offer of running.filter((each) => fan !== null && isEligible(each, fan, now))) {
    const { redeemed } = await redeemedNow(deps, sql, agencyId, offer, fanId)
    if (limitReached(offer, redeemed) === null) usable.push(offer)
  }
  return usable
}

/** A reply that goes with offers, as it was drafted: what it sells and what that cost then, in minor units. */
export interface OfferUseAsked {
  /** What the price is called by comes first. */
  offerIds: readonly string[]
  fanId: string
  creatorId: string
  assetIds: readonly string[]
  priceMinor: number
  fullMinor: number
}

export type NotStanding = RedemptionRefusal | 'gone' | 'owned' | 'changed'

/** `why` null: all of it is true now. `floorMinor`: with these offers nothing costs less. */
export interface Standing {
  behind: OfferBehind | null
  floorMinor: number
  why: NotStanding | null
}

const GONE: Standing = { behind: null, floorMinor: 0, why: 'gone' }

/**
 * Part: whether what a reply says and asks with offers holds at this moment: each of them runs for this fan within its
 * limits, everything sold is for sale and not theirs yet, and together they still make the price that was drafted.
 * `floorMinor`: the guardrails'.
 */
export async function standingOf(
  deps: Deps,
  sql: Sql,
  agencyId: string,
  use: OfferUseAsked,
  floorMinor: number,
): Promise<Standing> {
  const fan = await readFanFacts(sql, agencyId, use.fanId)
  const now = deps.ground.clock.now()
  const offers: Offer[] = []
  const zones: string[] = []
  for (const id of use.offerIds) {
    const offer = await readOffer(sql, agencyId, id)
    if (!offer || !fan) return GONE
    const { redeemed, zone } = await redeemedNow(deps, sql, agencyId, offer, use.fanId)
    const why = redemptionRefusal(offer, redeemed, fan, now)
    if (why !== null) return { ...GONE, why }
    offers.push(offer)
    zones.push(zone)
  }
  const [lead] = offers
  if (!lead) return GONE
  const unowned = await deps.content.unownedOf(sql, agencyId, use)
  const assets = use.assetIds.flatMap((id) => unowned.find((asset) => asset.id === id) ?? [])
  if (assets.length < use.assetIds.length) return { ...GONE, why: 'owned' }
  const price = priceWith(offers, assets, floorMinor)
  const isSame =
    price.priceMinor === use.priceMinor &&
    price.fullMinor === use.fullMinor &&
    offers.every(({ id }) => price.offerIds.includes(id)) &&
    assets.every(({ currency }) => offers.every((offer) => offer.currency === currency))
  if (!isSame) return { ...GONE, why: 'changed' }
  // What is said of an end must be true of all that make the price.
  const validUntil = new Date(Math.min(...offers.map((offer) => offer.validUntil.getTime())))
  const dearestMinor = Math.max(...assets.map((asset) => asset.priceMinor))
  const zone = zones[0] ?? 'UTC'
  const behind = { offer: { ...lead, validUntil }, fullMinor: use.fullMinor, dearestMinor, now, zone }
  return { behind, floorMinor: Math.max(...offers.map((offer) => offer.floorMinor)), why: null }
}
