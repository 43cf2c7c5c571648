import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPace } from '../../jobs/pace.ts'
import { apiOfDoor } from '../../src/api-of-door.ts'
import { Failure } from '../../src/kernel/failure.ts'
import { scoresOfDoor } from '../../src/scores-of-door.ts'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { anEvent, knock } from './fixtures.ts'
import { createDoor, createMetrics } from './index.ts'
import { signBody } from './signature.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

describe('a malformed body is answered 400 with the path of each bad field', () => {
  it.each<[string, unknown, string[]]>([
    ['no object', [], ['']],
    ['no events', {}, ['events']],
    ['events that are none', { events: 'x' }, ['events']],
    ['one event more than there is', { events: [anEvent()], more: 1 }, ['']],
    ['an unknown type', { events: [anEvent({ type: 'message.liked' })] }, ['events[0].type']],
    ['a time without a zone', { events: [anEvent(), anEvent({ at: '2026-11-20T14:00:00' })] }, ['events[1].at']],
    ['a day that is none', { events: [anEvent({ at: '2026-02-30T14:00:00Z' })] }, ['events[0].at']],
    ['a field too many', { events: [anEvent({ shoe: 42 })] }, ['events[0]']],
    ['no fan', { events: [anEvent({ fan: undefined })] }, ['events[0].fan']],
    ['an empty id', { events: [anEvent({ id: '' })] }, ['events[0].id']],
    ['an id of NUL alone', { events: [anEvent({ id: '\u0000' })] }, ['events[0].id']],
    [
      'a text too long',
      { events: [anEvent({ message: { id: 'm', text: 'x'.repeat(200_001) } })] },
      ['events[0].message.text'],
    ],
    [
      'several at once',
      { events: [anEvent({ id: 7, at: 'now' }), anEvent({ message: { id: 'm' } })] },
      ['events[0].id', 'events[0].at', 'events[1].message.text'],
    ],
  ])('%s', async (_, body, paths) => {
    const answer = await knock(house, body)
    expect(answer.status).toBe(400)
    expect(answer.type).toBe('application/problem+json')
    expect((answer.body.errors as { path: string }[]).map(({ path }) => path).toSorted()).toEqual(paths.toSorted())
  })

  it('and never repeats what a fan wrote, nor more than twenty errors', async () => {
    const secret = 'a very private message'
    const bad = Array.from({ length: 30 }, () => anEvent({ message: { id: 5, text: secret, replyTo: 6 } }))
    const answer = await knock(house, { events: bad })
    expect(JSON.stringify(answer.body)).not.toContain(secret)
    expect(answer.body.errors).toHaveLength(20)
  })

  it('when it is not JSON', async () => {
    for (const raw of ['', '{', 'null', '"x"', Buffer.from([0xff, 0xfe])]) {
      expect((await knock(house, null, { raw })).status).toBe(400)
    }
  })

  it('whatever it is: no body makes the door fail', async () => {
    const field = fc.constantFrom(
      'id',
      'type',
      'account',
      'fan',
      'at',
      'message',
      'purchase',
      'refund',
      'subscription',
      '__proto__',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(field, fc.jsonValue()), { maxLength: 4 }),
        fc.jsonValue(),
        async (changes, odd) => {
          const event = { ...anEvent(), ...Object.fromEntries(changes) }
          for (const body of [{ events: [event] }, { events: odd }, odd]) {
            expect([202, 400]).toContain((await knock(house, body)).status)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

it.each<[string, number, string, () => string]>([
  ['signed', 400, 'malformed', () => house.source.secret],
  ['not signed right', 401, 'bad-signature', () => 'wrong'],
])('answers a request without any body, %s: %i', async (_, status, code, secret) => {
  const signature = signBody(secret(), '', Math.floor(house.clock.now().getTime() / 1000))
  const headers = { 'x-source': house.source.id, 'x-signature': signature }
  const answer = await house.app.door.inject({ method: 'POST', url: '/v1/events', headers })
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
})

it('answers 413 for what is too large, before it is read', async () => {
  const answer = await knock(house, null, { raw: Buffer.alloc(8 * 1024 * 1024 + 1, 32) })
  expect(answer).toMatchObject({ status: 413, body: { code: 'too-large' } })
  expect(answer.type).toBe('application/problem+json')
})

it('answers 404 as a problem too', async () => {
  const response = await house.app.door.inject({ method: 'GET', url: '/nothing' })
  expect(response.statusCode).toBe(404)
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
})

/** True also when the connection was lost while COMMIT was on its way. */
const AGAIN = 'Send it again; what was stored is answered as a duplicate.'

describe('a door that can’t take more says so, with Retry-After', () => {
  /** A door of its own in front of the story's slices. */
  const door = (more: Partial<Parameters<typeof createDoor>[0]>) =>
    createDoor({
      openSource: house.app.platforms.openSource,
      receive: house.app.inbox.receive,
      imports: house.app.imports,
      scores: scoresOfDoor(house.app),
      api: apiOfDoor(house.app),
      now: () => house.clock.now(),
      ping: async () => {},
      metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
      pace: createPace('test', { points: 1_000, seconds: 60 }, null),
      ...more,
    })
  const through = (server: ReturnType<typeof door>, events: unknown[]) =>
    knock({ ...house, app: { ...house.app, door: server } }, { events })

  it('429 when a source sends more than its pace, with nothing of the request stored', async () => {
    const slow = door({ pace: createPace('test', { points: 10, seconds: 60 }, null) })
    expect(
      (
        await through(
          slow,
          Array.from({ length: 10 }, () => anEvent()),
        )
      ).status,
    ).toBe(202)
    const id = 'too-fast'
    const answer = await through(slow, [anEvent({ id })])
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-fast' } })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect(await house.app.ground.database.query('SELECT 1 FROM received WHERE event_id = $1', [id])).toEqual([])
  })

  it.each([
    ['overloaded', 429],
    ['database_away', 503],
    ['database_conflict', 503],
  ] as const)('%s: %i', async (code, status) => {
    const failing = door({
      receive: async () => {
        throw new Failure(code, 'x', { retry: { kind: 'after', retryAfterMs: 2_500 } })
      },
    })
    const answer = await through(failing, [anEvent()])
    expect(answer).toMatchObject({ status, body: { code, detail: AGAIN } })
    expect(answer.headers['retry-after']).toBe('3')
    expect(answer.type).toBe('application/problem+json')
  })

  it('500 without a word of what went wrong when it is a bug', async () => {
    const broken = door({
      receive: async () => {
        throw new TypeError('secret detail')
      },
    })
    const answer = await through(broken, [anEvent()])
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('secret detail')
  })

  it('503 while the database is away, and 202 again when it is back', async () => {
    const { database } = house.app.ground
    const [row] = await database.query<{ name: string }>('SELECT current_database() AS name')
    await asAdmin(`ALTER DATABASE ${row?.name} ALLOW_CONNECTIONS false`)
    await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${row?.name}'`)
    const away = await knock(house, { events: [anEvent()] })
    await asAdmin(`ALTER DATABASE ${row?.name} ALLOW_CONNECTIONS true`)
    expect(away.status).toBe(503)
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0)
    expect((await house.app.door.inject('/readyz')).statusCode).toBe(200)
    expect((await knock(house, { events: [anEvent()] })).status).toBe(202)
  })
})

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('testServer').adminUrl })
  await admin.connect()
  await admin.query(statement)
  await admin.end()
}
