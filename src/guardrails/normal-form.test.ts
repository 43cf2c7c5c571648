import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalForm, toOriginal } from './normal-form.ts'

const readings = (text: string) => normalForm(text).readings.map((reading) => reading.text)
const plain = (text: string) => readings(text)[0]

describe('the normal form', () => {
  it('folds case, accents, compatibility forms and look-alikes to Latin letters', () => {
    for (const text of ['PAYPAL', 'pàÿpål', 'ｐａｙｐａｌ', '𝓹𝓪𝔂𝓹𝓪𝓵', 'ⓟⓐⓨⓟⓐⓛ', 'раураl', 'ραyραl', 'ᴘᴀʏᴘᴀʟ']) {
      expect(plain(text), text).toBe('paypal')
    }
  })

  it('drops invisible and direction-changing characters', () => {
    expect(plain('p\u200ba\u00ady\u2060p\ufeffa\u202el\ufe0f')).toBe('paypal')
  })

  it('closes words that are spelled out with one separator', () => {
    for (const text of ['p a y p a l', 'p.a.y.p.a.l', 'p-a-y-p-a-l', 'p_a_y_p_a_l'])
      expect(plain(text), text).toBe('paypal')
    expect(plain('on p a y p a l, please')).toBe('on paypal, please')
  })

  it('leaves numbers, words and pairs of single letters apart', () => {
    for (const text of ['1 2 3 4 5', 'a man and a plan', 'i a', 'see you at 7, ok', '06 12 34 56 78']) {
      expect(plain(text), text).toBe(text)
    }
  })

  it('reads a stretched letter as three, one and two, and leaves numbers as they are', () => {
    expect(readings('heeeeeey 10000')).toEqual(['heeey 10000', 'hey 10000', 'heey 10000'])
    expect(readings('good')).toEqual(['good'])
  })

  it('reads digits and symbols in a word as letters too, one way or the other, and a number as a number', () => {
    expect(readings('p4yp@l c0ns3nt')).toEqual(['p4yp@l c0ns3nt', 'paypal consent'])
    expect(readings('v1p')).toEqual(['v1p', 'vip', 'vlp'])
    expect(readings('455 and $16')).toEqual(['455 and $16'])
  })

  it('keeps an exclamation mark after a word', () => {
    expect(readings('paypal!')).toEqual(['paypal!'])
  })

  it('leads back to the characters of the original, all of a stretched letter included', () => {
    const text = 'my 😀 P\u200ba\u0301yyyyPal now'
    const reading = normalForm(text).readings.find((candidate) => candidate.text.includes('paypal'))
    const span = reading && toOriginal(reading, reading.text.indexOf('paypal'), 6)
    expect(text.slice(span?.start, span?.end)).toBe('P\u200ba\u0301yyyyPal')
  })

  it('property map: every unit of every reading has its place in the original, in order', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'aab 1!4.') }))
    fc.assert(
      fc.property(text, (original) => {
        for (const { text: read, starts, ends } of normalForm(original).readings) {
          expect([starts.length, ends.length]).toEqual([read.length, read.length])
          starts.forEach((start, index) => {
            expect(start).toBeGreaterThanOrEqual(starts[index - 1] ?? 0)
            expect(ends[index]).toBeGreaterThan(start)
            expect(ends[index]).toBeLessThanOrEqual(original.length)
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('property invisible: invisible characters anywhere in a text do not change its form', () => {
    const invisible = fc.constantFrom('\u200b', '\u200d', '\u2060', '\u00ad', '\u202e', '\ufeff')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...'abc ylp1!'), invisible)), (pairs) => {
        const clean = pairs.map(([letter]) => letter).join('')
        expect(readings(pairs.flat().join(''))).toEqual(readings(clean))
      }),
      { numRuns: 200 },
    )
  })
})
