import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../desk/index.ts'
import { importOf } from '../imports/fixtures.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { OCCASIONS } from './action-list.ts'
import { openInsights } from './insight-store.ts'
import { noteInsights } from './note-insights.ts'

const DAY_MS = 86_400_000

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-20T08:00:00Z' })
})
afterAll(() => house.close())

const fanId = async (name: string): Promise<string> =>
  (await house.app.fans.find(house.app.ground.database, house.agencyId, name, 1))[0]?.id ?? ''
const open = () => openInsights(house.app.ground.database, house.agencyId, null, 80)
async function note(name: string, month = '2026-11'): Promise<string> {
  const { app, agencyId, creatorId } = house
  const id = await fanId(name)
  const detail = { fanId: id, name, worthMinor: 900, currency: 'USD', reason: 'quiet for 9 days' }
  const days = { fromDay: `${month}-20`, toDay: `${month}-20` }
  const found = {
    ...days,
    creatorId,
    kind: 'churn' as const,
    causeKey: `fan:${id}:${month}`,
    priority: 2 as const,
    detail,
  }
  await app.ground.database.transaction('note', (sql) => noteInsights(app, sql, agencyId, [found]))
  return (await open()).find(({ causeKey }) => causeKey === found.causeKey)?.id ?? ''
}

it('of who objects to profiling nothing is said any more that was found before', async () => {
  const { app, agencyId, operators } = house
  await house.write('sana', 'hey', 'm1')
  const insight = await note('sana')
  const panel = () => house.press(operators.manager, actionId('open-insight', insight, 0))
  expect(await panel()).toMatchObject({ kind: 'panel' })
  await app.ground.database.query('UPDATE fans SET profiling_refused_at = $3 WHERE agency_id = $1 AND id = $2', [
    ...[agencyId, await fanId('sana'), house.clock.now()],
  ])
  expect(await open()).toEqual([])
  expect(await panel()).toMatchObject({ kind: 'refused' })
})

it('a fan who was found again in another month is listed once, and a draft that is asked for takes every word of them', async () => {
  const { app, agencyId, operators } = house
  const purchase = { id: 'b1', kind: 'tip' as const, amountMinor: 900, currency: 'USD' }
  await house.post([house.event('bo', { type: 'purchase', purchase })])
  await app.loop.drain()
  await note('bo', '2026-10')
  const newest = await note('bo', '2026-11')
  expect((await open()).map(({ id }) => id)).toEqual([newest])
  const pressed = actionId('draft-listed', await fanId('bo'), OCCASIONS.indexOf('leaving'))
  expect(await house.press(operators.chatter, pressed)).toMatchObject({ kind: 'done' })
  const left = await app.ground.database.query(
    `SELECT status FROM insights WHERE agency_id = $1 AND fan_id = $2 AND status = 'new'`,
    [agencyId, await fanId('bo')],
  )
  expect(left).toEqual([])
  expect(await house.press(operators.chatter, actionId('done-insight', newest, 0))).toMatchObject({ kind: 'done' })
  expect(await open()).toEqual([])
})

it('what was found of somebody whom only an import brought goes when they go', async () => {
  const { app, agencyId, clock } = house
  const keepUntil = new Date(clock.now().getTime() + 2 * DAY_MS).toISOString()
  const file = 'transaction_id,type,amount,created_at,user_id\np1,Tip,10.00,2026-11-01T09:00:00Z,otto\n'
  await app.imports.take(importOf(house, file, { keepUntil }))
  await note('otto')
  expect((await open()).map(({ detail }) => detail)).toMatchObject([{ name: 'otto' }])
  await house.leap(2 * DAY_MS)
  await app.imports.expireNow(agencyId)
  expect(await fanId('otto')).toBe('')
  const left = await app.ground.database.query('SELECT detail FROM insights WHERE agency_id = $1', [agencyId])
  expect(JSON.stringify(left)).not.toContain('otto')
})
