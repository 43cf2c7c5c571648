import { expect, test } from 'vitest'
import { alarmsOf, readSeries } from './detect.ts'
import type { Day } from './detect-day.ts'

/** Twelve weeks: much on Fridays and Saturdays, nothing on Sundays, a little noise. */
const quarter = (length = 84): Day[] =>
  Array.from({ length }, (_, n) => {
    const weekday = n % 7
    const usual = weekday === 0 ? 0 : weekday >= 5 ? 90_000 : 50_000
    return { amount: Math.round(usual * (1 + 0.05 * Math.sin(n * n))), weekday }
  })

/** The quarter with a stretch put in from the seventieth day on. */
function withStretch(amounts: (usual: number, n: number) => number, length: number, total = 84): Day[] {
  return quarter(total).map((day, n) =>
    n >= 70 && n < 70 + length ? { ...day, amount: amounts(day.amount, n - 70) } : day,
  )
}

const told = (days: readonly Day[]) =>
  alarmsOf(readSeries(days), 30).map(({ direction, from, to }) => ({ direction, from, to }))

test('weekends and a day of rest are no surprise', () => {
  expect(told(quarter(200))).toEqual([])
})

test('an outage of three days is one alarm, raised on the first of them that usually sells', () => {
  expect(told(withStretch(() => 0, 3))).toMatchObject([{ direction: 'low', from: 71 }])
})

test('a sale on a day that never sells says more than the same money on another', () => {
  const sunday = withStretch((usual, n) => (n === 0 ? 30_000 : usual), 1)
  expect(sunday[70]?.weekday).toBe(0)
  expect(told(sunday)).toEqual([{ direction: 'high', from: 70, to: 70 }])
})

test('a promotion that the desk knows of is no surprise, and is not learnt as usual', () => {
  const promoted = withStretch((usual) => usual * 4, 5).map((day, n) =>
    n >= 70 && n < 75 ? { ...day, known: 'promotion' as const } : day,
  )
  expect(told(promoted)).toEqual([])
  const readings = readSeries(promoted)
  const plain = readSeries(quarter())
  expect(readings[80]?.high?.expected.usual).toBeCloseTo(plain[80]?.high?.expected.usual ?? 0, -4)
})

test('a day of which nothing is known raises nothing', () => {
  const gap = withStretch(() => 0, 3).map((day, n) => (n >= 70 && n < 73 ? { ...day, known: 'missing' as const } : day))
  expect(told(gap)).toEqual([])
})

test('a new level is told once and becomes the usual one', () => {
  const shifted = withStretch((usual) => usual * 2, 130, 200)
  const alarms = told(shifted)
  expect(alarms).toHaveLength(1)
  expect(readSeries(shifted)[199]?.high?.expected.usual).toBeGreaterThan(90_000)
})

test('a slow decline is told, downwards', () => {
  const fading = withStretch((usual, n) => usual * Math.max(0.3, 1 - n / 40), 60, 130)
  expect(told(fading).map(({ direction }) => direction)).toContain('low')
  expect(told(fading).filter(({ direction }) => direction === 'high')).toEqual([])
})
