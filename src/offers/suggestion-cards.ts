import { actionId, type Card, type Row } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { OfferFigures } from './figures-store.ts'
import type { Offer } from './offer.ts'
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

/** Under so many fans a difference is chance. */
const FEWEST_FANS = 10
/** Two-sided 95%. */
const Z = 1.96

/** What came of an offer, and what those fans would have spent: how that is known, and how surely. */
export function statsCard({ name, currency }: Offer, figures: OfferFigures): Card {
  const { shown, unlocked, redeemed, paidMinor, fans, spentMinor, expectedMinor, spreadMinor } = figures
  const money = (minor: number) => formatMoney({ minor: Math.round(minor), currency })
  const margin = Z * spreadMinor * Math.sqrt(fans)
  const known = fans >= FEWEST_FANS
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
          ...(fans > 0 ? [{ label: words.spentSince, value: money(spentMinor) }] : []),
          ...(fans > 0 ? [{ label: words.wouldHave, value: money(expectedMinor) }] : []),
          {
            label: words.difference,
            value: known
              ? words.plusMinus(money(spentMinor - expectedMinor), money(margin))
              : words.tooFew(fans, FEWEST_FANS),
          },
        ],
      },
      { kind: 'context', items: known ? [words.howExpected(fans), words.notShown] : [words.howExpected(fans)] },
    ],
  }
}
