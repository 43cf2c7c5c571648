import { newId } from '../kernel/ids.ts'
import type { OffersDeps } from './deps.ts'
import { bestHour, insertSuggestion, pairsBought } from './figures-store.ts'
import { type Suggestion, suggestOffers } from './suggest.ts'
import { words } from './words.ts'

const SINCE_MS = 180 * 86_400_000
const FEWEST_BOTH = 5

export type Suggested = { suggestions: (Suggestion & { id: string })[]; reason: string | null }

/** What the figures of a creator propose, kept so that each can be accepted later. Empty with the reason where they say nothing. */
export async function suggestFor(deps: OffersDeps, agencyId: string, creatorId: string): Promise<Suggested> {
  const { database, clock } = deps.ground
  const creator = await deps.agencies.creator(database, agencyId, creatorId)
  if (!creator) return { suggestions: [], reason: words.gone }
  const { currency, zone } = creator
  const now = clock.now()
  const since = new Date(now.getTime() - SINCE_MS)
  let found: Suggestion[]
  try {
    const { floorMinor, ceilingMinor } = await deps.guardrails.rules(database, agencyId, creatorId)
    const assets = await deps.content.ofCreators(database, agencyId, [creatorId])
    found = suggestOffers({
      currency,
      assets: assets.filter((asset) => asset.currency === currency),
      pairs: await pairsBought(database, agencyId, { creatorId, since, fewest: FEWEST_BOTH }),
      answers: await deps.pricing.answers(database, agencyId, creatorId),
      typicalMinor: await deps.content.typicalPrice(database, agencyId, creatorId, currency),
      bounds: { floorMinor, ceilingMinor },
      bestHour: await bestHour(database, agencyId, { creatorId, since, zone }),
    })
  } catch {
    return { suggestions: [], reason: words.figuresAway }
  }
  if (found.length === 0) return { suggestions: [], reason: words.noSuggestions }
  const suggestions = found.map((each) => ({ ...each, id: newId(clock) }))
  await database.transaction('keep-suggestions', async (sql) => {
    for (const { id, kind, terms } of suggestions)
      await insertSuggestion(sql, agencyId, { id, creatorId, kind, terms, at: now })
  })
  return { suggestions, reason: null }
}
