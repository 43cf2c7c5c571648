import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const until = (zone: string, quietFrom: number, quietTo: number, now: string) =>
  quietUntil({ quietFrom, quietTo }, zone, new Date(now))?.toISOString() ?? null
/** 22:30 and 08:00. */
const [EVENING, MORNING] = [22 * 60 + 30, 8 * 60]

describe('quiet hours', () => {
  it('begin and end by the clock on the wall where the fan is, over midnight too', () => {
    expect(until('Europe/Paris', EVENING, MORNING, '2026-11-20T21:29:59Z')).toBeNull()
    expect(until('Europe/Paris', EVENING, MORNING, '2026-11-20T21:30:00Z')).toBe('2026-11-21T07:00:00.000Z')
    expect(until('Europe/Paris', EVENING, MORNING, '2026-11-21T06:59:59Z')).toBe('2026-11-21T07:00:00.000Z')
    expect(until('Europe/Paris', EVENING, MORNING, '2026-11-21T07:00:00Z')).toBeNull()
    expect(until('America/New_York', EVENING, MORNING, '2026-11-20T21:30:00Z')).toBeNull()
    expect(until('Asia/Kolkata', 13 * 60, 14 * 60, '2026-11-20T07:45:00Z')).toBe('2026-11-20T08:30:00.000Z')
  })

  it('are none where none are set', () => {
    expect(quietUntil({ quietFrom: null, quietTo: null }, 'UTC', new Date('2026-11-20T03:00:00Z'))).toBeNull()
  })

  it('end by the new time in the night in which the clocks change', () => {
    // Spring: 02:00 is 03:00 on 29 March in Paris, on 8 March in New York.
    expect(until('Europe/Paris', EVENING, MORNING, '2026-03-28T22:00:00Z')).toBe('2026-03-29T06:00:00.000Z')
    expect(until('America/New_York', EVENING, MORNING, '2026-03-08T06:59:00Z')).toBe('2026-03-08T12:00:00.000Z')
    // Autumn: 03:00 is 02:00 again on 25 October in Paris.
    expect(until('Europe/Paris', EVENING, MORNING, '2026-10-25T00:30:00Z')).toBe('2026-10-25T07:00:00.000Z')
  })

  it('that end in a skipped hour end after it, and that end in a doubled one end the first time', () => {
    expect(until('Europe/Paris', EVENING, 150, '2026-03-29T00:59:00Z')).toBe('2026-03-29T01:00:00.000Z')
    expect(until('Europe/Paris', EVENING, 150, '2026-03-29T01:00:00Z')).toBeNull()
    expect(until('Europe/Paris', EVENING, 150, '2026-10-25T00:29:00Z')).toBe('2026-10-25T00:30:00.000Z')
    expect(until('Europe/Paris', EVENING, 150, '2026-10-25T01:15:00Z'), 'a quarter past two, again').toBeNull()
  })

  it('whatever they are, have ended by the time they name, and last less than a day and an hour', () => {
    const zone = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC')
    const minute = fc.integer({ min: 0, max: 1_439 })
    const day = fc.constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-04-05', '2026-07-01')
    fc.assert(
      fc.property(zone, minute, minute, day, fc.nat({ max: 86_400_000 }), (place, quietFrom, quietTo, date, ms) => {
        fc.pre(quietFrom !== quietTo)
        const now = new Date(Date.parse(`${date}T00:00:00Z`) + ms)
        const end = quietUntil({ quietFrom, quietTo }, place, now)
        if (end === null) return
        expect(end.getTime() - now.getTime()).toBeGreaterThan(0)
        expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
        expect(quietUntil({ quietFrom, quietTo }, place, end)).toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})
