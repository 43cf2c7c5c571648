import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../jobs/handlers.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { type Counted, plainFigures } from './plain.fixtures.ts'
import { TABLES } from './recompute-store.ts'
import { addWaits, MOST_OFF, stepOf, waitAt } from './waits.ts'

/** New Zealand goes back on 5 April and forward on 27 September, Lord Howe by half an hour; Hawaii never. */
const ZONES = ['Pacific/Auckland', 'Pacific/Honolulu', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kathmandu']
const HOUR_MS = 3_600_000
const KEYS = [
  'creator_id',
  'day',
  'account_id',
  'asset_id',
  'operator_id',
  'rule',
  'fan_id',
  'segment',
  'left',
  'entered',
  'currency',
]

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-03T10:00:00Z', platform: 'simulator' })
  const { app, agencyId } = house
  for (const zone of ZONES) {
    const creatorId = await app.agencies.addCreator({ agencyId, name: zone, zone, currency: 'USD' })
    await app.platforms.addAccount({ agencyId, creatorId, platform: 'simulator', externalId: zone })
    const asset = { externalId: 'set', title: 'Set', priceMinor: 900, currency: 'USD' }
    await app.content.addAsset({ agencyId, creatorId, ...asset })
    await app.channels.bind({ agencyId, creatorId, desk: 'web', channel: zone })
  }
})
afterAll(() => house.close())

/** What happened around both changes of clocks, and what is bought after replies now. */
function history() {
  const seeds = ['2026-03-08T06:00:00Z', '2026-04-04T14:00:00Z', '2026-09-26T14:00:00Z', '2026-11-01T06:00:00Z']
  const when = fc.record({ around: fc.constantFrom(...seeds), hours: fc.double({ min: -40, max: 40, noNaN: true }) })
  const kind = fc.constantFrom('tip' as const, 'ppv' as const, 'subscription' as const, 'product' as const)
  const spoken = fc.oneof(
    fc.record({ type: fc.constant('purchase' as const), kind, amountMinor: fc.integer({ min: 1, max: 9_000 }) }),
    fc.record({ type: fc.constant('refund' as const), amountMinor: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ type: fc.constantFrom('message.received' as const, 'message.sent' as const) }),
    fc.record({
      type: fc.constantFrom('subscription.started' as const, 'subscription.expired' as const),
      days: fc.integer({ min: 0, max: 40 }),
    }),
  )
  const said = fc.record({ when, spoken, account: fc.constantFrom(...ZONES), fan: fc.constantFrom('ada', 'bo', 'cy') })
  return fc.sample(said, 260).map(({ when: { around, hours }, spoken: what, account, fan }, n) => {
    const at = new Date(Date.parse(around) + hours * HOUR_MS)
    const head = { account, at: at.toISOString() }
    const currency = n % 4 === 0 ? 'EUR' : 'USD'
    const id = `h${n}`
    if (what.type === 'purchase') {
      const asset = n % 2 === 0 ? { asset: 'set' } : {}
      const purchase = { id, kind: what.kind, amountMinor: what.amountMinor, currency, ...asset }
      return house.event(fan, { ...head, type: 'purchase', purchase })
    }
    if (what.type === 'refund') {
      const refund = { id, of: `h${n - 1}`, amountMinor: what.amountMinor, currency }
      return house.event(fan, { ...head, type: 'refund', refund })
    }
    if ('days' in what) {
      const until = new Date(at.getTime() + what.days * 24 * HOUR_MS).toISOString()
      const subscription = { id: `s${n % 2}`, priceMinor: 900 + n, currency, until }
      return house.event(fan, { ...head, type: what.type, subscription })
    }
    return house.event(fan, { ...head, type: what.type, message: { id, text: 'hey' } })
  })
}

/** A morning at the desk: messages are answered as they are, edited, put aside and escalated, by two people; some then buy. */
async function morning(): Promise<void> {
  const fans = ['deb', 'eli', 'fay', 'gus', 'hal', 'ivy']
  // Who has bought before is asked a price.
  const before = { at: new Date(house.clock.now().getTime() - 70 * HOUR_MS).toISOString(), type: 'purchase' as const }
  const earlier = fans.map((fan, n) => {
    const purchase = { id: `before-${fan}`, kind: 'ppv' as const, amountMinor: 2_000, currency: 'USD' }
    return house.event(fan, { ...before, account: ZONES[n % 5] ?? '', purchase })
  })
  await house.post(earlier)
  await house.pass(31_000)
  for (const [n, fan] of fans.entries()) {
    const message = { id: `now-${fan}`, text: n === 5 ? 'give me my money back, i will dispute it' : 'anything new?' }
    await house.post([house.event(fan, { account: ZONES[n % 5] ?? '', type: 'message.received', message })])
  }
  await house.pass(60_000)
  for (const [n, fan] of fans.entries()) {
    const { draft } = await house.lastOf(fan)
    if (!draft) throw new Error(`no card for ${fan}`)
    const [action, filled] = [
      ['accept', null],
      ['edit', { text: 'Hello you, what a day it was here.' }],
      ['accept', null],
      ['dismiss', { reason: 'spam' }],
      ['escalate', { category: 'not-sure', note: 'please look' }],
      ['accept', null],
    ][n] as [string, Record<string, string> | null]
    const who = n % 2 === 0 ? house.operators.chatter : house.operators.manager
    await house.press(who, `${action}|${draft.id}|${draft.version}`, filled)
    await house.leap(95_000)
  }
  await house.leap(HOUR_MS)
  const bought = fans.map((fan, n) =>
    house.event(fan, {
      ...{ account: ZONES[n % 5] ?? '', type: 'purchase' },
      purchase: {
        id: `after-${fan}`,
        kind: n === 2 ? 'renewal' : 'ppv',
        amountMinor: 1_000 + n,
        currency: 'USD',
        asset: 'set',
      },
    }),
  )
  await house.post(bought)
  await house.leap(HOUR_MS)
}

async function rolledUp(table: string): Promise<Counted> {
  const rows = await house.app.ground.database.query<Record<string, unknown>>(
    `SELECT t.*, t.day::text AS day FROM ${table} t`,
  )
  const values = ({ agency_id: _, ...row }: Record<string, unknown>) =>
    Object.entries(row).filter(([column]) => !KEYS.includes(column))
  return new Map(
    rows.map((row) => [
      keysOf(table)
        .map((key) => row[key])
        .join(' '),
      Object.fromEntries(values(row)) as Record<string, number>,
    ]),
  )
}

const OWN_KEYS: Record<string, string[]> = {
  figure_buyers: ['fan_id', 'currency'],
  ...{ figure_money: ['account_id', 'currency'], figure_assets: ['asset_id', 'currency'], figure_messages: [] },
  ...{
    figure_after_reply: ['operator_id', 'currency'],
    figure_subscribers: ['currency'],
    figure_cards: [],
    figure_rules: ['rule'],
  },
  ...{ figure_work: ['operator_id'], figure_prices: ['segment', 'currency'], figure_moves: ['left', 'entered'] },
}
const keysOf = (table: string) => ['creator_id', 'day', ...(OWN_KEYS[table] ?? [])]

/** Without what is nothing: a row of zeros says as much as none. Waits are compared by themselves. */
function told(counted: Counted | undefined): Record<string, unknown> {
  const rows = [...(counted ?? [])].map(([key, row]) => {
    const some = Object.entries(row).filter(
      ([column, value]) => !column.startsWith('waits') && (Array.isArray(value) ? value.some(Boolean) : value !== 0),
    )
    return [key, Object.fromEntries(some.toSorted())] as const
  })
  return Object.fromEntries(rows.filter(([, row]) => Object.keys(row).length > 0).toSorted())
}

it('every figure is what counting the rows one by one gives, from Auckland to Honolulu over both changes of clocks', async () => {
  await house.post(history())
  await house.leap(5_000)
  await morning()
  const { database } = house.app.ground
  for (let waits = true; waits; ) {
    await everyMinute(house.app)
    await house.leap(0)
    const left = await database.query(
      'SELECT FROM facts f LEFT JOIN figure_runs r USING (agency_id) WHERE r.era IS NULL OR (f.xid, f.id) > (r.fact_xid, r.fact_id) LIMIT 1',
    )
    waits = left.length > 0
  }
  const plain = await plainFigures(database)
  for (const table of TABLES) {
    expect(told(await rolledUp(table)), table).toEqual(told(plain[table]))
    if (table !== 'figure_moves')
      expect(plain[table]?.size ?? 0, `${table} has something to compare`).toBeGreaterThan(0)
  }
  const work = await rolledUp('figure_work')
  for (const [key, row] of plain.figure_work ?? []) {
    for (const column of ['waits_in', 'waits_out']) {
      const exact = ((row[column] ?? []) as number[]).toSorted((a, b) => a - b)
      const steps = [...((work.get(key)?.[column] ?? []) as unknown as Buffer)]
      expect(steps, `${key} ${column}`).toEqual(exact.map((ms) => stepOf(ms)))
    }
  }
}, 120_000)

it('cohorts and top fans are what going through the purchases one by one gives', async () => {
  const { database } = house.app.ground
  const rows = await database.query<{ fan: string; zone: string; at: Date; amount: number; currency: string }>(
    `SELECT p.fan_id AS fan, c.zone, p.at, p.amount_minor AS amount, p.currency FROM purchases p
     JOIN fans f ON f.id = p.fan_id JOIN creators c ON c.id = f.creator_id WHERE p.kind <> 'refund' ORDER BY p.at`,
  )
  const month = ({ at, zone }: { at: Date; zone: string }) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).format(at)
  const first = new Map<string, string>()
  const cohorts = new Map<string, { fans: Set<string>; amount: number }>()
  const paid = new Map<string, number>()
  for (const row of rows) {
    first.set(row.fan, first.get(row.fan) ?? month(row))
    const key = `${first.get(row.fan)} ${month(row)}`
    const its = cohorts.get(key) ?? { fans: new Set(), amount: 0 }
    cohorts.set(key, { fans: its.fans.add(row.fan), amount: its.amount + (row.currency === 'USD' ? row.amount : 0) })
    if (row.currency === 'USD') paid.set(row.fan, (paid.get(row.fan) ?? 0) + row.amount)
  }
  const span = { agencyId: house.agencyId, creatorIds: null, from: '2025-12-01', to: '2026-12-31' }
  const told = (await house.app.figures.cohorts(span, 'USD')).map(({ cohort, since, buyers, amountMinor }) => {
    const date = new Date(`${cohort}-01T00:00:00Z`)
    date.setUTCMonth(date.getUTCMonth() + since)
    return [`${cohort} ${date.toISOString().slice(0, 7)}`, [buyers, amountMinor]] as const
  })
  const plain = [...cohorts].map(([key, { fans, amount }]) => [key, [fans.size, amount]] as const)
  expect(told.length).toBeGreaterThan(4)
  expect(new Map(told)).toEqual(new Map(plain))
  const top = await house.app.figures.topFans(span, 'USD', 1_000)
  expect(new Map(top.map(({ fanId, amountMinor }) => [fanId, amountMinor]))).toEqual(paid)
  expect(top.map(({ amountMinor }) => amountMinor)).toEqual([...paid.values()].toSorted((a, b) => b - a))
})

it('top fans of any span, of one creator or of all, are what their purchases of its days add up to', async () => {
  const { database } = house.app.ground
  const rows = await database.query<{ fan: string; zone: string; at: Date; amount: number }>(
    `SELECT p.fan_id AS fan, c.zone, p.at, p.amount_minor AS amount FROM purchases p JOIN fans f ON f.id = p.fan_id
     JOIN creators c ON c.id = f.creator_id WHERE p.kind <> 'refund' AND p.currency = 'USD'`,
  )
  const day = ({ at, zone }: { at: Date; zone: string }) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)
  const creators = await house.app.agencies.creators(house.agencyId)
  // Within a month, across one border, around whole months, and whole months alone.
  const spans = ['2026-04-02 2026-04-05', '2026-03-08 2026-04-04', '2026-03-07 2026-09-27', '2026-04-01 2026-09-30']
  for (const [from = '', to = ''] of spans.map((span) => span.split(' '))) {
    for (const only of [null, creators.find(({ zone }) => zone === ZONES[0]) ?? null]) {
      const its = new Map<string, number>()
      const meant = rows.filter((row) => day(row) >= from && day(row) <= to && row.zone === (only?.zone ?? row.zone))
      for (const { fan, amount } of meant) its.set(fan, (its.get(fan) ?? 0) + amount)
      const span = { agencyId: house.agencyId, creatorIds: only && [only.id], from, to }
      const listed = await house.app.figures.topFans(span, 'USD', 1_000)
      expect(new Map(listed.map((each) => [each.fanId, each.amountMinor])), `${from} to ${to}`).toEqual(its)
    }
  }
})

it('a quantile of waits is within the stated error of the exact one, and halves add up to the whole', () => {
  const wait = fc.integer({ min: 1_000, max: 4_000_000_000 })
  const waitsOf = (all: readonly number[]) => addWaits(all.map((ms) => new Map([[stepOf(ms), 1]])))
  fc.assert(
    fc.property(fc.array(wait, { minLength: 1, maxLength: 40 }), fc.nat(40), (all, cut) => {
      const sorted = all.toSorted((a, b) => a - b)
      const halves = addWaits([waitsOf(all.slice(0, cut)), waitsOf(all.slice(cut))])
      for (const share of [0.5, 0.9]) {
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0
        const read = waitAt(halves, share) ?? 0
        expect(Math.abs(read / exact - 1)).toBeLessThanOrEqual(MOST_OFF + 1e-9)
      }
    }),
  )
})
