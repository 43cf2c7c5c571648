import { afterEach, expect, test } from 'vitest'
import { type FakeDesk, fakeDesk } from './fixtures.ts'
import { createWebDesk, type WebDesk } from './index.ts'

let desk: WebDesk | null = null
afterEach(() => desk?.server.close())

function open(queues: FakeDesk['deps']['queues']): WebDesk {
  desk = createWebDesk({ ...fakeDesk().deps, ...(queues && { queues }) })
  return desk
}

const dashboard: NonNullable<FakeDesk['deps']['queues']> = (server, _options, done) => {
  server.get('/', async () => 'what waits in Redis')
  server.get('/api/queues', async () => ({ queues: [] }))
  done()
}

const as = (operator: string) => ({ cookie: `huntaze_desk_acting=agency/${operator}` })

test.each(['/queues/', '/queues/api/queues'])('%s is shown to an admin and to nobody below', async (url) => {
  const { server } = open(dashboard)
  const seen = await server.inject({ url, headers: as('sofia') })
  expect(seen.statusCode).toBe(200)
  const refused = await server.inject({ url, headers: as('ana') })
  expect(refused.statusCode).toBe(403)
  expect(refused.json().code).toBe('role_too_low')
  expect((await server.inject({ url, headers: { ...as('sofia'), host: 'evil.example' } })).statusCode).toBe(421)
})

test('the dashboard loads nothing from elsewhere, and no other page has its looser policy', async () => {
  const { server } = open(dashboard)
  const policy = async (url: string) =>
    String((await server.inject({ url, headers: as('sofia') })).headers['content-security-policy'])
  expect(await policy('/queues/')).not.toMatch(/https?:|\*/)
  expect(await policy('/queues/')).toContain("script-src 'self';")
  expect(await policy('/desk')).not.toContain('unsafe')
})

test('the Desk page links to it for an admin, and only where there is a queue', async () => {
  const link = 'href="/queues"'
  const { server } = open(dashboard)
  expect((await server.inject({ url: '/desk', headers: as('sofia') })).body).toContain(link)
  expect((await server.inject({ url: '/desk', headers: as('ana') })).body).not.toContain(link)
  await server.close()
  const without = open(undefined)
  expect((await without.server.inject({ url: '/desk', headers: as('sofia') })).body).not.toContain(link)
  expect((await without.server.inject({ url: '/queues', headers: as('sofia') })).statusCode).toBe(404)
})
