import { newId } from '../kernel/ids.ts'
import type { OffersDeps } from './deps.ts'
import { bestHour, insertSuggestion, pairsBought } from './figures-store.ts'
import { type Suggestion, suggestOffers } from './suggest.ts'
import { wordSuggestions } from './word-suggestions.ts'
import { words } from './words.ts'

const SINCE_MS = 180 * 86_400_000
const FEWEST_BOTH = 5

export type Suggested = { suggestions: (Suggestion & { id: string })[]; reason: string | null }

/**
 * What the figures of a creator propose, kept so that each can be accepted later, in a language model's words where there is
 * one. Empty with the reason where they say nothing, or can't be read or kept.
 */
export async function suggestFor(deps: OffersDeps, agencyId: string, creatorId: string): Promise<Suggested> {
  const { database, clock } = deps.ground
  try {
    const found = await fromFigures(deps, agencyId, creatorId)
    if (found === null) return { suggestions: [], reason: words.gone }
    if (found.length === 0) return { suggestions: [], reason: words.noSuggestions }
    const worded = await wordSuggestions(deps.model, agencyId, creatorId, found)
    const suggestions = worded.map((each) => ({ ...each, id: newId(clock) }))
    const at = clock.now()
    await database.transaction('keep-suggestions', async (sql) => {
      for (const { id, kind, terms } of suggestions)
        await insertSuggestion(sql, agencyId, { id, creatorId, kind, terms, at })
    })
    return { suggestions, reason: null }
  } catch {
    return { suggestions: [], reason: words.figuresAway }
  }
}

/** Null where the agency has no such creator. */
async function fromFigures(deps: OffersDeps, agencyId: string, creatorId: string): Promise<Suggestion[] | null> {
  const { database, clock } = deps.ground
  const creator = await deps.agencies.creator(database, agencyId, creatorId)
  if (!creator) return null
  const { currency, zone } = creator
  const since = new Date(clock.now().getTime() - SINCE_MS)
  const { floorMinor, ceilingMinor } = await deps.guardrails.rules(database, agencyId, creatorId)
  const assets = await deps.content.ofCreators(database, agencyId, [creatorId])
  return suggestOffers({
    currency,
    assets: assets.filter((asset) => asset.currency === currency),
    pairs: await pairsBought(database, agencyId, { creatorId, since, fewest: FEWEST_BOTH }),
    answers: await deps.pricing.answers(database, agencyId, creatorId),
    typicalMinor: await deps.content.typicalPrice(database, agencyId, creatorId, currency),
    bounds: { floorMinor, ceilingMinor },
    bestHour: await bestHour(database, agencyId, { creatorId, since, zone }),
  })
}
