import type { Asset } from '../content/index.ts'
import { type Finding, judge } from '../guardrails/index.ts'
import { ladderOf, type PriceSuggestion, priceWithinCaps } from '../pricing/index.ts'
import type { Gathered } from './gather.ts'
import type { Proposal } from './writer.ts'

/** What a reply offers, and for how much. */
export function offered({ upsell, assetId }: Proposal, gathered: Gathered) {
  const asset = gathered.assets.find(({ id }) => id === assetId) ?? gathered.assets[0]
  return { asset, price: upsell ? suggestPrice(gathered, asset).price : null }
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
    const { price } = offered(proposal, gathered)
    const behind = { price: price && { minor: price.priceMinor, currency: gathered.creator.currency }, offer: false }
    const refused = [text, translations?.reply ?? '']
      .flatMap((each) => judge(each, 'draft', rules, behind).findings)
      .filter(({ level }) => level >= 2)
    const fan = judge(translations?.fan ?? '', 'fan', rules).findings.toSorted((a, b) => b.level - a.level)[0]
    // What a manager has released is released in translation too.
    const isReleased = turn.toSeq <= (released ?? 0)
    return { refused, fan: fan && fan.level >= 2 && !isReleased ? fan : null }
  } catch {
    return null
  }
}

/** No price where there is nothing the fan doesn't own yet, for who objects to profiling, and where the caps leave too little. */
export function suggestPrice(
  { score, ownUnlocks, rules, creator, demand, capLeft }: Gathered,
  asset: Asset | undefined,
): { price: PriceSuggestion | null; capped: string | null } {
  if (!asset || asset.currency !== creator.currency || score.segment === null) return { price: null, capped: null }
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
  return priceWithinCaps(input, capLeft)
}
