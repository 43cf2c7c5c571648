import type { Sql } from '../database/sql.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import type { OffersDeps } from './deps.ts'
import { redeemIn } from './redeem-offer.ts'
import { linkRedemption, type UseBehind, useBehind } from './use-store.ts'

/**
 * Reaction to an unlock: where the newest reply that asked for it came with offers, that is a redemption of each, as far
 * as `useBehind` counts it; its limits hold, and one that is full counts nothing. What was sold with it at the one price is
 * the fan's too, and only at that price.
 */
export async function noteRedemption(deps: OffersDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId, input } = task
  const { assetId, purchaseId, refundOf } = input.data
  if (typeof assetId !== 'string' || typeof purchaseId !== 'string' || typeof refundOf === 'string') return
  const unlock = { fanId: input.subject, assetId, purchaseId }
  await commit('note-redemption', async (sql) => {
    const use = await useBehind(sql, agencyId, unlock)
    if (!use || use.offerIds.length === 0) return
    const { fanId } = unlock
    const beside = use.assetIds.filter((id) => id !== assetId)
    if (beside.length > 0)
      await deps.content.unlockBeside(sql, agencyId, { fanId, assetIds: beside, purchaseId, at: use.at })
    for (const [n, offerId] of use.offerIds.entries())
      await redeemOne(deps, sql, agencyId, { offerId, fanId, key: keyOf(unlock, n === 0 ? null : offerId) }, use)
  })
}

/** Of offers that stack each has a redemption of its own. */
const keyOf = ({ fanId, purchaseId }: { fanId: string; purchaseId: string }, offerId: string | null): string =>
  `unlock ${fanId} ${offerId === null ? '' : `${offerId} `}${purchaseId}`.slice(0, 300)

async function redeemOne(
  deps: OffersDeps,
  sql: Sql,
  agencyId: string,
  { offerId, fanId, key }: { offerId: string; fanId: string; key: string },
  { draftId, amountMinor }: UseBehind,
): Promise<void> {
  const by = bySystem('offers')
  const outcome = await redeemIn(deps, sql, agencyId, { offerId, fanId, amountMinor, key }, by, { shown: true })
  if (outcome.kind === 'redeemed') return linkRedemption(sql, agencyId, { draftId, offerId }, outcome.redemption.id)
  const why = outcome.kind === 'refused' ? outcome.why : outcome.kind
  const fact = { agencyId, name: 'offer.redemption-refused', subject: offerId, by, at: deps.ground.clock.now() }
  await deps.ground.facts.record(sql, [{ ...fact, data: { fanId, draftId, why } }])
}
