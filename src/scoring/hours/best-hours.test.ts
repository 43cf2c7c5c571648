import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestStretch, buyingHours, weekdayHours } from './best-hours.ts'
import { localHour } from './local-hour.ts'

const empty = Array.from({ length: 7 }, () => Array<number>(24).fill(0))
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('the hours of buying', () => {
  it('are probabilities, whatever was bought when, and never NaN', () => {
    const week = fc.array(fc.array(fc.nat(100_000), { minLength: 24, maxLength: 24 }), { minLength: 7, maxLength: 7 })
    const own = fc.array(fc.record({ hour: fc.nat(23), daysAgo: fc.integer({ min: -400, max: 40_000 }) }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(week, fc.nat(6), own, (counts, weekday, bought) => {
        const prior = weekdayHours(counts, weekday)
        for (const all of [prior, buyingHours(bought, prior)]) {
          expect(sum(all)).toBeCloseTo(1, 9)
          expect(all.every((p) => p > 0 && p < 1)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('are those of all fans for a fan who never bought, and move to the own ones with every purchase', () => {
    const prior = weekdayHours(empty, 0)
    buyingHours([], prior).forEach((p, hour) => {
      expect(p).toBeCloseTo(prior[hour] ?? 0, 12)
    })
    const withOwn = (times: number) => buyingHours(Array(times).fill({ hour: 23, daysAgo: 1 }), prior)[23] ?? 0
    expect(withOwn(1)).toBeGreaterThan(prior[23] ?? 0)
    expect(withOwn(5)).toBeGreaterThan(withOwn(1))
  })

  it('go round midnight', () => {
    const late = buyingHours(Array(20).fill({ hour: 0, daysAgo: 0 }), weekdayHours(empty, 0))
    expect(bestStretch(late).from).toBe(23)
    expect(late[23]).toBeCloseTo(late[1] ?? 0, 9)
  })

  it('never depend on the order of purchases', () => {
    const prior = weekdayHours(empty, 3)
    const own = [5, 9, 21, 22].map((hour, n) => ({ hour, daysAgo: n * 10 }))
    buyingHours(own.toReversed(), prior).forEach((p, hour) => {
      expect(p).toBeCloseTo(buyingHours(own, prior)[hour] ?? 0, 12)
    })
  })
})

describe('the local hour', () => {
  it.each([
    ['2026-03-29T00:59:59Z', 'Europe/Paris', 1],
    ['2026-03-29T01:00:00Z', 'Europe/Paris', 3],
    ['2026-10-25T00:30:00Z', 'Europe/Paris', 2],
    ['2026-10-25T01:30:00Z', 'Europe/Paris', 2],
    ['2026-03-08T06:59:00Z', 'America/New_York', 1],
    ['2026-03-08T07:00:00Z', 'America/New_York', 3],
    ['2026-07-01T00:00:00Z', 'Asia/Kolkata', 5],
  ])('of %s in %s is %i', (at, zone, hour) => {
    expect(localHour(new Date(at), zone).hour).toBe(hour)
  })

  it('moves on by one for each hour that passes, but where the clocks change', () => {
    const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'UTC')
    const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, zones, (at, zone) => {
        const text = at.toLocaleString('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
        expect(localHour(at, zone).hour).toBe(Number(text))
      }),
      { numRuns: 200 },
    )
  })
})
