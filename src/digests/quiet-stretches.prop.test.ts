import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUsualSilence, usualIn } from './quiet-stretches.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const zone = fc.constantFrom('Pacific/Auckland', 'Pacific/Honolulu', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC')
const began = fc.integer({ min: Date.parse('2026-03-01T00:00:00Z'), max: Date.parse('2026-11-30T00:00:00Z') })

test('what usually comes in a stretch is the sum of its parts, and a steady account’s is its length in hours', () => {
  const hours = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 24, maxLength: 24 })
  const part = fc.integer({ min: 0, max: 30 * HOUR })
  fc.assert(
    fc.property(zone, began, part, part, hours, (where, from, first, second, usual) => {
      const [a, b, c] = [from, from + first, from + first + second].map((ms) => new Date(ms)) as [Date, Date, Date]
      const whole = usualIn({ from: a, until: c }, usual, where)
      expect(whole).toBeCloseTo(
        usualIn({ from: a, until: b }, usual, where) + usualIn({ from: b, until: c }, usual, where),
        6,
      )
      expect(usualIn({ from: a, until: c }, Array(24).fill(1), where)).toBeCloseTo((first + second) / HOUR, 6)
    }),
    { numRuns: 150 },
  )
})

test('the night is no silence, a day off is one', () => {
  const now = new Date('2026-11-20T00:00:00Z')
  const night = (n: number) => ({
    from: new Date(Date.parse('2026-11-19T01:00:00Z') - n * DAY),
    until: new Date(Date.parse('2026-11-19T08:00:00Z') - n * DAY),
  })
  const nights = [0, 1, 2, 3, 5].map(night)
  expect(isUsualSilence(night(0), nights, now)).toBe(true)
  const away = { from: new Date('2026-11-19T10:00:00Z'), until: new Date('2026-11-19T18:00:00Z') }
  expect(isUsualSilence(away, [...nights, away], now)).toBe(false)
  expect(isUsualSilence(night(0), [night(0), night(1)], now)).toBe(false)
})
