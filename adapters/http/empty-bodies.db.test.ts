import { afterAll, beforeAll, expect, it } from 'vitest'
import { SCOPES } from '../../src/api-keys/index.ts'
import { bySystem } from '../../src/facts/index.ts'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { openApi } from './openapi.ts'
import { signBody } from './signature.ts'

let house: StoryHouse
let key: string
let offerId: string
beforeAll(async () => {
  house = await storyHouse()
  const { agencyId, creatorId, app } = house
  key = (await app.apiKeys.add({ agencyId, name: 'all', scopes: [...SCOPES] })).key
  const at = house.clock.now()
  const terms = { name: 'Autumn', discountType: 'percentage' as const, discountValue: 20, validFrom: at }
  const made = await app.offers.create(
    { agencyId, creatorId, terms: { ...terms, validUntil: new Date(at.getTime() + 86_400_000) } },
    bySystem('test'),
  )
  if (made.kind !== 'stored') throw new Error(made.kind)
  offerId = made.offer.id
})
afterAll(() => house.close())

type Described = Record<string, { post?: { requestBody?: { required?: boolean; content: object } } }>
const described = Object.entries((openApi() as unknown as { paths: Described }).paths)
const posts = described.flatMap(([path, { post }]) => {
  const body = post?.requestBody
  return body?.required && 'application/json' in body.content ? [path] : []
})

interface Answered {
  status: number
  body: { detail: string; errors?: { path: string; message: string }[] }
}
async function post(path: string, body: object): Promise<Answered> {
  const payload = JSON.stringify(body)
  const signature = signBody(house.source.secret, payload, Math.floor(house.clock.now().getTime() / 1_000))
  const response = await house.app.door.inject({
    ...{ method: 'POST', url: path.replace('{id}', offerId), payload },
    headers: {
      ...{ authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'once' },
      ...{ 'x-source': house.source.id, 'x-signature': signature },
    },
  })
  return { status: response.statusCode, body: response.json() }
}

it('there are bodies to try', () =>
  expect(posts).toEqual(expect.arrayContaining(['/v1/offers', '/v1/events', '/v1/automations', '/v1/offers/suggest'])))

it.each(posts)('POST %s with an empty body names the fields that are missing, and what each may be', async (path) => {
  const { status, body } = await post(path, {})
  expect([path, status]).toEqual([path, 400])
  const named = (body.errors ?? []).filter((error) => error.path !== '')
  expect(named.length, JSON.stringify(body)).toBeGreaterThan(0)
  for (const { message } of named) expect(message).toMatch(/^(It is missing\. Allowed: |.* is missing\. Allowed: )/)
})

it('an offer without its beginning, and with an end that is none, is told both by name, value and what is allowed', async () => {
  const moment = 'a moment with its zone, such as 2026-12-24T18:00:00Z'
  const offer = { creator: 'Bella', name: 'x', discountType: 'half', discountValue: '20', validUntil: 'tomorrow' }
  expect((await post('/v1/offers', offer)).body.errors).toEqual([
    { path: 'discountType', message: '“half” can’t be. Allowed: percentage, fixed, bogo, bundle.' },
    { path: 'discountValue', message: '“20” can’t be. Allowed: a number.' },
    { path: 'validFrom', message: `It is missing. Allowed: ${moment}.` },
    { path: 'validUntil', message: `“tomorrow” can’t be. Allowed: ${moment}.` },
  ])
  const whole = { ...offer, discountType: 'percentage', discountValue: 120, validFrom: '2026-11-20T00:00:00Z' }
  expect((await post('/v1/offers', { ...whole, validUntil: '2026-11-21T00:00:00Z' })).body.errors).toEqual([
    { path: 'discountValue', message: '“120” can’t be: a percentage is 1 to 100.' },
  ])
})
