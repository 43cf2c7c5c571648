import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { boundsFrom, boundsOf, type FanHistory } from './rfm.ts'
import { segmentOf } from './segment.ts'
import { quantilesOfCreator, segmentBuyers } from './segment-store.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const NOW = new Date('2026-11-20T14:00:00Z')
const DAY_MS = 86_400_000
/** Few different values, so that many fans share one and stand exactly on a cut. */
const buyer = fc.record({
  lastMs: fc.oneof(
    fc.integer({ min: 0, max: 200 }).map((days) => days * DAY_MS),
    fc.integer({ min: 0, max: 200 * DAY_MS }),
  ),
  lifeDays: fc.integer({ min: 0, max: 40 }),
  purchases: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 10_000 })),
  spentMinor: fc.oneof(fc.constantFrom(0, 500, 2_000, 2_100, 90_000), fc.integer({ min: 0, max: 1_000_000 })),
})

it('cuts and segments a whole list in the database as it does one fan by one', async () => {
  const { app, agencyId } = house
  const { database } = app.ground
  const [account] = await database.query<{ id: string }>('SELECT id FROM accounts LIMIT 1')
  const cases = fc.array(buyer, { minLength: 1, maxLength: 45 })
  await fc.assert(
    fc.asyncProperty(cases, async (buyers) => {
      const creatorId = house.creatorId
      const histories = buyers.map(({ lastMs, lifeDays, purchases, spentMinor }): FanHistory & { id: string } => {
        const last = new Date(NOW.getTime() - lastMs)
        const first = new Date(last.getTime() - lifeDays * DAY_MS)
        return {
          id: newId(house.clock),
          firstPurchaseAt: first,
          lastPurchaseAt: last,
          purchases,
          spentMinor,
          since: first,
        }
      })
      const stored = await database
        .transaction('segments', async (sql) => {
          await sql.query(
            `INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, purchase_count, spent_minor,
               first_purchase_at, last_purchase_at, first_seen_at)
             SELECT $1, n.id, $2, $3, n.id::text, 'n', '{}', n.count, n.spent, n.first_at, n.last_at, n.first_at
             FROM unnest($4::uuid[], $5::int4[], $6::int8[], $7::timestamptz[], $8::timestamptz[])
               AS n(id, count, spent, first_at, last_at)`,
            [
              ...[agencyId, account?.id, creatorId, histories.map(({ id }) => id)],
              ...[histories.map(({ purchases }) => purchases), histories.map(({ spentMinor }) => spentMinor)],
              ...[histories.map((each) => each.firstPurchaseAt), histories.map((each) => each.lastPurchaseAt)],
            ],
          )
          const bounds = boundsFrom(await quantilesOfCreator(sql, agencyId, creatorId), NOW, 'USD')
          // In pieces of seven: a large list is cut too.
          await segmentBuyers(sql, agencyId, creatorId, bounds, NOW, 7)
          const rows = await sql.query<{ fan_id: string; segment: string }>('SELECT fan_id, segment FROM fan_scores')
          throw { bounds, rows: new Map(rows.map((row) => [row.fan_id, row.segment])) }
        })
        .catch((thrown: { bounds: ReturnType<typeof boundsOf>; rows: Map<string, string> }) => thrown)
      const bounds = boundsOf(histories, NOW, 'USD')
      expect(stored.bounds.fans).toBe(bounds.fans)
      for (const measure of ['lastPurchaseMs', 'frequency', 'monetaryMinor'] as const) {
        for (const [n, cut] of bounds[measure].entries()) expect(stored.bounds[measure][n]).toBeCloseTo(cut, 3)
      }
      const one = Object.fromEntries(histories.map((each) => [each.id, segmentOf(each, bounds, NOW, 'USD').segment]))
      expect(Object.fromEntries(stored.rows)).toEqual(one)
    }),
    { numRuns: 100 },
  )
})
