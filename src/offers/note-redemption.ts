import { bySystem, type TaskRun } from '../facts/index.ts'
import type { OffersDeps } from './deps.ts'
import { redeemIn } from './redeem-offer.ts'
import { linkRedemption, useBehind } from './use-store.ts'

/**
 * Reaction to an unlock: where the newest reply that offered it came with an offer, that is a redemption. The offer may be
 * over by then, as it was shown while it ran; its limits hold, and one that is full counts nothing.
 */
export async function noteRedemption(deps: OffersDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId, input } = task
  const { assetId, purchaseId, refundOf } = input.data
  if (typeof assetId !== 'string' || typeof purchaseId !== 'string' || typeof refundOf === 'string') return
  const unlock = { fanId: input.subject, assetId, purchaseId }
  await commit('note-redemption', async (sql) => {
    const use = await useBehind(sql, agencyId, unlock)
    if (!use) return
    const { offerId, amountMinor, draftId } = use
    const { fanId } = unlock
    const by = bySystem('offers')
    const redemption = { offerId, fanId, amountMinor, key: `unlock ${fanId} ${purchaseId}`.slice(0, 300) }
    const outcome = await redeemIn(deps, sql, agencyId, redemption, by, { shown: true })
    if (outcome.kind === 'redeemed') return linkRedemption(sql, agencyId, draftId, outcome.redemption.id)
    const why = outcome.kind === 'refused' ? outcome.why : outcome.kind
    const fact = { agencyId, name: 'offer.redemption-refused', subject: offerId, by, at: deps.ground.clock.now() }
    await deps.ground.facts.record(sql, [{ ...fact, data: { fanId, draftId, why } }])
  })
}
