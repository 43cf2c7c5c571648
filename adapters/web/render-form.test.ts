import { describe, expect, test } from 'vitest'
import { actionId, type Field, type Form, type Input } from '../../src/desk/index.ts'
import { renderAnswer, renderCommandAnswer } from './render-answer.ts'
import { type FormState, RADIO_MAX, renderForm } from './render-form.ts'

const form = (fields: Field[]): Form => ({
  action: actionId('edit-draft', 'd1', 3),
  title: 'Edit reply',
  submit: 'Approve',
  intro: [{ kind: 'quote', by: 'fan', text: '<b>hi</b>' }],
  fields,
})
const drawn = (input: Input, more: Partial<Field> = {}, state: FormState = {}) =>
  String(renderForm(form([{ id: 'reply', label: 'Reply', input, ...more }]), state))
const options = (count: number) => Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `L${at}` }))
const price: Input = { as: 'money', from: { minor: 1_800, currency: 'USD' }, to: { minor: 3_550, currency: 'USD' } }

describe('a form', () => {
  test('carries the action that takes its answers, its intro as a card is drawn, and its own submit words', () => {
    const html = drawn({ as: 'line', max: 100 })
    expect(html).toContain('data-form="edit-draft|d1|3"')
    expect(html).toContain('<bdi>&lt;b&gt;hi&lt;/b&gt;</bdi>')
    expect(html).toContain('<button type="submit" class="button main">Approve</button>')
  })

  test('labels every control', () => {
    const id = drawn({ as: 'line', max: 100 }).match(/<label for="([^"]+)"/)?.[1]
    expect(drawn({ as: 'line', max: 100 })).toContain(`id="${id}" name="reply"`)
  })

  test('never lets the browser cut a text that is too long', () => {
    expect(drawn({ as: 'area', max: 1_500 })).not.toContain('maxlength')
    expect(drawn({ as: 'area', max: 1_500 })).toContain('data-max="1500"')
  })

  test('keeps a first newline of a text, which HTML would swallow', () => {
    expect(drawn({ as: 'area', max: 100, value: '\nhello' })).toContain('>\n\nhello</textarea>')
  })

  test('asks for money in major units and says from what to what', () => {
    const html = drawn({ ...price, value: { minor: 2_450, currency: 'USD' } } as Input, { hint: 'Suggested $24' })
    expect(html).toContain('value="24.50"')
    expect(html).toContain('$18 to $35.50. Suggested $24.')
    const yen = drawn({
      as: 'money',
      from: { minor: 1, currency: 'JPY' },
      to: { minor: 9, currency: 'JPY' },
      value: { minor: 5, currency: 'JPY' },
    })
    expect(yen).toContain('value="5"')
  })

  test('draws a required choice as radio buttons up to ten options, and as a menu past it', () => {
    expect(drawn({ as: 'choice', options: options(RADIO_MAX) }).match(/type="radio"/g)).toHaveLength(RADIO_MAX)
    expect(drawn({ as: 'choice', options: options(RADIO_MAX + 1) })).toContain('<select')
  })

  test('draws an optional choice as a menu that can be left empty', () => {
    const html = drawn({ as: 'choice', options: options(2) }, { optional: true })
    expect(html).toContain('<option value="">No choice</option>')
    expect(html).not.toContain('required')
  })

  test('draws several choices as checkboxes', () => {
    const html = drawn({ as: 'choices', options: options(3), value: ['v1'] })
    expect(html.match(/type="checkbox"/g)).toHaveLength(3)
    expect(html).toContain('value="v1" checked')
  })

  test('takes a number within its bounds, said beforehand', () => {
    const html = drawn({ as: 'number', from: 1, to: 60, value: 10 })
    expect(html).toContain('inputmode="numeric"')
    expect(html).toContain('value="10"')
    expect(html).toContain('1 to 60.')
  })

  test('puts an error under its field and points the control to it', () => {
    const html = drawn({ as: 'area', max: 100 }, { hint: 'h' }, { errors: { reply: 'Take “<x>” out.' } })
    const id = html.match(/<p class="error" id="([^"]+)">Take “&lt;x&gt;” out\.<\/p>/)?.[1]
    expect(id).toBeDefined()
    expect(html).toMatch(new RegExp(`aria-describedby="[^"]* ${id}" aria-invalid="true"`))
  })

  test('shows an error that belongs to no field instead of dropping it', () => {
    expect(drawn({ as: 'line', max: 9 }, {}, { errors: { elsewhere: 'Too late.' } })).toContain('Too late.')
  })

  test('comes back with what was typed, also where that can’t be valid', () => {
    const typed = { reply: 'my <own> words' }
    expect(drawn({ as: 'area', max: 5, value: 'old' }, {}, { typed })).toContain('>\nmy &lt;own&gt; words</textarea>')
    expect(drawn(price, {}, { typed: { reply: 'twenty' } })).toContain('value="twenty"')
    expect(drawn({ as: 'number', from: 1, to: 2, value: 1 }, {}, { typed: { reply: '' } })).toContain('value=""')
    expect(drawn({ as: 'choice', options: options(2), value: 'v0' }, {}, { typed: { reply: 'v1' } })).toContain(
      'value="v1" checked',
    )
    expect(
      drawn({ as: 'choices', options: options(3) }, {}, { typed: { reply: 'v0,v2' } }).match(/ checked/g),
    ).toHaveLength(2)
  })
})

describe('an answer', () => {
  test('that is a form after a refusal holds the error and the text', () => {
    const fields: Field[] = [{ id: 'reply', label: 'Reply', input: { as: 'area', max: 1_500, value: 'old' } }]
    const answer = renderAnswer({ kind: 'form', form: form(fields), errors: { reply: 'No.' } }, { reply: 'new' })
    expect(answer.kind).toBe('form')
    expect(answer.html).toContain('new</textarea>')
    expect(answer.html).toContain('No.</p>')
  })

  test('that refuses says why and offers its buttons', () => {
    const { html } = renderAnswer(
      { kind: 'refused', line: 'Withdrawn.', buttons: [{ action: 'open|d2|1', label: 'Open newer card' }] },
      null,
    )
    expect(html).toContain('<p>Withdrawn.</p>')
    expect(html).toContain('data-action="open|d2|1"')
  })

  test('without words is empty, since the card says the rest', () => {
    expect(renderAnswer({ kind: 'done' }, null)).toEqual({ kind: 'done', html: '' })
  })

  test('of a command is a panel, also when it is one sentence', () => {
    const answer = renderCommandAnswer({ kind: 'refused', line: 'No such command.' }, '/desk <x>')
    expect(answer.kind).toBe('panel')
    expect(answer.html).toContain('/desk &lt;x&gt;')
    expect(answer.html).toContain('No such command.')
  })
})
