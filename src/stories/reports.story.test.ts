import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CardNode } from '../desk/index.ts'
import type { ReportName } from '../figures/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

/** In Paris the 21st has begun; in Honolulu it is four in the afternoon of the 20th. */
const NOW = '2026-11-21T02:00:00Z'
const HOUR_MS = 3_600_000

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: NOW, platform: 'simulator' })
  const { agencies, platforms, content } = house.app
  const { agencyId } = house
  for (const [name, currency] of [
    ['Hina', 'USD'],
    ['Leilani', 'EUR'],
  ] as const) {
    const creatorId = await agencies.addCreator({ agencyId, name, zone: 'Pacific/Honolulu', currency })
    await platforms.addAccount({ agencyId, creatorId, platform: 'simulator', externalId: name })
    const asset = { externalId: 'coast', title: `Coast of ${name}`, priceMinor: 900, currency }
    await content.addAsset({ agencyId, creatorId, ...asset })
  }
})
afterAll(() => house.close())

/** What a report says of an agency's figures as they stand. */
async function madeOf(name: ReportName, of: StoryHouse = house): Promise<CardNode[]> {
  const report = await of.app.figures.report(of.agencyId, name, {})
  if ('line' in report) throw new Error(report.line)
  return [...report.card.body]
}
const fieldOf = (body: CardNode[], label: string) =>
  body.flatMap((node) => (node.kind === 'fields' ? node.fields : [])).find((field) => field.label === label)?.value

it('a subscription that runs out tomorrow where its creator is still runs, though the agency’s day has begun', async () => {
  const ago = (hours: number) => new Date(Date.parse(NOW) - hours * HOUR_MS).toISOString()
  const subscribes = (fan: string, until: string) =>
    house.event(fan, {
      ...{ account: 'Hina', type: 'subscription.started', at: ago(240) },
      subscription: { id: `s-${fan}`, priceMinor: 900, currency: 'USD', until },
    })
  // A day after the end nothing was heard of a renewal: for one at ten tomorrow in Honolulu, for the other it was yesterday.
  await house.post([
    subscribes('ada', '2026-11-20T20:00:00Z'),
    subscribes('bo', '2026-11-18T20:00:00Z'),
    house.event('ada', {
      ...{ account: 'Hina', type: 'purchase' },
      purchase: { id: 'p1', kind: 'tip', amountMinor: 100, currency: 'USD' },
    }),
  ])
  await house.leap(1_000)
  await house.app.figures.rebuild(house.agencyId)
  const body = await madeOf('revenue')
  expect(fieldOf(body, 'Subscribers lost')).toBe('1')
  expect(fieldOf(body, 'Running subscriptions')).toBe('$9 · 1')
})

const chartsOf = (body: CardNode[]) => body.flatMap((node) => (node.kind === 'chart' ? [node.chart] : []))
const said = (node: unknown) => JSON.stringify(node)

it('where creators are paid in two currencies each amount stands under its own, and nothing is added up across them', async () => {
  const sold = (fan: string, id: string, account: string, amountMinor: number, currency: string) =>
    house.event(fan, {
      ...{ account, type: 'purchase' },
      purchase: { id, kind: 'ppv', asset: 'coast', amountMinor, currency },
    })
  await house.post([
    sold('ada', 'u1', 'Hina', 2_000, 'USD'),
    sold('bo', 'u2', 'Hina', 1_000, 'USD'),
    sold('cy', 'e1', 'Leilani', 1_200, 'EUR'),
  ])
  await house.leap(1_000)
  await house.app.figures.rebuild(house.agencyId)
  const unlocks = `INSERT INTO figure_prices SELECT agency_id, id, '2026-11-20', $2, $3, 4, 9000, $4, $5 FROM creators WHERE agency_id = $1 AND currency = $3 AND name <> 'Bella'`
  const { database } = house.app.ground
  await database.query(unlocks, [house.agencyId, 'VIP', 'USD', 2, 3_000])
  await database.query(unlocks, [house.agencyId, 'VIP', 'EUR', 1, 1_200])

  const content = await madeOf('content')
  const best = chartsOf(content).filter(({ title }) => title.startsWith('What sold best'))
  expect(best.map(({ title, finding }) => [title, finding])).toEqual([
    ['What sold best · USD', 'Coast of Hina brought $30 by 2 sales.'],
    ['What sold best · EUR', 'Coast of Leilani brought €12 by 1 sale.'],
  ])
  const lists = content.flatMap((node) => (node.kind === 'list' ? [node] : []))
  expect(lists.map(({ head, rows }) => [head, rows.length, said(rows)])).toEqual([
    ['PPVs by segment · USD', 1, expect.stringContaining('2 of 4 unlocked (50%), $30')],
    ['PPVs by segment · EUR', 1, expect.stringContaining('1 of 4 unlocked (25%), €12')],
  ])

  const revenue = await madeOf('revenue')
  expect(fieldOf(revenue, 'Sales')).toBe('3')
  const [hours] = chartsOf(revenue).filter(({ title }) => title.startsWith('When fans buy'))
  expect([hours?.title, hours?.finding]).toEqual([
    'When fans buy · USD',
    'Most is bought on Fri from 16:00 to 17:00: 3 sales.',
  ])
  for (const name of ['revenue', 'fans', 'cohorts'] as const) {
    expect(said(await madeOf(name)), name).toContain('Beside it €12: currencies are never added up.')
  }
})

it('where creators are paid in one currency no headline names it', async () => {
  const alone = await storyHouse({ platform: 'simulator', on: { database: house.app.ground.database } })
  const asset = { externalId: 'coast', title: 'Coast', priceMinor: 900, currency: 'USD' }
  await alone.app.content.addAsset({ agencyId: alone.agencyId, creatorId: alone.creatorId, ...asset })
  const purchase = { id: 'p1', kind: 'ppv' as const, asset: 'coast', amountMinor: 900, currency: 'USD' }
  await alone.post([alone.event('ada', { type: 'purchase', purchase })])
  await alone.leap(1_000)
  await alone.app.figures.rebuild(alone.agencyId)
  const titles = [...chartsOf(await madeOf('content', alone)), ...chartsOf(await madeOf('revenue', alone))]
  expect(titles.map(({ title }) => title)).toEqual(expect.arrayContaining(['What sold best', 'When fans buy']))
  await alone.close()
})
