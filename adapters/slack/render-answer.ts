import type { HomeView, KnownBlock, ModalView } from '@slack/types'
import type { Answer, Card, Filled, Line } from '../../src/desk/index.ts'
import { MODAL_BLOCKS_MAX, MODAL_TITLE_MAX } from './limits.ts'
import { NO_PICTURES, type Pictures } from './pictures.ts'
import { plain } from './render-button.ts'
import { fallbackOf, type RenderedCard, renderCard, renderPanel } from './render-card.ts'
import { utcFallback } from './render-line.ts'
import { words } from './words.ts'

/** A sentence as a card, so that there is one way to draw. */
function sentence(title: string, line: Line): Card {
  return { tone: 'info', title, summary: flat(line), body: [{ kind: 'text', line }] }
}

/** A line without any markup, for notifications. */
function flat(line: Line): string {
  return (Array.isArray(line) ? line : [line])
    .map((span) => {
      if (typeof span === 'string') return span
      if ('strong' in span) return span.strong
      return 'at' in span ? utcFallback(span) : span.link
    })
    .join('')
}

/** An answer as a private message; null where the card says the rest. A form can't be one: it opens as a modal. */
export function privateMessage(
  answer: Exclude<Answer, { kind: 'form' }>,
  pictures: Pictures = NO_PICTURES,
): RenderedCard | null {
  if (answer.kind === 'panel') return renderCard(answer.card, pictures)
  if (answer.kind === 'done' && answer.line === undefined) return null
  const line = answer.line ?? words.done
  const card = sentence('', line)
  if (answer.kind === 'refused' && answer.buttons && answer.buttons.length > 0)
    card.body.push({ kind: 'actions', buttons: answer.buttons })
  const { blocks } = renderCard(card)
  // A sentence needs no title above it.
  return { text: fallbackOf(card), blocks: blocks.slice(1) }
}

function modal(title: string, blocks: KnownBlock[], metadata: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'panel',
    private_metadata: metadata,
    title: plain(title, MODAL_TITLE_MAX),
    close: plain(words.close, MODAL_TITLE_MAX),
    blocks: blocks.slice(0, MODAL_BLOCKS_MAX),
  }
}

/** What stands in a modal until the answer is there: a trigger lives three seconds, the answer may take longer. */
export function loadingView(metadata: string): ModalView {
  return modal(words.loadingTitle, renderPanel(sentence(words.loading, words.loading)).slice(1), metadata)
}

/** An answer in a modal. What was typed stands under a refusal: nothing typed is ever lost. */
export function answerView(
  answer: Exclude<Answer, { kind: 'form' }>,
  metadata: string,
  typed: Filled | null = null,
  pictures: Pictures = NO_PICTURES,
): ModalView {
  if (answer.kind === 'panel') return modal(answer.card.title, renderPanel(answer.card, pictures), metadata)
  const card = sentence('', answer.line ?? words.done)
  if (answer.kind === 'done') return modal(words.doneTitle, renderPanel(card).slice(1), metadata)
  for (const text of Object.values(typed ?? {}).filter((each) => each.length > 20))
    card.body.push({ kind: 'quote', by: 'reply', label: words.yourText, text })
  if (answer.buttons && answer.buttons.length > 0) card.body.push({ kind: 'actions', buttons: answer.buttons })
  return modal(words.notDoneTitle, renderPanel(card).slice(1), metadata)
}

/** The operator's own page. */
export function homeView(card: Card): HomeView {
  return { type: 'home', blocks: renderPanel(card) }
}
