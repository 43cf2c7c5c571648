import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { fillTemplate, templateProblems, type Values, variantsOf } from './template.ts'

const NOTHING: Values = { fan: null, creator: null, asset: null, price: null, last: null }

describe('templates', () => {
  it('hold variants separated by a line of three dashes', () => {
    expect(variantsOf('one\n---\ntwo --- still two\n --- \r\n\n---\nthree')).toEqual([
      'one',
      'two --- still two',
      'three',
    ])
  })

  it('leave out the sentence whose placeholder has no value, and only that one', () => {
    const text = 'Hey {{fan}}. You liked {{last}}! What next?'
    expect(fillTemplate(text, { ...NOTHING, fan: 'Marcus' }).text).toBe('Hey Marcus. What next?')
  })

  it('never read a value as a template', () => {
    expect(fillTemplate('Hi {{fan}}.', { ...NOTHING, fan: '{{price}} A. B.', price: '$5' }).text).toBe(
      'Hi price A. B..',
    )
  })

  it('name an unknown placeholder, a lone brace and an empty text as problems', () => {
    expect(templateProblems('Hi {{fan}}, {{ nickname }}')).toEqual([
      '{{nickname}} is not known. There are: {{fan}}, {{creator}}, {{asset}}, {{price}}, {{last}}.',
    ])
    expect(templateProblems('Hi {{fan')).toEqual([
      '“{{fan” has a brace without its pair. Placeholders look like {{fan}}.',
    ])
    expect(templateProblems('\n---\n')).toEqual(['The template is empty.'])
  })

  it('of the default persona are sound and have three variants or more that need no value but the name', () => {
    for (const template of Object.values(DEFAULT_TEMPLATES)) {
      expect(templateProblems(template)).toEqual([])
      expect(variantsOf(template).length).toBeGreaterThanOrEqual(3)
      expect(template).not.toContain('{{price}}')
    }
  })

  it('property braces: whatever the values are, no brace is ever shown', () => {
    const value = fc.option(fc.oneof(fc.string(), fc.constantFrom('{{fan}}', '}}{{', 'Marcus')))
    const values = fc.record({ fan: value, creator: value, asset: value, price: value, last: value })
    const piece = fc.constantFrom(
      'Hey {{fan}}. ',
      'From {{ creator }}, “{{asset}}” at {{price}}! ',
      '{{last}}?\n',
      'Well. ',
      '\n\n',
    )
    fc.assert(
      fc.property(fc.array(piece), values, (pieces, known) => {
        expect(templateProblems(`x${pieces.join('')}`)).toEqual([])
        expect(fillTemplate(pieces.join(''), known).text).not.toMatch(/[{}]/)
      }),
      { numRuns: 300 },
    )
  })
})
