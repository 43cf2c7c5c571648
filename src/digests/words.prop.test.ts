import fc from 'fast-check'
import { test } from 'vitest'
import { actionList, type Chance } from './action-list.ts'
import { type Alert, alertCard, whyCard } from './alert-card.ts'
import { chancesOf, type Reasons } from './chances.ts'
import { type ChurnFan, churnDigest } from './churn-digest.ts'
import { leavingCard, type Reader, todayCard } from './digest-cards.ts'
import { type Clue, METRICS, type Source } from './explain-alarm.ts'
import type { Insight } from './insight.ts'
import { fanInsightCard, insightsCard } from './insights-card.ts'
import { LIST_WORDS } from './list-words.ts'
import { checkSpoken } from './spoken.fixtures.ts'
import { LANGUAGES, type Language } from './words.ts'

const NOW = new Date('2026-11-20T08:00:00Z')
const DAY_MS = 86_400_000
const before = (days: number) => new Date(NOW.getTime() - days * DAY_MS)

/** None, one and many come often. */
const count = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(5_000))
const minor = fc.oneof(fc.constantFrom(0, 1, 99, 100), fc.nat(900_000))
const share = fc.oneof(fc.constantFrom(0, 0.004, 0.5, 0.996, 1), fc.double({ min: 0, max: 1, noNaN: true }))
const days = fc.oneof(fc.constantFrom(0.2, 1, 1.9), fc.double({ min: 0, max: 400, noNaN: true }))
const name = fc.constantFrom('Anaïs', 'Bella', 'Émile R.')
const day = fc.constantFrom('2026-11-19', '2026-10-01')
const segment = fc.constantFrom('Whale', 'VIP', 'Regular', 'New', 'ChurnRisk', 'Dormant', 'Prospect')
const reader: fc.Arbitrary<Reader> = fc.record({
  ...{
    creator: fc.constantFrom('Anaïs', 'Bella'),
    language: fc.constantFrom(...LANGUAGES),
    currency: fc.constantFrom('USD', 'EUR', 'JPY'),
  },
  ...{ day, seesMoney: fc.boolean() },
})

const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 2 })
const reasons: fc.Arbitrary<Reasons> = fc.record({
  fan: fc.record({
    ...{ id: fc.uuid(), name, isFrozen: fc.boolean(), objects: fc.constant(false) },
    ...{ purchases: count, firstPurchaseAt: days.map((n) => before(n + 30)), lastPurchaseAt: days.map(before) },
  }),
  expected: some(fc.record({ segment, buys7: share, buys30: share, value30Minor: minor })),
  waits: some(fc.record({ since: days.map(before), messages: count })),
  ends: some(fc.record({ until: days.map((n) => before(-n)), priceMinor: minor })),
  unsold: some(fc.record({ title: fc.constantFrom('', 'Coast'), shownMinor: minor, shownAt: days.map(before), share })),
  anniversary: some(fc.integer({ min: 1, max: 9 })),
  isBirthday: fc.boolean(),
})
const left = fc.record({ isFrozen: fc.boolean(), isOverLimit: fc.boolean() })

test('today’s list has no hole in any sentence, with money and without, for none, one and many, in each language', () => {
  const yesterday = some(fc.record({ written: fc.integer({ min: 1, max: 40 }), buyers: count, broughtMinor: minor }))
  const hours = some(fc.constant({ from: '19:00', to: '21:00' }))
  fc.assert(
    fc.property(reader, fc.array(fc.tuple(reasons, left), { maxLength: 12 }), yesterday, hours, count, (...drawn) => {
      const [to, all, was, bestHours, measuredOn] = drawn
      const chances = all.flatMap(([one, how]): Chance[] =>
        chancesOf(one, LIST_WORDS[to.language], NOW, false).map((chance) => ({ ...chance, ...how })),
      )
      const onCards = measuredOn > 0 ? { fans: measuredOn, first: 'Dana' } : null
      const card = todayCard(to, { list: actionList(chances), measuredOn, bestHours, onCards, yesterday: was })
      checkSpoken(card, to.language, to.seesMoney)
    }),
    { numRuns: 200 },
  )
})

const churner = (language: Language): fc.Arbitrary<ChurnFan> =>
  fc.record({
    ...{
      fanId: fc.uuid(),
      name,
      segment,
      risk: share,
      monthlyMinor: minor,
      before: some(fc.record({ risk: share, day })),
    },
    reasons: fc.array(
      fc.nat(40).map((n) => LIST_WORDS[language].quiet(n, 1 + (n % 3))),
      { maxLength: 1 },
    ),
    ...{ isFrozen: fc.constant(false), objects: fc.constant(false), isHeldOut: fc.boolean() },
    everyDays: fc.constant(5),
  })
const moved = fc.array(fc.record({ fanId: fc.uuid(), minor }), { maxLength: 3 })
const winBacks = fc
  .tuple(fc.constantFrom(0, 1, 29, 30, 80), fc.nat(80))
  .map(([n, bought]) => Array.from({ length: n }, (_, at) => ({ fanId: String(at), bought: at < bought })))

test('who is likely to leave is told without a hole, whatever was lost, won back or held out', () => {
  const drawn = reader.chain((to) =>
    fc.record({
      to: fc.constant(to),
      fans: fc.array(churner(to.language), { maxLength: 12 }),
      ...{ lost: moved, wonBack: moved, written: winBacks, heldOut: winBacks, listed: count },
      ...{ horizonDays: fc.constantFrom(7 as const, 30 as const), told: fc.integer({ min: 1, max: 60 }), gone: share },
    }),
  )
  fc.assert(
    fc.property(drawn, ({ to, fans, listed, told, gone, ...rest }) => {
      const last = { told, left: Math.round(told * gone) }
      const named = new Set(fans.slice(0, listed).map(({ fanId }) => fanId))
      checkSpoken(leavingCard(to, { digest: churnDigest({ ...rest, fans }), last }, named), to.language, to.seesMoney)
    }),
    { numRuns: 200 },
  )
})

const source = fc.constantFrom<Source>('ppv', 'tips', 'subscriptions', 'products')
const hour = fc.integer({ min: 0, max: 23 }).map((n) => Date.parse('2026-11-19T00:00:00Z') + n * 3_600_000)
const clue: fc.Arbitrary<Clue> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('gap' as const), accountId: fc.uuid(), account: fc.constant('Fanvue'), fromMs: hour },
    ...{ untilMs: some(hour), waiting: count },
  }),
  fc.record({
    ...{ kind: fc.constant('source' as const), source, change: some(share.map((n) => n - 0.5)), share },
    asUsual: fc.uniqueArray(source, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('failed' as const),
    account: fc.constant('Fanvue'),
    fromMs: hour,
    untilMs: hour,
    events: count,
  }),
  fc.record({ kind: fc.constant('no-reply' as const), fromMs: hour, untilMs: hour, onShift: some(count) }),
  fc.record({ kind: fc.constant('frozen' as const), fans: count, byRules: count }),
  fc.record({ kind: fc.constant('rules' as const), atMs: hour }),
  fc.record({
    ...{
      kind: fc.constant('price' as const),
      atMs: hour,
      what: fc.constant('Coast'),
      fromMinor: minor,
      toMinor: minor,
    },
  }),
  fc.record({
    kind: fc.constant('promotion' as const),
    ...{ offerId: fc.uuid(), name: fc.constant('Été 20'), what: fc.constantFrom('began', 'ended', 'runs') },
  }),
)
const metric = fc.constantFrom(...METRICS)
const alert: fc.Arbitrary<Alert> = fc.record({
  ...{ id: fc.uuid(), creatorId: fc.uuid(), kind: fc.constant('alert' as const), causeKey: fc.constant('a') },
  ...{ priority: fc.constantFrom(1 as const, 3 as const), fromDay: fc.constantFrom('2026-11-19', '2026-11-17') },
  ...{ status: fc.constantFrom('new', 'taken', 'done', 'dismissed'), toDay: fc.constant('2026-11-19') },
  detail: fc.record({
    ...{ metric, direction: fc.constantFrom('high', 'low'), currency: fc.constantFrom('USD', 'JPY'), came: minor },
    expected: fc
      .tuple(minor, minor)
      .map(([a, b]) => ({ low: Math.min(a, b), usual: (a + b) / 2, high: Math.max(a, b) })),
    ...{ oneIn: fc.double({ min: 60, max: 9_000, noNaN: true }), clues: fc.array(clue, { maxLength: 4 }) },
    also: fc.uniqueArray(metric, { maxLength: 2 }),
    points: fc.constant([{ day: '2026-11-19', amount: 1_000, low: 300, high: 4_000 }]),
  }),
})
const fanInsight = fc.record({
  ...{ id: fc.uuid(), creatorId: fc.constant('c'), kind: fc.constantFrom('churn' as const, 'opportunity' as const) },
  ...{ causeKey: fc.constant('f'), priority: fc.constant(2 as const), status: fc.constantFrom('new', 'taken') },
  ...{ fromDay: day, toDay: day },
  detail: fc.record({
    ...{ fanId: fc.uuid(), worthMinor: minor, currency: fc.constant('EUR') },
    reason: fc.constantFrom('Coast', ''),
  }),
})

test('alerts and what there is to look at have no hole either, and say no money to whom reports say none', () => {
  fc.assert(
    fc.property(reader, alert, fc.array(fanInsight, { maxLength: 3 }), (to, one, fans) => {
      const { creator, language, seesMoney } = to
      const names = {
        creators: new Map(['c', one.creatorId].map((id) => [id, creator])),
        fans: new Map(fans.slice(1).map(({ detail }) => [detail.fanId, 'Dana'])),
      }
      checkSpoken(insightsCard([one, ...fans] as Insight[], names, seesMoney, language), language, seesMoney)
      checkSpoken(alertCard(creator, one, language, seesMoney), language, seesMoney)
      checkSpoken(whyCard(creator, one, language, seesMoney), language, seesMoney)
      for (const fan of fans) {
        const card = fanInsightCard(creator, names.fans.get(fan.detail.fanId), fan, seesMoney, language)
        checkSpoken(card, language, seesMoney)
      }
    }),
    { numRuns: 100 },
  )
})
