import type { Answer, Button, Card, Filled, Line } from '../../src/desk/index.ts'
import { cutText } from '../../src/kernel/text.ts'
import { type Body, bodyOf, type Container, LIMITS, type Part, privately } from './components.ts'
import { customId, markOf } from './custom-id.ts'
import { codeBlock, escapeWords, plainLabel, visibleWords } from './escape.ts'
import type { More } from './fit.ts'
import { NO_PICTURES } from './pictures.ts'
import { renderButton, rowsOf } from './render-button.ts'
import { renderCard } from './render-card.ts'
import { bold, renderLine } from './render-line.ts'
import { words } from './words.ts'

type Form = Extract<Answer, { kind: 'form' }>['form']

/** Buttons of one private message; the rest goes to the next. */
const BUTTONS_A_MESSAGE = 25
/** Raw characters of one private message's text: escaped they may be three times as many. */
const TEXT_A_MESSAGE = 1_200
/** What was typed is shown unescaped, so more of it fits. */
const TYPED_A_MESSAGE = 3_000
const WARN = 0xd9_8300

const message = (parts: Part[], accent?: number): Body => {
  const container: Container = { type: 17, ...(accent !== undefined && { accent_color: accent }), components: parts }
  return bodyOf([container], { privately: true })
}

function chunksOf(text: string, most: number): string[] {
  const chunks: string[] = []
  for (let rest = text; rest !== ''; rest = rest.slice(chunks.at(-1)?.length)) chunks.push(cutText(rest, most))
  return chunks
}

/** A sentence with its buttons, for the person who clicked. */
export function renderSentence(line: Line, buttons: readonly Button[] = []): Body[] {
  const text: Part = { type: 10, content: renderLine(line).trim() || words.nothingToSay }
  return [message([text, ...rowsOf(buttons.map(renderButton))])]
}

/** What a posted card has no room for: whole texts first, then the buttons. */
export function renderMore({ title, buttons, texts }: More): Body[] {
  const whole = texts.flatMap(({ label, text }) =>
    chunksOf(text, TEXT_A_MESSAGE).map((chunk) =>
      message([{ type: 10, content: `${bold(label)}\n${escapeWords(chunk)}` }]),
    ),
  )
  const bodies = [...whole]
  for (let from = 0; from < buttons.length; from += BUTTONS_A_MESSAGE) {
    const drawn = buttons.slice(from, from + BUTTONS_A_MESSAGE).map(renderButton)
    const head: Part = { type: 10, content: `-# ${escapeWords(words.moreOf(plainLabel(title, LIMITS.label)))}` }
    bodies.push(message([head, ...rowsOf(drawn)]))
  }
  return bodies.length > 0 ? bodies : renderSentence(words.nothingMore)
}

/** A private panel: the card, and what doesn't fit in messages after it. */
export function renderPanel(card: Card, pictures = NO_PICTURES): Body[] {
  const { body, more } = renderCard(card, { pictures })
  const rest = more.buttons.length + more.texts.length > 0 ? renderMore(more) : []
  return [privately(body), ...rest]
}

/**
 * A form that was refused. Discord closes it, so what was typed stands here, to be taken back by `typedIn` when the
 * button opens it again.
 */
export function renderRefusedForm(form: Form, errors: Record<string, string>, typed: Filled): Body[] {
  const labels = new Map(form.fields.map(({ id, label }) => [id, label]))
  const said = Object.entries(errors).map(([id, error]) => {
    const label = labels.get(id)
    return `${label === undefined ? '' : `${bold(label)} · `}${escapeWords(cutText(error, 600))}`
  })
  const problem: Part = { type: 10, content: said.join('\n').slice(0, TEXT_A_MESSAGE) || words.nothingToSay }
  const again = { type: 2 as const, style: 1, label: words.editAgain, custom_id: customId('again', form.action) }
  const kept: Part[] = []
  const apart: Body[] = []
  let room: number = LIMITS.text - problem.content.length - words.editAgain.length
  for (const [id, text] of Object.entries(typed)) {
    if (text === '') continue
    const content = `${bold(labels.get(id) ?? words.typed)}\n${codeBlock(text)}`
    if (content.length > room) apart.push(...typedApart(labels.get(id) ?? words.typed, text))
    else {
      kept.push({ type: 10, id: markOf(id), content })
      room -= content.length
    }
  }
  return [message([problem, ...kept, { type: 1, components: [again] }], WARN), ...apart]
}

/** Too late for the form itself: what was typed is shown, to be copied. */
export function renderTyped(form: Filled): Body[] {
  return Object.values(form)
    .filter((text) => text.trim() !== '')
    .flatMap((text) => typedApart(words.typed, text))
}

const typedApart = (label: string, text: string): Body[] =>
  chunksOf(visibleWords(text), TYPED_A_MESSAGE).map((chunk) =>
    message([{ type: 10, content: `${bold(label)}\n${codeBlock(chunk)}`.slice(0, LIMITS.text) }]),
  )

/** A form can't follow a deferral: this asks to open it by one more click. */
export function renderOpener(form: Form): Body[] {
  const label = plainLabel(`${words.open} ${form.title}…`, LIMITS.label)
  const open = { type: 2 as const, style: 1, label, custom_id: customId('again', form.action) }
  return [
    message([
      { type: 10, content: escapeWords(words.openForm(form.title)) },
      { type: 1, components: [open] },
    ]),
  ]
}
