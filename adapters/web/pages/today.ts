import type { Card } from '../../../src/desk/index.ts'
import { type Html, html } from '../html.ts'
import { renderCard } from '../render-card.ts'
import { words } from '../words.ts'

/** What the team was told today: open alerts, then digests. */
export function renderTodayPage(cards: readonly Card[]): Html {
  const entries = cards.map((card) => html`<li class="entry">${renderCard(card)}</li>`)
  const list =
    entries.length > 0 ? html`<ol class="entries">${entries}</ol>` : html`<p class="context">${words.noDigests}</p>`
  return html`<div class="page-head"><h1>${words.pages.today}</h1></div>${list}`
}
