import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../../jobs/handlers.ts'
import { instantOf } from '../../agency/index.ts'
import { plainFigures } from '../../figures/plain.fixtures.ts'
import { channelDesk } from '../channel-desk.ts'
import { ACCOUNT, type StoryHouse, storyHouse } from '../house.ts'
import { type Arriving, eventsOf, type Life } from './life.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const HISTORY_DAYS = 63
/** A month in which the clocks of Paris go forward and those of Auckland back. */
const FROM = Date.parse('2026-03-10')
const DAYS = 30
const FIRST = FROM - HISTORY_DAYS * DAY_MS
const dateOf = (day: number): string => new Date(FROM + day * DAY_MS).toISOString().slice(0, 10)

/** Days of the month, from 0. */
const [OUTAGE, PROMOTION, DECLINE] = [16, 9, 5]
const outage = {
  from: instantOf('Europe/Paris', FROM + OUTAGE * DAY_MS + 15 * HOUR_MS).getTime(),
  until: instantOf('Europe/Paris', FROM + (OUTAGE + 1) * DAY_MS).getTime(),
}
const usual = () => 1
const promptly = (atMs: number) => atMs

const LIVES: Life[] = [
  {
    ...{ name: 'Bella', zone: 'Europe/Paris', account: ACCOUNT, currency: 'USD', sales: 10, priceMinor: 2_400 },
    messages: 14,
    share: usual,
    // Nothing comes for nine hours; of every three events one comes two days later, and the others never.
    arrives: (atMs, nth) =>
      atMs < outage.from || atMs >= outage.until ? atMs : nth % 3 === 0 ? outage.until + 2 * DAY_MS : null,
  },
  {
    ...{ name: 'Aroha', zone: 'Pacific/Auckland', account: 'aroha', currency: 'NZD', sales: 10, priceMinor: 3_000 },
    share: (day) => (day === HISTORY_DAYS + PROMOTION ? 3.5 : 1),
    arrives: promptly,
  },
  {
    ...{ name: 'Kalea', zone: 'Pacific/Honolulu', account: 'kalea', currency: 'USD', sales: 11, priceMinor: 1_800 },
    share: (day) => 0.96 ** Math.max(0, day - HISTORY_DAYS - DECLINE),
    arrives: promptly,
  },
]

let house: StoryHouse
const slack = channelDesk()
const web = channelDesk('web')
const SEEN = [
  { of: slack, on: (creator: string) => `T1:${creator}` },
  { of: web, on: (creator: string) => creator },
] as const
beforeAll(async () => {
  house = await storyHouse({ at: new Date(FROM).toISOString(), desks: [slack.desk, web.desk] })
  const { app, agencyId } = house
  for (const { name, zone, account, currency } of LIVES) {
    const isFirst = account === ACCOUNT
    const creatorId = isFirst ? house.creatorId : await app.agencies.addCreator({ agencyId, name, zone, currency })
    if (!isFirst) await app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: account })
    for (const { of, on } of SEEN)
      await app.channels.bind({ agencyId, creatorId, desk: of.desk.name, channel: on(name) })
  }
  await live()
}, 600_000)
afterAll(() => house.close())

/** Two months come at once, then a month day by day; on each creator’s morning their day before is looked at. */
async function live(): Promise<void> {
  const lives = LIVES.map((life, n) => ({ life, left: eventsOf(life, FIRST, HISTORY_DAYS + DAYS, n + 1) }))
  const arrived = (of: (typeof lives)[number], until: number): Arriving[] => {
    const come = of.left.filter(({ atMs }) => atMs <= until)
    of.left = of.left.slice(come.length)
    return come
  }
  await post(lives.flatMap((of) => arrived(of, FROM)))
  // As the database does by itself a minute after so many rows.
  await house.app.ground.database.query('ANALYZE')
  const mornings = lives
    .flatMap((of) =>
      Array.from({ length: DAYS + 1 }, (_, day) => ({
        ...{ of, at: instantOf(of.life.zone, FROM + day * DAY_MS + 7 * HOUR_MS).getTime() },
      })),
    )
    .toSorted((a, b) => a.at - b.at)
  for (const { of, at } of mornings) {
    await house.leap(at - house.clock.now().getTime())
    await post(arrived(of, at))
    await everyMinute(house.app)
    await house.leap(HOUR_MS / 2)
    // 7:30 on their wall: the program looks at the day before by itself.
    await everyMinute(house.app)
    await house.leap(0)
  }
}

async function post(come: readonly Arriving[]): Promise<void> {
  for (let n = 0; n < come.length; n += 500) {
    const { status } = await house.post(come.slice(n, n + 500).map(({ event }) => event))
    expect(status).toBe(202)
  }
  await house.leap(0)
}

interface Told {
  name: string
  causeKey: string
  detail: { metric: string; direction: string; clues: { kind: string; source?: string }[] }
  fromDay: string
  toDay: string
}

const told = () =>
  house.app.ground.database.query<Told>(
    `SELECT c.name, i.cause_key AS "causeKey", i.detail, i.from_day::text AS "fromDay", i.to_day::text AS "toDay"
     FROM insights i JOIN creators c ON c.agency_id = i.agency_id AND c.id = i.creator_id
     WHERE i.agency_id = $1 AND i.kind = 'alert' ORDER BY i.from_day`,
    [house.agencyId],
  )

it('an outage, a promotion and a slow decline are each told once, of the right creator and day with what to look at, and nothing else is', async () => {
  const all = await told()
  expect(all.map(({ name, detail: { metric, direction } }) => `${name} ${metric} ${direction}`).toSorted()).toEqual([
    'Aroha revenue high',
    'Bella revenue low',
    'Kalea revenue low',
  ])
  const of = (creator: string) => all.find(({ name }) => name === creator)
  expect(of('Bella')).toMatchObject({ fromDay: dateOf(OUTAGE), toDay: dateOf(OUTAGE) })
  expect(of('Aroha')).toMatchObject({ fromDay: dateOf(PROMOTION), toDay: dateOf(PROMOTION) })
  const declined = of('Kalea')
  expect(declined?.fromDay).toSatisfy((day: string) => day >= dateOf(DECLINE) && day < dateOf(DECLINE + 14))
  // It went on, and grew instead of being told anew.
  expect(declined?.toDay).toSatisfy((day: string) => day > (declined?.fromDay ?? ''))
  const cluesOf = (creator: string) => of(creator)?.detail.clues.map(({ kind, source }) => source ?? kind)
  expect(cluesOf('Bella')?.slice(0, 2)).toEqual(['gap', 'ppv'])
  for (const creator of ['Aroha', 'Kalea']) expect(cluesOf(creator)?.[0]).toBe('ppv')
  const facts = await house.app.ground.database.query<{ found: number }>(
    // Fans to look after are found each morning too, by other causes.
    `SELECT count(*)::int4 AS found FROM facts
     WHERE agency_id = $1 AND name = 'insight.found' AND data->>'causeKey' NOT LIKE 'fan:%'`,
    [house.agencyId],
  )
  expect(facts).toEqual([{ found: all.length }])
})

it('each stands as one card on its creator’s channel of every desk, and on no other’s', () => {
  for (const { of, on } of SEEN) {
    const alerts = (creator: string) => of.on(on(creator)).filter(({ title }) => title.includes('usual'))
    expect(alerts('Bella')).toMatchObject([{ title: '⚠️ Revenue far below usual · Bella' }])
    expect(alerts('Aroha')).toMatchObject([{ title: '⚠️ Revenue far above usual · Aroha' }])
    expect(alerts('Kalea')).toMatchObject([{ title: '⚠️ Revenue far below usual · Kalea' }])
  }
})

it('the figures of the month are what adding up the rows gives, on each creator’s wall', async () => {
  const { database } = house.app.ground
  const plain = await plainFigures(database)
  for (const [table, keys] of [
    ['figure_money', ['creator_id', 'day', 'account_id', 'currency']],
    ['figure_subscribers', ['creator_id', 'day', 'currency']],
  ] as const) {
    const rows = await database.query<Record<string, string>>(`SELECT t.*, t.day::text AS day FROM ${table} t`)
    const kept = new Map(rows.map((row) => [keys.map((key) => row[key]).join(' '), row]))
    expect(kept.size, table).toBe(plain[table]?.size)
    for (const [key, figures] of plain[table] ?? []) expect(kept.get(key), `${table} ${key}`).toMatchObject(figures)
  }
})
