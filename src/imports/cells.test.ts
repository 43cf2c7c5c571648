import { describe, expect, it } from 'vitest'
import { readAmount } from './amount.ts'
import { inspectFile } from './decode.ts'
import { fileOf } from './fixtures.ts'
import { instantReader } from './instant.ts'
import { personalByValues, withoutPersonal } from './personal.ts'
import { cellValue, plainText } from './plain-text.ts'

const readIn = (zone: string, order: 'dmy' | 'mdy' = 'dmy') => {
  const read = instantReader({ order, zone, now: new Date('2026-11-21T00:00:00Z') })
  return (cell: string) => {
    const found = read(cell)
    return found instanceof Date ? found.toISOString() : found.refused
  }
}

describe('a time', () => {
  it.each([
    ['2026-03-04', '2026-03-03T23:00:00.000Z'],
    ['2026-03-04 10:20', '2026-03-04T09:20:00.000Z'],
    ['2026-03-04T10:20:30.5+02:00', '2026-03-04T08:20:30.500Z'],
    ['04.03.2026 10:20', '2026-03-04T09:20:00.000Z'],
    ['4/3/26 1:05 PM', '2026-03-04T12:05:00.000Z'],
    ['Mar 4, 2026 12:00 am', '2026-03-03T23:00:00.000Z'],
    ['4 mars 2026', '2026-03-03T23:00:00.000Z'],
    ['1772616000', '2026-03-04T09:20:00.000Z'],
    // The hour that comes twice is its first one; of the hour that is left out, the clocks show the next.
    ['2026-10-25 02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-02-30T00:00:00Z', 'not a date or time'],
    ['30/02/2026', 'not a date or time'],
    ['soon', 'not a date or time'],
    ['1999-12-31', 'before the year 2000'],
    ['2027-01-01', 'in the future'],
  ])('%s in Paris is %s', (cell, instant) => expect(readIn('Europe/Paris')(cell)).toBe(instant))

  it('is read month first where the file does', () => {
    expect(readIn('UTC', 'mdy')('03/04/2026')).toBe('2026-03-04T00:00:00.000Z')
  })
})

describe('an amount', () => {
  const read = (cell: string, decimal: '.' | ',' = '.', digits = 2) =>
    readAmount(cell, { decimal, digits, inMinor: false })
  it.each([
    ['24', 2_400],
    ['$1,234.50', 123_450],
    ['1 234.5', 123_450],
    ['(24.00)', -2_400],
    ['-$24.00', -2_400],
    ['12,34,567.00', 123_456_700],
    ['19.9900', 1_999],
  ])('%s is %i', (cell, minor) => expect(read(cell)).toMatchObject({ minor }))
  it.each(['', '=1+1', '12.345', '1,2', 'free', '99999999999', '1.2.3'])('%s is none', (cell) =>
    expect(read(cell)).toHaveProperty('refused'),
  )
  it('names its currency, whose decimals it has', () => {
    expect(read('9,99 €', ',')).toEqual({ minor: 999, currency: 'EUR' })
    expect(read('JPY 500')).toEqual({ minor: 500, currency: 'JPY' })
  })
})

it('is told by its bytes how a file is encoded, wherever they are cut', async () => {
  const encodings: [Buffer, string][] = [
    [Buffer.from('é,ü\n'), 'utf-8'],
    [Buffer.from('é,ü\n', 'latin1'), 'windows-1252'],
    [Buffer.from('\ufeffa,b\n', 'utf16le'), 'utf-16le'],
    [Buffer.from('a,b\nc,d\n', 'utf16le').swap16(), 'utf-16be'],
  ]
  for (const [bytes, encoding] of encodings) {
    for (const piece of [1, 2, 3, 64]) expect((await inspectFile(fileOf(bytes, piece))).encoding).toBe(encoding)
  }
})

it('is taken out of texts what the product does not need, and nothing else', () => {
  expect(withoutPersonal('card 4111 1111 1111 1111, call +33 6 12 34 56 78 or a@b.co')).toBe(
    'card [card number], call [telephone number] or [e-mail address]',
  )
  const harmless = 'see you at 10:30, 4111 1111 1111 1112, 2026-11-21, 100.50, order 12345678'
  expect(withoutPersonal(harmless)).toBe(harmless)
  expect(personalByValues(['a@b.co', 'c@d.co', ''])).not.toBeNull()
  expect(personalByValues(['4111111111111111', '5500005555555559'])).not.toBeNull()
  expect(personalByValues(['fan-1', '12345', '@bella'])).toBeNull()
})

it('is read what a reader of the page saw, and what a spreadsheet protected', () => {
  expect(plainText('<p>a &amp; b<br />c</p><p>d &lt;3</p>')).toBe('a & b\nc\nd <3')
  expect(plainText('I <3 you & <him>')).toBe('I <3 you & <him>')
  expect([cellValue('="00123"'), cellValue("'0042"), cellValue(' x ')]).toEqual(['00123', '0042', 'x'])
})
