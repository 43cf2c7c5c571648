import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Scope } from '../../src/api-keys/index.ts'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'

let house: StoryHouse
let other: StoryHouse
const keys = new Map<string, string>()

beforeAll(async () => {
  house = await storyHouse()
  other = await storyHouse({ on: { database: house.app.ground.database } })
  const add = (at: StoryHouse, scopes: Scope[]) => at.app.apiKeys.add({ agencyId: at.agencyId, name: 'test', scopes })
  keys.set('write', (await add(house, ['automations'])).key)
  keys.set('read', (await add(house, ['automations:read'])).key)
  keys.set('drafts', (await add(house, ['drafts'])).key)
  keys.set('theirs', (await add(other, ['automations'])).key)
})
afterAll(async () => {
  await other.close()
  await house.close()
})

async function ask(
  key: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { body, etag }: { body?: unknown; etag?: string } = {},
) {
  const answer = await house.app.door.inject({
    method,
    url: `/v1/automations${path}`,
    headers: {
      ...{ authorization: `Bearer ${keys.get(key)}`, 'content-type': 'application/json' },
      ...(etag !== undefined && { 'if-match': etag }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  const said = answer.body === '' ? {} : answer.json<Record<string, unknown>>()
  return { status: answer.statusCode, headers: answer.headers, body: said }
}

const steps = [
  { id: 'begin', type: 'trigger', name: 'Bought', config: { on: 'purchase_completed' } },
  { id: 'thank', type: 'action', name: 'Thank', config: { do: 'send_message', purpose: 'free' } },
]

it('creates, reads, changes, duplicates and removes flows by version, and never activates one', async () => {
  expect((await ask('read', 'POST', '', { body: { name: 'Thanks', steps } })).status).toBe(403)
  const made = await ask('write', 'POST', '', { body: { name: 'Thanks', steps, status: 'active', version: 9 } })
  expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { status: 'draft', version: 1 } })
  const path = `/${made.body.id}`
  const read = await ask('read', 'GET', path)
  expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { name: 'Thanks' } })
  expect((await ask('write', 'PUT', path, { body: read.body })).status).toBe(428)
  const renamed = { ...read.body, name: 'Many thanks', status: 'active' }
  expect(await ask('write', 'PUT', path, { body: renamed, etag: '"1"' })).toMatchObject({
    status: 200,
    body: { name: 'Many thanks', status: 'draft', version: 2 },
  })
  expect(await ask('write', 'PUT', path, { body: renamed, etag: '"1"' })).toMatchObject({
    status: 412,
    headers: { etag: '"2"' },
    body: { detail: expect.stringContaining('by a program of the agency') },
  })
  const copy = await ask('write', 'POST', `${path}/duplicate`)
  expect(copy).toMatchObject({ status: 201, body: { name: 'Many thanks (copy)', version: 1, status: 'draft' } })
  expect(copy.body.id).not.toBe(made.body.id)
  expect(copy.body.steps).toEqual(read.body.steps)
  const { automations } = (await ask('read', 'GET', '')).body as { automations: { name: string }[] }
  expect(automations.map(({ name }) => name).sort()).toEqual(['Many thanks', 'Many thanks (copy)'])
  expect((await ask('write', 'DELETE', `/${copy.body.id}`)).status).toBe(204)
  expect((await ask('write', 'GET', `/${copy.body.id}`)).status).toBe(404)
})

it('names the step and the field of what can’t be stored, and knows nothing of another agency', async () => {
  const bad = [steps[0], { id: 'pause', type: 'action', name: 'Never', config: { do: 'wait', minutes: 0 } }]
  const refused = await ask('write', 'POST', '', { body: { name: 'Bad', steps: bad } })
  expect(refused).toMatchObject({
    status: 400,
    body: {
      errors: [
        { path: 'pause.config.minutes', message: 'Step “pause”, config.minutes: “0” can’t be. Allowed: at least 1.' },
      ],
    },
  })
  expect(refused.headers['content-type']).toContain('application/problem+json')
  const sending = [steps[0], { id: 'say', type: 'action', name: 'Send', config: { do: 'send_now' } }]
  expect((await ask('write', 'POST', '', { body: { name: 'Bad', steps: sending } })).status).toBe(400)
  const foreign = { name: 'Bad', steps, creators: [other.creatorId] }
  expect((await ask('write', 'POST', '', { body: foreign })).status).toBe(404)
  const { body: named } = await ask('write', 'POST', '', { body: { ...foreign, name: 'Hers', creators: ['bella'] } })
  expect(named).toMatchObject({ creators: [house.creatorId] })
  expect((await ask('write', 'DELETE', `/${String(named.id)}`)).status).toBe(204)
  const gone = { do: 'send_message', purpose: 'free', assetId: other.assetId, offerId: other.assetId }
  const theirs = [steps[0], { id: 'say', type: 'action', name: 'Say', config: gone }]
  expect((await ask('write', 'POST', '', { body: { name: 'Bad', steps: theirs } })).body.errors).toMatchObject([
    { path: 'say.config.assetId' },
    { path: 'say.config.offerId' },
  ])
  const elsewhere = { do: 'send_message', purpose: 'free', template: 'Hey {{fan}}, next time pay me by paypal' }
  const unfit = [steps[0], { id: 'say', type: 'action', name: 'Say', config: elsewhere }]
  expect((await ask('write', 'POST', '', { body: { name: 'Bad', steps: unfit } })).body.errors).toMatchObject([
    { path: 'say.config.template', message: expect.stringContaining('“paypal” is never said to a fan') },
  ])
  const { body } = await ask('write', 'POST', '', { body: { name: 'Ours', steps } })
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/duplicate'],
    ['POST', '/dry-run'],
  ] as const)
    expect((await ask('theirs', method, `/${body.id}${path}`)).status).toBe(404)
  expect((await ask('theirs', 'GET', '')).body).toEqual({ automations: [] })
  expect((await ask('drafts', 'GET', '')).status).toBe(403)
})

it('builds from a sentence and tries on the past without storing anything; what has run is not removed', async () => {
  const count = async () => (await house.app.ground.database.query('SELECT 1 FROM flow_versions')).length
  const before = await count()
  const built = await ask('write', 'POST', '/build', { body: { text: 'merci pour chaque achat' } })
  expect(built).toMatchObject({ status: 200, body: { by: 'template', automation: { name: 'Thank a buyer' } } })
  expect(await count()).toBe(before)
  const { body } = await ask('write', 'POST', '', { body: built.body.automation })
  const buy = (id: string) =>
    house.post([
      house.event('marcus', { type: 'purchase', purchase: { id, kind: 'tip', amountMinor: 900, currency: 'USD' } }),
    ])
  await buy('t1')
  await house.leap(60_000)
  expect((await ask('read', 'POST', `/${body.id}/dry-run`, { body: { days: 0 } })).status).toBe(400)
  const tried = await ask('read', 'POST', `/${body.id}/dry-run`, { body: { days: 3 } })
  expect(tried).toMatchObject({ status: 200, body: { entered: 1, cards: 1, days: 3, cut: false } })
  expect(JSON.stringify(tried.body)).not.toContain('marcus')

  const actor = { agencyId: house.agencyId, desk: 'web', externalId: house.operators.admin, verified: false } as const
  await house.app.gate.press(actor, `activate-flow|${body.id}|1`, null)
  expect((await ask('write', 'DELETE', `/${body.id}`)).status).toBe(409)
  await buy('t2')
  await house.leap(60_000)
  await house.app.gate.press(actor, `pause-flow|${body.id}|1`, null)
  expect(await ask('write', 'DELETE', `/${body.id}`)).toMatchObject({ status: 409, body: { code: 'in-use' } })
})
