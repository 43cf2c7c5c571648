import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actionId, type Field, type Filled, presetText } from '../desk/index.ts'
import { addStep } from './edit-steps.ts'
import { aFlow, arbFlow } from './fixtures.ts'
import { parseFlow } from './flow.ts'
import { partOf, readPart, type Spot } from './spot.ts'
import type { Step } from './step.ts'
import { checkSteps } from './step-errors.ts'
import { readStep, type StepPage, stepForm } from './step-forms.ts'
import { isTriggerKind, kindOf, STEP_KINDS, type StepKind } from './step-kinds.ts'

const SOME = '019aa000-0000-7000-8000-00000000000a'
const choices = { assets: [{ value: SOME, label: 'Trip' }], offers: [{ value: SOME, label: 'Spring' }] }
const ACTION = actionId('edit-step', SOME, 1, '0')
const untouched = (fields: readonly Field[]): Filled =>
  Object.fromEntries(fields.map(({ id, input }) => [id, presetText(input)]))
const pages = ['first', 'more'] as const

it('every form of any step fits every desk, and sent as it was shown changes nothing', () => {
  fc.assert(
    fc.property(arbFlow, fc.nat(), fc.constantFrom(...pages), (flow, at, page) => {
      const step = flow.steps[at % flow.steps.length] as Step
      const asked = { flow, kind: kindOf(step), step, choices }
      const { fields, intro } = stepForm(asked, page, ACTION)
      expect(fields.length + intro.length).toBeLessThanOrEqual(5)
      for (const { input } of fields) if ('options' in input) expect(input.options.length).toBeLessThanOrEqual(25)
      expect(readStep(asked, page, step.id, untouched(fields))).toEqual(step)
    }),
    { numRuns: 300 },
  )
})

it('what a form shows of a step makes the same step when it is typed for a new one', () => {
  fc.assert(
    fc.property(arbFlow, fc.nat(), (flow, at) => {
      const step = flow.steps[at % flow.steps.length] as Step
      fc.pre(step.type !== 'condition' || 'field' in step.config.if)
      const asked = { flow, kind: kindOf(step), step: null, choices }
      const shown = untouched(stepForm({ ...asked, step }, 'first', ACTION).fields)
      const typed = readStep(asked, 'first', step.id, shown)
      const { id, name, type, config } = step
      const parsed = parseFlow({
        ...flow,
        steps: [{ id: 't', type: 'trigger', name: 'T', config: { on: 'offer_ignored' } }, typed],
      })
      expect(parsed).toMatchObject({ ok: true, flow: { steps: [{ id: 't' }, { id, name, type, config }] } })
    }),
    { numRuns: 300 },
  )
})

/** What a person types for each kind; everything else is left as the form shows it. */
const TYPED: Record<StepKind, Filled> = {
  ...{ new_subscriber: {}, message_received: {}, purchase_completed: {}, subscription_expiring: {}, offer_ignored: {} },
  segment_changed: { to: 'Whale,VIP' },
  tag_added: { tag: 'VIP' },
  fan_inactive: { days: '30' },
  schedule: { minuteOfDay: '9:30', weekdays: '1,5' },
  condition: { field: 'fan.segment', op: 'one_of', value: 'whale, VIP' },
  send_message: { purpose: 'upsell', note: 'The trip' },
  create_offer: { discountType: 'percentage', discountValue: '20', validDays: '7' },
  ...{ add_tag: { tag: 'seen' }, remove_tag: { tag: 'seen' }, stop: {}, notify: { text: 'Look' } },
  wait: { minutes: '2 days', untilHour: '18:00', for: 'answer' },
}
const CONFIG: Partial<Record<StepKind, object>> = {
  segment_changed: { on: 'segment_changed', to: ['Whale', 'VIP'] },
  schedule: { on: 'schedule', minuteOfDay: 570, weekdays: [1, 5] },
  condition: { if: { field: 'fan.segment', op: 'one_of', value: ['Whale', 'VIP'] } },
  wait: { do: 'wait', minutes: 2_880, untilHour: 18, for: 'answer' },
}

it.each(STEP_KINDS)('a new step is made by the form of its kind: %s', (kind) => {
  const flow = aFlow()
  const asked = { flow, kind, step: null, choices }
  const { fields } = stepForm(asked, 'first', ACTION)
  const typed = readStep(asked, 'first', 'new', { ...untouched(fields), ...TYPED[kind] }) as Step
  const steps = addStep(flow.steps, isTriggerKind(kind) ? 'begin' : { after: 'hello', branch: 'next' }, typed)
  expect(checkSteps(flow, steps, { id: 'new', fields, typed: {} })).toMatchObject({ ok: true })
  expect(steps.find(({ id }) => id === 'new')?.config).toMatchObject(CONFIG[kind] ?? {})
})

it('says what is wrong under its field: its label, the value as it was typed and what is allowed, never a path of the schema', () => {
  const flow = aFlow()
  const errors = (id: string, page: StepPage, typed: Filled) => {
    const step = flow.steps.find((each) => each.id === id) as Step
    const asked = { flow, kind: kindOf(step), step, choices }
    const { fields } = stepForm(asked, page, ACTION)
    const read = readStep(asked, page, id, { ...untouched(fields), ...typed }) as Step
    const checked = checkSteps(
      flow,
      flow.steps.map((each) => (each === step ? read : each)),
      { id, fields, typed: { ...untouched(fields), ...typed } },
    )
    return checked.ok ? {} : checked.errors
  }
  const span = '1 minute to 366 days, such as 90 minutes, 36 hours or 2 days; or an hour under “Until”'
  expect(errors('pause', 'first', { minutes: '0 days', untilHour: '25' })).toEqual({
    minutes: `How long: “0 days” can’t be. Allowed: ${span}.`,
    untilHour: 'Until: “25” can’t be. Allowed: a whole hour, 0:00 to 23:00.',
  })
  expect(errors('pause', 'first', { minutes: '', untilHour: '' })).toEqual({
    minutes: `How long is missing. Allowed: ${span}.`,
  })
  expect(errors('hello', 'first', { name: '', purpose: 'shout' })).toEqual({
    name: 'Name of the step is missing. Allowed: at least 1 character.',
    purpose: 'What for: “shout” can’t be. Allowed: Win the fan back, Welcome, Something to buy, Follow up, Anything.',
  })
  // A month is no minute, and thirty seconds are no thirty weeks.
  for (const minutes of ['1 month', '2 mois', '30 s', '30 seconds'])
    expect(errors('pause', 'first', { minutes })).toEqual({ minutes: expect.stringContaining(`“${minutes}”`) })
  expect(errors('pause', 'first', { minutes: '200 years' })).toEqual({
    minutes: expect.stringContaining('“200 years”'),
  })
  expect(errors('answered', 'first', { field: 'fan.spent', op: 'has', value: 'x' })).toEqual({
    op: expect.stringContaining('Compared: “has” can’t be. Allowed: is, is not, is at least'),
  })
  expect(errors('answered', 'more', { more: 'fan.spent at_least lots' })).toEqual({
    more: 'And what else is asked, line 1, With: “lots” can’t be. Allowed: a number.',
  })
  expect(errors('hello', 'first', { template: 'Hi {{nobody}}' })).toEqual({
    template: expect.stringMatching(/^Words: “Hi {{nobody}}” can’t be\. Allowed: .*{{nobody}} is not known/),
  })
  expect(errors('answered', 'more', { otherwise: '_end' })).toEqual({
    join: 'Step “Once more”, the way there: “no way there” can’t be. Allowed: a step that a trigger leads to.',
  })
})

it('conditions grow line by line, and what has parts itself stays as it was', () => {
  const flow = aFlow()
  const step = flow.steps[3] as Step
  const asked = { flow, kind: 'condition' as const, step, choices }
  const typed = readStep(asked, 'more', step.id, {
    join: 'any',
    more: 'fan.tags has "a, b"\n{"not":{"field":"run.bought","op":"is","value":true}}',
  })
  const first = { field: 'run.answered', op: 'is', value: true }
  const not = { not: { field: 'run.bought', op: 'is', value: true } }
  expect(typed).toMatchObject({
    config: { if: { any: [first, { field: 'fan.tags', op: 'has', value: 'a, b' }, not] } },
  })
  expect(readStep({ ...asked, step: typed as Step }, 'first', step.id, { value: 'false' })).toMatchObject({
    config: { if: { any: [{ ...first, value: false }, { field: 'fan.tags', op: 'has', value: 'a, b' }, not] } },
  })
})

it('every place that a button can be about comes back from it, and nothing else does', () => {
  const spots: Spot[] = [
    { is: 'page', page: 3 },
    { is: 'step', n: 49 },
    { is: 'begin', kind: null },
    ...STEP_KINDS.flatMap((kind): Spot[] =>
      isTriggerKind(kind)
        ? [{ is: 'begin', kind }]
        : [
            { is: 'below', n: 49, kind },
            { is: 'otherwise', n: 0, kind: null },
          ],
    ),
  ]
  for (const spot of spots) {
    expect(readPart(partOf(spot))).toEqual(spot)
    expect(actionId('new-step', SOME, 99_999, partOf(spot)).length).toBeLessThanOrEqual(75)
  }
  for (const part of ['', 'x', '3z', '3-wait', 't-nothing', '300', 'p300']) expect(readPart(part)).toBeNull()
})
