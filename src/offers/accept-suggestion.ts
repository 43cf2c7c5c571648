import type { Cause } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type OfferChanged, storeDraft } from './change-offer.ts'
import type { OffersDeps } from './deps.ts'
import { acceptedInto, lockSuggestion } from './figures-store.ts'
import { readOffer } from './store.ts'
import { OfferFields } from './terms.ts'
import { daysLater } from './validity.ts'

const WEEK = 7

/** A suggestion becomes a draft of a week, once: accepted again, it is the same draft. `gone`: there is none. */
export async function acceptSuggestion(
  deps: OffersDeps,
  agencyId: string,
  id: string,
  by: Cause,
): Promise<OfferChanged | { kind: 'gone' }> {
  const { database, clock } = deps.ground
  return database.transaction('accept-suggestion', async (sql): Promise<OfferChanged | { kind: 'gone' }> => {
    const suggestion = await lockSuggestion(sql, agencyId, id)
    const creator = suggestion && (await deps.agencies.creator(sql, agencyId, suggestion.creatorId))
    if (!suggestion || !creator) return { kind: 'gone' }
    const before = suggestion.offerId && (await readOffer(sql, agencyId, suggestion.offerId))
    if (before) return { kind: 'stored', offer: before }
    const validFrom = clock.now()
    const terms = OfferFields.parse({
      ...suggestion.terms,
      ...{ validFrom, validUntil: daysLater(creator.zone, validFrom, WEEK) },
    })
    const made = await storeDraft(deps, sql, { agencyId, creatorId: creator.id, terms, id: newId(clock) }, by)
    if (made.kind === 'stored') await acceptedInto(sql, agencyId, id, made.offer.id)
    return made
  })
}
