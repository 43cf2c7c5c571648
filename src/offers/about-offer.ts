import type { Sql } from '../database/sql.ts'
import { type Answer, actionId, refused } from '../desk/index.ts'
import { ACTIONS, offerCard } from './cards.ts'
import type { OfferRefusal } from './change-offer.ts'
import type { OffersDeps } from './deps.ts'
import type { About } from './forms.ts'
import type { Offer } from './offer.ts'
import { words } from './words.ts'

/** Names that an offer's cards and forms show; null when its creator isn't there. */
export async function aboutOf(
  { ground, agencies, content }: OffersDeps,
  agencyId: string,
  of: { creatorId: string; audience?: Offer['audience']; contentIds?: readonly string[] },
): Promise<About | null> {
  const creators = await agencies.creators(agencyId)
  const creator = creators.find(({ id }) => id === of.creatorId)
  if (!creator) return null
  const sql: Sql = ground.database
  const forSale = await content.ofCreators(sql, agencyId, [creator.id, ...(of.audience?.creatorIds ?? [])])
  // What it holds may be retired since.
  const held = await content.assets(sql, agencyId, of.contentIds ?? [])
  const assets = [...forSale, ...[...held.values()].filter(({ id }) => forSale.every((asset) => asset.id !== id))]
  return { currency: creator.currency, zone: creator.zone, creators, assets }
}

/** The panel of one offer as it is now. */
export async function offerPanel(deps: OffersDeps, agencyId: string, offer: Offer): Promise<Answer> {
  const about = await aboutOf(deps, agencyId, offer)
  if (!about) return refused(words.gone)
  const contents = offer.contentIds.map((id) => about.assets.find((asset) => asset.id === id)?.title ?? id)
  const firstName = offer.firstById ? await operatorName(deps, agencyId, offer.firstById) : null
  return { kind: 'panel', card: offerCard(offer, { ...about, contents, firstName }, deps.ground.clock.now()) }
}

const operatorName = async ({ agencies }: OffersDeps, agencyId: string, id: string): Promise<string | null> =>
  (await agencies.operators(agencyId)).find((operator) => operator.id === id)?.name ?? null

/** Why nothing was stored, and the way on. */
export async function refusalOf(
  deps: OffersDeps,
  agencyId: string,
  offerId: string,
  refusal: OfferRefusal,
): Promise<Answer> {
  if (refusal.kind === 'over') return refused(words.over)
  if (refusal.kind === 'not-draft') return refused(words.notDraft)
  if (refusal.kind === 'same-person') return refused(words.samePerson)
  if (refusal.kind === 'people-only') return refused(words.peopleOnly(refusal.fields))
  if (refusal.kind !== 'changed') return refused(words.gone)
  const name = refusal.byId ? await operatorName(deps, agencyId, refusal.byId) : null
  return refused(words.changedBy(name, refusal.fields), [
    { action: actionId(ACTIONS.show, offerId, refusal.newest), label: words.openAgain, main: true },
  ])
}
