import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import type { NewPurchase } from './index.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const NOW = Date.parse('2026-11-20T14:00:00Z')
const DAY_MS = 86_400_000
const RUNS = { numRuns: 120 }
let count = 0

const purchase = fc.record({
  amountMinor: fc.integer({ min: 0, max: 20_000 }),
  kind: fc.constantFrom('ppv' as const, 'tip' as const, 'renewal' as const),
  // Refunds follow within hours, and are past too.
  daysAgo: fc.integer({ min: 1, max: 400 }),
})
const undone = fc.record({
  bought: purchase,
  /** Shares of the amount that go back one by one; together all of it. */
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  /** Where in the row of batches the purchase and its refunds stand. */
  places: fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)),
})

const row = (fanId: string, more: Partial<NewPurchase> & Pick<NewPurchase, 'externalId' | 'at'>) => ({
  ...{ fanId, creatorId: house.creatorId, kind: 'ppv' as const, amountMinor: 0, currency: 'USD' },
  ...{ assetId: null, refundOf: null },
  ...more,
})

type Row = ReturnType<typeof row>

/** A purchase and the refunds that take all of it back; a free one has none. */
function undoneRows(fanId: string, n: number, { bought, share }: { bought: Bought; share: number }): Row[] {
  const { amountMinor, kind, daysAgo } = bought
  const at = new Date(NOW - daysAgo * DAY_MS)
  const first = Math.floor(amountMinor * share)
  const back = [first, amountMinor - first].filter((part) => part > 0)
  return [
    row(fanId, { externalId: `undone-${n}`, kind, amountMinor, at }),
    ...back.map((part, k) =>
      row(fanId, {
        ...{ externalId: `back-${n}-${k}`, kind: 'refund', amountMinor: -part, refundOf: `undone-${n}` },
        at: new Date(at.getTime() + (k + 1) * 3_600_000),
      }),
    ),
  ]
}
interface Bought {
  amountMinor: number
  kind: 'ppv' | 'tip' | 'renewal'
  daysAgo: number
}

async function newFan(): Promise<string> {
  const { fans, ground } = house.app
  const [account] = await ground.database.query<{ id: string }>('SELECT id FROM accounts WHERE agency_id = $1', [
    house.agencyId,
  ])
  const externalId = `fan-${++count}`
  const ids = await ground.database.transaction('see', (sql) =>
    fans.see(sql, house.agencyId, [
      {
        ...{ accountId: account?.id ?? '', creatorId: house.creatorId, externalId, name: undefined },
        at: new Date(NOW - 500 * DAY_MS),
      },
    ]),
  )
  const [id] = [...ids.values()]
  if (id === undefined) throw new Error('a fan who was seen has an id')
  return id
}

/** What a score is made from: the fan's aggregates, the segment with its reasons, and the days with a purchase. */
async function scored(fanId: string) {
  const { fans, scoring, ground } = house.app
  const fan = await fans.fan(ground.database, house.agencyId, fanId)
  if (!fan) throw new Error('the fan is there')
  const { segment, reasons, history } = await scoring.score(ground.database, house.agencyId, fan, 'USD')
  const days = await fans.purchaseDaysOfFan(ground.database, house.agencyId, fanId, 'USD', new Date(NOW))
  return { segment, reasons, history, days: days.days, amounts: days.amounts }
}

it('property: a purchase and its full refund, in any order and in parts, leave a score as if neither had been', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(purchase, { maxLength: 5 }), fc.array(undone, { maxLength: 3 }), async (kept, gone) => {
      const { fans, ground } = house.app
      const [plain, other] = [await newFan(), await newFan()]
      const keptRows = (fanId: string) =>
        kept.map(({ daysAgo, ...bought }, n) =>
          row(fanId, { ...bought, externalId: `kept-${n}`, at: new Date(NOW - daysAgo * DAY_MS) }),
        )
      const record = (rows: Row[]) =>
        ground.database.transaction('buy', (sql) => fans.recordPurchases(sql, house.agencyId, rows))
      await record(keptRows(plain))
      const batches: Row[][] = Array.from({ length: 6 }, () => [])
      batches[2]?.push(...keptRows(other))
      gone.forEach((each, n) => {
        undoneRows(other, n, each).forEach((each_, k) => {
          batches[each.places[k] ?? 0]?.push(each_)
        })
      })
      for (const batch of batches) if (batch.length > 0) await record(batch)
      expect(await scored(other)).toEqual(await scored(plain))
    }),
    RUNS,
  )
})
