import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { visitorOf } from './visitor.fixtures.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const visitor = (operatorId = house.operators.chatter) => visitorOf(house.app.web, `${house.agencyId}/${operatorId}`)

it('what is no id is answered as unknown, in a card’s address, a button, an agency and a fan', async () => {
  const { get, post } = await visitor()
  expect((await get('/cards/abc')).statusCode).toBe(204)
  const pressed = await post('/press', { action: 'why|abc|1', filled: null })
  expect(pressed.json()).toEqual({ kind: 'refused', html: '<p>This button is not known here. Nothing changed.</p>' })
  expect((await post('/acting', { agency: 'abc' })).statusCode).toBe(409)
  for (const [deed, body] of [
    ['write', { text: 'hey' }],
    ['buy', { kind: 'ppv', amountMinor: 100 }],
    ['buy', { kind: 'tip', amountMinor: 100 }],
    ['subscribe', { kind: 'started' }],
  ] as const) {
    expect((await post(`/simulator/${deed}`, { fan: 'abc', ...body })).statusCode).toBe(409)
    expect((await post(`/simulator/${deed}`, { fan: house.creatorId, ...body })).statusCode).toBe(409)
  }
})
