import type { Priced, Terms } from './terms.ts'

export type PricingOffer = Pick<Terms, 'discountType' | 'discountValue' | 'contentIds' | 'stacks' | 'floorMinor'> & {
  id: string
}

export interface PriceWith {
  priceMinor: number
  fullMinor: number
  /** The offers that made it so; empty where none makes it cheaper. */
  offerIds: string[]
}

/** One thing to pay for: an asset, or a bundle of several. */
interface Line {
  ids: string[]
  minor: number
}

/** Bundles first, as they say what is paid for; amounts off last, as they are off what is left. */
const ORDER = ['bundle', 'bogo', 'percentage', 'fixed']

/**
 * What assets cost with offers, in integer minor units of one currency. The cheapest of: each offer alone, or all that
 * stack together. Percentages are rounded to the nearest minor unit, halves up, asset by asset. Never below nothing, below
 * `floorMinor` or an applied offer's floor, and never above the full price: what is listed below a floor stays as it is.
 */
export function priceWith(offers: readonly PricingOffer[], assets: readonly Priced[], floorMinor = 0): PriceWith {
  const fullMinor = assets.reduce((sum, { priceMinor }) => sum + priceMinor, 0)
  const stacking = offers.filter(({ stacks }) => stacks)
  const combined = stacking.length > 1 ? [stacking] : []
  let best: PriceWith = { priceMinor: fullMinor, fullMinor, offerIds: [] }
  for (const applied of [...offers.map((offer) => [offer]), ...combined]) {
    const floor = Math.max(0, floorMinor, ...applied.map((offer) => offer.floorMinor))
    const priceMinor = Math.min(fullMinor, Math.max(floor, unboundedMinor(applied, assets)))
    if (priceMinor < best.priceMinor) best = { priceMinor, fullMinor, offerIds: applied.map(({ id }) => id) }
  }
  return best
}

/** The first asset that offers together would price below nothing, and at what; null when none. */
export function belowNothing(
  offers: readonly PricingOffer[],
  assets: readonly Priced[],
): { assetId: string; minor: number } | null {
  for (const asset of assets) {
    const minor = unboundedMinor(offers, [asset])
    if (minor < 0) return { assetId: asset.id, minor }
  }
  return null
}

/** All of `offers` applied, without any bound: may be below nothing. */
function unboundedMinor(offers: readonly PricingOffer[], assets: readonly Priced[]): number {
  let lines: Line[] = assets.map(({ id, priceMinor }) => ({ ids: [id], minor: priceMinor }))
  let off = 0
  const inOrder = offers.toSorted(
    (a, b) => ORDER.indexOf(a.discountType) - ORDER.indexOf(b.discountType) || (a.id < b.id ? -1 : 1),
  )
  for (const offer of inOrder) {
    if (offer.discountType === 'fixed') off += lines.some((line) => covers(offer, line)) ? offer.discountValue : 0
    else lines = applied(offer, lines)
  }
  return lines.reduce((sum, { minor }) => sum + minor, 0) - off
}

function applied(offer: PricingOffer, lines: Line[]): Line[] {
  if (offer.discountType === 'bundle') return bundled(offer, lines)
  if (offer.discountType === 'percentage') {
    const left = 100 - offer.discountValue
    return lines.map((line) => (covers(offer, line) ? { ...line, minor: Math.round((line.minor * left) / 100) } : line))
  }
  const dearest = lines.filter((line) => covers(offer, line)).sort((a, b) => b.minor - a.minor)
  const free = new Set(dearest.filter((_, place) => place % 2 === 1))
  return lines.map((line) => (free.has(line) ? { ...line, minor: 0 } : line))
}

/** All of a bundle's assets must be there; what stands in another bundle already can't be had twice. */
function bundled({ contentIds, discountValue }: PricingOffer, lines: Line[]): Line[] {
  const inside = lines.filter(({ ids }) => ids.length === 1 && contentIds.includes(ids[0] ?? ''))
  const sum = inside.reduce((total, { minor }) => total + minor, 0)
  if (contentIds.length < 2 || inside.length < contentIds.length || discountValue >= sum) return lines
  const rest = lines.filter((line) => !inside.includes(line))
  return [...rest, { ids: [...contentIds], minor: discountValue }]
}

const covers = ({ contentIds }: PricingOffer, { ids }: Line): boolean =>
  contentIds.length === 0 || ids.every((id) => contentIds.includes(id))
