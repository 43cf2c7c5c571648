import { type Offer, statusOf } from './offer.ts'
import { priceWith } from './price-with.ts'
import type { Priced } from './terms.ts'

/** What is asked with offers: for one asset, or for several that are sold together. */
export interface PricedOffer<A = Sold> {
  /** What the price is called by. */
  offer: Offer
  /** The others that the price is made with: all of them stack. */
  beside: Offer[]
  /** What is sold at the price; the asset that was asked for comes first. */
  assets: A[]
  priceMinor: number
  fullMinor: number
}

export type Sold = Priced & { currency: string; title: string }

/** What a price must keep to, in minor units. */
export interface Within {
  floorMinor: number
  mostMinor: number
  now: Date
}

/**
 * The price with running offers that takes most off: of the asset alone, or of it together with what a bundle or a pair
 * asks for. `unowned`: what else this fan could be sold; a bundle of which they own a part is none. Null where no offer makes
 * it cheaper within the bounds.
 */
export function bestFor<A extends Sold>(
  offers: readonly Offer[],
  asset: A,
  unowned: readonly A[],
  { floorMinor, mostMinor, now }: Within,
): PricedOffer<A> | null {
  const fit = offers.filter((offer) => offer.currency === asset.currency && statusOf(offer, now) === 'active')
  const others = unowned.filter(({ id, currency }) => id !== asset.id && currency === asset.currency)
  const sets: { assets: A[]; named: string | null }[] = [
    { assets: [asset], named: null },
    ...fit.flatMap((offer) => {
      const assets = togetherWith(offer, asset, others)
      return assets ? [{ assets, named: offer.id }] : []
    }),
  ]
  const [best] = sets
    .flatMap(({ assets, named }) => pricedSet(fit, assets, named, floorMinor) ?? [])
    .filter(({ priceMinor }) => priceMinor >= Math.max(1, floorMinor) && priceMinor <= mostMinor)
    .toSorted((a, b) => off(b) - off(a) || a.assets.length - b.assets.length || (a.offer.id < b.offer.id ? -1 : 1))
  return best ?? null
}

const off = ({ fullMinor, priceMinor }: PricedOffer<unknown>): number => fullMinor - priceMinor

/** What a bundle or a pair would sell with this asset; null where it is for one asset, or a part is missing. */
function togetherWith<A extends Sold>({ discountType, contentIds }: Offer, asset: A, others: readonly A[]): A[] | null {
  const covers = ({ id }: A): boolean => contentIds.length === 0 || contentIds.includes(id)
  if (!covers(asset)) return null
  if (discountType === 'bundle') {
    const rest = others.filter(({ id }) => contentIds.includes(id))
    return contentIds.length > 1 && rest.length === contentIds.length - 1 ? [asset, ...rest] : null
  }
  if (discountType !== 'bogo') return null
  const fit = others.filter((each) => covers(each) && each.priceMinor > 0)
  // The dearest that is still free with this one; else the asset itself is the free one, of the least that can be paid.
  const [free] = fit
    .filter((each) => each.priceMinor <= asset.priceMinor)
    .toSorted((a, b) => b.priceMinor - a.priceMinor || (a.id < b.id ? -1 : 1))
  const [paid] = fit.toSorted((a, b) => a.priceMinor - b.priceMinor || (a.id < b.id ? -1 : 1))
  const second = free ?? paid
  return second ? [asset, second] : null
}

/** Null where no offer makes it cheaper, or the one that says what is sold together has no part in the price. */
function pricedSet<A extends Sold>(
  offers: readonly Offer[],
  assets: A[],
  named: string | null,
  floorMinor: number,
): PricedOffer<A> | null {
  const { priceMinor, fullMinor, offerIds } = priceWith(offers, assets, floorMinor)
  const applied = needed(
    offers.filter(({ id }) => offerIds.includes(id)),
    assets,
    { floorMinor, priceMinor },
  )
  const [lead, ...beside] = applied.toSorted(
    (a, b) => Number(b.id === named) - Number(a.id === named) || (a.id < b.id ? -1 : 1),
  )
  if (!lead || (named !== null && lead.id !== named)) return null
  return { offer: lead, beside, assets, priceMinor, fullMinor }
}

/** Without those that the price would be the same without: a fan has not used what did nothing. */
function needed(
  offers: readonly Offer[],
  assets: readonly Priced[],
  { floorMinor, priceMinor }: { floorMinor: number; priceMinor: number },
): Offer[] {
  let kept = [...offers]
  for (const { id } of offers) {
    const rest = kept.filter((other) => other.id !== id)
    const without = priceWith(rest, assets, floorMinor)
    if (rest.length > 0 && without.priceMinor === priceMinor && without.offerIds.length === rest.length) kept = rest
  }
  return kept
}
