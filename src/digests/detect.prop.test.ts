import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alarmsOf, readSeries } from './detect.ts'
import { type Day, noMemory, readDay } from './detect-day.ts'

const amount = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 50_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 50_000, max: 5_000_000 }) },
)
const known = fc.option(fc.constantFrom('promotion' as const, 'missing' as const), { nil: undefined, freq: 12 })
const series = fc
  .array(fc.record({ amount, known }), { minLength: 30, maxLength: 50 })
  .map((days) => days.map(({ amount, known }, n): Day => ({ amount, weekday: n % 7, ...(known ? { known } : {}) })))

test('no reading is ever anything but a number of 0 or more, whatever comes', () => {
  const odd = fc.oneof(amount, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e-300, 1e300))
  fc.assert(
    fc.property(fc.array(odd, { minLength: 29, maxLength: 40 }), (amounts) => {
      for (const { high, low } of readSeries(amounts.map((amount, n) => ({ amount, weekday: n % 7 }))))
        for (const reading of [high, low].filter((one) => one !== null))
          for (const value of [reading.rarity, ...Object.values(reading.expected)])
            expect(value).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 100 },
  )
})

test('ten times the money raises the same alarms on the same days', () => {
  fc.assert(
    fc.property(series, (days) => {
      const told = (times: number) =>
        alarmsOf(readSeries(days.map((day) => ({ ...day, amount: day.amount * times }))), 30).map(
          ({ direction, from, to, signal }) => ({ direction, from, to, signal }),
        )
      expect(told(10)).toEqual(told(1))
    }),
    { numRuns: 100 },
  )
})

test('who always sells the same never raises an alarm, nor who never sells, however long', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 90 }), (amount, length) => {
      const days = Array.from({ length }, (_, n) => ({ amount, weekday: n % 7 }))
      expect(alarmsOf(readSeries(days), 5)).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('days still to come change nothing about the days before them', () => {
  fc.assert(
    fc.property(series, series, (before, after) => {
      const readings = readSeries([...before, ...after])
      expect(readings.slice(0, before.length)).toEqual(readSeries(before))
      const raised = (all: typeof readings) => alarmsOf(all, 20).map(({ from, direction }) => ({ from, direction }))
      expect(raised(readings).filter(({ from }) => from < before.length)).toEqual(raised(readSeries(before)))
    }),
    { numRuns: 100 },
  )
})

test('what is remembered has one size, after a quarter and after years', () => {
  fc.assert(
    fc.property(
      fc.array(amount, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 63, max: 90 }),
      (amounts, length) => {
        let memory = noMemory()
        for (let n = 0; n < length; n += 1)
          memory = readDay(memory, { amount: amounts[n % amounts.length] ?? 0, weekday: n % 7 }).memory
        expect(memory.recent).toHaveLength(62)
        expect([...memory.weekdays.some, ...memory.weekdays.none]).toHaveLength(14)
      },
    ),
    { numRuns: 100 },
  )
})
