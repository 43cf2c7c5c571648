import type { Fan } from '../fans/index.ts'
import type { Conversation } from '../inbox/index.ts'
import type { DraftingDeps } from './gather.ts'

/** Stands for a fan or a conversation that isn't there: the id of no row. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** An alias as of a fan without a name, so that no reply greets it. */
const NAMELESS = 'Fan 1000'

/** One that never began. */
export const emptyConversation = (creatorId: string): Conversation => ({
  ...{ id: NOBODY, accountId: NOBODY, creatorId, fanId: NOBODY },
  ...{ inboundSeq: 0, answeredSeq: 0, lastInboundAt: null, lastOutboundAt: null },
})

/** Somebody of whom nothing is known, and their empty conversation. */
export function strangerOf(
  { ground }: Pick<DraftingDeps, 'ground'>,
  creatorId: string,
): { conversation: Conversation; stranger: Fan } {
  const stranger: Fan = {
    ...{ id: NOBODY, accountId: NOBODY, creatorId, externalId: '', name: NAMELESS },
    ...{ purchaseCount: 0, spentMinor: 0, firstPurchaseAt: null, lastPurchaseAt: null },
    ...{ firstSeenAt: ground.clock.now(), frozenAt: null, frozenReason: null },
    ...{ profilingRefusedAt: null, zone: null },
  }
  return { conversation: emptyConversation(creatorId), stranger }
}
