import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { gatherToday } from './gather-today.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-20T10:00:00Z', platform: 'simulator' })
})
afterAll(() => house.close())

it('who waits on an open card is counted beside the list, and stands on it neither before nor after the answer', async () => {
  const { app, agencyId, creatorId } = house
  const today = async () => {
    const creator = await app.agencies.creator(app.ground.database, agencyId, creatorId)
    if (!creator) throw new Error('no creator')
    return gatherToday(app, agencyId, creator, 'en')
  }
  expect((await today()).onCards).toBeNull()
  await house.write('marcus', 'hey, anything new?')
  await house.leap(5_000)
  const draft = await house.draftOf('marcus')
  const before = await today()
  expect(before.onCards).toEqual({ fans: 1, first: 'marcus' })
  expect(before.list.fans).toEqual([])
  await house.press(house.operators.chatter, `accept|${draft.id}|${draft.version}`)
  await house.leap(30_000)
  await house.leap(60_000)
  const after = await today()
  expect(after.onCards).toBeNull()
  expect(after.list.fans).toEqual([])
})
