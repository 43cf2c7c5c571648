import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Scope } from '../../src/api-keys/index.ts'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'

let house: StoryHouse
let other: StoryHouse
const keys = new Map<string, string>()

beforeAll(async () => {
  house = await storyHouse()
  other = await storyHouse({ on: { database: house.app.ground.database } })
  for (const scopes of [['drafts'], ['personas'], ['personas:read'], ['guardrails', 'drafts']] as Scope[][])
    keys.set(scopes.join(), (await house.app.apiKeys.add({ agencyId: house.agencyId, name: 'test', scopes })).key)
})
afterAll(async () => {
  await other.close()
  await house.close()
})

interface More {
  body?: unknown
  headers?: Record<string, string>
}
async function ask(method: 'GET' | 'POST' | 'PUT', url: string, scopes: string, { body, headers = {} }: More = {}) {
  const answer = await house.app.door.inject({
    method,
    url,
    headers: { authorization: `Bearer ${keys.get(scopes) ?? scopes}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() }
}
const draft = (body: object, headers = {}) => ask('POST', '/api/ofm/ai/draft', 'drafts', { body, headers })
const cardsOf = () =>
  house.app.ground.database.query('SELECT id FROM drafts WHERE agency_id = $1', [house.agencyId]).then((r) => r.length)

const persona = { name: 'Bella', welcome: 'Hi {{fan}}', upsell: 'See {{asset}}', reactivation: 'Still there?' }

it('lets nobody in without a key that holds and is for this', async () => {
  expect((await ask('GET', '/api/ofm/personas', 'hd_nothing')).headers['www-authenticate']).toBe('Bearer')
  expect((await ask('GET', '/api/ofm/personas', 'hd_nothing')).status).toBe(401)
  expect((await ask('GET', '/api/ofm/personas', 'drafts')).status).toBe(403)
  const body = { creator: house.creatorId, ...persona }
  expect((await ask('POST', '/api/ofm/personas', 'personas:read', { body })).status).toBe(403)
})

it('stores personas as versions: another’s change meanwhile is answered 412, and nothing is lost', async () => {
  const creator = house.creatorId
  const url = `/api/ofm/personas?creator=${creator}`
  const etag = (await ask('GET', url, 'personas:read')).headers.etag as string
  expect((await ask('PUT', '/api/ofm/personas', 'personas', { body: { creator, ...persona } })).status).toBe(428)
  const put = (version: string) =>
    ask('PUT', '/api/ofm/personas', 'personas', { body: { creator, ...persona }, headers: { 'if-match': version } })
  const first = await put(etag)
  expect(first).toMatchObject({ status: 200, body: { active: true } })
  expect(await put(etag)).toMatchObject({ status: 412, headers: { etag: first.headers.etag } })
  const beside = await ask('POST', '/api/ofm/personas', 'personas', { body: { creator, ...persona, tone: 'warm' } })
  expect(beside).toMatchObject({ status: 201, body: { active: false } })
  const { personas } = (await ask('GET', url, 'personas')).body as { personas: { active: boolean; tone: string }[] }
  expect(personas.slice(0, 2)).toMatchObject([
    { active: false, tone: 'warm' },
    { active: true, tone: '' },
  ])
})

it('names the field of what can’t be stored, and knows no other agency’s creator', async () => {
  const bad = { creator: house.creatorId, ...persona, welcome: 'Hi {{nobody}}', colour: 'red' }
  const answer = await ask('POST', '/api/ofm/personas', 'personas', { body: bad })
  expect(answer.status).toBe(400)
  expect(JSON.stringify(answer.body.errors)).toMatch(/welcome.*nobody|colour/)
  const theirs = { creator: other.creatorId, ...persona }
  expect((await ask('POST', '/api/ofm/personas', 'personas', { body: theirs })).status).toBe(404)
  const message = { creator: other.creatorId, message: 'hey' }
  expect((await draft(message)).status).toBe(404)
})

it('finds a creator by name and handle too, says which there are, and tells a body that is no JSON', async () => {
  for (const named of ['bella', encodeURIComponent('Bella'), house.creatorId, 'bella-account']) {
    const found = await ask('GET', `/api/ofm/guardrails?creator=${named}`, 'guardrails,drafts')
    const { creatorName, creator } = found.body
    expect({ named, creatorName, creator }).toEqual({ named, creatorName: 'Bella', creator: house.creatorId })
  }
  expect((await draft({ creator: 'BELLA', message: 'hey you' })).status).toBe(200)
  const unknown = await ask('GET', '/api/ofm/personas?creator=Bela', 'personas:read')
  expect(unknown).toMatchObject({ status: 404, body: { detail: expect.stringContaining('“Bela”. There is: Bella.') } })
  const headers = { authorization: `Bearer ${keys.get('drafts')}`, 'content-type': 'text/plain' }
  const bad = await house.app.door.inject({
    method: 'POST',
    url: '/api/ofm/ai/draft',
    headers,
    payload: 'creator=Bella',
  })
  expect(bad.json()).toMatchObject({ status: 400, code: 'not-json' })
})

it('looks at no more keys of an address that was wrong too often, but at those it knows', async () => {
  const guess = (n: number) =>
    house.app.door.inject({
      ...{ method: 'GET' as const, url: '/api/ofm/personas', remoteAddress: '10.9.8.7' },
      headers: { authorization: `Bearer ${n < 0 ? keys.get('personas:read') : `hd_guess_${n}`}` },
    })
  expect((await guess(-1)).statusCode).toBe(200)
  for (let n = 0; n < 20; n += 1) expect((await guess(n)).statusCode).toBe(401)
  const barred = await guess(20)
  expect([barred.statusCode, barred.json<{ code: string }>().code]).toEqual([429, 'too-many-wrong-keys'])
  expect(Number(barred.headers['retry-after'])).toBeGreaterThan(0)
  expect((await guess(-1)).statusCode).toBe(200)
})

it('sets guardrails by the version that was seen, and never below the built-in rules', async () => {
  const url = `/api/ofm/guardrails?creator=${house.creatorId}`
  const now = await ask('GET', url, 'guardrails,drafts')
  const body = { creator: house.creatorId, forbiddenWords: ['moonbeam'], floorMinor: 500, ceilingMinor: 4_000 }
  const put = (more: object, version = now.headers.etag as string) =>
    ask('PUT', '/api/ofm/guardrails', 'guardrails,drafts', {
      body: { ...body, ...more },
      headers: { 'if-match': version },
    })
  expect(await put({ floorMinor: 5_000 })).toMatchObject({ status: 400, body: { errors: [{ path: 'floorMinor' }] } })
  expect(await put({ perDayMinor: 9_000, perFanMinor: 8_000 })).toMatchObject({
    ...{
      status: 400,
      body: { errors: [{ path: 'perDayMinor', message: expect.stringContaining('Per fan, of 30 days') }] },
    },
  })
  expect((await put({ perDayMinor: 8_000, perFanMinor: 8_000 })).status).toBe(200)
  expect((await put({})).status).toBe(412)
  expect((await ask('GET', url, 'guardrails,drafts')).body).toMatchObject({ forbiddenWords: ['moonbeam'] })
})

it('drafts for a message without opening a card, logs it, and answers the same request with the same draft', async () => {
  const before = await cardsOf()
  const question = { creator: house.creatorId, message: 'hey, anything new?' }
  const first = await draft(question, { 'idempotency-key': 'once' })
  expect(first).toMatchObject({
    status: 200,
    body: { action: 'DRAFT', draft: expect.any(String), card: null, guardrails: { level: 0 } },
  })
  expect((await draft(question, { 'idempotency-key': 'once' })).body).toEqual(first.body)
  expect(await draft({ ...question, message: 'something else' }, { 'idempotency-key': 'once' })).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
  expect((await draft(question)).body.id).not.toBe(first.body.id)
  expect(await cardsOf()).toBe(before)
  const logged = await house.app.ground.database.query(
    "SELECT 1 FROM facts WHERE agency_id = $1 AND name = 'draft.asked' AND subject = $2",
    [house.agencyId, first.body.id],
  )
  expect(logged).toHaveLength(1)
})

it('escalates what must reach a person: no draft of a model, no price', async () => {
  const { body } = await draft({ creator: house.creatorId, message: 'can we meet up irl?' })
  expect(body).toMatchObject({
    action: 'ESCALATE',
    suggestedPrice: null,
    guardrails: { category: 'meet-up', level: 3 },
  })
})

it('freezes a known fan and calls an admin where the words are level 4, card or not, as a received message does', async () => {
  await house.write('fan-l4', 'hello there')
  const { database } = house.app.ground
  const { fanId } = await house.draftOf('fan-l4')
  const question = { creator: house.creatorId, fan: fanId, message: 'i am sixteen years old by the way' }
  const { body } = await draft(question)
  expect(body).toMatchObject({ action: 'ESCALATE', guardrails: { level: 4 }, card: expect.any(String) })
  const [fan] = await database.query<{ why: string }>('SELECT frozen_reason AS why FROM fans WHERE id = $1', [fanId])
  expect(fan?.why).toBe('level 4: minor')
  expect(await house.draftOf('fan-l4')).toMatchObject({ id: body.card, level: 4, category: 'minor', text: null })
  const paged = await database.query("SELECT 1 FROM tasks WHERE name = 'raise-owner' AND key = $1", [body.card])
  expect(paged).toHaveLength(1)
  expect((await draft(question)).body).toMatchObject({ card: null })
  expect((await house.draftOf('fan-l4')).id).toBe(body.card)
})

it('opens the card of a conversation when asked to: for the message that waits there, and once', async () => {
  const [event] = [house.event('fan-api', { type: 'message.received', message: { id: 'm-api', text: 'hello you' } })]
  await house.post([event])
  await house.pass(1_000)
  const { database } = house.app.ground
  const [found] = await database.query<{ id: string; fan_id: string }>(
    `SELECT c.id, c.fan_id FROM conversations c JOIN fans f ON f.agency_id = c.agency_id AND f.id = c.fan_id
     WHERE c.agency_id = $1 AND f.external_id = 'fan-api'`,
    [house.agencyId],
  )
  const question = { creator: house.creatorId, conversation: found?.id, card: true }
  expect(await draft({ ...question, message: 'something else' })).toMatchObject({
    status: 409,
    body: { code: 'another-message' },
  })
  const once = () => draft({ ...question, message: 'hello you' }, { 'idempotency-key': 'one-card' })
  const [opened, again] = await Promise.all([once(), once()])
  expect(opened).toMatchObject({ status: 200, body: { card: expect.any(String) } })
  expect(again).toMatchObject({ status: 200, body: opened.body })
  expect(await draft({ ...question, message: 'hello you' })).toMatchObject({ status: 409, body: { code: 'has-card' } })
  const nothing = await draft({ creator: house.creatorId, message: 'hello you', card: true })
  expect(nothing).toMatchObject({ status: 409, body: { code: 'nothing-waits' } })
  expect((await draft({ ...question, conversation: undefined, fan: found?.fan_id, message: 'hm' })).status).toBe(409)
})

it('stands in /openapi.json with its keys and bodies', async () => {
  const { paths } = (await house.app.door.inject('/openapi.json')).json<{ paths: Record<string, object> }>()
  expect(Object.keys(paths['/api/ofm/personas'] ?? {})).toEqual(['get', 'post', 'put'])
  expect(JSON.stringify(paths['/api/ofm/ai/draft'])).toContain('Idempotency-Key')
})
