import { z } from 'zod'
import type { Sql } from '../database/sql.ts'
import type { Cause } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { operatorOf } from './change-offer.ts'
import type { OffersDeps } from './deps.ts'
import { limitReached, type RedemptionRefusal, redemptionRefusal } from './redemption.ts'
import { insertRedemption, type Redemption, readFanFacts, redemptionByKey } from './redemption-store.ts'
import { redeemedNow } from './running.ts'
import { lockOffer } from './store.ts'

/** `amountMinor`: what was paid with it, in the offer's currency. The same `key` again is the same redemption. */
export const NewRedemption = z.strictObject({
  offerId: z.uuid(),
  fanId: z.uuid(),
  amountMinor: z.int().min(0).max(100_000_000),
  key: z.string().min(1).max(300),
})
export type NewRedemption = z.input<typeof NewRedemption>

export type RedemptionOutcome =
  | { kind: 'redeemed'; redemption: Redemption; again: boolean }
  | { kind: 'unknown-offer' }
  | { kind: 'unknown-fan' }
  /** The key stood on another redemption before. */
  | { kind: 'other-key' }
  | { kind: 'refused'; why: RedemptionRefusal }

/** Logs that a fan made use of an offer. Refused ones count nothing. Bad input throws a `ZodError`. */
export async function redeemOffer(
  deps: OffersDeps,
  agencyId: string,
  input: NewRedemption,
  by: Cause,
): Promise<RedemptionOutcome> {
  const redemption = NewRedemption.parse(input)
  return deps.ground.database.transaction('redeem-offer', (sql) => redeemIn(deps, sql, agencyId, redemption, by))
}

/** Part: of `redeemOffer`. Under the offer's row lock, so that two at once can't both take the last place. `shown`: the
 * fan was offered it while it ran, so that only its limits count. */
export async function redeemIn(
  deps: Pick<OffersDeps, 'ground' | 'agencies'>,
  sql: Sql,
  agencyId: string,
  { offerId, fanId, amountMinor, key }: z.output<typeof NewRedemption>,
  by: Cause,
  { shown = false }: { shown?: boolean } = {},
): Promise<RedemptionOutcome> {
  const offer = await lockOffer(sql, agencyId, offerId)
  if (!offer) return { kind: 'unknown-offer' }
  const before = await redemptionByKey(sql, agencyId, key)
  if (before) {
    const same = before.offerId === offerId && before.fanId === fanId && before.amountMinor === amountMinor
    return same ? { kind: 'redeemed', redemption: before, again: true } : { kind: 'other-key' }
  }
  const fan = await readFanFacts(sql, agencyId, fanId)
  if (!fan) return { kind: 'unknown-fan' }
  const { ground } = deps
  const at = ground.clock.now()
  const { redeemed } = await redeemedNow(deps, sql, agencyId, offer, fanId)
  const why = shown ? limitReached(offer, redeemed) : redemptionRefusal(offer, redeemed, fan, at)
  if (why !== null) return { kind: 'refused', why }
  const { currency } = offer
  const redemption = { id: newId(ground.clock), offerId, fanId, amountMinor, currency, key, at, byId: operatorOf(by) }
  // On another offer at the same instant: what is locked here doesn't hold it back.
  if (!(await insertRedemption(sql, agencyId, redemption))) return { kind: 'other-key' }
  const data = { redemptionId: redemption.id, fanId, amountMinor, currency }
  await ground.facts.record(sql, [{ agencyId, name: 'offer.redeemed', subject: offerId, by, data, at }])
  return { kind: 'redeemed', redemption, again: false }
}
