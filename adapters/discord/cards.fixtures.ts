import fc from 'fast-check'
import { anyChart } from '../../src/charts/fixtures.ts'
import {
  actionId,
  type Button,
  type Card,
  type CardNode,
  type Field,
  type Form,
  type Line,
  type Row,
} from '../../src/desk/index.ts'

/** Text that wants to be something else: markup, mentions, links, directions, and anything Unicode has. */
export const hostileWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'*_~|`>#-+[]()<:@\\/1. \n'), maxLength: 40 }),
  fc.constantFrom(
    '@everyone',
    '<@&1> <@123> <#1>',
    'https://evil.example/x?y',
    '[bank](https://evil.example)',
    '```js\nboom\n```',
    ':smile:',
    '<:a:1>',
    '<t:1:R>',
    '# head',
    '> quote',
    '-# small',
    '\u202eevil',
    '1. one',
    '</help:1>',
  ),
)
const tone = fc.constantFrom('open', 'info', 'warn', 'stop', 'done', 'quiet' as const)
const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
const span = fc.oneof(
  hostileWords,
  fc.record({ strong: hostileWords }),
  fc.record({ at, as: fc.constantFrom('ago', 'time', 'day' as const) }),
  fc.record({ link: hostileWords, href: fc.oneof(hostileWords, fc.webUrl()) }),
)
const line: fc.Arbitrary<Line> = fc.oneof(span, fc.array(span, { maxLength: 4 }))
const action = fc
  .tuple(fc.stringMatching(/^[a-z-]{1,20}$/), fc.stringMatching(/^[0-9a-zA-Z-]{1,40}$/), fc.nat(999))
  .map(([name, subject, version]) => actionId(name, subject, version))
const button: fc.Arbitrary<Button> = fc.record(
  {
    action,
    label: fc.oneof(hostileWords, fc.string({ minLength: 79, maxLength: 82 })),
    main: fc.constant(true as const),
    href: fc.oneof(hostileWords, fc.webUrl()),
    confirm: fc.record({ title: hostileWords, text: hostileWords, yes: hostileWords, no: hostileWords }),
  },
  { requiredKeys: ['action', 'label'] },
)
const row: fc.Arbitrary<Row> = fc.record(
  { line, soft: line, mark: fc.constantFrom('✅', '⚠️' as const), indent: fc.constantFrom(1, 2 as const), button },
  { requiredKeys: ['line'] },
)
const long = fc.oneof(
  hostileWords,
  fc.string({ minLength: 500, maxLength: 1_500 }),
  fc.constantFrom('*'.repeat(1_500), 'a\n'.repeat(700)),
)
const node: fc.Arbitrary<CardNode> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('quote' as const),
      by: fc.constantFrom('fan', 'reply', 'note' as const),
      label: hostileWords,
      text: long,
    },
    { requiredKeys: ['kind', 'by', 'text'] },
  ),
  fc.record({ kind: fc.constant('context' as const), items: fc.array(line, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('text' as const), line, tone }, { requiredKeys: ['kind', 'line'] }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: hostileWords, value: line }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('chart' as const), chart: anyChart(hostileWords) }),
  fc.record({ kind: fc.constant('meter' as const), label: hostileWords, share: fc.double(), word: hostileWords }),
  fc.record(
    {
      kind: fc.constant('list' as const),
      head: hostileWords,
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

/** Any card that the model allows, and worse ones than any slice makes. */
export const anyCard: fc.Arbitrary<Card> = fc.record({
  tone,
  title: fc.oneof(hostileWords, fc.string({ maxLength: 400 })),
  summary: hostileWords,
  body: fc.array(node, { maxLength: 8 }),
})

const money = fc.nat(1_000_000).map((minor) => ({ minor, currency: 'USD' }))
const optionTexts = fc.stringMatching(/^[a-z0-9-]{1,20}$/)
const options = (most: number) =>
  fc.uniqueArray(fc.record({ value: optionTexts, label: hostileWords }), {
    minLength: 1,
    maxLength: most,
    selector: ({ value }) => value,
  })
const input: fc.Arbitrary<Field['input']> = fc.oneof(
  fc.record(
    {
      as: fc.constantFrom('line', 'area' as const),
      max: fc.integer({ min: 1, max: 4_000 }),
      value: fc.string({ maxLength: 200 }),
    },
    { requiredKeys: ['as', 'max'] },
  ),
  fc.record(
    { as: fc.constant('money' as const), from: money, to: money, value: money },
    { requiredKeys: ['as', 'from', 'to'] },
  ),
  fc.record(
    { as: fc.constant('number' as const), from: fc.nat(9), to: fc.nat(99), value: fc.nat(50) },
    { requiredKeys: ['as', 'from', 'to'] },
  ),
  fc.record(
    { as: fc.constant('choice' as const), options: options(25), value: optionTexts },
    { requiredKeys: ['as', 'options'] },
  ),
  fc.record(
    { as: fc.constant('choices' as const), options: options(25), value: fc.array(optionTexts) },
    { requiredKeys: ['as', 'options'] },
  ),
)
const field: fc.Arbitrary<Field> = fc.record(
  {
    id: fc.stringMatching(/^[a-zA-Z0-9]{1,30}$/),
    label: hostileWords,
    hint: hostileWords,
    optional: fc.constant(true as const),
    input,
  },
  { requiredKeys: ['id', 'label', 'input'] },
)

export const anyForm: fc.Arbitrary<Form> = fc.record({
  action,
  title: hostileWords,
  submit: hostileWords,
  intro: fc.array(node, { maxLength: 4 }),
  fields: fc.uniqueArray(field, { maxLength: 8, selector: ({ id }) => id }),
})

/** Every button of a card, wherever it stands. */
export function buttonsOf(card: Card): Button[] {
  return card.body.flatMap((each) => {
    if (each.kind === 'actions') return [...each.buttons, ...(each.menu ?? [])]
    return each.kind === 'list' ? each.rows.flatMap(({ button }) => button ?? []) : []
  })
}
