import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const type = (who: 'chatter' | 'manager' | 'admin', line: string) =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators[who], verified: false },
    line,
  )

it('a manager freezes a fan by name: nothing is sent until somebody unfreezes them, then the same card goes on', async () => {
  await house.write('Felix', 'hey, just got home')
  const { id } = await house.draftOf('Felix')
  await house.leap(2_000)
  expect(await type('chatter', '/fan freeze Felix chargebacks')).toMatchObject({ kind: 'refused' })
  expect(await type('manager', '/fan freeze Felix "two chargebacks"')).toMatchObject({ kind: 'done' })
  expect(await type('manager', '/fan freeze Felix again')).toMatchObject({ kind: 'refused' })
  await house.leap(2_000)
  const frozen = await house.draftOf('Felix')
  expect(frozen.id).toBe(id)
  expect(await house.press(house.operators.chatter, `accept|${id}|${frozen.version}`)).toMatchObject({
    kind: 'refused',
  })
  expect(await type('manager', '/fan unfreeze Felix')).toMatchObject({ kind: 'done' })
  expect(await type('manager', '/fan unfreeze Felix')).toMatchObject({ kind: 'refused' })
  await house.leap(2_000)
  const thawed = await house.draftOf('Felix')
  expect(await house.press(house.operators.chatter, `accept|${id}|${thawed.version}`)).toMatchObject({ kind: 'done' })
})

it('a freeze that a card asks about is ended by its release alone', async () => {
  expect(await type('manager', '/fan freeze Felix "asked for proof"')).toMatchObject({ kind: 'done' })
  await house.write('Felix', 'are you there?')
  const answer = await type('admin', '/fan unfreeze Felix')
  expect(JSON.stringify(answer)).toContain('waits for a release')
})
