import { isPercentTrue } from '../offers/index.ts'
import type { PriceSuggestion } from '../pricing/index.ts'
import type { Variant } from './draft.ts'
import { fitSummary } from './fit-summary.ts'
import type { Gathered } from './gather.ts'
import { endOf, suggestPrice } from './judge-proposal.ts'
import { offerSnippets } from './offer-snippets.ts'
import type { Background, WritingContext } from './writer.ts'

const DAY_MS = 86_400_000

/** What a writer is told of a turn. `price` is the first asset's, null where nothing may be offered. */
export function briefFor(
  gathered: Gathered,
  price: PriceSuggestion | null,
  attempt: number,
  variant: Variant | null,
): WritingContext {
  const { persona, creator, fan, score, turn, assets, bought, approach } = gathered
  const newest = turn.messages.at(-1)?.at ?? turn.at
  const last = score.history.lastPurchaseAt
  const [asset] = assets
  const sold = price && asset ? suggestPrice(gathered, asset).offer?.assets : undefined
  return {
    persona: { name: persona.name, creatorName: creator.name, templates: persona, disclosure: creator.disclosureLine },
    fan: {
      alias: fan.name,
      segment: score.segment,
      purchases: score.history.purchases,
      // Who objects to profiling is answered by what was said and bought, not by what that makes of them.
      daysSincePurchase: last && score.segment !== null ? daysBetween(last, newest) : null,
      lastAsset: bought.find((purchase) => purchase.asset !== null)?.asset?.title ?? null,
    },
    turn: turn.messages,
    // What is sold together is named together.
    asset: asset && price ? { title: inWords((sold ?? [asset]).map(({ title }) => title)) } : null,
    price: price && asset ? { minor: price.priceMinor, currency: asset.currency } : null,
    attempt,
    variant,
    background: backgroundOf(gathered, price !== null, newest),
    ...(approach && { approach }),
  }
}

function backgroundOf(gathered: Gathered, mayOffer: boolean, now: Date): Background {
  const isProfiled = gathered.score.segment !== null
  const { conversation, persona, creator, history, bought, assets, rules, earlier, examples, agencyId, lookBack } =
    gathered
  return {
    agencyId,
    conversationId: conversation.id,
    style: persona,
    history: history.map(({ direction, text, at }) => ({ by: direction === 'inbound' ? 'fan' : 'creator', text, at })),
    before: lookBack && {
      messages: lookBack.messages,
      bought: lookBack.bought,
      offered: lookBack.offered,
      // Rules may have come since it was made; and who objects to profiling is not summed up.
      summary: (isProfiled && lookBack.summary && fitSummary(lookBack.summary, rules)) || null,
      said: lookBack.said.map(({ text, at }) => ({ text, daysAgo: daysBetween(at, now) })),
    },
    bought: bought.map(({ kind, asset, at }) => ({ kind, title: asset?.title ?? null, daysAgo: daysBetween(at, now) })),
    likes: isProfiled ? mostFrequent(bought.flatMap(({ asset }) => asset?.tags ?? [])) : [],
    assets: mayOffer ? assets.filter(({ currency }) => currency === creator.currency) : [],
    offers: mayOffer ? offersOf(gathered, now) : [],
    earlier,
    examples,
    snippets: offerSnippets(gathered),
    localTime: new Intl.DateTimeFormat('en', {
      // Where the fan is, as far as that is known.
      timeZone: gathered.fan.zone ?? creator.zone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(now),
    forbiddenWords: rules.forbiddenWords,
  }
}

/** What the writer may say of an offer that goes with an asset, and no more: what it gives and when it ends. */
function offersOf(gathered: Gathered, now: Date): Background['offers'] {
  const forSale = gathered.assets.filter(({ currency }) => currency === gathered.creator.currency)
  return forSale.flatMap((each, asset) => {
    const priced = suggestPrice(gathered, each).offer
    if (!priced) return []
    const { offer } = priced
    const days = Math.floor((endOf(priced).getTime() - now.getTime()) / DAY_MS)
    // An amount is never said in words: the price stands beside the reply. No percent either where a floor holds it up.
    const others = priced.assets.slice(1).map(({ title }) => title)
    const gives =
      others.length > 0
        ? `${inWords(others)} with it, both for one lower price than one by one`
        : isPercentTrue(offer, priced)
          ? `${offer.discountValue}% off`
          : 'a lower price'
    return [{ name: offer.name, gives, ends: days < 1 ? 'within a day' : `in ${days} days`, asset }]
  })
}

/** `A, B and C`. */
const inWords = (titles: readonly string[]): string =>
  titles.length < 2 ? (titles[0] ?? '') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`

const daysBetween = (from: Date, to: Date): number => Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY_MS))

function mostFrequent(tags: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([tag]) => tag)
}
