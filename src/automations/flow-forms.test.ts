import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Field, Filled } from '../desk/index.ts'
import { aFlow, arbFlow } from './fixtures.ts'
import { PAGES, pageForm, readPage } from './flow-forms.ts'

/** What a desk sends back when nothing was typed. */
const untouched = (fields: readonly Field[]): Filled =>
  Object.fromEntries(
    fields.map(({ id, input }) => {
      const value = 'value' in input ? input.value : ''
      return [id, Array.isArray(value) ? value.join(',') : String(value ?? '')]
    }),
  )

it('every page of any flow, sent as it was shown, changes nothing', () => {
  fc.assert(
    fc.property(arbFlow, fc.constantFrom(...PAGES), (flow, page) => {
      const creators = flow.creators.map((id) => ({ id, name: id }))
      const form = pageForm(page, flow, creators)
      expect(form.intro.length + form.fields.length).toBeLessThanOrEqual(5)
      expect(readPage(page, flow, untouched(form.fields))).toEqual({ ok: true, flow })
    }),
    { numRuns: 200 },
  )
})

it('says what is wrong under its field: its label, the value as it was typed and what is allowed', () => {
  const flow = aFlow()
  const errors = (page: (typeof PAGES)[number], more: Filled) => {
    const read = readPage(page, flow, { ...untouched(pageForm(page, flow, []).fields), ...more })
    return read.ok ? {} : read.errors
  }
  expect(errors('flow-limits', { entriesPerDay: '0', quietFrom: 'ten', quietUntil: '9' })).toEqual({
    entriesPerDay: 'Most fans a day: “0” can’t be. Allowed: at least 1.',
    quietFrom: 'Quiet from: “ten” can’t be. Allowed: a whole hour, 0 to 23.',
  })
  expect(errors('flow-limits', { quietFrom: '22:00', quietUntil: '22' })).toEqual({
    quietUntil: 'Quiet until: “22” can’t be. Allowed: another hour than the one it begins at.',
  })
  expect(errors('flow-order', { priority: '101' })).toEqual({
    priority: 'Priority: “101” can’t be. Allowed: at most 100.',
  })
  expect(errors('flow-about', { name: ' ' })).toEqual({ name: expect.stringContaining('at least 1') })
})
