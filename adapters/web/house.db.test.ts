import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('a creator', () => {
  const SECRET = 'anything new from the lighthouse?'
  let creator: Awaited<ReturnType<typeof visitor>>
  beforeAll(async () => {
    const { agencyId } = house
    creator = await visitor(await house.app.agencies.addOperator({ agencyId, name: 'Bella', role: 'creator' }))
    await house.write('marcus', SECRET)
  })

  it.each(['/queue', '/waiting', '/health', '/simulator/view', '/live'])('reads nothing at %s', async (path) => {
    const answer = await creator.get(path)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'role_too_low'])
  })

  it('reads no card by its address either, while a chatter does', async () => {
    const path = `/cards/${(await house.draftOf('marcus')).id}`
    expect((await creator.get(path)).statusCode).toBe(403)
    expect((await (await visitor()).get(path)).body).toContain(SECRET)
  })

  it('begins with the reports', async () => {
    const { statusCode, headers } = await creator.get('/')
    expect([statusCode, headers.location]).toEqual([302, '/reports'])
  })

  it.each(['/today', '/simulator', '/desk'])(
    'is told politely that %s is not for them, and sees no count',
    async (path) => {
      const { statusCode, body } = await creator.get(path)
      expect(statusCode).toBe(403)
      expect(body).toContain('This is for chatters and above. You act as a creator')
      expect(body).not.toContain(SECRET)
      expect(body).not.toContain('data-waiting')
      expect((await (await visitor()).get(path)).statusCode).toBe(200)
    },
  )

  it('sees the gallery, whose cards are nobody’s', async () => {
    expect((await creator.get('/gallery')).statusCode).toBe(200)
  })

  it('writes as no fan, and the gate refuses their press', async () => {
    const { fanId, id } = await house.draftOf('marcus')
    const wrote = await creator.post('/simulator/write', { fan: fanId, text: 'hi' })
    expect([wrote.statusCode, wrote.json().code]).toEqual([403, 'role_too_low'])
    const pressed = await creator.post('/press', { action: `accept|${id}|1`, filled: null })
    expect(pressed.json()).toMatchObject({ kind: 'refused' })
  })
})

it('a long list is leafed through, forth and back, and what was said before stands behind Why', async () => {
  const { agencyId, app, operators } = house
  for (let n = 10; n < 22; n += 1) await app.agencies.addOperator({ agencyId, name: `Person ${n}`, role: 'chatter' })
  const { post } = await visitor(operators.manager)
  const press = async (from: string, label: string): Promise<string> => {
    const action = new RegExp(`data-action="([^"]+)"[^>]*>\\s*(?:<[^>]+>)?${label}<`).exec(from)?.[1]
    return (await post('/press', { action, filled: null })).json().html
  }
  const first: string = (await post('/command', { line: '/team list' })).json().html
  expect(first).toMatch(/1 to 8 of 1[67]/)
  const second = await press(first, 'More')
  expect(second).toMatch(/9 to 16 of 1[67]/)
  expect(second).not.toContain('1 to 8')
  expect(await press(second, 'Previous')).toBe(first)

  await house.write('nina', 'do you remember my dog?')
  const { id, version } = await house.draftOf('nina')
  await house.press(operators.chatter, `accept|${id}|${version}`)
  await house.pass(12_000)
  const { delivery } = await house.lastOf('nina')
  await house.press(operators.chatter, `mark-as-sent|${delivery?.id}|${delivery?.version}`)
  await house.write('nina', 'he is fine')
  const next = await house.draftOf('nina')
  const why = (await post('/press', { action: `why|${next.id}|${next.version}`, filled: null })).json().html
  const history = await press(why, 'History')
  expect(history).toContain('do you remember my dog?')
  expect(history).not.toContain('he is fine')
})

it('dead tasks are shown to a manager and not to a chatter, as by their command', async () => {
  for (const path of ['/desk', '/health']) {
    expect((await (await visitor(house.operators.manager)).get(path)).body).toContain('No dead tasks')
    expect((await (await visitor()).get(path)).body).not.toContain('No dead tasks')
  }
})
