import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Creator } from '../agency/index.ts'
import { actionId } from '../desk/index.ts'
import { type Spoken, type StoryHouse, storyHouse } from '../stories/house.ts'
import { OCCASIONS } from './action-list.ts'
import { gatherToday } from './gather-today.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-20T08:00:00Z', platform: 'simulator' })
})
afterAll(() => house.close())

const HOUR_MS = 3_600_000
const today = async () => {
  const { app, agencyId, creatorId } = house
  const creator = (await app.agencies.creator(app.ground.database, agencyId, creatorId)) as Creator
  return gatherToday(app, agencyId, creator, 'en')
}
const told = async () => (await today()).list.fans.map(({ name, occasions }) => [name, ...occasions])
const bought = (id: string, at: string, amountMinor: number): Spoken => ({
  ...{ type: 'purchase', at, purchase: { id, kind: 'tip', amountMinor, currency: 'USD' } },
})
const says = (fan: string, line: string) =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    `/fan ${line.replace('FAN', fan)}`,
  )

it('a list says whom to write to and why; its button makes a card, the fan leaves the list, and tomorrow says what it brought', async () => {
  const until = '2026-11-22T12:00:00Z'
  const subscription = { id: 's1', priceMinor: 2_000, currency: 'USD', until, autoRenew: false }
  await house.post([
    house.event('ends', { type: 'subscription.started', at: '2026-10-22T12:00:00Z', subscription }),
    house.event('renews', {
      ...{ type: 'subscription.started', at: '2026-10-22T12:00:00Z' },
      subscription: { ...subscription, id: 's2', autoRenew: true },
    }),
    house.event('old', { type: 'message.received', at: '2026-11-17T12:00:00Z', message: { id: 'm1', text: 'hey' } }),
    house.event('yearly', bought('p1', '2024-11-20T12:00:00Z', 5_000)),
    house.event('yearly', bought('p2', '2026-11-01T12:00:00Z', 5_000)),
    house.event('cold', bought('p3', '2026-11-02T12:00:00Z', 5_000)),
    house.event('born', bought('p4', '2026-11-03T12:00:00Z', 5_000)),
  ])
  await house.app.loop.drain()
  expect(await says('born', 'tag FAN "birthday 11-20"')).toMatchObject({ kind: 'done' })
  await house.app.scoring.recompute(house.agencyId)
  await house.pass(120_000)

  const list = await told()
  expect(list).toContainEqual(['ends', 'subscription-ends'])
  expect(list).toContainEqual(['old', 'answer'])
  expect(list.find(([name]) => name === 'yearly')).toContain('anniversary')
  expect(list.find(([name]) => name === 'born')).toContain('birthday')
  expect(list.map(([name]) => name)).not.toContain('renews')
  expect((await today()).measuredOn).toBe(0)

  const [fan] = await house.app.fans.find(house.app.ground.database, house.agencyId, 'ends', 1)
  const pressed = actionId('draft-listed', fan?.id ?? '', OCCASIONS.indexOf('subscription-ends'))
  expect(await house.press(house.operators.chatter, pressed)).toMatchObject({ kind: 'done' })
  await house.pass(5_000)
  const draft = await house.draftOf('ends')
  expect(JSON.stringify(draft.knowledge)).toContain('On today’s list: subscription ends')
  expect((await told()).map(([name]) => name)).not.toContain('ends')
  expect(await house.press(house.operators.chatter, pressed)).toMatchObject({ kind: 'refused' })
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  await house.pass(30_000)
  await house.post([house.event('ends', bought('p5', house.clock.now().toISOString(), 3_300))])
  await house.leap(24 * HOUR_MS)
  expect((await today()).yesterday).toEqual({ written: 1, broughtMinor: 3_300 })
  const other = await house.app.agencies.addCreator({
    ...{ agencyId: house.agencyId, name: 'Cara', zone: 'Europe/Paris', currency: 'USD' },
  })
  const cara = (await house.app.agencies.creator(house.app.ground.database, house.agencyId, other)) as Creator
  expect(await gatherToday(house.app, house.agencyId, cara, 'en')).toMatchObject({
    list: { fans: [] },
    yesterday: null,
  })
})
