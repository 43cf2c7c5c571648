import type { Asset } from '../content/index.ts'
import { type Finding, judge } from '../guardrails/index.ts'
import { bestFor, judgeBeside, type OfferBehind, type PricedOffer } from '../offers/index.ts'
import { ladderOf, type PriceSuggestion, priceWithinCaps } from '../pricing/index.ts'
import type { Gathered } from './gather.ts'
import { words } from './proposal-words.ts'
import type { Proposal } from './writer.ts'

/** What a reply offers, and for how much. */
export function offered({ upsell, assetId }: Proposal, gathered: Gathered) {
  const asset = gathered.assets.find(({ id }) => id === assetId) ?? gathered.assets[0]
  const { price, offer } = suggestPrice(gathered, asset)
  return upsell ? { asset, price, offer } : { asset, price: null, offer: null }
}

/**
 * What is wrong with what would be shown: the reply, and a model's translation of it. What the fan's words say in translation may
 * be what no rule knows in their own language: `fan` is a finding that must reach a person. Null when the judge can't run:
 * then there is no draft.
 */
export function judgeProposal(
  proposal: Proposal,
  gathered: Gathered,
): { refused: Finding[]; fan: Finding | null } | null {
  const { text, translations } = proposal
  const { rules, turn, released } = gathered
  try {
    const { price, offer } = offered(proposal, gathered)
    const { currency, zone } = gathered.creator
    const behind = {
      price: price && { minor: price.priceMinor, currency },
      beside: offer && besideOf(offer, gathered.now, zone),
    }
    const refused = [text, translations?.reply ?? '']
      .flatMap((each) => judgeBeside(each, 'draft', rules, behind).findings)
      .filter(({ level }) => level >= 2)
    const fan = judge(translations?.fan ?? '', 'fan', rules).findings.toSorted((a, b) => b.level - a.level)[0]
    // What a manager has released is released in translation too.
    const isReleased = turn.toSeq <= (released ?? 0)
    return { refused, fan: fan && fan.level >= 2 && !isReleased ? fan : null }
  } catch {
    return null
  }
}

/** What may be said of a price with offers: until the first of them ends. */
function besideOf({ offer, beside, assets, fullMinor }: PricedOffer, now: Date, zone: string): OfferBehind {
  const dearestMinor = Math.max(...assets.map(({ priceMinor }) => priceMinor))
  return { offer: { ...offer, validUntil: endOf({ offer, beside }) }, fullMinor, dearestMinor, now, zone }
}

/** When a price with offers holds no more. */
export const endOf = ({ offer, beside }: Pick<PricedOffer, 'offer' | 'beside'>): Date =>
  new Date(Math.min(...[offer, ...beside].map(({ validUntil }) => validUntil.getTime())))

/**
 * No price where there is nothing the fan doesn't own yet, for who objects to profiling, and where the caps leave too
 * little. Where an offer runs for the fan, it is the offer's price, within the same bounds.
 */
export function suggestPrice(
  gathered: Gathered,
  asset: Asset | undefined,
): { price: PriceSuggestion | null; capped: string | null; offer: PricedOffer<Asset> | null } {
  const { score, ownUnlocks, rules, creator, demand, capLeft } = gathered
  if (!asset || asset.currency !== creator.currency || score.segment === null)
    return { price: null, capped: null, offer: null }
  const { open, ...known } = demand
  const input = {
    asset,
    segment: score.segment,
    history: score.history,
    ownUnlocks,
    similar: score.similarUnlocks,
    ...known,
    openMinor: open.find(({ assetId }) => assetId === asset.id)?.priceMinor ?? null,
    bounds: { floorMinor: rules.floorMinor, ceilingMinor: rules.ceilingMinor },
    ladderMinor: ladderOf(creator.currency),
    currency: creator.currency,
  }
  const suggested = priceWithinCaps(input, capLeft)
  const offer = suggested.price && offerWithin(gathered, asset)
  if (!suggested.price || !offer) return { ...suggested, offer: null }
  const { priceMinor, fullMinor } = offer
  const names = [offer.offer, ...offer.beside].map(({ name }) => name)
  const reason = words.withOffer(names, { minor: priceMinor, currency: creator.currency }, fullMinor)
  return {
    price: { ...suggested.price, priceMinor, reasons: [reason, ...suggested.price.reasons] },
    capped: null,
    offer,
  }
}

/** What offers make of the listed prices, where floor, ceiling and caps leave room for it. */
function offerWithin({ offers, alongside, rules, capLeft, now }: Gathered, asset: Asset): PricedOffer<Asset> | null {
  const mostMinor = Math.min(rules.ceilingMinor, capLeft?.leftMinor ?? rules.ceilingMinor)
  return bestFor(offers, asset, alongside, { floorMinor: rules.floorMinor, mostMinor, now })
}
