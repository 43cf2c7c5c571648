import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCard, buttonsOf } from '../../src/desk/card.fixtures.ts'
import type { Button, CardNode, Line } from '../../src/desk/index.ts'
import { escapeHtml } from './html.ts'
import { renderCard } from './render-card.ts'
import { visibleWords } from './render-line.ts'

function textsOfLine(line: Line): string[] {
  return (Array.isArray(line) ? line : [line]).flatMap((each) => {
    if (typeof each === 'string') return [each]
    if ('strong' in each) return [each.strong]
    return 'link' in each ? [each.link] : []
  })
}

function textsOfButton({ label, confirm }: Button): string[] {
  return [label, ...(confirm ? Object.values(confirm) : [])]
}

function textsOf(each: CardNode): string[] {
  switch (each.kind) {
    case 'quote':
      return [visibleWords(each.text), ...(each.label === undefined ? [] : [each.label])]
    case 'context':
      return each.items.flatMap(textsOfLine)
    case 'text':
      return textsOfLine(each.line)
    case 'fields':
      return each.fields.flatMap(({ label, value }) => [label, ...textsOfLine(value)])
    case 'meter':
      return [each.label, each.word]
    case 'list':
      return [
        ...(each.head === undefined ? [] : [each.head]),
        ...each.rows.flatMap(({ line, soft }) => [
          ...textsOfLine(line),
          ...(soft === undefined ? [] : textsOfLine(soft)),
        ]),
      ]
    case 'chart':
      return [each.chart.title, each.chart.finding]
    case 'diagram':
      return [each.diagram.title, each.diagram.finding]
    case 'actions':
      return []
  }
}

/** Element names that the renderer itself writes; anything else came from somebody's words. */
const OURS = new Set(
  'article h3 bdi p figure figcaption blockquote span strong time a button kbd details summary div dialog h2 dl dt dd svg rect path circle text ol ul li'.split(
    ' ',
  ),
)

test('any card keeps all its actions and shows all its words, escaped', () => {
  fc.assert(
    fc.property(anyCard, (each) => {
      const drawn = String(renderCard(each))
      for (const button of buttonsOf(each)) {
        expect(drawn).toContain(`data-action="${escapeHtml(button.action)}"`)
        // A link can't ask before it is followed, so it has no confirm.
        const texts = drawn.includes(`href="${escapeHtml(button.href ?? '\n')}"`)
          ? [button.label]
          : textsOfButton(button)
        for (const text of texts) expect(drawn).toContain(escapeHtml(text))
      }
      for (const text of [each.title, each.summary, ...each.body.flatMap(textsOf)]) {
        expect(drawn).toContain(escapeHtml(text))
      }
    }),
    { numRuns: 200 },
  )
})

test('no words of any card become an element or an attribute', () => {
  fc.assert(
    fc.property(anyCard, (each) => {
      const drawn = String(renderCard(each))
      for (const [, name = ''] of drawn.matchAll(/<\/?([^\s/>]*)/g)) expect(OURS).toContain(name)
      // Outside of quoted attribute values, a tag holds only names that the renderer writes.
      for (const [, inside = ''] of drawn.matchAll(/<[a-z0-9]+((?: [\w-]+(?:="[^"]*")?)*)>/g)) {
        expect(inside.replace(/="[^"]*"/g, '')).not.toMatch(/ on/)
      }
      expect(drawn.replace(/<\/?[a-z0-9]+(?: [\w-]+(?:="[^"<>]*")?)*>/gi, '')).not.toMatch(/[<>"]/)
    }),
    { numRuns: 200 },
  )
})
