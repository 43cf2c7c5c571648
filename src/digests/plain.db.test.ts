import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Creator } from '../agency/index.ts'
import { plainFigures } from '../figures/plain.fixtures.ts'
import { formatMoney } from '../kernel/money.ts'
import { type Spoken, type StoryHouse, storyHouse } from '../stories/house.ts'
import { ASSUMED_MINUTES, type Occasion } from './action-list.ts'
import { gatherLeaving } from './gather-leaving.ts'
import { gatherToday } from './gather-today.ts'
import { previewDigest } from './preview-digest.ts'
import { readDays } from './read-days.ts'

/** Every figure of a digest a second, plain way: all rows are read and counted one by one; days come from `Intl`. */
const ZONE = 'Pacific/Auckland'
const DAY_MS = 86_400_000

// biome-ignore lint/suspicious/noExplicitAny: rows as they stand in the tables
type Row = Record<string, any>

let house: StoryHouse
let creator: Creator
let now: number
const all: Record<string, Row[]> = {}
const rows = (table: string): Row[] => all[table] ?? []
const own = (table: string) => rows(table).filter((row) => fanOf(row)?.creator_id === creator.id)
const fanOf = (row: Row) => rows('fans').find(({ id }) => id === row.fan_id)

beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-20T08:00:00Z', platform: 'simulator' })
  const { app, agencyId } = house
  const creatorId = await app.agencies.addCreator({ agencyId, name: 'Aroha', zone: ZONE, currency: 'USD' })
  await app.platforms.addAccount({ agencyId, creatorId, platform: 'simulator', externalId: 'aroha' })
  creator = (await app.agencies.creator(app.ground.database, agencyId, creatorId)) as Creator
  await house.post(history())
  await app.loop.drain()
  await app.scoring.recompute(agencyId, creatorId)
  await house.leap(120_000)
  await app.figures.rebuild(agencyId)
  now = house.clock.now().getTime()
  for (const table of ['fans', 'purchases', 'subscriptions', 'conversations', 'messages', 'fan_scores'])
    all[table] = await app.ground.database.query(`SELECT * FROM ${table}`)
})
afterAll(() => house.close())

/** Ten weeks over New Zealand's change of clocks, and what was bought on this day of years before. */
function history() {
  const kind = fc.constantFrom('tip' as const, 'ppv' as const, 'product' as const)
  const said = fc.record({
    ...{ daysAgo: fc.double({ min: 1.3, max: 75, noNaN: true }), fan: fc.integer({ min: 1, max: 14 }), kind },
    ...{ what: fc.constantFrom('bought', 'bought', 'bought', 'refund', 'wrote', 'wrote', 'subscribed', 'expired') },
    ...{
      amountMinor: fc.integer({ min: 100, max: 9_000 }),
      inEuros: fc.boolean(),
      forDays: fc.integer({ min: 1, max: 40 }),
    },
  })
  const events = fc.sample(said, { numRuns: 240, seed: 8 }).map((one, n) => {
    const at = new Date(house.clock.now().getTime() - one.daysAgo * DAY_MS)
    const currency = one.inEuros && n % 5 === 0 ? 'EUR' : 'USD'
    return event(`fan-${one.fan}`, at, spokenOf({ ...one, currency, at }, n))
  })
  const years = [2025].map((year, n) =>
    event(`fan-${n + 20}`, new Date(`${year}-11-20T03:00:00Z`), {
      ...{ type: 'purchase' as const },
      purchase: { id: `year-${year}`, kind: 'tip', amountMinor: 2_000, currency: 'USD' },
    }),
  )
  return [...events, ...years]
}

const event = (fan: string, at: Date, spoken: Spoken) =>
  house.event(fan, { ...spoken, account: 'aroha', at: at.toISOString() } as Spoken)

interface Said {
  what: string
  kind: 'tip' | 'ppv' | 'product'
  amountMinor: number
  currency: string
  forDays: number
  at: Date
}

function spokenOf({ what, kind, amountMinor, currency, forDays, at }: Said, n: number): Spoken {
  const until = new Date(at.getTime() + forDays * DAY_MS).toISOString()
  const subscription = { id: `s${n % 3}`, priceMinor: 900 + n, currency, until, autoRenew: n % 2 === 0 }
  if (what === 'bought') return { type: 'purchase', purchase: { id: `p${n}`, kind, amountMinor, currency } }
  if (what === 'refund') return { type: 'refund', refund: { id: `r${n}`, of: `p${n - 1}`, amountMinor: 50, currency } }
  if (what === 'wrote') return { type: 'message.received', message: { id: `m${n}`, text: 'hey' } }
  return { type: what === 'expired' ? 'subscription.expired' : 'subscription.started', subscription }
}

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' },
})
const wall = (at: Date) => {
  const parts = FORMAT.formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: Number(of('hour')) }
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const inDollars = () => own('purchases').filter(({ currency }) => currency === 'USD')
const paid = () => inDollars().filter(({ amount_minor }) => amount_minor > 0)

it('each day that alerts and the morning’s digest tell of is what its rows add up to', async () => {
  const days = await readDays(house.app, house.agencyId, creator, house.clock.now())
  expect(days.length).toBeGreaterThan(60)
  const moved = (await plainFigures(house.app.ground.database)).figure_subscribers ?? new Map()
  for (const day of days) {
    const on = inDollars().filter(({ at }) => wall(at).day === day.day)
    const of = (...kinds: string[]) =>
      sum(on.filter(({ kind }) => kinds.includes(kind)).map(({ amount_minor }) => amount_minor))
    const changes = ['USD', 'EUR'].map((currency) => moved.get(`${creator.id} ${day.day} ${currency}`) ?? {})
    expect(day).toEqual({
      ...{ day: day.day, ppvMinor: of('ppv'), tipsMinor: of('tip'), productsMinor: of('product') },
      ...{ subscriptionsMinor: of('subscription', 'renewal'), refundsMinor: Math.abs(of('refund')) },
      sales: on.filter(({ amount_minor, kind }) => kind !== 'refund' && amount_minor > 0).length,
      gained: sum(changes.map((one) => Number(one.gained ?? 0))),
      lost: sum(changes.map((one) => Number(one.lost ?? 0))),
      waitedMinutes: null,
    })
  }
  const yesterday = wall(new Date(now - DAY_MS)).day
  const earned = sum(
    paid()
      .filter(({ at }) => wall(at).day === yesterday)
      .map(({ amount_minor }) => amount_minor),
  )
  const card = await previewDigest(house.app, house.agencyId, creator, 'morning', {
    ...{ language: 'en', at: house.clock.now(), seesMoney: true },
  })
  const said = formatMoney({ minor: Math.round(earned / 100) * 100, currency: 'USD' })
  expect(card.body[0]).toMatchObject({
    line: ['You earned ', { strong: said }, expect.stringContaining(' on '), expect.anything()],
  })
})

it('who is lost, won back and leaving, and what goes with them, is what purchases and scores add up to', async () => {
  for (const horizonDays of [7, 30] as const) {
    const { digest } = await gatherLeaving(house.app, house.agencyId, creator, { horizonDays, language: 'en' })
    const span = horizonDays * DAY_MS
    const within = (fan: Row, from: number, until: number) =>
      sum(paid().flatMap((p) => (p.fan_id === fan.id && p.at > from && p.at <= until ? [p.amount_minor] : [])))
    const fans = rows('fans').filter(({ creator_id }) => creator_id === creator.id)
    const of = (fan: Row) => [
      within(fan, 0, now - 2 * span),
      within(fan, now - 2 * span, now - span),
      within(fan, now - span, now),
    ]
    const gone = fans.map(of).filter(([, before = 0, recent]) => before > 0 && recent === 0)
    const back = fans.map(of).filter(([earlier = 0, before, recent = 0]) => earlier > 0 && before === 0 && recent > 0)
    expect(digest.lost).toEqual({ fans: gone.length, paidMinor: sum(gone.map(([, minor = 0]) => minor)) })
    expect(digest.wonBack).toEqual({
      fans: back.length,
      paidMinor: sum(back.map(([, , minor = 0]) => minor)),
    })

    const leaving = own('fan_scores').filter((score) => {
      const fan = fanOf(score) as Row
      const every = (fan.last_purchase_at - fan.first_purchase_at) / DAY_MS / (fan.purchase_count - 1)
      const risk = 1 - (horizonDays === 7 ? score.buys_7 : score.buys_30)
      return score.buys_30 > 0 && risk >= 0.5 && (fan.purchase_count > 1 ? every : 30) <= horizonDays
    })
    expect(digest.leaving.map(({ fanId }) => fanId).toSorted()).toEqual(leaving.map(({ fan_id }) => fan_id).toSorted())
    expect(digest.monthlyMinor).toBe(sum(leaving.map((one) => Math.round(one.value_30_minor / one.buys_30))))
  }
})

it('what today’s list expects is the best of each fan’s reasons by what a minute brings, from their own rows', async () => {
  const { list, bestHours } = await gatherToday(house.app, house.agencyId, creator, 'en')
  const expected = rows('fans').flatMap((fan) => bestOf(fan) ?? [])
  const ranked = expected.toSorted((a, b) => b.worth / b.minutes - a.worth / a.minutes || b.worth - a.worth)
  expect(list.fans.length).toBeGreaterThan(5)
  const told = list.fans.map(({ fanId, worthMinor, minutes, occasions }) => ({
    ...{ fanId, worth: worthMinor, minutes, occasion: occasions[0] },
  }))
  for (const fan of told) expect(ranked).toContainEqual(fan)
  expect(told.map(({ worth, minutes }) => worth / minutes)).toEqual(
    ranked.slice(0, told.length).map(({ worth, minutes }) => worth / minutes),
  )
  expect(list.worthMinor).toBe(sum(told.map(({ worth }) => worth)))

  const today = wall(new Date(now)).day
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
  const isAlike = (at: Date) => {
    const ago = (Date.parse(today) - Date.parse(wall(at).day)) / DAY_MS
    return ago >= 1 && ago <= 56 && weekday(wall(at).day) === weekday(today)
  }
  const wrote = rows('messages').filter(({ direction }) => direction === 'inbound')
  const hours = [
    ...own('purchases').filter(({ kind, amount_minor }) => kind !== 'refund' && amount_minor > 0),
    ...wrote,
  ]
    .filter(({ at }) => isAlike(at))
    .map(({ at }) => wall(at).hour)
  const pairs = Array.from({ length: 23 }, (_, hour) => hours.filter((one) => one === hour || one === hour + 1).length)
  const best = pairs.indexOf(Math.max(...pairs))
  if (hours.length < 40) expect(bestHours).toBeNull()
  else expect(bestHours?.from).toBe(`${String(best).padStart(2, '0')}:00`)
})

/** What a message to a fan is worth at its best, and why; null where nothing speaks for one. */
function bestOf(fan: Row) {
  if (fan.creator_id !== creator.id) return null
  const [best] = reasonsOf(fan)
    .map(([occasion, worth]) => ({ fanId: fan.id, occasion, worth, minutes: ASSUMED_MINUTES[occasion] }))
    .toSorted((a, b) => b.worth / b.minutes - a.worth / a.minutes)
  return best && best.worth > 0 ? best : null
}

function reasonsOf(fan: Row): [Occasion, number][] {
  const of = (table: string) => rows(table).filter(({ fan_id }) => fan_id === fan.id)
  const [score, conversation] = [of('fan_scores')[0], of('conversations')[0]]
  const isScored = score !== undefined && score.buys_30 > 0
  const week = isScored ? Math.round((score.value_30_minor * score.buys_7) / score.buys_30) : 0
  const month = isScored ? Math.round(score.value_30_minor / score.buys_30) : 0
  const risk = isScored ? 1 - score.buys_30 : null
  const reasons: [Occasion, number][] = []
  if (conversation && conversation.inbound_seq > conversation.answered_seq) reasons.push(['answer', Math.max(1, week)])
  if (risk !== null && risk >= 0.5) reasons.push(['leaving', Math.round((risk * (1 - risk) * month * 7) / 30)])
  const ends = of('subscriptions').toSorted((a, b) => b.until - a.until)[0]
  if (
    ends &&
    ends.currency === 'USD' &&
    ends.state !== 'expired' &&
    !ends.auto_renew &&
    ends.until >= now &&
    ends.until < now + 7 * DAY_MS
  )
    reasons.push(['subscription-ends', Math.round(ends.price_minor * (1 - (risk ?? 0.5)))])
  const [first, today] = [fan.first_purchase_at && wall(fan.first_purchase_at).day, wall(new Date(now)).day]
  if (first && first.slice(5) === today.slice(5) && first < today) reasons.push(['anniversary', week])
  return reasons
}
