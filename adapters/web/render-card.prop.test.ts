import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyChart } from '../../src/charts/fixtures.ts'
import { actionId, type Button, type Card, type CardNode, type Line, type Row } from '../../src/desk/index.ts'
import { escapeHtml } from './html.ts'
import { renderCard } from './render-card.ts'
import { visibleWords } from './render-line.ts'

/** Text that wants to be something else: markup, quotes, directions, and anything Unicode has. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '/', '=', 's', '\n', '\u202e', '\u2066', '-', '!') }),
  fc.constantFrom('</bdi><script>alert(1)</script>', '"onclick="alert(1)', '&lt;', '$&', '\u0000'),
)
const tone = fc.constantFrom('open', 'info', 'warn', 'stop', 'done', 'quiet' as const)
const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })

const span = fc.oneof(
  words,
  fc.record({ strong: words }),
  fc.record({ at, as: fc.constantFrom('ago', 'time', 'day' as const) }),
  fc.record({ link: words, href: fc.oneof(words, fc.webUrl()) }),
)
const line: fc.Arbitrary<Line> = fc.oneof(span, fc.array(span, { maxLength: 4 }))
const action = fc
  .tuple(fc.stringMatching(/^[a-z-]{1,20}$/), fc.stringMatching(/^[0-9a-zA-Z-]{1,30}$/), fc.nat(999))
  .map(([name, subject, version]) => actionId(name, subject, version))
const button: fc.Arbitrary<Button> = fc.record(
  {
    action,
    label: words,
    main: fc.constant(true as const),
    href: fc.oneof(words, fc.webUrl()),
    confirm: fc.record({ title: words, text: words, yes: words, no: words }),
  },
  { requiredKeys: ['action', 'label'] },
)
const row: fc.Arbitrary<Row> = fc.record(
  { line, soft: line, mark: fc.constantFrom('✅', '⚠️' as const), indent: fc.constantFrom(1, 2 as const), button },
  { requiredKeys: ['line'] },
)
const node: fc.Arbitrary<CardNode> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('quote' as const),
      by: fc.constantFrom('fan', 'reply', 'note' as const),
      label: words,
      text: fc.oneof(words, fc.string({ minLength: 601, maxLength: 900 })),
    },
    { requiredKeys: ['kind', 'by', 'text'] },
  ),
  fc.record({ kind: fc.constant('context' as const), items: fc.array(line, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('text' as const), line, tone }, { requiredKeys: ['kind', 'line'] }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: words, value: line }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('meter' as const), label: words, share: fc.double(), word: words }),
  fc.record({ kind: fc.constant('chart' as const), chart: anyChart(words) }),
  fc.record(
    {
      kind: fc.constant('list' as const),
      head: words,
      ordered: fc.constant(true as const),
      rows: fc.array(row, { maxLength: 8 }),
    },
    { requiredKeys: ['kind', 'rows'] },
  ),
  fc.record(
    {
      kind: fc.constant('actions' as const),
      buttons: fc.array(button, { maxLength: 4 }),
      menu: fc.array(button, { maxLength: 5 }),
    },
    { requiredKeys: ['kind', 'buttons'] },
  ),
)
const card: fc.Arbitrary<Card> = fc.record({
  tone,
  title: words,
  summary: words,
  body: fc.array(node, { maxLength: 8 }),
})

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
    case 'actions':
      return []
  }
}

function buttonsOf(each: CardNode): Button[] {
  if (each.kind === 'actions') return [...each.buttons, ...(each.menu ?? [])]
  return each.kind === 'list' ? each.rows.flatMap(({ button }) => button ?? []) : []
}

/** Element names that the renderer itself writes; anything else came from somebody's words. */
const OURS = new Set(
  'article h3 bdi p figure figcaption blockquote span strong time a button kbd details summary div dialog h2 dl dt dd svg rect path circle text ol ul li'.split(
    ' ',
  ),
)

test('any card keeps all its actions and shows all its words, escaped', () => {
  fc.assert(
    fc.property(card, (each) => {
      const drawn = String(renderCard(each))
      for (const button of each.body.flatMap(buttonsOf)) {
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
    fc.property(card, (each) => {
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
