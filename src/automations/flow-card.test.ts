import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Row } from '../desk/index.ts'
import { NO_NAMES } from './describe-step.ts'
import { aDraft, aFlow, arbFlow } from './fixtures.ts'
import type { Flow } from './flow.ts'
import { flowCard, flowDiagram } from './flow-card.ts'
import { graphOf } from './flow-graph.ts'
import type { ConditionStep } from './step.ts'
import { tellFlow } from './tell-flow.ts'

const plain = (line: Row['line']): string =>
  [line]
    .flat()
    .map((span) => (typeof span === 'string' ? span : 'strong' in span ? `*${span.strong}*` : '?'))
    .join('')
const lines = (flow: Flow): string[] =>
  flowCard(flow, NO_NAMES).body.flatMap((node) =>
    node.kind === 'list' ? node.rows.map(({ line, indent }) => `${'  '.repeat(indent ?? 0)}${plain(line)}`) : [],
  )
const begin = { id: 'begin', type: 'trigger', name: 'New', config: { on: 'new_subscriber' } } as const
const tag = (id: string, next?: string | null) =>
  ({ id, type: 'action', name: id, config: { do: 'add_tag', tag: id }, ...(next !== undefined && { next }) }) as const

it('tells a flow as the design has it: when, draft, wait, and what follows an answer and none', () => {
  expect(lines(aFlow())).toEqual([
    '*When* quiet for 30 days',
    '*Draft* to win the fan back, within 2 days; a person decides',
    '*Wait* for an answer, at most 2 days',
    '  answered: *ends*',
    '  no answer: *draft* with something to buy, within 2 days; a person decides',
  ])
  const { title, tone, summary } = flowCard(aFlow({ status: 'paused' }), NO_NAMES)
  expect([title, tone, summary]).toEqual(['Flow “Win back” · paused', 'quiet', 'The flow “Win back” is paused.'])
})

it('goes on below two branches that come together, and says where one of them ends or goes back', () => {
  const ask: ConditionStep = {
    id: 'ask',
    type: 'condition',
    name: 'Rich?',
    config: {
      if: {
        all: [
          { field: 'fan.segment', op: 'one_of', value: ['Whale', 'VIP'] },
          { field: 'fan.tags', op: 'lacks', value: 'quiet' },
        ],
      },
    },
    // biome-ignore lint/suspicious/noThenProperty: a step is data
    then: 'yes',
    otherwise: 'no',
  }
  const wait = { id: 'pause', type: 'action', name: 'Pause', config: { do: 'wait', minutes: 90 }, next: 'ask' } as const
  expect(lines(aFlow({ steps: [begin, ask, tag('yes', 'both'), tag('no'), tag('both'), wait] }))).toEqual([
    '*When* somebody subscribes',
    '*If* segment is Whale or VIP, not tagged “quiet”',
    '  yes: *tag* “yes”',
    '  no: *tag* “no”',
    '*Tag* “both”',
    '*Wait* 90 minutes',
    'back to “Rich?”',
  ])
  expect(lines(aFlow({ steps: [begin, ask, tag('yes', null), tag('no')] }))).toEqual([
    '*When* somebody subscribes',
    '*If* segment is Whale or VIP, not tagged “quiet”',
    '  yes: *tag* “yes”',
    '  no: *tag* “no”',
  ])
})

it('tells and draws every step of any flow exactly once, and every way between two', () => {
  fc.assert(
    fc.property(arbFlow, (flow) => {
      const told = tellFlow(flow).flatMap(({ what }) => (what.kind === 'step' ? [what.step.id] : []))
      const ids = flow.steps.map(({ id }) => id)
      expect(told.filter((id, n) => told.indexOf(id) < n)).toEqual([])
      const graph = graphOf(flow.steps)
      const { boxes, ways } = flowDiagram(flow, NO_NAMES)
      expect(boxes.map(({ id }) => id)).toEqual(told)
      // What lies behind a stop is told nowhere: no run comes there.
      const stops = flow.steps.some((step) => step.type === 'action' && step.config.do === 'stop')
      if (!stops) {
        expect(told.toSorted()).toEqual(ids.toSorted())
        expect(ways.length).toBe(ids.length + graph.branches.size)
      }
    }),
    { numRuns: 300 },
  )
})

it('says amounts in the currency of the flow’s creators, and that a person decides on every draft and offer', () => {
  const names = { ...NO_NAMES, currency: 'USD', assets: new Map([['019aa000-0000-7000-8000-000000000002', 'Coast']]) }
  const steps: Flow['steps'] = [
    begin,
    {
      id: 'ask',
      type: 'condition',
      name: 'Ask',
      config: { if: { field: 'fan.spent', op: 'at_least', value: 5_000 } },
    },
    {
      id: 'offer',
      type: 'action',
      name: 'Offer',
      config: { do: 'create_offer', discountType: 'fixed', discountValue: 500, validDays: 3, assetIds: [] },
    },
    {
      id: 'say',
      type: 'action',
      name: 'Say',
      config: aDraft({ assetId: '019aa000-0000-7000-8000-000000000002', template: 'Hi {{fan}}.' }),
    },
  ]
  const rows = flowCard(aFlow({ steps }), names).body.flatMap((node) => (node.kind === 'list' ? node.rows : []))
  expect(rows.map(({ line }) => plain(line))).toEqual([
    '*When* somebody subscribes',
    '*If* spent in all at least $50',
    '*Offer* $5 off for 3 days; a person makes it valid',
    '*Draft* to win the fan back, with “Coast”, within 2 days; a person decides',
  ])
  expect(rows.at(-1)?.soft).toBe('“Hi {{fan}}.”')
})
