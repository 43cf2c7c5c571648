import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aDraft, aFlow, arbFlow, TEMPLATES } from './fixtures.ts'
import { parseFlow } from './flow.ts'
import { sentenceOf } from './flow-problems.ts'
import type { Step } from './step.ts'

const problems = (input: unknown) => {
  const parsed = parseFlow(input)
  return parsed.ok ? [] : parsed.problems
}
const withSteps = (...steps: unknown[]) => ({
  ...aFlow(),
  steps: [{ id: 'begin', type: 'trigger', name: 'New', config: { on: 'new_subscriber' } }, ...steps],
})
const action = (id: string, config: unknown, more: object = {}) => ({ id, type: 'action', name: id, config, ...more })

it('property 1: a flow that is written as JSON and read again is the same flow', () => {
  fc.assert(
    fc.property(arbFlow, (flow) => {
      expect(parseFlow(JSON.parse(JSON.stringify(flow)))).toEqual({ ok: true, flow })
    }),
    { numRuns: 200 },
  )
})

it('property 2: the same input is always judged the same, whatever it is', () => {
  const broken = fc
    .tuple(arbFlow, fc.jsonValue(), fc.nat(), fc.constantFrom('id', 'type', 'name', 'config', 'next', 'then', 'odd'))
    .map(([flow, value, n, field]) => ({
      ...flow,
      steps: flow.steps.map((step, at) => (at === n % flow.steps.length ? { ...step, [field]: value } : step)),
    }))
  fc.assert(
    fc.property(fc.oneof(arbFlow, broken, fc.jsonValue()), (input) => {
      const first = parseFlow(input)
      expect(parseFlow(structuredClone(input))).toEqual(first)
      if (!first.ok) for (const problem of first.problems) expect(sentenceOf(problem)).toContain(problem.field)
    }),
    { numRuns: 300 },
  )
})

it('property 5: a template with a placeholder that is not known is refused with its name, one without is taken', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TEMPLATES), fc.stringMatching(/^[a-z_]{1,12}$/), fc.boolean(), (text, name, add) => {
      const known = ['fan', 'creator', 'asset', 'price', 'last'].includes(name)
      const template = add ? `${text} {{${name}}}` : text
      const found = problems(withSteps(action('say', aDraft({ template }))))
      if (!add || known) expect(found).toEqual([])
      else
        expect(found).toEqual([
          {
            step: 'say',
            field: 'config.template',
            value: template,
            allowed: expect.stringContaining(`{{${name}}} is not known`),
          },
        ])
    }),
    { numRuns: 200 },
  )
})

const wait = (config: object) => withSteps(action('pause', { do: 'wait', ...config }))
const asks = (condition: unknown) => withSteps({ id: 'ask', type: 'condition', name: 'Ask', config: { if: condition } })

it.each<[string, unknown, { step: string | null; field: string; value: string; allowed: string }]>([
  [
    'an unknown field of a condition',
    asks({ field: 'fan.shoe_size', op: 'is', value: 42 }),
    { step: 'ask', field: 'config.if.field', value: 'fan.shoe_size', allowed: expect.stringContaining('fan.spent') },
  ],
  [
    'a comparison of another kind',
    asks({ all: [{ field: 'fan.spent', op: 'has', value: 1 }] }),
    {
      step: 'ask',
      field: 'config.if.all.0.op',
      value: 'has',
      allowed: 'is, is_not, at_least, at_most, more_than, less_than',
    },
  ],
  [
    'a segment that is not there',
    asks({ not: { field: 'fan.segment', op: 'one_of', value: ['Shark'] } }),
    { step: 'ask', field: 'config.if.not.value', value: '["Shark"]', allowed: expect.stringContaining('Whale, VIP') },
  ],
  [
    'an unknown field of a step',
    withSteps(action('say', { ...aDraft(), send: true })),
    { step: 'say', field: 'config.send', value: 'true', allowed: 'no field of that name' },
  ],
  [
    'an action that sends',
    withSteps(action('say', { do: 'send_now' })),
    {
      step: 'say',
      field: 'config.do',
      value: 'send_now',
      allowed: expect.stringContaining('send_message, create_offer'),
    },
  ],
  [
    'a wait of zero',
    wait({ minutes: 0 }),
    { step: 'pause', field: 'config.minutes', value: '0', allowed: 'at least 1' },
  ],
  [
    'a wait of a century',
    wait({ minutes: 52_560_000 }),
    { step: 'pause', field: 'config.minutes', value: '52560000', allowed: 'at most 527040' },
  ],
  [
    'a wait for nothing',
    wait({}),
    { step: 'pause', field: 'config.minutes', value: '', allowed: 'minutes or untilHour' },
  ],
  [
    'a dangling next',
    withSteps(action('a', { do: 'stop' }, { next: 'b' })),
    { step: 'a', field: 'next', value: 'b', allowed: 'a' },
  ],
  [
    'a next to a trigger',
    withSteps(action('a', { do: 'add_tag', tag: 'x' }, { next: 'begin' })),
    { step: 'a', field: 'next', value: 'begin', allowed: 'a' },
  ],
  [
    'a circle without a wait',
    withSteps(action('a', { do: 'add_tag', tag: 'x' }, { next: 'a' })),
    { step: 'a', field: 'next', value: 'a circle without a wait', allowed: 'a wait in every circle' },
  ],
  [
    'a step nothing leads to',
    withSteps(action('a', { do: 'stop' }, { next: null }), action('b', { do: 'stop' })),
    { step: 'b', field: 'id', value: 'no way there', allowed: 'a step that a trigger leads to' },
  ],
  [
    'two steps of one id',
    withSteps(action('a', { do: 'stop' }), action('a', { do: 'stop' })),
    { step: 'a', field: 'id', value: 'a', allowed: 'an id of its own' },
  ],
  [
    'no beginning',
    { ...aFlow(), steps: [action('a', { do: 'stop' })] },
    { step: null, field: 'steps', value: 'no trigger', allowed: 'at least one step of type trigger' },
  ],
  [
    'a step without an id',
    withSteps({ type: 'action', name: 'x', config: { do: 'stop' } }),
    { step: '#2', field: 'id', value: '', allowed: 'text' },
  ],
  [
    'a status that is not there',
    { ...aFlow(), status: 'running' },
    { step: null, field: 'status', value: 'running', allowed: 'active, paused, draft, archived' },
  ],
])('%s is refused with the step, the field, the value and what is allowed', (_, input, problem) => {
  expect(problems(input)).toEqual([problem])
})

it('a circle over a wait is allowed, and what a flow leaves out gets its usual value', () => {
  const steps = [
    { id: 'begin', type: 'trigger', name: 'New', config: { on: 'new_subscriber' } },
    action('pause', { do: 'wait', minutes: 60 }),
    action('say', { do: 'send_message', purpose: 'welcome' }, { next: 'pause' }),
  ]
  const parsed = parseFlow({ id: aFlow().id, name: 'Drip', steps })
  expect(parsed).toMatchObject({
    ok: true,
    flow: {
      status: 'draft',
      version: 1,
      caps: { entriesPerDay: 200, fanEveryDays: 7 },
      stopWhen: [],
      quietHours: null,
    },
  })
  expect(parsed.ok && (parsed.flow.steps[2] as Extract<Step, { type: 'action' }>).config).toMatchObject({
    withinHours: 48,
  })
})

it('says which hours there are where an hour is none, and how many characters in words', () => {
  const sentences = (input: object) => problems({ ...aFlow(), ...input }).map(sentenceOf)
  for (const until of ['', 7.5, 24, null])
    expect(sentences({ quietHours: { from: 22, until } })).toEqual([
      expect.stringMatching(
        /^The flow, quietHours\.until(: “.+” can’t be| is missing)\. Allowed: a whole hour, 0 to 23\.$/,
      ),
    ])
  expect(sentences({ name: '' })).toEqual(['The flow, name is missing. Allowed: at least 1 character.'])
})
