import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plusDays } from '../figures/index.ts'
import { morningOf } from './morning.ts'
import { morningCard, morningChart } from './morning-card.ts'
import { checkSpoken, spoken } from './spoken.fixtures.ts'
import { type DayFigures, revenueOf } from './unusual.ts'
import { LANGUAGES, type Language } from './words.ts'
import { yesterdayCard } from './yesterday-card.ts'

/** 75 days up to Friday, 20 November, with so much from PPVs on each. */
const daysOf = (ppvOf: (before: number) => number, newest: Partial<DayFigures> = {}): DayFigures[] =>
  Array.from({ length: 75 }, (_, n) => ({
    ...{ day: plusDays('2026-11-20', n - 74), ppvMinor: ppvOf(74 - n), tipsMinor: 0, subscriptionsMinor: 0 },
    ...{ productsMinor: 0, refundsMinor: 0, sales: 10, gained: 0, lost: 2, waitedMinutes: null },
    ...(n === 74 && newest),
  }))
const BELLA = { creator: 'Bella', language: 'en' as const, currency: 'USD', day: '2026-11-20' }
const said = (days: readonly DayFigures[], language: 'en' | 'fr' = 'en') => {
  const card = morningCard(
    { ...BELLA, language },
    morningOf(days, revenueOf(days, 'USD')?.expected.usual ?? null),
    null,
  )
  return card.body.map(spoken)
}

test('a good day is told with what is usual, and what went well first', () => {
  const days = daysOf((before) => (before === 0 ? 60_000 : 40_000 + 100 * (before % 7)), {
    tipsMinor: 9_000,
    gained: 3,
  })
  expect(said(days)).toEqual([
    [expect.stringMatching(/^You earned \$690 on Friday, 7\d% above a usual Friday\.$/)],
    [
      'Your best Friday in 8 weeks',
      expect.stringMatching(/^\$3,\d{3} in the last 7 days, 1\d% more than usual$/),
      'PPV unlocks: $600, where a usual Friday brings $400',
      '3 new subscribers',
    ],
    ['PPV unlocks', '$600', 'Tips', '$90'],
  ])
  expect(said(days, 'fr')[0]?.[0]).toMatch(
    /^Vous avez gagné 690\u00a0\$ vendredi, 7\d\u00a0% de plus qu’un vendredi habituel\.$/,
  )
  expect(said(days, 'fr')[1]).toContain('3 nouveaux abonnés')
})

test('a poor day is told plainly: what came first, the usual last, and no share that only hurts', () => {
  const days = daysOf((before) => (before < 7 ? 20_000 : 40_000), { refundsMinor: 2_000, gained: 1 })
  expect(said(days)).toEqual([
    ['You earned $200 on Friday.'],
    ['1 new subscriber'],
    [
      expect.stringMatching(/^a usual Friday brings \$\d+$/),
      '$1,400 in the last 7 days, usually $2,800',
      '$20 went back in refunds',
    ],
  ])
  const none = daysOf((before) => (before === 0 ? 0 : 40_000))
  expect(said(none)[0]).toEqual(['Nothing was sold on Friday.'])
  expect(said(none.slice(-1))).toEqual([['Nothing was sold on Friday.']])
  expect(JSON.stringify(said(days))).not.toContain('%')
})

const CREATOR = { id: 'c', name: 'Bella', zone: 'UTC', currency: 'USD' }
const looked = (days: readonly DayFigures[] | null, seesMoney: boolean, language: Language = 'en') =>
  yesterdayCard(
    { creator: CREATOR, language, at: new Date('2026-11-21T09:00:00Z'), seesMoney },
    { days, open: [], fans: new Map() },
  )

test('a look says how yesterday was where that day is whole, and says so where it is not; whoever reads no money reads shares', () => {
  const days = daysOf(() => 40_000, { sales: 2, gained: 1, lost: 0, waitedMinutes: 4.2 })
  const counts = '2 sales, 1 new subscriber, 0 subscribers lost; half of the answers came within 4 min.'
  const none = ['No alert is open about that day.', 'Nothing is on this list, which fills each morning.']
  expect(looked(days, true).title).toBe('Bella · Fri 20 Nov')
  expect(looked(days, true).body.flatMap(spoken)).toEqual([
    ...['$400 earned, where a usual Friday brings $400.', counts, ...none],
  ])
  expect(looked(days, false).body.flatMap(spoken)).toEqual([
    ...['As much was earned as on a usual Friday.', counts, ...none],
  ])
  expect(looked(null, true).body.flatMap(spoken)[0]).toContain('Fri 20 Nov is not whole yet')
  expect(looked([], true).body.flatMap(spoken)[0]).toBe('Nothing came in on Fri 20 Nov or before.')
})

const minor = fc.oneof(fc.constantFrom(0, 1, 99, 5_000), fc.nat(90_000))
const few = fc.nat(3)
const anyDay = fc.record({
  ...{ ppvMinor: minor, tipsMinor: minor, subscriptionsMinor: minor, productsMinor: minor, refundsMinor: minor },
  ...{ sales: few, gained: few, lost: few, waitedMinutes: fc.constant(null) },
})

test('whatever a creator’s days brought, their digest has no hole in any sentence, in each language and currency', () => {
  const currency = fc.constantFrom('USD', 'EUR', 'JPY')
  fc.assert(
    fc.property(fc.array(anyDay, { maxLength: 70 }), currency, fc.constantFrom(...LANGUAGES), (drawn, of, language) => {
      const days = drawn.map((one, n) => ({ ...one, day: plusDays('2026-11-20', n + 1 - drawn.length) }))
      const money = revenueOf(days, of)
      const morning = morningOf(days, money?.expected.usual ?? null)
      expect(morning.sources.reduce((sum, { cameMinor }) => sum + cameMinor, 0)).toBe(morning.earnedMinor)
      const chart = money && morningChart(language, money)
      checkSpoken(morningCard({ ...BELLA, currency: of, language }, morning, chart), language, true)
      for (const seesMoney of [true, false]) checkSpoken(looked(days, seesMoney, language), language, seesMoney)
    }),
    { numRuns: 150 },
  )
})
