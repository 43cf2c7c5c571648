import type { Actor } from '../desk/index.ts'
import { changeOffer, factOf, nextVersion, type OfferChanged, type Seen, takesTwo } from './change-offer.ts'
import { checkRunning } from './check-terms.ts'
import type { OffersDeps } from './deps.ts'
import { statusOf } from './offer.ts'
import { updateOffer } from './store.ts'

const byOf = ({ operatorId }: Actor) => ({ kind: 'operator' as const, id: operatorId })

/**
 * Lets a draft run from its beginning, by a person. Where it takes off more than the guardrails let one person give, it
 * waits for a second one. Throws a `ZodError` where it can't run: see `checkRunning`.
 */
export async function startOffer(deps: OffersDeps, actor: Actor, seen: Seen): Promise<OfferChanged> {
  const { agencyId } = actor
  return changeOffer(deps, 'start-offer', agencyId, seen, async (sql, offer, at) => {
    if (['ended', 'expired'].includes(statusOf(offer, at))) return { kind: 'over' }
    if (offer.state !== 'draft') return { kind: 'not-draft' }
    const percent = await checkRunning(deps, sql, agencyId, offer)
    const two = await takesTwo(deps, sql, agencyId, offer, percent)
    const next = {
      ...nextVersion(offer, byOf(actor), at),
      ...(two ? { state: 'second' as const, firstById: actor.operatorId } : { state: 'live' as const }),
    }
    await updateOffer(sql, agencyId, next)
    const name = two ? 'offer.second-asked' : 'offer.started'
    await deps.ground.facts.record(sql, [factOf(agencyId, next, name, byOf(actor), { percent })])
    return { kind: 'stored', offer: next }
  })
}

/**
 * The second person's word: the offer runs as the first one saw it. Anybody who steers offers, but never the first; where a
 * program made it so there is no first one yet, and whoever agrees is that.
 */
export async function agreeToOffer(deps: OffersDeps, actor: Actor, seen: Seen): Promise<OfferChanged> {
  const { agencyId } = actor
  return changeOffer(deps, 'agree-to-offer', agencyId, seen, async (sql, offer, at) => {
    if (['ended', 'expired'].includes(statusOf(offer, at))) return { kind: 'over' }
    if (offer.state !== 'second') return { kind: 'not-draft' }
    if (offer.firstById === actor.operatorId) return { kind: 'same-person' }
    // Others may have begun meanwhile that stack with it.
    const percent = await checkRunning(deps, sql, agencyId, offer)
    if (offer.firstById === null && (await takesTwo(deps, sql, agencyId, offer, percent))) {
      const asked = { ...nextVersion(offer, byOf(actor), at), firstById: actor.operatorId }
      await updateOffer(sql, agencyId, asked)
      await deps.ground.facts.record(sql, [factOf(agencyId, asked, 'offer.second-asked', byOf(actor), { percent })])
      return { kind: 'stored', offer: asked }
    }
    const next = { ...nextVersion(offer, byOf(actor), at), state: 'live' as const, firstById: null }
    await updateOffer(sql, agencyId, next)
    const more = { percent, firstById: offer.firstById }
    await deps.ground.facts.record(sql, [factOf(agencyId, next, 'offer.started', byOf(actor), more)])
    return { kind: 'stored', offer: next }
  })
}
