import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFanName, fanAlias } from './fan-name.ts'

describe('a fan’s name', () => {
  it('holds letters, digits, blanks and .’- only, at most forty of them, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        const clean = cleanFanName(name)
        if (clean === null) return
        expect(clean).toMatch(/^[\p{L}\p{M}\p{N} .'-]+$/u)
        expect([...clean].length).toBeLessThanOrEqual(40)
        expect(clean).toBe(clean.trim())
        expect(cleanFanName(clean)).toBe(clean)
      }),
    )
  })

  it.each([
    ['Marcus T.', 'Marcus T.'],
    ["  Seán   O'Brien-Lee ", "Seán O'Brien-Lee"],
    ['محمد', 'محمد'],
    ['<@U123> *bold*', 'U123 bold'],
    ['@everyone', 'everyone'],
    ['\u202eevil\u202c', 'evil'],
    ['pa\u200bul', 'pa ul'],
    ['e\u0301', 'é'],
    ['<b>x</b>', 'b x b'],
    ['🔥💦', null],
    ['', null],
    [' \u0000 ', null],
  ])('%s is shown as %s', (given, shown) => expect(cleanFanName(given)).toBe(shown))

  it('is the same alias for the same fan, and is never empty', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), (account, id) => {
        expect(fanAlias(account, id)).toMatch(/^Fan [1-9]\d{3}$/)
        expect(fanAlias(account, id)).toBe(fanAlias(account, id))
      }),
    )
  })
})
