import type { Turn } from '../inbox/index.ts'
import type { Approach } from './approach-store.ts'
import { type DraftingDeps, gather, gatherTurn } from './gather.ts'
import { isHeldOut } from './hold-out.ts'
import { heldOutPercent } from './hold-out-store.ts'
import type { Known } from './obstacle.ts'
import { emptyConversation } from './stranger.ts'

/** All that a draft nobody waits for is made from; null when its fan or creator isn't there. */
export async function gatherApproach(deps: DraftingDeps, approach: Approach): Promise<Known | null> {
  const { ground, inbox, content, guardrails } = deps
  const { agencyId, fanId, creatorId, assetId, offerId } = approach
  const sql = ground.database
  const fan = await deps.fans.fan(sql, agencyId, fanId)
  if (!fan) return null
  const begun = await inbox.ofFan(sql, agencyId, fanId)
  const conversation = begun ?? { ...emptyConversation(creatorId), fanId, accountId: fan.accountId }
  // Nothing to answer: what follows the last message.
  const { inboundSeq } = conversation
  const turn: Turn = {
    ...{ fromSeq: inboundSeq + 1, toSeq: inboundSeq, messageId: '', at: ground.clock.now() },
    ...{ messages: [], deleted: [] },
  }
  const gathered = await gatherTurn(deps, agencyId, { conversation, turn })
  if (!gathered) return null
  const named = assetId === null ? null : await content.offerable(sql, agencyId, { creatorId, fanId, assetId })
  const waits = begun !== null && (await gather(deps, agencyId, begun.id)) !== null
  const heldOut = fan.purchaseCount > 0 ? await heldOutPercent(sql, agencyId, creatorId) : 0
  const asking = { fanId, priceMinor: null, approach: true }
  return {
    ...gathered,
    // The one it names and no other; else whatever runs for them.
    offers: offerId === null ? gathered.offers : gathered.offers.filter(({ id }) => id === offerId),
    assets: assetsFor(approach, gathered.assets, named),
    approach,
    assetTrouble: typeof named === 'string' ? named : null,
    isBeingAnswered: waits || gathered.unsettled.length > 0,
    unanswered: begun && (await inbox.turn(sql, agencyId, begun, true)),
    // As of when it was asked for: a quarter that ends meanwhile changes nothing.
    isHeldOut: isHeldOut(heldOut, { agencyId, fanId, at: approach.askedAt }),
    room: await guardrails.room(sql, agencyId, asking, gathered.rules),
  }
}

/** The one it names; else the fan's newest where it is to sell or its words speak of one; else none. */
function assetsFor(
  { purpose, template }: Approach,
  newest: Known['assets'],
  named: Awaited<ReturnType<DraftingDeps['content']['offerable']>> | null,
): Known['assets'] {
  if (named !== null) return typeof named === 'string' ? [] : [named]
  const sells = purpose === 'upsell' || /\{\{\s*(?:asset|price)\s*\}\}/.test(template ?? '')
  return sells ? newest : []
}
