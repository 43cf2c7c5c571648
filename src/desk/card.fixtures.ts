import fc from 'fast-check'
import { anyChart, anyDiagram } from '../charts/fixtures.ts'
import { actionId, type Button, type Card, type CardNode, type Line, type Row } from './card.ts'

/** Marks that mean something to some desk: markup, mentions, quotes, directions. */
const MARKS = [...'<>"\'&`*_~|@#\n/=s\\1. :()[]+-!$\u202e\u2066']

/** Text that wants to be something else: markup of every desk, mentions, links, directions, and anything Unicode has. */
export const hostileWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...MARKS), maxLength: 40 }),
  fc.constantFrom(
    ...['</bdi><script>alert(1)</script>', '"onclick="alert(1)', '&lt;', '$&'],
    ...['<!channel>', '<@U123>', '<!date^0^{time}|x>', '<https://evil.example|your bank>', '&lt;!here&gt;'],
    ...['*bold* _it_ ~no~ `code`', ':tada:', '@everyone', '<@&1> <@123> <#1>', '[bank](https://evil.example)'],
    ...['https://evil.example/x?y', '```js\nboom\n```', '<:a:1>', '<t:1:R>', '# head', '> quote', '-# small'],
    ...['1. one', '</help:1>', '\u202eevil', '\u0000', '', ' '],
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
export const anyAction = fc
  .tuple(fc.stringMatching(/^[a-z-]{1,20}$/), fc.stringMatching(/^[0-9a-zA-Z-]{1,40}$/), fc.nat(999))
  .map(([name, subject, version]) => actionId(name, subject, version))
const button: fc.Arbitrary<Button> = fc.record(
  {
    action: anyAction,
    label: fc.oneof(hostileWords, fc.string({ minLength: 74, maxLength: 82 })),
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
/** About as long as a reply may be, also of nothing but what must be escaped. */
const long = fc.oneof(
  fc.string({ minLength: 500, maxLength: 1_500 }),
  fc.constantFrom('*'.repeat(1_500), 'a\n'.repeat(700)),
)
const quote = fc.record(
  {
    kind: fc.constant('quote' as const),
    by: fc.constantFrom('fan', 'reply', 'note' as const),
    label: hostileWords,
    text: fc.oneof(hostileWords, long),
  },
  { requiredKeys: ['kind', 'by', 'text'] },
)
export const anyNode: fc.Arbitrary<CardNode> = fc.oneof(
  quote,
  fc.record({ kind: fc.constant('context' as const), items: fc.array(line, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('text' as const), line, tone }, { requiredKeys: ['kind', 'line'] }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: hostileWords, value: line }), { maxLength: 12 }),
  }),
  fc.record({ kind: fc.constant('chart' as const), chart: anyChart(hostileWords) }),
  fc.record({ kind: fc.constant('diagram' as const), diagram: anyDiagram(hostileWords) }),
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

/** Any card that the types allow, far beyond what a slice would draw. */
export const anyCard: fc.Arbitrary<Card> = fc.record({
  tone,
  title: fc.oneof(hostileWords, fc.string({ maxLength: 400 })),
  summary: hostileWords,
  body: fc.array(anyNode, { maxLength: 8 }),
})

/** Every button of a card, in order. */
export function buttonsOf({ body }: Card): Button[] {
  return body.flatMap((each) => {
    if (each.kind === 'actions') return [...each.buttons, ...(each.menu ?? [])]
    return each.kind === 'list' ? each.rows.flatMap(({ button: its }) => its ?? []) : []
  })
}
