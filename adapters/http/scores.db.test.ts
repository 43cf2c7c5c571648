import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { signBody } from './signature.ts'

let house: StoryHouse
let other: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
  other = await storyHouse({ on: { database: house.app.ground.database } })
  const purchases = Array.from({ length: 22 }, (_, n) =>
    house.event(`fan-${n}`, {
      type: 'purchase',
      purchase: { id: `p${n}`, kind: 'tip', amountMinor: 500 + 100 * n, currency: 'USD' },
    }),
  )
  await house.post(purchases)
  await house.pass(35_000)
})
afterAll(async () => {
  await other.close()
  await house.close()
})

async function ask(method: 'GET' | 'POST', url: string, payload = '', from = house, signedFor = `${method} ${url}`) {
  const at = Math.floor(from.clock.now().getTime() / 1000)
  const headers = { 'x-source': from.source.id, 'x-signature': signBody(from.source.secret, payload || signedFor, at) }
  const type = payload ? { 'content-type': 'application/json' } : {}
  const answer = await from.app.door.inject({
    method,
    url,
    headers: { ...headers, ...type },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}
const fansOf = (body: Record<string, unknown>) =>
  body.fans as { fanId: string; segment: string; value30Minor: number }[]

it('lists the fans of whom most is expected, best first, of one segment where asked', async () => {
  const { status, body } = await ask('GET', '/v1/segments/top?limit=5')
  expect(status).toBe(200)
  const values = fansOf(body).map(({ value30Minor }) => value30Minor)
  expect(values).toHaveLength(5)
  expect(values).toEqual(values.toSorted((a, b) => b - a))
  const segment = fansOf(body)[0]?.segment ?? ''
  const some = fansOf((await ask('GET', `/v1/segments/top?segment=${segment}`)).body)
  expect(new Set(some.map((fan) => fan.segment))).toEqual(new Set([segment]))
})

it('shows one fan with segment, scores and why, and nobody else’s', async () => {
  const [first] = fansOf((await ask('GET', '/v1/segments/top?limit=1')).body)
  const { status, body } = await ask('GET', `/v1/fans/${first?.fanId}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    id: first?.fanId,
    currency: 'USD',
    outlook: { version: 'scores-1', littleHistory: true },
  })
  expect((await ask('GET', `/v1/fans/${first?.fanId}`, '', other)).status).toBe(404)
  expect((await ask('GET', '/v1/fans/nobody')).status).toBe(404)
  expect(fansOf((await ask('GET', '/v1/segments/top', '', other)).body)).toEqual([])
})

it('answers 202 to a recompute, makes a new fit, and shows how far it is', async () => {
  const { creatorId } = house
  house.clock.advance(60_000)
  expect(await ask('POST', '/api/ofm/rfm/recompute', JSON.stringify({ creator: creatorId }))).toMatchObject({
    status: 202,
    body: { creators: 1 },
  })
  expect((await ask('POST', '/api/ofm/rfm/recompute')).status).toBe(202)
  await house.pass(5_000)
  const fits = await house.app.ground.database.query('SELECT fitted_at FROM score_fits WHERE agency_id = $1', [
    house.agencyId,
  ])
  expect(fits).toHaveLength(2)
  const { body } = await ask('GET', '/api/ofm/rfm/recompute')
  expect(body.creators).toEqual(
    expect.arrayContaining([expect.objectContaining({ creatorId, fittedAt: expect.any(String) })]),
  )
  expect((await ask('POST', '/api/ofm/rfm/recompute', JSON.stringify({ creator: creatorId }), other)).status).toBe(404)
})

it('refuses what is not signed for exactly this address, and what is malformed', async () => {
  expect((await ask('GET', '/v1/segments/top', '', house, 'GET /v1/segments/top?limit=9')).status).toBe(401)
  expect((await ask('GET', '/v1/segments/top', '', house, 'POST /v1/segments/top')).status).toBe(401)
  expect((await ask('GET', '/v1/segments/top?limit=0')).status).toBe(400)
  expect((await ask('GET', '/v1/segments/top?segment=Nobody')).status).toBe(400)
  expect((await ask('POST', '/api/ofm/rfm/recompute', 'not json')).status).toBe(400)
})
