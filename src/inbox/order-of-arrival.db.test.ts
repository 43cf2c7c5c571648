import { afterEach, expect, it } from 'vitest'
import { ACCOUNT, type StoryHouse, storyHouse } from '../stories/house.ts'

let house: StoryHouse
afterEach(() => house.close())

it('applies the events of one request in the order in which they stand there, whatever their ids', async () => {
  house = await storyHouse()
  const at = (minute: number) => `2026-11-20T13:${minute}:00Z`
  const said = (id: string, minute: number) => ({
    id,
    type: 'message.received' as const,
    account: ACCOUNT,
    fan: { id: 'marcus' },
    at: at(minute),
    message: { id, text: id },
  })
  await house.post([said('zebra', 10), said('apple', 11), said('mango', 12)])
  await house.app.loop.drain()
  const rows = await house.app.ground.database.query<{ external_id: string }>(
    'SELECT external_id FROM messages WHERE agency_id = $1 ORDER BY seq',
    [house.agencyId],
  )
  expect(rows.map((row) => row.external_id)).toEqual(['zebra', 'apple', 'mango'])
})
