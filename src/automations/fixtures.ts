import fc from 'fast-check'
import type { Condition } from './condition.ts'
import { COMPARISONS, type Comparison, FIELD_NAMES, FIELDS } from './fields.ts'
import { EXITS, type Flow } from './flow.ts'
import { type ActionConfig, PURPOSES, type Step, type TriggerConfig } from './step.ts'

const SOME_ID = '019aa000-0000-7000-8000-000000000001'

/** A small flow that holds: who begins is drafted to, waited for, and drafted to again. */
export const aFlow = (more: Partial<Flow> = {}): Flow => ({
  id: SOME_ID,
  name: 'Win back',
  description: '',
  status: 'active',
  version: 1,
  priority: 0,
  creators: [],
  stopWhen: ['purchase_completed'],
  caps: { entriesPerDay: 200, fanEveryDays: 7 },
  quietHours: null,
  steps: [
    { id: 'begin', type: 'trigger', name: 'Quiet for 30 days', config: { on: 'fan_inactive', days: 30 } },
    { id: 'hello', type: 'action', name: 'Ask how they are', config: aDraft() },
    { id: 'pause', type: 'action', name: 'Two days', config: { do: 'wait', minutes: 2_880, for: 'answer' } },
    {
      id: 'answered',
      type: 'condition',
      name: 'Answered?',
      config: { if: { field: 'run.answered', op: 'is', value: true } },
      // biome-ignore lint/suspicious/noThenProperty: a step is data
      then: null,
      otherwise: 'again',
    },
    { id: 'again', type: 'action', name: 'Once more', config: aDraft({ purpose: 'upsell' }) },
  ],
  ...more,
})

type Draft = Extract<ActionConfig, { do: 'send_message' }>

export const aDraft = (more: Partial<Draft> = {}): Draft => ({
  do: 'send_message',
  purpose: 'reactivation',
  template: null,
  assetId: null,
  offerId: null,
  withinHours: 48,
  ...more,
})

/** Words as a person types them, without the spaces around. */
const words = (max: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: max })
    .map((text) => text.replaceAll('\u0000', '').toWellFormed().trim().slice(0, max).toWellFormed().trim())
    .map((text) => (/[\p{L}\p{N}]/u.test(text) ? text : 'x'))

const tag = words(20).map((text) => text.toLowerCase().trim().slice(0, 40).toWellFormed().trim())
const hour = fc.integer({ min: 0, max: 23 })

export const arbTriggerConfig: fc.Arbitrary<TriggerConfig> = fc.oneof(
  fc.constantFrom(
    { on: 'new_subscriber' as const },
    { on: 'message_received' as const },
    { on: 'purchase_completed' as const },
    { on: 'subscription_expiring' as const },
    { on: 'segment_changed' as const },
    { on: 'offer_ignored' as const },
  ),
  fc.record({ on: fc.constant('tag_added' as const), tag }),
  fc.record(
    {
      on: fc.constant('fan_inactive' as const),
      days: fc.integer({ min: 1, max: 366 }),
      without: fc.constantFrom('anything' as const, 'purchase' as const),
    },
    { requiredKeys: ['on', 'days'] },
  ),
  fc.record({
    on: fc.constant('schedule' as const),
    minuteOfDay: fc.integer({ min: 0, max: 1_439 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  }),
)

const leaf: fc.Arbitrary<Condition> = fc.constantFrom(...FIELD_NAMES).chain((field) => {
  const { kind } = FIELDS[field]
  const options = 'options' in FIELDS[field] ? FIELDS[field].options : undefined
  return fc.constantFrom<Comparison>(...COMPARISONS[kind]).chain((op) => {
    const name: fc.Arbitrary<string> = options ? fc.constantFrom(...(options as readonly string[])) : words(20)
    const value =
      kind === 'number'
        ? fc.integer({ min: 0, max: 1_000 })
        : kind === 'flag'
          ? fc.boolean()
          : kind === 'text' || op === 'one_of' || op === 'none_of'
            ? fc.array(name, { minLength: 1, maxLength: 4 })
            : name
    return fc.record({ field: fc.constant(field), op: fc.constant(op), value })
  })
})

const arbCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition

export const TEMPLATES = [
  'Hi {{fan}}.',
  'I kept “{{asset}}” for you, {{ fan }}.\n---\nIt is {{creator}}.',
  'Still there?',
]

const wait: fc.Arbitrary<ActionConfig> = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 60 * 24 * 40 }) }),
  fc.record({ do: fc.constant('wait' as const), untilHour: hour }),
  fc.record({
    do: fc.constant('wait' as const),
    minutes: fc.integer({ min: 1, max: 10_000 }),
    for: fc.constantFrom('answer' as const, 'purchase' as const),
  }),
)

const arbActionConfig: fc.Arbitrary<ActionConfig> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({ template: fc.constantFrom(null, ...TEMPLATES), purpose: fc.constantFrom(...PURPOSES) })
      .map(aDraft),
  },
  { weight: 3, arbitrary: wait },
  fc.record({
    do: fc.constant('create_offer' as const),
    discountType: fc.constantFrom('percentage' as const, 'fixed' as const, 'bogo' as const),
    discountValue: fc.integer({ min: 0, max: 90 }),
    validDays: fc.integer({ min: 1, max: 90 }),
    assetIds: fc.constant<string[]>([]),
  }),
  fc.record({ do: fc.constantFrom('add_tag' as const, 'remove_tag' as const), tag }),
  fc.record({ do: fc.constant('notify' as const), text: words(60) }),
  fc.constant({ do: 'stop' as const }),
)

/** Steps in a row with branches ahead, and back only over a wait: so every one of them can be reached and ends. */
const arbSteps: fc.Arbitrary<Step[]> = fc
  .record({
    triggers: fc.array(arbTriggerConfig, { minLength: 1, maxLength: 3 }),
    bodies: fc.array(
      fc.oneof(
        fc.record({ action: arbActionConfig, back: fc.option(fc.nat({ max: 20 })) }),
        fc.record({
          if: arbCondition,
          below: fc.boolean(),
          otherwise: fc.option(fc.nat({ max: 20 })),
        }),
      ),
      { maxLength: 9 },
    ),
    names: words(30),
  })
  .map(({ triggers, bodies, names }) => [
    ...triggers.map((config, n): Step => ({ id: `begin-${n}`, type: 'trigger', name: names, config })),
    ...bodies.map((body, n): Step => {
      const named = { id: `step-${n}`, name: names }
      const ahead = (by: number | null): string | null =>
        by === null || n + 1 + by >= bodies.length ? null : `step-${n + 1 + by}`
      if ('if' in body) {
        // biome-ignore lint/suspicious/noThenProperty: a step is data; left out, it is the step below
        const on = body.below && n + 1 < bodies.length ? { then: `step-${n + 1}` } : {}
        return { ...named, type: 'condition', config: { if: body.if }, ...on, otherwise: ahead(body.otherwise) }
      }
      const waits = body.action.do === 'wait' && 'minutes' in body.action
      if (waits && body.back !== null && n === bodies.length - 1)
        return { ...named, type: 'action', config: body.action, next: `step-${Math.min(body.back, n)}` }
      return { ...named, type: 'action', config: body.action }
    }),
  ])

/** Flows that hold, of every kind of step. */
export const arbFlow: fc.Arbitrary<Flow> = fc.record({
  id: fc.uuid({ version: 7 }),
  name: words(60),
  description: fc.oneof(fc.constant(''), words(200)),
  status: fc.constantFrom('active' as const, 'paused' as const, 'draft' as const),
  version: fc.integer({ min: 1, max: 50 }),
  priority: fc.integer({ min: -100, max: 100 }),
  creators: fc.uniqueArray(fc.uuid({ version: 7 }), { maxLength: 2 }),
  stopWhen: fc.uniqueArray(fc.constantFrom(...EXITS)),
  caps: fc.record({
    entriesPerDay: fc.integer({ min: 1, max: 100_000 }),
    fanEveryDays: fc.integer({ min: 0, max: 366 }),
  }),
  quietHours: fc.option(
    fc
      .tuple(hour, hour)
      .filter(([a, b]) => a !== b)
      .map(([from, until]) => ({ from, until })),
  ),
  steps: arbSteps,
})
