import { actionId, type Card, type Row } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { FEWEST_PAIRS } from './matched.ts'
import type { Offer } from './offer.ts'
import type { OfferFigures } from './stats-store.ts'
import type { Suggested } from './suggest-offers.ts'
import { words } from './words.ts'

/** Makes a draft offer of a suggestion, whose id is its subject. */
export const ACCEPT_SUGGESTION = 'accept-suggestion'

/** What the figures propose, each with why and a button that makes a draft of it. */
export function suggestionsCard(creator: string, { suggestions, reason }: Suggested): Card {
  const rows = suggestions.map(
    ({ id, kind, terms, confidence, reasoning }): Row => ({
      line: [{ strong: terms.name }, ` · ${words.suggestionKind[kind]} · ${words.confidence(confidence)}`],
      soft: reasoning.join(' · '),
      button: { action: actionId(ACCEPT_SUGGESTION, id, 0), label: words.makeDraft },
    }),
  )
  const title = words.suggestions(creator, rows.length)
  return {
    ...{ tone: 'info', title, summary: title },
    body: [
      rows.length > 0 ? { kind: 'list', rows } : { kind: 'text', line: reason ?? words.noSuggestions },
      { kind: 'context', items: [words.aboutFigures] },
    ],
  }
}

/** What came of an offer, and what those fans would have spent: how that is known, and how surely. */
export function statsCard({ name, currency }: Offer, figures: OfferFigures): Card {
  const { shown, unlocked, redeemed, paidMinor, fans, pairs, spentMinor, alikeMinor, marginMinor } = figures
  const money = (minor: number) => formatMoney({ minor: Math.round(minor), currency })
  const known = pairs >= FEWEST_PAIRS
  const title = words.statsTitle(name)
  return {
    ...{ tone: 'info', title, summary: title },
    body: [
      {
        kind: 'fields',
        fields: [
          { label: words.shown, value: String(shown) },
          { label: words.taken, value: words.conversion(unlocked, shown) },
          { label: words.uses, value: words.used(redeemed, null) },
          { label: words.revenue, value: money(paidMinor) },
          ...(pairs > 0 ? [{ label: words.spentSince, value: money(spentMinor) }] : []),
          ...(pairs > 0 ? [{ label: words.wouldHave, value: money(alikeMinor) }] : []),
          {
            label: words.difference,
            value: known
              ? words.plusMinus(money(spentMinor - alikeMinor), money(marginMinor))
              : words.tooFew(pairs, FEWEST_PAIRS),
          },
        ],
      },
      { kind: 'context', items: [words.howMatched(pairs, fans), ...(known ? [words.notByLot] : [])] },
    ],
  }
}
