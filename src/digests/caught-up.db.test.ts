import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../jobs/handlers.ts'
import type { Role } from '../desk/index.ts'
import { channelDesk } from '../stories/channel-desk.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { owedSince } from './post-store.ts'

const DAY_MS = 86_400_000

const slack = channelDesk()
let house: StoryHouse
beforeAll(async () => {
  // 6:00 in Paris, before the look at the day before.
  house = await storyHouse({ desks: [slack.desk], at: '2026-11-20T05:00:00Z', platform: 'simulator' })
  const { app, agencyId, creatorId } = house
  await app.channels.bind({ agencyId, creatorId, desk: 'slack', channel: 'T1:C1' })
})
afterAll(() => house.close())

/** What a usual day brought, noon by noon, from so many days ago until so many. */
const boughtFrom = (first: number, last: number) =>
  Array.from({ length: first - last + 1 }, (_, n) => {
    const at = new Date(Date.parse('2026-11-20T12:00:00Z') - (first - n) * DAY_MS).toISOString()
    return Array.from({ length: 8 }, (_, fan) => {
      const purchase = { id: `p-${first - n}-${fan}`, kind: 'tip' as const, amountMinor: 1_000 + fan, currency: 'USD' }
      return house.event(`fan-${fan}`, { type: 'purchase', at, purchase })
    })
  }).flat()
const alerts = () =>
  house.app.ground.database.query<{ metric: string }>(
    `SELECT detail ->> 'metric' AS metric FROM insights WHERE agency_id = $1 AND kind = 'alert'`,
    [house.agencyId],
  )
const looks = () =>
  house.app.ground.database.query<{ state: string }>(
    `SELECT state FROM digest_posts WHERE agency_id = $1 AND digest = 'alerts' ORDER BY due_at`,
    [house.agencyId],
  )
/**
 * Minutes, until so many looks are posted: while anybody else writes in the same server, as tests beside this one do, facts
 * could still come before the newest ones, and figures don't count as whole.
 */
async function rolledUp(posted: number): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    await everyMinute(house.app)
    await house.app.loop.drain()
    house.clock.advance(20_000)
    await house.app.loop.drain()
    if ((await looks()).filter(({ state }) => state === 'posted').length >= posted) return
  }
}

it('a day is judged when what it brought is in the figures, not before: the look waits and then finds nothing', async () => {
  const { app, clock } = house
  for (let first = 90; first > 1; first -= 10) await house.post(boughtFrom(first, Math.max(2, first - 9)))
  await app.loop.drain()
  await everyMinute(app)
  await app.loop.drain()
  // Yesterday's come late, and no roll-up has seen them at 7:30.
  await house.post(boughtFrom(1, 1))
  await app.loop.drain()
  clock.set('2026-11-20T06:30:00Z')
  await app.digests.fire()
  await app.loop.drain()
  expect(await alerts()).toEqual([])
  expect(await looks()).toEqual([{ state: 'owed' }])
  // Put off again and again, it is no late task; how late it is is measured by itself.
  const later = new Date('2026-11-20T07:00:00Z')
  expect(await owedSince(app.ground.database, later)).toEqual(new Date('2026-11-20T06:30:00Z'))
  await rolledUp(1)
  expect(await looks()).toEqual([{ state: 'posted' }])
  expect(await owedSince(app.ground.database, later)).toBeNull()
  expect(await alerts()).toEqual([])
}, 60_000)

it('a day that was poor is told of, without money where chatters read', async () => {
  const { app, clock } = house
  clock.set('2026-11-21T06:30:00Z')
  await rolledUp(2)
  expect(await looks()).toEqual([{ state: 'posted' }, { state: 'posted' }])
  expect((await alerts()).map(({ metric }) => metric)).toContain('revenue')
  const told = slack.on('T1:C1').filter(({ title }) => title.includes('Revenue'))
  expect(told).toHaveLength(1)
  expect(JSON.stringify(told)).not.toContain('$')
  // Nor on the web desk's page of the day, where it has the card too.
  const page = async (role: Role) => JSON.stringify(await app.digests.recent(house.agencyId, role))
  expect(await page('chatter')).toContain('Revenue far below usual')
  expect(await page('chatter')).not.toContain('$')
  expect(await page('manager')).toContain('$')
}, 60_000)

it('a look on weekdays judges what came since the one before: a Friday that was poor is told of on Monday', async () => {
  const { app, agencyId, clock, operators } = house
  const type = (line: string) =>
    app.gate.command({ agencyId, desk: 'web', externalId: operators.manager, verified: false }, line)
  expect(await type('/digest schedule change alerts Bella 07:30 mon-fri')).toMatchObject({ kind: 'done' })
  clock.set('2026-11-30T05:00:00Z')
  // As usual from the 21st on, but for Friday the 27th.
  for (const [first, last] of [
    [-1, -6],
    [-8, -9],
  ] as const)
    await house.post(boughtFrom(first, last))
  await app.loop.drain()
  clock.set('2026-11-30T06:30:00Z')
  await rolledUp(3)
  expect((await looks()).at(-1)).toEqual({ state: 'posted' })
  const told = await app.ground.database.query<{ day: string; told: boolean }>(
    `SELECT from_day::text AS day, told_at IS NOT NULL AS told FROM insights
     WHERE agency_id = $1 AND kind = 'alert' AND from_day > '2026-11-21' AND detail ->> 'metric' = 'revenue'`,
    [agencyId],
  )
  expect(told).toEqual([{ day: '2026-11-27', told: true }])
}, 60_000)
