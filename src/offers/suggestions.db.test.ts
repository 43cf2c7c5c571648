import { afterAll, expect, it } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { offersHouse, PROGRAM } from './offers-house.fixtures.ts'

const { test, offers, clock, agencyId, assets, type, press, aFan, running } = await offersHouse()
afterAll(() => test.drop())

it('a bundle that is really bought together is suggested and accepted once into a draft, and figures of an offer say how surely they are known', async () => {
  const fanIds = await Promise.all(Array.from({ length: 12 }, (_, n) => aFan(`pair${n}`)))
  for (const [n, fanId] of fanIds.entries()) {
    const bought = n < 6 ? assets : []
    for (const assetId of bought)
      await test.database.query(
        `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, at)
         VALUES ($1, $2, $3, 'ppv', 900, 'USD', $4, $5)`,
        [agencyId, fanId, `${fanId} ${assetId}`, assetId, clock.now()],
      )
  }
  expect(JSON.stringify(await type('Lena', '/offer suggest Bella'))).toContain('propose nothing yet')
  const third = await test.database.query<{ id: string }>(
    `INSERT INTO assets (agency_id, id, creator_id, external_id, title, price_minor, currency, tags, created_at)
     SELECT agency_id, $2, creator_id, 'pier', 'Pier', 500, 'USD', '{}', created_at FROM assets WHERE id = $1 RETURNING id`,
    [assets[0], newId(clock)],
  )
  for (const fanId of fanIds.slice(6))
    await test.database.query(
      `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, at)
       VALUES ($1, $2, 'pier', 'ppv', 500, 'USD', $3, $4)`,
      [agencyId, fanId, third[0]?.id, clock.now()],
    )
  const panel = JSON.stringify(await type('Lena', '/offer suggest Bella'))
  expect(panel).toMatch(/Harbour.*6 of 12 buyers bought both, 2 times/)
  const [, subject = ''] = /"accept-suggestion\|([^|]+)\|0"/.exec(panel) ?? []
  const accept = async () => JSON.stringify(await press('Lena', 'accept-suggestion', { id: subject, version: 0 }))
  const drafts = async () => (await offers.list(agencyId, { status: 'draft' })).length
  const before = await drafts()
  for (const answer of await Promise.all([accept(), accept()])) expect(answer).toMatch(/draft.*\$25 for all 2/)
  expect(await accept()).toContain('$25 for all 2')
  expect(await drafts()).toBe(before + 1)

  const offer = await running({ name: 'Counted' })
  const redemption = { offerId: offer.id, fanId: fanIds[0] ?? '', amountMinor: 1_500, key: 'stats' }
  await offers.redeem(agencyId, redemption, PROGRAM)
  expect(JSON.stringify(await type('Lena', '/offer stats Counted'))).toMatch(/1 used.*\$15.*too few to say: 0 fans/)
})
