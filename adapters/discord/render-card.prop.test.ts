import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCard, buttonsOf, hostileWords } from '../../src/desk/card.fixtures.ts'
import { anyForm } from '../../src/desk/form.fixtures.ts'
import { GALLERY } from '../../src/desk/gallery.ts'
import type { Card } from '../../src/desk/index.ts'
import { type Body, LIMITS } from './components.ts'
import { parseCustomId } from './custom-id.ts'
import { codeBlock, escapeWords, fromCodeBlock, plainLabel, visibleWords } from './escape.ts'
import { fallbackOf, renderCard } from './render-card.ts'
import { renderConfirm, renderModal } from './render-form.ts'
import { safeUrl } from './render-line.ts'
import {
  renderMore,
  renderOpener,
  renderPanel,
  renderRefusedForm,
  renderSentence,
  renderTyped,
} from './render-private.ts'
import { checkedBy, problemsOf } from './validate.fixtures.ts'

/** What the buttons of some messages lead to: actions, and addresses of links. */
function reached(bodies: readonly Body[]): string[] {
  const buttons = bodies
    .flatMap(({ components }) => components)
    .flatMap(({ components }) => components)
    .flatMap((part) => (part.type === 1 ? part.components : part.type === 9 ? [part.accessory] : []))
  return buttons.flatMap(({ custom_id, url }) => {
    const parsed = parseCustomId(custom_id ?? '')
    return url ?? (parsed && 'action' in parsed ? parsed.action : [])
  })
}

const wanted = (card: Card): string[] =>
  buttonsOf(card).map(({ action, href }) => (href === undefined ? action : (safeUrl(href) ?? action)))

const textOf = (bodies: readonly Body[]): string => JSON.stringify(bodies)

function holds(card: Card): void {
  const { body, more } = renderCard(card, { subject: 'subject', marks: [1, 2] })
  const bodies = [body, ...renderMore(more)]
  expect(problemsOf('edit', body)).toEqual([])
  for (const each of renderMore(more)) expect(problemsOf('followUp', each)).toEqual([])
  for (const each of renderPanel(card)) expect(problemsOf('followUp', each)).toEqual([])
  expect(reached(bodies).sort()).toEqual(wanted(card).sort())
  expect(reached(renderPanel(card)).sort()).toEqual(wanted(card).sort())
  const leftOver = more.buttons.length + more.texts.length > 0
  expect(textOf([body]).includes('"more:subject"')).toBe(leftOver)
  expect(problemsOf('create', { content: fallbackOf(card), components: [], allowed_mentions: { parse: [] } })).toEqual(
    [],
  )
}

describe(`checked by ${checkedBy}`, () => {
  it.each(GALLERY.map(({ name, card }) => [name, card] as const))(
    'the sample “%s” keeps its actions within every limit',
    (_name, card) => holds(card),
  )

  it('any card keeps all its actions within every limit', () => {
    fc.assert(fc.property(anyCard, holds), { numRuns: 300 })
  })

  it('any form is a modal within every limit, and asks for what is needed most', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const modal = renderModal(form)
        expect(modal).not.toBeNull()
        expect(problemsOf('callback', { type: 9, data: modal })).toEqual([])
        const asked = modal?.components.filter(({ type }) => type === 18) ?? []
        for (const each of [...renderOpener(form), ...renderSentence(form.title), ...renderTyped({ any: form.title })])
          expect(problemsOf('followUp', each)).toEqual([])
        expect(problemsOf('callback', { type: 9, data: renderConfirm(form.action, form.title) })).toEqual([])
        expect(asked.length).toBe(form.fields.length <= LIMITS.modalParts ? form.fields.length : LIMITS.modalParts - 1)
      }),
      { numRuns: 200 },
    )
  })

  it('any refused form keeps what was typed, within every limit', () => {
    fc.assert(
      fc.property(anyForm, fc.array(fc.oneof(hostileWords, fc.string({ maxLength: 4_000 }))), (form, texts) => {
        const typed = Object.fromEntries(form.fields.map(({ id }, at) => [id, texts[at] ?? '']))
        const bodies = renderRefusedForm(form, { reply: 'No.' }, typed)
        for (const body of bodies) expect(problemsOf('followUp', body)).toEqual([])
        const shown = bodies
          .flatMap(({ components }) => components.flatMap(({ components: parts }) => parts))
          .flatMap((part) => (part.type === 10 ? (fromCodeBlock(part.content) ?? []) : []))
        const joined = shown.join('')
        for (const text of Object.values(typed)) expect(joined).toContain(visibleWords(text))
      }),
      { numRuns: 200 },
    )
  })
})

it('no words of any card become markup, a link or a ping', () => {
  fc.assert(
    fc.property(fc.oneof(hostileWords, fc.string({ maxLength: 300 })), (text) => {
      const escaped = escapeWords(text)
      expect(escaped).not.toMatch(/@(everyone|here)/i)
      const bare = escaped.replaceAll(/\\[^0-9A-Za-z\s]/g, ' ')
      expect(bare).not.toMatch(/[*_~|`[\]<\\]|:\/\/|:[\w~+-]+:/)
      for (const line of escaped.split('\n')) expect(line).not.toMatch(/^[ \t]*([>#+-]|\d+[.)])/)
      // And nothing is lost: without the backslashes it is the text again.
      const back = escaped.replaceAll('@\u200b', '@').replaceAll(/\\([^0-9A-Za-z\s])/g, '$1')
      expect(back).toBe(visibleWords(text).replaceAll('@\u200b', '@'))
    }),
    { numRuns: 500 },
  )
})

it('what stands in a code block comes back as it was typed', () => {
  fc.assert(
    fc.property(
      fc.oneof(hostileWords, fc.string({ unit: fc.constantFrom('`', 'a', '\n', '\u200b'), maxLength: 30 })),
      (text) => {
        fc.pre(!text.includes('`\u200b`'))
        const block = codeBlock(text)
        expect(block.slice(3, -3)).not.toContain('```')
        expect(fromCodeBlock(`**Reply**\n${block}`)).toBe(visibleWords(text))
      },
    ),
    { numRuns: 300 },
  )
})

it('a reply up to the limit is never cut, whatever else the card says', () => {
  fc.assert(
    fc.property(anyCard, fc.constantFrom('*'.repeat(1_500), 'x'.repeat(1_500), '>\n'.repeat(750)), (card, reply) => {
      const others = card.body.filter((node) => node.kind !== 'quote' || node.by !== 'reply')
      const body = [{ kind: 'quote' as const, by: 'reply' as const, text: reply }, ...others]
      const drawn = renderCard({ ...card, body }, { subject: 'subject' })
      expect(drawn.more.texts.map(({ label }) => label)).not.toContain('Reply')
    }),
  )
})

it('a label is whole at the limit and cut one past it, never in the middle of a character', () => {
  expect(plainLabel('x'.repeat(LIMITS.label), LIMITS.label)).toBe('x'.repeat(LIMITS.label))
  expect(plainLabel('x'.repeat(LIMITS.label + 1), LIMITS.label)).toBe(`${'x'.repeat(LIMITS.label - 1)}…`)
  expect(plainLabel(`${'x'.repeat(LIMITS.label - 2)}👍👍`, LIMITS.label)).toBe(`${'x'.repeat(LIMITS.label - 2)}…`)
})

it('a reply that had to be cut stands without its buttons, and More shows it whole before them', () => {
  const quote = { kind: 'quote' as const, by: 'reply' as const, text: '*'.repeat(4_000) }
  const accept = { action: 'accept|subject|1' as const, label: 'Accept' }
  const card: Card = {
    tone: 'open',
    title: 'Ann',
    summary: 'a card',
    body: [quote, { kind: 'actions', buttons: [accept] }],
  }
  const { body, more } = renderCard(card, { subject: 'subject' })
  expect(reached([body])).toEqual([])
  const shown = renderMore(more)
  expect(reached(shown.slice(-1))).toEqual([accept.action])
  expect(JSON.stringify(shown).match(/\\\\\*/g)?.length).toBe(4_000)
})
