import type { Sql } from '../database/sql.ts'
import { PROFILING_REFUSED } from '../drafting/index.ts'
import { brakeOf, type Guardrails, quietUntil } from '../guardrails/index.ts'
import { invariant } from '../kernel/invariant.ts'
import type { ApprovalsDeps, Held } from './hold-draft.ts'
import type { Refusal } from './refusal.ts'

/**
 * Part: whether a reply at this price must wait: for the end of the fan's quiet hours, because they spend far above their
 * own habit, or because it was suggested from a profile to which they object by now. A plain answer needn't; what nobody
 * asked for waits for the quiet hours to end, with a price or without. The fan's row is locked.
 */
export async function priceRefusal(
  { ground, agencies, fans }: Pick<ApprovalsDeps, 'ground' | 'agencies' | 'fans'>,
  sql: Sql,
  { draft, fan }: Pick<Held, 'draft' | 'fan'>,
  priceMinor: number | null,
  rules: Guardrails,
): Promise<Refusal | null> {
  const approach = draft.approachId !== null
  if (priceMinor === null && !approach) return null
  // Another draft is on its way, without a price; until it is there nobody sends this one, unless they set a price themselves.
  const isOfProfile = draft.knowledge.segment !== PROFILING_REFUSED
  if (
    fan.profilingRefusedAt &&
    isOfProfile &&
    priceMinor !== null &&
    priceMinor === draft.knowledge.price?.suggestedMinor
  )
    return { kind: 'price-of-profile' }
  const now = ground.clock.now()
  const creator = await agencies.creator(sql, draft.agencyId, draft.creatorId)
  invariant(creator, 'a draft keeps its creator')
  const { currency } = creator
  const brake =
    priceMinor === null ? null : await brakeOf(fans, sql, { agencyId: draft.agencyId, fan, currency, rules, now })
  const zone = fan.zone ?? creator.zone
  if (brake) return { kind: 'brake', until: brake.until, zone }
  const until = quietUntil(rules, zone, now)
  return until && { kind: 'quiet', until, zone, approach }
}
