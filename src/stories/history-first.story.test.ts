import { afterEach, expect, it } from 'vitest'
import { importOf } from '../imports/fixtures.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
afterEach(() => house.close())

it('shows an imported history’s segment and spend on the card of a fan’s first message', async () => {
  house = await storyHouse()
  const { app, agencyId } = house
  const bought = Array.from(
    { length: 14 },
    (_, n) => `whale,2026-11-${String(n + 1).padStart(2, '0')} 20:00,60.00,PPV message`,
  )
  const file = `user_id,created_at,amount,type\n${bought.join('\n')}\n`
  const { import: stored } = await app.imports.take(importOf(house, file))
  expect(stored.outcome.totals).toEqual({ USD: { paidMinor: 84_000, refundedMinor: 0, rows: 14 } })
  await house.pass(60_000)
  expect(await app.drafting.queue(app.ground.database, agencyId, 10)).toEqual([])

  await house.write('whale', 'hey, anything new?')
  const draft = await house.draftOf('whale')
  const card = JSON.stringify(await app.replies.cardOf(app.ground.database, agencyId, draft.id))
  expect(card).toContain('Whale')
  expect(card).toContain('$840')
})
