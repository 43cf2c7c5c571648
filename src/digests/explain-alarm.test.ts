import { expect, test } from 'vitest'
import { type AlarmDay, daysOfRarity, explainAlarm, rarityOfBudget } from './explain-alarm.ts'
import { alarmCause, alarmPriority, fanCause, stepOf } from './insight.ts'
import { WORDS } from './words.ts'

const at = (time: string) => Date.parse(`2026-11-19T${time}:00Z`)
const DAY: AlarmDay = {
  ...{ metric: 'revenue', direction: 'low', came: 18_200 },
  expected: { low: 41_000, usual: 54_500, high: 69_000 },
  sources: [
    { source: 'ppv', cameMinor: 7_000, usualMinor: 37_000 },
    { source: 'tips', cameMinor: 5_200, usualMinor: 5_500 },
    { source: 'subscriptions', cameMinor: 6_000, usualMinor: 6_100 },
    { source: 'refunds', cameMinor: 0, usualMinor: 100 },
  ],
  gaps: [{ accountId: 'a1', account: 'Fanvue', fromMs: at('01:52'), untilMs: at('11:10'), usual: 40 }],
  silences: [{ fromMs: at('03:00'), untilMs: at('11:00'), onShift: 0 }],
  ...{
    waiting: 31,
    failures: [],
    refunds: [],
    prices: [],
    promotions: [],
    frozen: { fans: 0, byRules: 0 },
    rulesMs: [],
  },
}

test('what to look at names the gap, the source that is missing with those as usual, and who did not answer', () => {
  expect(explainAlarm(DAY)).toMatchObject([
    { kind: 'gap', account: 'Fanvue', waiting: 31 },
    { kind: 'source', source: 'ppv', asUsual: ['tips', 'subscriptions'] },
    { kind: 'no-reply', onShift: 0 },
  ])
  const source = explainAlarm(DAY).find((clue) => clue.kind === 'source')
  expect(source).toMatchObject({ change: expect.closeTo(-0.81, 2), share: expect.closeTo(0.985, 2) })
})

test('nobody’s sleep explains more money, but a promotion and a price may', () => {
  const high: AlarmDay = {
    ...{ ...DAY, direction: 'high', promotions: [{ offerId: 'o1', name: 'Autumn 20%', what: 'began' }] },
    sources: [{ source: 'ppv', cameMinor: 90_000, usualMinor: 0 }],
    prices: [{ atMs: at('09:00'), what: 'Coast, part 2', fromMinor: 2_400, toMinor: 1_200 }],
  }
  const clues = explainAlarm(high)
  expect(clues.map(({ kind }) => kind)).toEqual(['source', 'price', 'promotion'])
  expect(clues[0]).toMatchObject({ change: null, share: 1 })
})

test('short pauses are no news, and refunds count against revenue', () => {
  const refunded: AlarmDay = {
    ...DAY,
    gaps: [{ accountId: 'a1', account: 'Fanvue', fromMs: at('01:00'), untilMs: at('01:30'), usual: 9 }],
    silences: [{ fromMs: at('03:00'), untilMs: at('06:00'), onShift: 1 }],
    sources: [{ source: 'refunds', cameMinor: 40_000, usualMinor: 100 }],
  }
  expect(explainAlarm(refunded)).toMatchObject([{ kind: 'source', source: 'refunds', share: 1 }])
})

test('frozen fans and changed rules are named on a bad day, and refunds are nobody’s silence', () => {
  const bad: AlarmDay = {
    ...DAY,
    gaps: [],
    silences: [],
    sources: [],
    frozen: { fans: 3, byRules: 2 },
    rulesMs: [at('08:00')],
  }
  expect(explainAlarm(bad).map(({ kind }) => kind)).toEqual(['frozen', 'rules'])
  const refunds: AlarmDay = { ...DAY, metric: 'refunds', direction: 'high', sources: [] }
  expect(explainAlarm(refunds)).toEqual([])
  const slow: AlarmDay = { ...DAY, metric: 'response-time', direction: 'high' }
  expect(explainAlarm(slow).map(({ kind }) => kind)).toEqual(['gap', 'no-reply'])
})

test('of unusual refunds it is said what was refunded, and not that they are refunds', () => {
  const refunds: AlarmDay = {
    ...{ ...DAY, metric: 'refunds', direction: 'high', came: 13_000 },
    sources: [{ source: 'refunds', cameMinor: 13_000, usualMinor: 0 }],
    refunds: [
      { title: 'Blue hour', refunds: 5 },
      { title: null, refunds: 2 },
      { title: 'Encore', refunds: 1 },
    ],
  }
  expect(explainAlarm(refunds)).toEqual([
    { kind: 'refunded', what: 'Blue hour', refunds: 5, of: 8 },
    { kind: 'refunded', what: null, refunds: 2, of: 8 },
  ])
  expect(explainAlarm({ ...refunds, metric: 'revenue', direction: 'low' }).map(({ kind }) => kind)).not.toContain(
    'refunded',
  )
})

test.each([
  [null, ' where usually nothing comes', ' là où rien ne vient d’habitude'],
  [382, ' where usually nothing comes', ' là où rien ne vient d’habitude'],
  [3.8, ' 5 times as much as usual', ' 5 fois plus que d’habitude'],
  [0.45, ' up 45%', ' en hausse de 45\u00a0%'],
  [-0.67, ' down 67%', ' en baisse de 67\u00a0%'],
])('a change of %s is said so that nobody has to count its digits', (change, english, french) => {
  expect(WORDS.en.change(change)).toBe(english)
  expect(WORDS.fr.change(change)).toBe(french)
})

test('a budget of one false alarm is shared by all figures that are watched', () => {
  expect(rarityOfBudget(60, 6)).toBe(450)
  expect(daysOfRarity(rarityOfBudget(60, 6), 6)).toBe(60)
  expect(rarityOfBudget(30, 1)).toBeLessThan(rarityOfBudget(60, 1))
})

test('one cause has one key: a stretch by its first day, a fan by the month', () => {
  expect(alarmCause('revenue', 'low', '2026-11-19')).toBe('revenue:low:2026-11-19')
  expect(fanCause('f1', '2026-11-02')).toBe(fanCause('f1', '2026-11-28'))
})

test('what is settled stays settled, and losing money is more urgent than winning it', () => {
  expect(stepOf('new', 'take')).toBe('taken')
  expect(stepOf('taken', 'take')).toBeNull()
  expect(stepOf('dismissed', 'done')).toBeNull()
  expect(alarmPriority({ oneIn: 500, isBad: true })).toBeLessThan(alarmPriority({ oneIn: 500, isBad: false }))
})
