import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../src/kernel/failure.ts'
import { type FakeDesk, fakeDesk } from './fixtures.ts'
import { createWebDesk, type WebDesk } from './index.ts'

const PRESS = { action: 'why-draft|marcus|1', filled: null }
let fake: FakeDesk
let desk: WebDesk

beforeEach(() => {
  fake = fakeDesk()
  desk = createWebDesk(fake.deps)
})
afterEach(() => desk.server.close())

/** A browser that has opened the desk: its cookie and its page's token. */
async function visitor() {
  const page = await desk.server.inject({ url: '/' })
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? ''
  const token = page.body.match(/name="csrf-token" content="([0-9a-f]+)"/)?.[1] ?? ''
  return { page, cookie, token }
}

type Headers = Record<string, string | undefined>

async function press(more: Headers = {}, payload: object = PRESS) {
  const { cookie, token } = await visitor()
  const headers: Headers = {
    host: 'localhost',
    origin: 'http://localhost',
    'sec-fetch-site': 'same-origin',
    cookie,
    'x-csrf-token': token,
    'x-acting-as': 'agency/ana',
    ...more,
  }
  for (const name of Object.keys(headers)) if (headers[name] === undefined) delete headers[name]
  return desk.server.inject({ method: 'POST', url: '/press', payload, headers: headers as Record<string, string> })
}

describe('the guard', () => {
  test('lets a press of our own page reach the gate, as the operator shown there, unverified', async () => {
    const response = await press()
    expect(response.statusCode).toBe(200)
    expect(response.json().kind).toBe('panel')
    expect(fake.presses).toEqual([
      {
        identity: { agencyId: 'agency', desk: 'web', externalId: 'ana', verified: false },
        action: PRESS.action,
        filled: null,
      },
    ])
  })

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'localhost:4001',
    '[::2]',
    '127.1',
    '0.0.0.0',
    'localhost@evil.example',
  ])('refuses every request under the foreign host %s, as after DNS rebinding', async (host) => {
    const read = await desk.server.inject({ url: '/', headers: { host } })
    expect(read.statusCode).toBe(421)
    expect(read.headers['content-type']).toContain('application/problem+json')
    expect(read.headers['set-cookie']).toBeUndefined()
    expect((await press({ host, origin: `http://${host}` })).statusCode).toBe(421)
    expect(fake.presses).toEqual([])
  })

  test('knows its own port once it listens', async () => {
    const address = await desk.server.listen({ host: '127.0.0.1', port: 0 })
    const port = new URL(address).port
    expect((await fetch(`${address}/`)).status).toBe(200)
    for (const [host, status] of [
      [`localhost:${port}`, 200],
      [`[::1]:${port}`, 200],
      ['localhost', 421],
    ] as const) {
      expect((await desk.server.inject({ url: '/', headers: { host } })).statusCode).toBe(status)
    }
  })

  test.each<[string, Headers]>([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another port of this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['of a sandboxed frame', { origin: 'null' }],
    ['of another scheme', { origin: 'https://localhost' }],
    ['without an origin and without fetch metadata', { origin: undefined, 'sec-fetch-site': undefined }],
    ['without an origin from another site', { origin: undefined, 'sec-fetch-site': 'cross-site' }],
    ['whose metadata contradicts its origin', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a press %s, and the gate is never called', async (_what, headers) => {
    const response = await press(headers)
    expect(response.statusCode).toBe(403)
    expect(response.json().code).toBe('foreign_origin')
    expect(fake.presses).toEqual([])
  })

  test('takes the browser’s word for same origin when it sends no Origin', async () => {
    expect((await press({ origin: undefined })).statusCode).toBe(200)
  })

  test.each<[string, Headers]>([
    ['no token', { 'x-csrf-token': undefined }],
    ['a made-up token', { 'x-csrf-token': 'a'.repeat(64) }],
    ['a token that is no hex', { 'x-csrf-token': 'x' }],
    ['no session', { cookie: undefined }],
    ['a made-up session', { cookie: `huntaze_desk_session=${'b'.repeat(64)}` }],
  ])('refuses a press with %s, and the gate is never called', async (_what, headers) => {
    const response = await press(headers)
    expect(response.statusCode).toBe(403)
    expect(response.json().code).toBe('stale_page')
    expect(fake.presses).toEqual([])
  })

  test('takes no token of another browser or of another process', async () => {
    const first = await visitor()
    const second = await visitor()
    expect((await press({ cookie: first.cookie, 'x-csrf-token': second.token })).statusCode).toBe(403)
    const restarted = createWebDesk(fake.deps)
    const page = await restarted.server.inject({ url: '/token', headers: { cookie: first.cookie } })
    expect(page.json().token).not.toBe(first.token)
    await restarted.server.close()
    expect(fake.presses).toEqual([])
  })

  test('keeps the session from scripts and from other sites', async () => {
    const { page } = await visitor()
    expect(page.headers['set-cookie']).toMatch(
      /^huntaze_desk_session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
  })

  test('gives other sites nothing to load, but lets them link here', async () => {
    const as = (mode: string) => ({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode })
    expect((await desk.server.inject({ url: '/token', headers: as('no-cors') })).statusCode).toBe(403)
    expect((await desk.server.inject({ url: '/', headers: as('navigate') })).statusCode).toBe(200)
  })

  test.each(['/', '/assets/desk.js', '/nowhere', '/token'])('sends the security headers on %s', async (url) => {
    const { headers } = await desk.server.inject({ url })
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  })
})

describe('a request that passed the guard', () => {
  test('acts as nobody when its page named nobody that exists', async () => {
    for (const as of ['agency/nobody', 'other/ana', '', undefined]) {
      expect((await press({ 'x-acting-as': as })).statusCode).toBe(409)
    }
    expect(fake.presses).toEqual([])
  })

  test('is refused when it is malformed, too long or no JSON', async () => {
    expect((await press({}, { action: 'x'.repeat(76), filled: null })).statusCode).toBe(400)
    expect((await press({}, { action: 'a|b|1', filled: { reply: 3 } })).statusCode).toBe(400)
    expect((await press({}, { action: 'a|b|1', filled: { reply: 'x'.repeat(300_000) } })).statusCode).toBe(413)
    expect((await press({ 'content-type': 'text/plain' })).statusCode).toBe(415)
    expect(fake.presses).toEqual([])
  })

  test('that fails tells a reference and no stack', async () => {
    fake.deps.gate.press = async () => {
      throw new Error('secret detail')
    }
    const response = await press()
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toContain('secret')
    expect(response.json().detail).toMatch(/^Something failed\. .+ Reference [2-9A-Z]{6}\.$/)
  })

  test('whose connection was lost, perhaps while it was being stored, is not said to have changed nothing', async () => {
    fake.deps.gate.press = async () => {
      throw new Failure('database_away', 'The database is away.')
    }
    const response = await press()
    expect(response.statusCode).toBe(503)
    expect(response.json().detail).toContain('Perhaps it was recorded: reload the card before you press again.')
  })

  test('for a page or a part of one says to load it again, since reading records nothing', async () => {
    fake.deps.queue = async () => {
      throw new Failure('database_away', 'The database is away.')
    }
    expect((await desk.server.inject({ url: '/' })).json().detail).toContain('Load the page again in a moment.')
  })

  test('climbs out of no folder of assets', async () => {
    for (const name of ['..%2findex.ts', '%2e%2e/index.ts', 'guard.ts'])
      expect((await desk.server.inject({ url: `/assets/${name}` })).statusCode).toBe(404)
  })
})
