import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { anyCard, buttonsOf, hostileWords } from '../../src/desk/card.fixtures.ts'
import { GALLERY } from '../../src/desk/gallery.ts'
import { actionId, type Card, type Form, REPLY_MAX } from '../../src/desk/index.ts'
import { escapeEntities, visible } from './escape.ts'
import { answerView } from './render-answer.ts'
import { renderCard, renderPanel } from './render-card.ts'
import { readForm, renderForm } from './render-form.ts'
import { createValidator, type Validate } from './validate.fixtures.ts'

let validate: Validate
beforeAll(async () => {
  validate = await createValidator()
}, 120_000)

/** Every action id that a message sends back, however it is pressed. */
function valuesOf(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(valuesOf)
  if (typeof blocks !== 'object' || blocks === null) return []
  const own = 'value' in blocks && typeof blocks.value === 'string' ? [blocks.value] : []
  return [...own, ...Object.values(blocks).flatMap(valuesOf)]
}
const sorted = (ids: readonly string[]): string[] => [...ids].sort()

function holds(card: Card): void {
  const { text, blocks } = renderCard(card)
  expect(validate({ text, blocks, surface: 'message' })).toEqual([])
  expect(validate({ blocks: renderPanel(card), surface: 'modal' })).toEqual([])
  for (const drawn of [blocks, renderPanel(card)])
    expect(sorted(valuesOf(drawn))).toEqual(sorted(buttonsOf(card).map(({ action }) => action)))
  for (const node of card.body)
    if (node.kind === 'quote' && node.by === 'reply')
      expect(JSON.stringify(blocks)).toContain(JSON.stringify(visible(node.text)).slice(1, -1))
}

describe.each(GALLERY.map(({ name, card }) => [name, card] as const))('the card “%s”', (_, card) => {
  it('keeps its buttons and its reply, and is what Slack takes', () => holds(card))

  it('has a fallback that says its summary, and no word of a fan or a draft', () => {
    const { text } = renderCard(card)
    expect(text).toBe(escapeEntities(card.summary))
    for (const node of card.body)
      if (node.kind === 'quote' && node.by !== 'note' && node.text.trim().length > 8)
        expect(text).not.toContain(node.text)
  })
})

describe('any card', () => {
  it('keeps all its buttons and replies within every limit, and nothing in it pings, links or formats', () => {
    fc.assert(fc.property(anyCard, holds), { numRuns: 200 })
  })

  it('has a fallback', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const { text } = renderCard(card)
        expect(text.trim()).not.toBe('')
        expect(text).not.toMatch(/[<>]/)
      }),
      { numRuns: 200 },
    )
  })

  it('of the longest lines still is what Slack takes, with all its buttons', () => {
    const long = '&<*_ '.repeat(400)
    const rows = Array.from({ length: 8 }, (_, n) => ({
      line: [long, { strong: long }],
      soft: long,
      button: { action: actionId('open-card', `r${n}`, 1), label: long },
    }))
    const body: Card['body'] = Array.from({ length: 9 }, () => ({ kind: 'list', head: long, rows }))
    holds({ tone: 'warn', title: long, summary: long, body })
    holds({ tone: 'done', title: long, summary: long, body: [{ kind: 'quote', by: 'note', text: long }] })
  })
})

describe('a reply', () => {
  it.each([REPLY_MAX, REPLY_MAX - 1])('of %i characters stands whole, beside the longest message', (length) => {
    const reply = '<&>'.repeat(length).slice(0, length)
    const fan = '🙂'.repeat(2_000)
    holds({
      tone: 'open',
      title: 'Marcus T.',
      summary: 'a fan waits',
      body: [
        { kind: 'quote', by: 'fan', text: fan },
        { kind: 'quote', by: 'reply', label: 'Draft', text: reply },
        { kind: 'actions', buttons: [{ action: actionId('accept', 'x', 1), label: 'Accept', main: true }] },
      ],
    })
  })
})

const options = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Choice ${n}` }))
const formOf = (typed: string): Form => ({
  action: actionId('edit', 'x', 1),
  title: 'Edit reply',
  submit: 'Approve',
  intro: [{ kind: 'quote', by: 'fan', text: typed }],
  fields: [
    { id: 'text', label: 'Reply', hint: typed.slice(0, 90), input: { as: 'area', max: REPLY_MAX, value: typed } },
    { id: 'line', label: 'Line', input: { as: 'line', max: 20, value: typed } },
    {
      id: 'price',
      label: 'Price',
      optional: true,
      input: {
        as: 'money',
        from: { minor: 100, currency: 'USD' },
        to: { minor: 900, currency: 'USD' },
        value: { minor: 250, currency: 'USD' },
      },
    },
    { id: 'few', label: 'Few', input: { as: 'choice', options: options(10), value: 'v3' } },
    { id: 'many', label: 'Many', input: { as: 'choice', options: options(140), value: 'v99' } },
    { id: 'free', label: 'Free', optional: true, input: { as: 'choice', options: options(3) } },
    { id: 'some', label: 'Some', input: { as: 'choices', options: options(4), value: ['v1', 'v2'] } },
    { id: 'all', label: 'All', input: { as: 'choices', options: options(40), value: ['v1', 'v39'] } },
    { id: 'count', label: 'Count', input: { as: 'number', from: 1, to: 9, value: 4 } },
  ],
})

/** What Slack sends back of a view that was opened and submitted untouched. */
function untouched(blocks: readonly unknown[]) {
  const state: Parameters<typeof readForm>[0] = {}
  for (const block of blocks as { type: string; block_id?: string; element?: Record<string, unknown> }[]) {
    if (block.type !== 'input' || !block.block_id || !block.element) continue
    const { initial_value: value, initial_option: selected_option, initial_options: selected_options } = block.element
    state[block.block_id] = { value: { value, selected_option, selected_options } }
  }
  return state
}

describe('any form', () => {
  it('is a modal that Slack takes, also with errors and whatever was typed before', () => {
    fc.assert(
      fc.property(fc.oneof(hostileWords, fc.string({ minLength: 1_400, maxLength: 3_200 })), (typed) => {
        const view = renderForm(formOf(typed), '{}', { errors: { text: `no: ${typed}` }, typed: { line: typed } })
        expect(validate({ blocks: view.blocks, surface: 'modal' })).toEqual([])
        expect(view.title.text.length).toBeLessThanOrEqual(24)
      }),
      { numRuns: 100 },
    )
  })

  it('comes back as it was filled in', () => {
    const text = 'Hey Marcus, welcome home.\nAnother line'
    expect(readForm(untouched(renderForm(formOf(text), '{}').blocks))).toEqual({
      text,
      line: text,
      price: '2.50',
      few: 'v3',
      many: 'v99',
      free: '',
      some: 'v1,v2',
      all: 'v1,v39',
      count: '4',
    })
  })
})

it('shows what the action changed in a form, in blocks whose old words Slack can’t keep, and reads them as ever', () => {
  const blocks = (text: string) =>
    renderForm(formOf('old'), '{}', { typed: { text, line: 'mine' }, put: ['text'] }).blocks
  const ids = (all: readonly unknown[]) =>
    (all as { block_id?: string }[]).flatMap(({ block_id }) => block_id ?? []).slice(0, 2)
  const [once, again] = [ids(blocks('one')), ids(blocks('one two'))]
  expect(once[0]).toMatch(/^text~/)
  expect(again[0]).not.toBe(once[0])
  expect([once[1], again[1]]).toEqual(['line', 'line'])
  expect(readForm(untouched(blocks('one two')))).toMatchObject({ text: 'one two', line: 'mine' })
})

it('keeps what was typed under a refusal', () => {
  const typed = 'Hey Marcus, welcome home. You have a good memory.'
  const view = answerView({ kind: 'refused', line: 'Already accepted by Ana.' }, '{}', { text: typed })
  expect(JSON.stringify(view.blocks)).toContain(typed)
  expect(validate({ blocks: view.blocks, surface: 'modal' })).toEqual([])
})
