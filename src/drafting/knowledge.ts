import type { Draft } from './draft.ts'
import type { Gathered } from './gather.ts'
import type { Proposed } from './propose.ts'

/** What a card says of a fan's spending, as it is stored. */
export const brakeKnowledge = ({ spentMinor, weeklyMinor, until }: NonNullable<Gathered['brake']>) => ({
  spentMinor,
  weeklyMinor,
  until: until.toISOString(),
})

/** What a card says of its price, as it is stored. */
export function priceKnowledge(
  assetTitle: string,
  price: NonNullable<Proposed['price']>,
  offer: Proposed['offer'],
): Draft['knowledge']['price'] {
  return {
    assetTitle,
    suggestedMinor: price.priceMinor,
    floorMinor: price.floorMinor,
    ceilingMinor: price.ceilingMinor,
    usual: price.usual,
    reasons: price.reasons,
    ...(offer && {
      offer: { name: offer.offer.name, fullMinor: offer.fullMinor, priceMinor: offer.priceMinor },
    }),
  }
}
