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
  const behind = { agencyId, name: 'Hina', zone: 'Pacific/Honolulu', currency: 'USD' }
  const creatorId = await agencies.addCreator(behind)
  await platforms.addAccount({ agencyId, creatorId, platform: 'simulator', externalId: 'hina' })
  const asset = { externalId: 'coast', title: 'Coast', priceMinor: 900, currency: 'USD' }
  await content.addAsset({ agencyId, creatorId, ...asset })
  await content.addAsset({ agencyId, creatorId, ...asset, externalId: 'alps', title: 'Alps', currency: 'EUR' })
})
afterAll(() => house.close())

async function reportOf(name: ReportName): Promise<CardNode[]> {
  await house.app.figures.rebuild(house.agencyId)
  const report = await house.app.figures.report(house.agencyId, name, {})
  if ('line' in report) throw new Error(report.line)
  return [...report.card.body]
}
const fieldOf = (body: CardNode[], label: string) =>
  body.flatMap((node) => (node.kind === 'fields' ? node.fields : [])).find((field) => field.label === label)?.value

it('a subscription that runs out tomorrow where its creator is still runs, though the agency’s day has begun', async () => {
  const ago = (hours: number) => new Date(Date.parse(NOW) - hours * HOUR_MS).toISOString()
  const subscribes = (fan: string, until: string) =>
    house.event(fan, {
      ...{ account: 'hina', type: 'subscription.started', at: ago(240) },
      subscription: { id: `s-${fan}`, priceMinor: 900, currency: 'USD', until },
    })
  // A day after the end nothing was heard of a renewal: for one at ten tomorrow in Honolulu, for the other it was yesterday.
  await house.post([
    subscribes('ada', '2026-11-20T20:00:00Z'),
    subscribes('bo', '2026-11-18T20:00:00Z'),
    house.event('ada', {
      ...{ account: 'hina', type: 'purchase' },
      purchase: { id: 'p1', kind: 'tip', amountMinor: 100, currency: 'USD' },
    }),
  ])
  await house.leap(1_000)
  const body = await reportOf('revenue')
  expect(fieldOf(body, 'Subscribers lost')).toBe('1')
  expect(fieldOf(body, 'Running subscriptions')).toBe('$9 · 1')
})
