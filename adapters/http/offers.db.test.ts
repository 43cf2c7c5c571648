import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../../src/desk/index.ts'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { ShownOffer } from './offers.ts'

let house: StoryHouse
const keys = { offers: '', 'offers:read': '' }
beforeAll(async () => {
  house = await storyHouse()
  for (const scope of ['offers', 'offers:read'] as const)
    keys[scope] = (await house.app.apiKeys.add({ agencyId: house.agencyId, name: scope, scopes: [scope] })).key
})
afterAll(() => house.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
async function ask(method: Method, url: string, body?: unknown, headers = {}, scope: keyof typeof keys = 'offers') {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await house.app.door.inject({
    ...{ method, url, headers: { authorization: `Bearer ${keys[scope]}`, ...type, ...headers } },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  return {
    status: response.statusCode,
    etag: String(response.headers.etag),
    body: response.json<Record<string, unknown>>(),
  }
}

it('a program makes, changes and redeems offers by key and version, but only a person starts one', async () => {
  const offer = {
    ...{ creator: 'bella', name: 'Autumn', discountType: 'percentage', discountValue: 20 },
    ...{ validFrom: '2026-11-20T00:00:00Z', validUntil: '2026-11-24T00:00:00Z' },
  }
  expect((await ask('POST', '/v1/offers', offer, {}, 'offers:read')).status).toBe(403)
  const bad = await ask('POST', '/v1/offers', { ...offer, discountValue: 120 })
  expect(bad).toMatchObject({ status: 400, body: { errors: [{ path: 'discountValue' }] } })
  const made = await ask('POST', '/v1/offers', offer)
  expect(made).toMatchObject({ status: 201, etag: '"1"', body: { status: 'draft', creator: house.creatorId } })
  const url = `/v1/offers/${made.body.id}`

  expect((await ask('PATCH', url, { discountValue: 30 })).status).toBe(428)
  const changed = await ask('PATCH', url, { discountValue: 30 }, { 'if-match': made.etag })
  expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { discountValue: 30, name: 'Autumn' } })
  expect(ShownOffer.strict().safeParse(changed.body).error).toBeUndefined()
  expect(await ask('PATCH', url, { discountValue: 40 }, { 'if-match': made.etag })).toMatchObject({
    ...{ status: 412, body: { detail: expect.stringContaining('changed meanwhile by a program of the agency') } },
  })
  expect(await ask('POST', '/v1/offers', { ...offer, creator: 'Nobody' })).toMatchObject({
    ...{ status: 404, body: { detail: expect.stringContaining('There is: Bella') } },
  })

  await house.write('marcus', 'hey')
  const [fan] = await house.app.fans.find(house.app.ground.database, house.agencyId, 'marcus', 1)
  const redeem = (key: string) =>
    ask('POST', `${url}/redeem`, { fan: fan?.id, amountMinor: 900 }, { 'idempotency-key': key })
  expect(await redeem('a')).toMatchObject({ status: 409, body: { code: 'not-running' } })
  await house.press(house.operators.manager, actionId('start-offer', String(made.body.id), 2))
  expect((await redeem('a')).status).toBe(201)
  expect((await redeem('a')).status).toBe(200)
  expect((await ask('GET', url, undefined, {}, 'offers:read')).body).toMatchObject({
    status: 'active',
    redemptionCount: 1,
  })

  expect(await ask('PATCH', url, { discountValue: 40 }, { 'if-match': '"2"' })).toMatchObject({
    ...{ status: 412, body: { detail: expect.stringContaining('by Lena') } },
  })
  expect(await ask('PATCH', url, { discountValue: 40 }, { 'if-match': '"3"' })).toMatchObject({
    ...{ status: 409, body: { code: 'people-only', detail: expect.stringContaining('discountValue') } },
  })
  const copy = await ask('POST', `${url}/duplicate`)
  expect(copy).toMatchObject({ status: 201, body: { status: 'draft', redemptionCount: 0 } })
  const listed = await ask('GET', '/v1/offers?status=draft', undefined, {}, 'offers:read')
  expect(listed.body.offers).toMatchObject([{ id: copy.body.id }])
  const page = async (query: string) => (await ask('GET', `/v1/offers?creator=bella&${query}`)).body
  const first = await page('limit=1')
  expect(first).toMatchObject({ offers: [{ id: copy.body.id }], next: copy.body.id })
  expect(await page(`limit=1&after=${String(first.next)}`)).toMatchObject({
    offers: [{ id: made.body.id }],
    next: null,
  })
  expect((await ask('DELETE', `/v1/offers/${copy.body.id}`, undefined, { 'if-match': copy.etag })).status).toBe(200)
  expect((await ask('GET', `/v1/offers/${copy.body.id}`)).status).toBe(404)
  const ended = await ask('DELETE', url, undefined, { 'if-match': '"3"' })
  expect(ended).toMatchObject({ status: 200, body: { status: 'ended' } })
  expect((await ask('PATCH', url, { name: 'Again' }, { 'if-match': ended.etag })).status).toBe(409)
  const suggested = await ask('POST', '/v1/offers/suggest', { creator: house.creatorId })
  expect(suggested).toMatchObject({ status: 200, body: { suggestions: [], reason: expect.any(String) } })
})
