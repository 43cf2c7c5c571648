import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock, systemClock } from './clock.ts'
import { Failure } from './failure.ts'
import { isId, newId } from './ids.ts'
import { formatMoney, minorDigits, parseMinor } from './money.ts'
import { cutText, plainReply, storableText } from './text.ts'

describe('ids', () => {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('9999-01-01'), noInvalidDate: true })

  it('are UUIDs of version 7 that hold the clock’s millisecond', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const id = newId(new ManualClock(at))
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at.getTime())
        expect(isId(id)).toBe(true)
      }),
    )
  })

  it('sort by the time they were made at, and never meet', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        fc.pre(a.getTime() !== b.getTime())
        expect(newId(new ManualClock(a)) < newId(new ManualClock(b))).toBe(a < b)
      }),
    )
    const clock = new ManualClock('2026-11-20T14:00:00Z')
    expect(new Set(Array.from({ length: 5_000 }, () => newId(clock))).size).toBe(5_000)
  })

  it.each(['', 'x', '11111111-1111-4111-8111-11111111111', '11111111-1111-4111-8111-111111111111 ', '{11111111}'])(
    'are not: “%s”',
    (text) => expect(isId(text)).toBe(false),
  )
})

describe('money', () => {
  const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'GBP')

  it('comes back as the same amount when what is shown is typed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), currency, (minor, code) => {
        const digits = minorDigits(code)
        const typed = (minor / 10 ** digits).toFixed(digits)
        expect(parseMinor(typed, code)).toBe(minor)
        expect(parseMinor(` ${typed.replace('.', ',')} `, code)).toBe(minor)
        const shown = formatMoney({ minor, currency: code }).replaceAll(/[^\d.]/g, '')
        expect(parseMinor(shown, code)).toBe(minor)
      }),
    )
  })

  it('is never read from anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), currency, (typed, code) => {
        const minor = parseMinor(typed, code)
        if (/^\s*\d{1,9}([.,]\d+)?\s*$/.test(typed)) fc.pre(false)
        expect(minor).toBeNull()
      }),
    )
    for (const typed of ['-1', '+1', '1e3', '0x10', '1.234,5', '1 000', '24.', '.5', '١٢', '1234567890', 'Infinity']) {
      expect(parseMinor(typed, 'USD'), typed).toBeNull()
    }
    expect([parseMinor('24.5', 'JPY'), parseMinor('1.2345', 'KWD'), parseMinor('1.001', 'USD')]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('is shown as a chatter reads it', () => {
    const shown = [
      { minor: 2_400, currency: 'USD' },
      { minor: 2_450, currency: 'USD' },
      { minor: 2_400, currency: 'JPY' },
      { minor: 1_500, currency: 'KWD' },
      { minor: -500, currency: 'EUR' },
    ].map(formatMoney)
    expect(shown.map((text) => text.replaceAll('\u00a0', ' '))).toEqual(['$24', '$24.50', '¥2,400', 'KWD 1.500', '-€5'])
  })
})

describe('clocks', () => {
  it('stand still until they are moved, and give away no handle on themselves', () => {
    const clock = new ManualClock('2026-11-20T14:00:00Z')
    clock.now().setFullYear(1999)
    expect(clock.now().toISOString()).toBe('2026-11-20T14:00:00.000Z')
    clock.advance(1_500)
    expect(clock.now().toISOString()).toBe('2026-11-20T14:00:01.500Z')
    clock.set('2020-01-01T00:00:00Z')
    expect(clock.now().getUTCFullYear()).toBe(2020)
    expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1_000)
  })
})

describe('failures', () => {
  it('may be tried again unless they say otherwise, and keep their cause', () => {
    const cause = new Error('socket')
    expect(new Failure('desk_away', 'away', { cause })).toMatchObject({
      retry: { kind: 'later' },
      cause,
      code: 'desk_away',
    })
    expect('cause' in new Failure('desk_away', 'away')).toBe(false)
  })
})

describe('texts', () => {
  const any = fc.string({ unit: 'binary', maxLength: 200 })

  it('are storable without NUL and half characters, and otherwise as they were', () => {
    fc.assert(
      fc.property(any, (text) => {
        const stored = storableText(text)
        expect(stored).not.toContain('\u0000')
        expect(stored.isWellFormed()).toBe(true)
        expect(storableText(stored)).toBe(stored)
        if (text.isWellFormed() && !text.includes('\u0000')) expect(stored).toBe(text)
      }),
    )
  })

  it('are cut to length, never in the middle of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const cut = cutText(text, max)
        expect(cut.length).toBeLessThanOrEqual(max)
        expect(text.startsWith(cut)).toBe(true)
        expect(cut.isWellFormed()).toBe(true)
      }),
    )
  })

  it('are the same reply when they are made plain twice', () => {
    fc.assert(
      fc.property(any, (text) => {
        expect(plainReply(plainReply(text))).toBe(plainReply(text))
      }),
    )
  })
})
