import { expect, test } from 'vitest'
import { plusDays } from '../figures/index.ts'
import type { AlertDetail, Found } from './insight.ts'
import { type Told, withKnownCauses } from './same-cause.ts'
import type { DayFigures } from './unusual.ts'

/** The days from 1 September on, with so much money on each. */
const daysOf = (amount: (day: number) => number): DayFigures[] =>
  Array.from({ length: 60 }, (_, n) => ({
    ...{ day: plusDays('2026-09-01', n), ppvMinor: amount(n), tipsMinor: 0, subscriptionsMinor: 0, productsMinor: 0 },
    ...{ refundsMinor: 0, sales: 10, gained: 2, lost: 2, waitedMinutes: null },
  }))

const alert = (metric: 'revenue' | 'sales' | 'refunds', direction: 'high' | 'low', from: number, to = from) => {
  const detail: AlertDetail = {
    ...{ metric, direction, currency: 'USD', came: 1, oneIn: 100, clues: [], points: [] },
    expected: { low: 40, usual: 50, high: 60 },
  }
  const [fromDay, toDay] = [plusDays('2026-09-01', from), plusDays('2026-09-01', to)]
  return {
    ...{
      creatorId: 'bella',
      kind: 'alert' as const,
      causeKey: `${metric}:${direction}:${fromDay}`,
      priority: 1 as const,
    },
    ...{ fromDay, toDay, detail },
  } satisfies Found
}
const told = (one: ReturnType<typeof alert>, status: Told['status'] = 'new'): Told => ({ ...one, status })

const usual = daysOf(() => 50)
const falling = daysOf((day) => (day < 40 ? 50 : 30))

test('a fall that has not come back is one cause, however long nothing was unusual about it', () => {
  const before = told(alert('revenue', 'low', 40, 42))
  expect(withKnownCauses([alert('revenue', 'low', 52)], [before], falling)).toEqual([
    { ...alert('revenue', 'low', 52), causeKey: before.causeKey, fromDay: before.fromDay },
  ])
  const settled = told(alert('revenue', 'low', 40, 42), 'done')
  expect(withKnownCauses([alert('revenue', 'low', 52)], [settled], falling)).toEqual([])
})

test('after days as usual the next fall is another cause, and so is a rise, or another figure', () => {
  const before = told(alert('revenue', 'low', 40))
  for (const next of [alert('revenue', 'low', 50), alert('revenue', 'high', 42), alert('refunds', 'low', 41)])
    expect(withKnownCauses([next], [before], usual)).toEqual([next])
  const longAgo = told(alert('revenue', 'low', 20))
  expect(
    withKnownCauses(
      [alert('revenue', 'low', 59)],
      [longAgo],
      daysOf((day) => (day < 20 ? 50 : 20)),
    ),
  ).toHaveLength(1)
})

test('sales that fall after the money are no news; money that falls after the sales is told in their place', () => {
  const money = told(alert('revenue', 'low', 40))
  expect(withKnownCauses([alert('sales', 'low', 41)], [money], usual)).toEqual([])
  const sales = told(alert('sales', 'low', 40))
  expect(withKnownCauses([alert('revenue', 'low', 41)], [sales], usual)).toMatchObject([
    { causeKey: sales.causeKey, detail: { metric: 'revenue' } },
  ])
})

test('what came late makes a stretch begin on another day, and it stays one', () => {
  const before = told(alert('revenue', 'low', 40, 42), 'taken')
  expect(withKnownCauses([alert('revenue', 'low', 42, 43)], [before], usual)).toMatchObject([
    { causeKey: before.causeKey, fromDay: before.fromDay, toDay: plusDays('2026-09-01', 43) },
  ])
})

test('what was named beside an alert stays named while the alert lasts, so that it never comes as news of its own', () => {
  const first = alert('revenue', 'low', 40, 41)
  const before = told({ ...first, detail: { ...first.detail, also: ['response-time'] } })
  const also = (lasting: Found) => {
    const [kept] = withKnownCauses([lasting], [before], falling)
    return kept && 'metric' in kept.detail ? kept.detail.also : null
  }
  expect(also(alert('revenue', 'low', 40, 42))).toEqual(['response-time'])
  // Found anew under another name it is the same cause.
  expect(also(alert('revenue', 'low', 44))).toEqual(['response-time'])
  const more = alert('revenue', 'low', 40, 42)
  expect(also({ ...more, detail: { ...more.detail, also: ['sales', 'response-time'] } })).toEqual([
    'response-time',
    'sales',
  ])
})
