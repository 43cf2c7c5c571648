import { expect, test } from 'vitest'
import { plusDays } from '../figures/index.ts'
import { alertCard, isAlert } from './alert-card.ts'
import { type DayFigures, type Judged, unusualOf } from './unusual.ts'

const NOTHING = { gaps: [], silences: [], waiting: 0, prices: [], promotions: [] }

/** So many days up to 2026-11-19, a Thursday, a little noise in them. */
function quarter(change: (day: DayFigures, before: number) => Partial<DayFigures> = () => ({})): DayFigures[] {
  return Array.from({ length: 91 }, (_, n) => {
    const noise = 1 + 0.08 * Math.sin(n * n)
    const usual: DayFigures = {
      ...{ day: plusDays('2026-11-19', n - 90), ppvMinor: Math.round(30_000 * noise), tipsMinor: 6_000 },
      ...{ subscriptionsMinor: 8_000, productsMinor: 0, refundsMinor: 0, sales: 20 + (n % 3), gained: 3, lost: 2 },
    }
    return { ...usual, ...change(usual, 90 - n) }
  })
}
const judged = (days: DayFigures[], more: Partial<Judged> = {}): Judged => ({
  ...{ creatorId: 'bella', currency: 'USD', days, promoted: new Set(), falseAlarmDays: 60, muted: new Set() },
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
    title: 'Revenue · Bella · false alarm',
  })
})
