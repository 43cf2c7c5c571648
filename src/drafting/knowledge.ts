import { givesLine } from '../offers/index.ts'
import type { Draft } from './draft.ts'
import type { Gathered } from './gather.ts'
import { endOf } from './judge-proposal.ts'
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
    ...(offer && offer.assets.length > 1 && { also: offer.assets.slice(1).map(({ id, title }) => ({ id, title })) }),
    ...(offer && {
      offer: {
        ...{ name: offer.offer.name, fullMinor: offer.fullMinor, priceMinor: offer.priceMinor },
        ...{ gives: givesLine(offer), endsAt: endOf(offer).toISOString() },
        ...(offer.beside.length > 0 && { beside: offer.beside.map(({ id, name }) => ({ id, name })) }),
      },
    }),
  }
}
