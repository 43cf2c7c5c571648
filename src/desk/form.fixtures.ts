import fc from 'fast-check'
import { anyAction, anyNode, hostileWords } from './card.fixtures.ts'
import type { Field, Form } from './card.ts'

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

/** Any form that the types allow. */
export const anyForm: fc.Arbitrary<Form> = fc.record({
  action: anyAction,
  title: hostileWords,
  submit: hostileWords,
  intro: fc.array(anyNode, { maxLength: 4 }),
  fields: fc.uniqueArray(field, { maxLength: 8, selector: ({ id }) => id }),
})
