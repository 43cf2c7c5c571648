import { expect, test } from 'vitest'
import { plusDays } from '../figures/index.ts'
import { alertCard, isAlert } from './alert-card.ts'
import { type DayFigures, daysOfRuns, type Judged, NOTHING_KNOWN as NOTHING, unusualOf } from './unusual.ts'

/** So many days up to 2026-11-19, a Thursday, a little noise in them. */
function quarter(change: (day: DayFigures, before: number) => Partial<DayFigures> = () => ({})): DayFigures[] {
  return Array.from({ length: 91 }, (_, n) => {
    const noise = 1 + 0.08 * Math.sin(n * n)
    const usual: DayFigures = {
      ...{ day: plusDays('2026-11-19', n - 90), ppvMinor: Math.round(30_000 * noise), tipsMinor: 6_000 },
      ...{ subscriptionsMinor: 8_000, productsMinor: 0, refundsMinor: 0, sales: 20 + (n % 3), gained: 3, lost: 2 },
      waitedMinutes: n % 9 === 4 ? null : 6 * noise,
    }
    return { ...usual, ...change(usual, 90 - n) }
  })
}
const judged = (days: DayFigures[], more: Partial<Judged> = {}): Judged => ({
  ...{ creatorId: 'bella', currency: 'USD', days, promoted: new Set(), told: [], falseAlarmDays: 60, muted: new Set() },
  ...more,
})
const outage = (length: number) => quarter((_, before) => (before < length ? { ppvMinor: 0, sales: 2 } : {}))

test('a usual day is no news', () => {
  expect(unusualOf(judged(quarter()), NOTHING)).toEqual([])
})

test('an outage is one cause however long it lasts and whichever figures it shows in, with the source that is missing', () => {
  const [first, third] = [outage(1), outage(3)].map((days) => unusualOf(judged(days), NOTHING))
  expect(first).toMatchObject([{ kind: 'alert', priority: 1, fromDay: '2026-11-19' }])
  expect(third?.[0]).toMatchObject({ causeKey: 'revenue:low:2026-11-17', fromDay: '2026-11-17', toDay: '2026-11-19' })
  expect(third?.[0]?.detail).toMatchObject({
    clues: [{ kind: 'source', source: 'ppv', change: -1, asUsual: ['tips', 'subscriptions'] }],
  })
})

test('how urgent an alert is goes by the days that it says: a day that is only just unusual comes after an outage', () => {
  // More and more of a day is missing, until there is an alert.
  const shares = Array.from({ length: 16 }, (_, n) => 1 - n / 15)
  const found = shares.map(
    (share) =>
      unusualOf(
        judged(quarter((day, before) => (before === 0 ? { ppvMinor: Math.round(day.ppvMinor * share) } : {}))),
        NOTHING,
      )[0],
  )
  const [least, most] = [found.find((one) => one), found.at(-1)]
  expect(least?.detail.oneIn).toBeLessThan(300)
  expect(least?.priority).toBe(2)
  expect(most?.detail.oneIn).toBeGreaterThan(300)
  expect(most?.priority).toBe(1)
})

const names = (found: ReturnType<typeof unusualOf>) => found.map(({ detail: { metric, also } }) => [metric, also ?? []])

test('what shares a cause is one alert that names the rest, and what was named is not told by itself afterwards', () => {
  const silent = quarter((_, before) => (before < 1 ? { ppvMinor: 0, sales: 2, waitedMinutes: 400 } : {}))
  const gap = { accountId: 'a', account: 'Fanvue', fromMs: 0, untilMs: 9 * 3_600_000, usual: 30 }
  expect(names(unusualOf(judged(silent), NOTHING))).toEqual([
    ['revenue', ['sales']],
    ['response-time', []],
  ])
  expect(names(unusualOf(judged(silent), { ...NOTHING, gaps: [gap] }))).toEqual([
    ['revenue', ['sales', 'response-time']],
  ])

  const told = [{ causeKey: 'revenue:low:2026-11-12', toDay: '2026-11-18', also: ['sales', 'response-time'] as const }]
  expect(names(unusualOf(judged(silent, { told }), NOTHING))).toEqual([['revenue', []]])
  const known = [{ causeKey: 'sales:low:2026-11-19', toDay: '2026-11-18', also: [] }]
  expect(names(unusualOf(judged(silent, { told: known }), NOTHING))[0]).toEqual(['sales', ['revenue']])
})

test('days without an approval say nothing of how long fans waited, and less of a burden is no news', () => {
  const nobody = quarter((_, before) => (before < 3 ? { waitedMinutes: null } : {}))
  expect(unusualOf(judged(nobody), NOTHING)).toEqual([])
  const fast = quarter((_, before) => (before < 3 ? { waitedMinutes: 0, lost: 0, refundsMinor: 0 } : {}))
  expect(unusualOf(judged(fast), NOTHING)).toEqual([])
})

test('a promotion is new for two weeks on the creator’s wall, and then how things are', () => {
  const ran = (until: string) => [{ from: new Date('2026-11-01T06:00:00Z'), until: new Date(until) }]
  expect(daysOfRuns(ran('2026-11-02T12:00:00Z'), 'Pacific/Honolulu')).toEqual([
    '2026-10-31',
    '2026-11-01',
    '2026-11-02',
  ])
  expect(daysOfRuns(ran('2027-11-02T12:00:00Z'), 'UTC')).toHaveLength(14)
})

test('a figure that is muted is not judged, and a promotion that is known is no alert', () => {
  const muted = unusualOf(judged(outage(1), { muted: new Set(['revenue', 'sales']) }), NOTHING)
  expect(muted).toEqual([])
  const promoted = quarter((day, before) => (before < 1 ? { ppvMinor: day.ppvMinor * 5, sales: 100 } : {}))
  const days = new Set(['2026-11-19'])
  expect(unusualOf(judged(promoted, { promoted: days }), NOTHING)).toEqual([])
  expect(unusualOf(judged(promoted), NOTHING)).toMatchObject([{ detail: { metric: 'revenue', direction: 'high' } }])
})

test('the card says what came, what was expected and how sure, in each language, and shrinks when it is settled', () => {
  const [found] = unusualOf(judged(outage(1)), NOTHING)
  const alert = { ...found, id: 'i', status: 'new' as const }
  if (!found || !isAlert(alert as never)) throw new Error('no alert')
  const card = alertCard('Bella', alert as never)
  expect(card.title).toBe('⚠️ Revenue far below usual · Bella')
  expect(card.body[0]).toMatchObject({
    fields: [
      { label: 'Thu 19 Nov', value: [{ strong: '$140' }] },
      { label: 'Expected' },
      { label: 'Usual Thursday' },
      {},
    ],
  })
  expect(JSON.stringify(alertCard('Bella', alert as never, 'fr'))).toContain('très au-dessous de l’habitude')
  expect(alertCard('Bella', { ...alert, status: 'dismissed' } as never)).toMatchObject({
    tone: 'quiet',
    title: 'Revenue · Bella · set aside',
  })
})
