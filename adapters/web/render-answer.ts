import type { Answer, Card, Filled, Line } from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import { html } from './html.ts'
import { renderActions } from './render-button.ts'
import { renderCard } from './render-card.ts'
import { renderForm } from './render-form.ts'
import { renderLine } from './render-line.ts'

/** What the client is told after a press or a command. `html` is empty when the card says the rest. */
export interface RenderedAnswer {
  kind: Answer['kind']
  html: string
}

/** Draws a private answer; `typed` is what was just sent, so that a form that comes back still holds it. */
export function renderAnswer(answer: Answer, typed: Filled | null): RenderedAnswer {
  switch (answer.kind) {
    case 'done':
      return { kind: 'done', html: answer.line === undefined ? '' : String(html`<p>${renderLine(answer.line)}</p>`) }
    case 'refused':
      return {
        kind: 'refused',
        html: String(html`<p>${renderLine(answer.line)}</p>${answer.buttons && renderActions(answer.buttons)}`),
      }
    case 'form':
      return {
        kind: 'form',
        html: String(
          renderForm(answer.form, {
            ...(answer.errors && { errors: answer.errors }),
            ...(typed && { typed: { ...typed, ...answer.put } }),
          }),
        ),
      }
    case 'panel':
      return { kind: 'panel', html: String(renderCard(answer.card)) }
    default:
      return unreachable(answer)
  }
}

function panelOf(title: string, line: Line, typed: string): Card {
  return {
    tone: 'quiet',
    title,
    summary: title,
    body: [
      { kind: 'context', items: [typed] },
      { kind: 'text', line },
    ],
  }
}

/** A command is answered in one place, a panel, even when the answer is one sentence. */
export function renderCommandAnswer(answer: Answer, typed: string): RenderedAnswer {
  switch (answer.kind) {
    case 'done':
      return renderAnswer({ kind: 'panel', card: panelOf('Done', answer.line ?? 'Nothing more to say.', typed) }, null)
    case 'refused': {
      const card = panelOf('Not done', answer.line, typed)
      if (answer.buttons) card.body.push({ kind: 'actions', buttons: answer.buttons })
      return renderAnswer({ kind: 'panel', card }, null)
    }
    case 'form':
    case 'panel':
      return renderAnswer(answer, null)
    default:
      return unreachable(answer)
  }
}
