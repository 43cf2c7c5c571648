import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../jobs/handlers.ts'
import type { Answer } from '../desk/index.ts'
import { channelDesk } from '../stories/channel-desk.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import type { Found } from './insight.ts'
import { noteInsights } from './note-insights.ts'

const slack = channelDesk()
let house: StoryHouse
let cleo: string
beforeAll(async () => {
  house = await storyHouse({ desks: [slack.desk], at: '2026-11-20T10:00:00Z' })
  const { app, agencyId, creatorId } = house
  await app.channels.bind({ agencyId, creatorId, desk: 'slack', channel: 'T1:BELLA' })
  cleo = await app.agencies.addCreator({ agencyId, name: 'Cleo', zone: 'Europe/Paris', currency: 'EUR' })
})
afterAll(() => house.close())

const type = (line: string): Promise<Answer> =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    line,
  )
/** What stands on a channel, as text. */
const on = (channel: string) => JSON.stringify(slack.on(channel))
async function posted(line: string): Promise<void> {
  expect(await type(line)).toMatchObject({ kind: 'done' })
  await house.app.loop.drain()
}
const alertOf = (causeKey: string): Found => {
  const expected = { low: 41_000, usual: 54_500, high: 69_000 }
  const figures = { currency: 'USD', came: 18_200, oneIn: 200, clues: [], expected, points: [] }
  const detail = { metric: 'revenue' as const, direction: 'low' as const, ...figures }
  const days = { fromDay: '2026-11-19', toDay: '2026-11-19' }
  return { ...days, creatorId: house.creatorId, kind: 'alert', causeKey, priority: 1, detail }
}

it('where a creator’s cards go no digest and no alert says an amount, even where a person named that channel', async () => {
  const { app, agencyId } = house
  await posted('/digest now Bella today slack:T1:BELLA')
  expect(on('T1:BELLA')).toContain('Today for Bella')
  expect(on('T1:BELLA')).not.toContain('$')

  await app.ground.database.transaction('note', (sql) =>
    noteInsights(app, sql, agencyId, [alertOf('revenue:low:2026-11-19')]),
  )
  await everyMinute(app)
  await posted('/digest now Bella alerts slack:T1:BELLA')
  expect(on('T1:BELLA')).toContain('Revenue far below usual')
  expect(on('T1:BELLA')).not.toContain('$')

  await app.ground.database.transaction('note', (sql) =>
    noteInsights(app, sql, agencyId, [
      { ...alertOf('sales:low:2026-11-18'), fromDay: '2026-11-18', toDay: '2026-11-18' },
    ]),
  )
  await posted('/digest now Bella alerts slack:T1:MANAGERS')
  expect(on('T1:MANAGERS')).toContain('$')
})

it('on the channel where a creator reads their own digest nobody else’s is posted', async () => {
  await posted('/digest schedule add morning Bella 9:00 daily UTC none slack:T1:OWN')
  for (const line of [
    '/digest schedule add today all 10:00 daily UTC none slack:T1:OWN',
    '/digest schedule add leaving Cleo 10:00 daily UTC none slack:T1:OWN',
    '/digest now Cleo today slack:T1:OWN',
    '/digest now Cleo alerts slack:T1:OWN',
  ])
    expect(await type(line), line).toMatchObject({ kind: 'refused', line: expect.stringContaining('their own digest') })
  await posted('/digest now Bella today slack:T1:OWN')
  expect(on('T1:OWN')).toContain('Today for Bella')

  // Set elsewhere before it became theirs, it isn't posted there.
  await house.app.digests.fire()
  const moved = await house.app.ground.database.query(
    `UPDATE digest_schedules SET desk = 'slack', channel = 'T1:OWN', next_due_at = $3
     WHERE agency_id = $1 AND creator_id = $2 RETURNING id`,
    [house.agencyId, cleo, house.clock.now()],
  )
  expect(moved).toHaveLength(2)
  await house.app.digests.fire()
  await house.app.loop.drain()
  expect(on('T1:OWN')).not.toContain('Cleo')
})
