import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-20T10:00:00Z' })
})
afterAll(() => house.close())

it('one minute fires for as many creators as there are, so that nobody’s list is late by us alone', async () => {
  const { app, agencyId, clock } = house
  const more = Array.from({ length: 260 }, (_, n) => `Creator ${n}`)
  for (const name of more) await app.agencies.addCreator({ agencyId, name, zone: 'UTC', currency: 'USD' })
  await app.digests.fire()
  const { database } = app.ground
  const schedules = await database.query('SELECT id FROM digest_schedules WHERE agency_id = $1', [agencyId])
  const behind = await database.query('SELECT id FROM digest_schedules WHERE next_due_at <= $1', [clock.now()])
  const posts = await database.query('SELECT id FROM digest_posts WHERE agency_id = $1', [agencyId])
  // Today’s list and alerts, of each creator.
  expect([schedules.length, behind.length, posts.length]).toEqual([522, 0, 522])
})
