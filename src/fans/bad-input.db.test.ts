import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const buys = (fan: string, id: string, amountMinor: number, currency = 'USD') =>
  house.event(fan, { type: 'purchase', purchase: { id, kind: 'ppv', amountMinor, currency } })
const rowOf = async (fan: string) =>
  (
    await house.app.ground.database.query<{ spent: number; count: number }>(
      'SELECT spent_minor AS spent, purchase_count AS count FROM fans WHERE external_id = $1',
      [fan],
    )
  )[0]
async function shown(line: string) {
  const { agencyId, operators } = house
  const identity = { agencyId, desk: 'web' as const, externalId: operators.manager, verified: false }
  const text = JSON.stringify(await house.app.gate.command(identity, line))
  expect(text).not.toMatch(/NaN|undefined|Infinity|null%/)
  return text
}

it('never adds another currency to what a fan spent: such a purchase is put aside with its reason', async () => {
  await house.post([
    ...[buys('mixed', 'm1', 2_000), buys('mixed', 'm2', 5_000, 'JPY'), buys('mixed', 'm3', 900, 'EUR')],
    house.event('mixed', { type: 'refund', refund: { id: 'r1', of: 'm1', amountMinor: 900, currency: 'EUR' } }),
  ])
  await house.pass(35_000)
  expect(await rowOf('mixed')).toEqual({ spent: 2_000, count: 1 })
  const reasons = await house.app.ground.database.query<{ reason: string }>('SELECT reason FROM quarantine')
  expect(reasons.map(({ reason }) => /currency (JPY|EUR)/.exec(reason)?.[1]).sort()).toEqual(['EUR', 'EUR', 'JPY'])
  expect(await shown('/fan show mixed')).toContain('$20')
})

it('says something sensible of a creator’s only fan', async () => {
  expect(await shown('/fan price mixed')).toContain('no price was answered yet')
  expect(await shown('/report segments')).toContain('100% of the buyers')
  expect(await shown('/creator calibrate Bella')).toContain('little history: 1 buyer')
})

it('says something sensible of a fan with 10,000 purchases, and of a list in which all are alike', async () => {
  const { agencyId, app, creatorId } = house
  await house.post(Array.from({ length: 24 }, (_, n) => buys(`alike-${n}`, `a${n}`, 900)))
  await house.pass(1_000)
  const [fan] = await app.ground.database.query<{ id: string }>("SELECT id FROM fans WHERE external_id = 'alike-0'")
  const now = house.clock.now().getTime()
  const many = Array.from({ length: 10_000 }, (_, n) => ({
    ...{ fanId: fan?.id ?? '', creatorId, externalId: `n${n}`, kind: 'ppv' as const, amountMinor: 900 },
    ...{ currency: 'USD', assetId: null, refundOf: null, at: new Date(now - n * 3_600_000) },
  }))
  await app.ground.database.transaction('many', (sql) => app.fans.recordPurchases(sql, agencyId, many))
  await house.pass(40_000)
  await shown('/fan score')
  await house.pass(5_000)
  expect(await shown('/fan show alike-0')).toMatch(/10001.*1 day on average/)
  expect(await shown('/fan show alike-7')).not.toMatch(/Whale|VIP/)
  expect(await shown('/fan price alike-0')).toContain('brings most')
})
