import type { Card } from '../../../src/desk/index.ts'
import { type Html, html } from '../html.ts'
import { renderCard } from '../render-card.ts'
import { words } from '../words.ts'

export interface Sample {
  name: string
  card: Card
}

/** Every kind of card with its name. Times are told as at the samples' own moment, and nothing can be pressed. */
export function renderGalleryPage(samples: readonly Sample[], at: Date): Html {
  const cards = samples.map(
    ({ name, card }) => html`<li class="sample"><h2 class="sample-name">${name}</h2>${renderCard(card)}</li>`,
  )
  return html`<div class="page-head"><h1>${words.pages.gallery}</h1><p class="context">${samples.length} sample cards, drawn as the desk draws them. ${words.notPressed}</p></div><ol class="samples" data-inert="${words.notPressed}" data-now="${at.toISOString()}">${cards}</ol>`
}
