import { expect, test } from 'vitest'
import { bestHours } from './best-hours.ts'
import { chancesOf, type Reasons } from './chances.ts'
import { LIST_WORDS } from './list-words.ts'

const NOW = new Date('2026-11-20T08:00:00Z')
const before = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const FAN = { id: 'f', name: 'Felix B.', isFrozen: false, objects: false }
const NOTHING: Reasons = {
  fan: { ...FAN, purchases: 4, firstPurchaseAt: before(27), lastPurchaseAt: before(9) },
  expected: { segment: 'Whale', buys7: 0.1, buys30: 0.4, value30Minor: 8_000 },
  ...{ waits: null, ends: null, unsold: null, anniversary: null, isBirthday: false },
}
const said = (more: Partial<Reasons>) =>
  chancesOf({ ...NOTHING, ...more }, LIST_WORDS.en, NOW, false).map(({ occasion, worthMinor, because }) => [
    ...[occasion, worthMinor, because],
  ])
const LEAVING = [
  'leaving',
  1_120,
  'last bought 9 days ago, usually buys every 6 days; 60% likely not to buy within 30 days',
]

test('each reason has its own worth: a week of the fan, a risk times what goes with it, a price times how often it is taken', () => {
  expect(said({})).toEqual([LEAVING])
  expect(said({ waits: { since: before(3), messages: 2 } })).toEqual([
    ['answer', 2_000, 'has waited 3 days for an answer to 2 messages'],
    LEAVING,
  ])
  expect(said({ ends: { until: before(-2.5), priceMinor: 1_000 } })[1]).toEqual([
    ...['subscription-ends', 400, 'subscription ends in 2 days'],
  ])
  const unsold = { title: 'Coast', shownMinor: 2_400, shownAt: before(2), share: 0.25 }
  expect(said({ unsold })[1]).toEqual(['unsold-ppv', 600, 'saw Coast 2 days ago and did not buy it'])
  expect(said({ anniversary: 2, isBirthday: true }).slice(1)).toEqual([
    ['anniversary', 2_000, 'first bought 2 years ago today'],
    ['birthday', 2_000, 'has a birthday today'],
  ])
})

test('who is faithful is not about to leave, and who waits is listed whatever is known of them', () => {
  expect(said({ expected: { segment: 'VIP', buys7: 0.3, buys30: 0.9, value30Minor: 9_000 } })).toEqual([])
  expect(said({ expected: null, waits: { since: before(1), messages: 1 } })).toEqual([
    ['answer', 1, 'has waited 24 hours for an answer to 1 message'],
  ])
})

test('the best hours are the two in which most came, and none are told of too little', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour === 22 ? 30 : hour === 23 ? 20 : 1))
  expect(bestHours(hours)).toEqual({ from: '22:00', to: '00:00' })
  expect(bestHours(new Array(24).fill(1))).toBeNull()
})
