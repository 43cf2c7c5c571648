import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../jobs/handlers.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { TABLES } from './recompute-store.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-03-28T20:00:00Z' })
})
afterAll(() => house.close())

const HOUR_MS = 3_600_000
const HOURS = 24 * 9
const fan = fc.constantFrom('ada', 'bo', 'cy')
const hoursAgo = fc.double({ min: 0, max: HOURS, noNaN: true })
const number = fc.integer({ min: 1, max: 12 })
const currency = fc.constantFrom('USD', 'USD', 'EUR')

const spoken = fc.oneof(
  fc.record({
    type: fc.constant('purchase' as const),
    kind: fc.constantFrom('tip' as const, 'ppv' as const, 'subscription' as const, 'renewal' as const),
    ...{ number, currency, amountMinor: fc.integer({ min: 1, max: 9_000 }), asset: fc.boolean() },
  }),
  fc.record({ type: fc.constant('refund' as const), number, currency, amountMinor: fc.integer({ min: 1, max: 900 }) }),
  fc.record({
    type: fc.constantFrom(
      ...(['subscription.started', 'subscription.renewed', 'subscription.expiring', 'subscription.expired'] as const),
    ),
    ...{ number: fc.constantFrom(1, 2), currency, days: fc.integer({ min: -2, max: 9 }) },
  }),
  fc.record({ type: fc.constantFrom('message.received' as const, 'message.sent' as const), number }),
  fc.record({ type: fc.constant('message.deleted' as const), number }),
)
const batch = fc.array(fc.record({ fan, hoursAgo, spoken }), { minLength: 1, maxLength: 5 })
type Said = { fan: string; hoursAgo: number; spoken: typeof spoken extends fc.Arbitrary<infer S> ? S : never }

/** The event of what was said, at an hour on or off a border of days; numbers repeat, so that redelivery and conflicts come. */
function eventOf({ fan: who, hoursAgo: ago, spoken: said }: Said) {
  const at = new Date(house.clock.now().getTime() - ago * HOUR_MS)
  const head = { at: at.toISOString() }
  const id = `${said.type} ${who} ${said.number}`
  if (said.type === 'purchase') {
    const { kind, amountMinor, currency, asset } = said
    const purchase = { id, kind, amountMinor, currency, ...(asset && { asset: 'coast-2' }) }
    return house.event(who, { ...head, type: said.type, purchase })
  }
  if (said.type === 'refund') {
    const refund = { id, of: `purchase ${who} ${said.number}`, amountMinor: said.amountMinor, currency: said.currency }
    return house.event(who, { ...head, type: said.type, refund })
  }
  if ('days' in said) {
    const until = new Date(at.getTime() + said.days * 24 * HOUR_MS).toISOString()
    const subscription = { id: `s ${who} ${said.number}`, priceMinor: 900, currency: said.currency, until }
    return house.event(who, { ...head, type: said.type, subscription })
  }
  const message = { id: `m ${who} ${said.number}`, text: 'hey' }
  return house.event(who, { ...head, type: said.type, message })
}

/** Ticks until nothing that happened is left to be told: facts wait for whatever else writes on the same server. */
async function tellAll() {
  const { database } = house.app.ground
  for (let left = true; left; ) {
    await everyMinute(house.app)
    await house.leap(0)
    const waiting = await database.query(
      'SELECT FROM facts f LEFT JOIN figure_runs r USING (agency_id) WHERE r.era IS NULL OR (f.xid, f.id) > (r.fact_xid, r.fact_id) LIMIT 1',
    )
    left = waiting.length > 0
  }
}

async function figures() {
  const all: Record<string, unknown[]> = {}
  for (const table of [...TABLES, 'figure_buyer_months']) {
    const rows = await house.app.ground.database.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${table} t ORDER BY 1`,
    )
    all[table] = rows.map(({ row }) => row)
  }
  return all
}

it('what facts made owed bit by bit is what a rebuild makes of all rows: purchases, refunds, reports and messages, late, twice, in any order', async () => {
  let filled = 0
  await fc.assert(
    fc.asyncProperty(batch, fc.constantFrom(0, 0, 0, 0, 0, 1, 9), fc.boolean(), async (said, hours, decides) => {
      await house.post(said.map((one) => eventOf(one)))
      if (hours > 0) await house.leap(hours * HOUR_MS)
      const [open] = await house.app.drafting.queue(house.app.ground.database, house.agencyId, 1)
      if (decides && open) await house.press(house.operators.chatter, `accept|${open.id}|${open.version}`)
      if (decides) await house.leap(11_000)
      await tellAll()
      const told = await figures()
      await house.app.figures.rebuild(house.agencyId)
      expect(told).toEqual(await figures())
      filled = Math.max(filled, Object.values(told).filter((rows) => rows.length > 0).length)
    }),
    { numRuns: 100 },
  )
  expect(filled, 'most tables had something to agree about').toBeGreaterThanOrEqual(7)
}, 240_000)
