import { createHash } from 'node:crypto'
import { type Queue, type QueueEntry, waitingIn } from '../deps.ts'
import { type Html, html } from '../html.ts'
import { renderCard } from '../render-card.ts'
import { SHORTCUT_LEGEND, words } from '../words.ts'

/** One card in its place. `data-mark` tells the client whether it has to draw it anew. */
export function renderEntry({ subject, card, settled }: QueueEntry): Html {
  const drawn = renderCard(card)
  const mark = createHash('sha256').update(String(drawn)).digest('base64url').slice(0, 12)
  const state = settled && html` data-settled`
  return html`<li class="entry" data-subject="${subject}" data-mark="${mark}"${state}>${drawn}</li>`
}

function emptyQueue(): Html {
  return html`<div class="empty" data-empty><p class="empty-head">${words.emptyQueue}</p><p class="context"><a href="/simulator">${words.emptyTry}</a></p></div>`
}

/** How many wait beyond the list; there even when none do, so that a refresh finds its place. */
function beyond(more: number): Html {
  return html`<p class="context" data-more="${more}"${more === 0 && html` hidden`}>${more > 0 && words.moreWait(more)}</p>`
}

/** Both lists; also served alone, for the refresh after a lost connection. */
export function renderQueue(queue: Queue): Html {
  const { entries, more } = queue
  const open = entries.filter(({ settled }) => !settled)
  const settled = entries.filter((entry) => entry.settled)
  return html`<section class="queue" data-queue data-count="${waitingIn(queue)}" aria-labelledby="waiting"><h2 id="waiting" class="unseen">${words.waiting}</h2><ol class="entries" data-open>${open.map(renderEntry)}</ol>${beyond(more)}${emptyQueue()}<section class="decided" data-decided aria-labelledby="decided"><h2 id="decided">${words.justDecided}</h2><ol class="entries" data-settled-list>${settled.map(renderEntry)}</ol></section></section>`
}

function legend(): Html {
  const keys = SHORTCUT_LEGEND.map(([key, what]) => html`<span class="legend-key"><kbd>${key}</kbd> ${what}</span>`)
  return html`<p class="legend" aria-label="Shortcuts on the focused card">${keys}</p>`
}

/** The live queue, with the simulator beside it where there is room: a newcomer sees cause and effect at once. */
export function renderCardsPage(queue: Queue, simulator: Html, simulatorOpen: boolean): Html {
  const hidden = !simulatorOpen && html` hidden`
  return html`<div class="beside${!simulatorOpen && ' alone'}" data-beside><div class="page-head"><h1>${words.pages.cards}</h1>${legend()}<button type="button" class="button quiet-button wide-only" data-toggle-simulator aria-expanded="${simulatorOpen ? 'true' : 'false'}" aria-controls="simulator-aside">${words.pages.simulator}</button></div>${renderQueue(queue)}<aside id="simulator-aside" class="wide-only" aria-label="${words.pages.simulator}"${hidden}>${simulator}</aside></div>`
}
