import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { anEvent, knock, type Wrong } from './fixtures.ts'
import { signBody } from './signature.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const received = async (): Promise<number> => {
  const [row] = await house.app.ground.database.query<{ n: number }>('SELECT count(*) AS n FROM received')
  return row?.n ?? -1
}
const post = (events: unknown[], wrong?: Wrong) => knock(house, { events }, wrong)
const seconds = (): number => Math.floor(house.clock.now().getTime() / 1000)
const statuses = ({ body }: { body: Record<string, unknown> }) =>
  (body.results as { status: string }[]).map(({ status }) => status)

describe('a right request', () => {
  it('is answered 202 after the commit, with one status an event, in order', async () => {
    const before = await received()
    const events = [anEvent(), anEvent({ account: 'nowhere' }), anEvent()]
    const answer = await post([...events, events[0], { ...events[2], fan: { id: 'another' } }])
    expect(answer.status).toBe(202)
    expect(statuses(answer)).toEqual(['accepted', 'quarantined', 'accepted', 'duplicate', 'conflict'])
    expect((answer.body.results as { id: string }[]).slice(0, 3).map(({ id }) => id)).toEqual(
      events.map(({ id }) => id),
    )
    expect(await received()).toBe(before + 3)
  })

  it('may hold five hundred events, and is refused with one more', async () => {
    const events = Array.from({ length: 500 }, () => anEvent())
    expect(new Set(statuses(await post(events)))).toEqual(new Set(['accepted']))
    await house.pass(1_000)
    const [row] = await house.app.ground.database.query<{ n: number }>(
      "SELECT count(*) AS n FROM received WHERE state = 'waiting'",
    )
    expect(row?.n).toBe(0)
    expect((await post([...events, anEvent()])).status).toBe(400)
    expect((await post([])).status).toBe(400)
  })

  it('is stored once however often it comes at once, and once more with another body is a conflict', async () => {
    const event = anEvent()
    const answers = await Promise.all(Array.from({ length: 10 }, () => post([event])))
    expect(answers.flatMap(statuses).toSorted()).toEqual(['accepted', ...Array<string>(9).fill('duplicate')])
    expect(statuses(await post([{ ...event, message: { id: 'm', text: 'another body' } }]))).toEqual(['conflict'])
    const reordered = Object.fromEntries(Object.entries(event).toReversed())
    expect(statuses(await post([reordered]))).toEqual(['duplicate'])
    await house.pass(1_000)
    const stored = await house.app.ground.database.query('SELECT text FROM messages WHERE external_id = $1', [
      (event.message as { id: string }).id,
    ])
    expect(stored).toEqual([{ text: 'hey' }])
  })

  it('keeps what names an unknown account, and shows it', async () => {
    const answer = await post([anEvent({ account: 'unknown-account' })])
    expect(answer.body.results).toMatchObject([
      { status: 'quarantined', reason: 'account unknown-account is not known here' },
    ])
    await house.pass(1_000)
    const rows = await house.app.ground.database.query(
      "SELECT reason FROM quarantine WHERE reason LIKE '%unknown-account%'",
    )
    expect(rows).toHaveLength(1)
    expect(await house.app.inbox.quarantined(house.agencyId)).toBeGreaterThan(0)
  })

  it('quarantines what claims to come from tomorrow, or from a time that no database has', async () => {
    await post([
      anEvent({ id: 'tomorrow', at: '2026-11-21T14:00:00Z' }),
      anEvent({ id: 'year-0', at: '0000-01-01T00:00:00Z' }),
    ])
    await house.pass(1_000)
    const rows = await house.app.ground.database.query<{ event_id: string }>(
      "SELECT event_id FROM quarantine WHERE event_id IN ('tomorrow', 'year-0') ORDER BY 1",
    )
    expect(rows.map(({ event_id }) => event_id)).toContain('tomorrow')
    const left = await house.app.ground.database.query("SELECT event_id FROM received WHERE state = 'waiting'")
    expect(left).toEqual([])
  })
})

describe('a request that is not signed right', () => {
  const WRONG: [string, () => Wrong][] = [
    ['another secret', () => ({ secret: 'not-the-secret' })],
    ['another body', () => ({ signature: signBody(house.source.secret, '{}', seconds()) })],
    ['no signature', () => ({ signature: null })],
    ['an empty signature', () => ({ signature: '' })],
    ['no time', () => ({ signature: 'v1=00' })],
    ['no v1', () => ({ signature: `t=${seconds()}` })],
    ['another version', () => ({ signature: signBody(house.source.secret, '{}', seconds()).replace('v1', 'v2') })],
    ['three v1', () => ({ signature: `t=${seconds()},v1=00,v1=00,v1=00` })],
    ['a time before the window', () => ({ atSeconds: seconds() - 301 })],
    ['a time after the window', () => ({ atSeconds: seconds() + 301 })],
    ['a time that is none', () => ({ signature: `t=soon,v1=00` })],
  ]

  it.each(WRONG)('is refused, and the answer does not say whether the source exists: %s', async (_, wrong) => {
    const before = await received()
    const known = await post([anEvent({ id: 'same' })], wrong())
    const unknown = await post([anEvent({ id: 'same' })], {
      ...wrong(),
      source: '99999999-9999-4999-8999-999999999999',
    })
    const strange = await post([anEvent({ id: 'same' })], { ...wrong(), source: 'nobody' })
    for (const answer of [known, unknown, strange]) {
      expect(answer.status).toBe(401)
      expect(answer.type).toBe('application/problem+json')
      expect(answer.body).toMatchObject({ type: 'urn:huntaze:problem:bad-signature', status: 401 })
      expect(answer.body).toEqual(known.body)
    }
    expect(await received()).toBe(before)
  })

  it('is refused before its body is read', async () => {
    expect((await post([], { raw: 'not json', secret: 'wrong' })).status).toBe(401)
  })
})

describe('a source whose secret is being rotated', () => {
  it('may sign with both secrets, the old one, or the new one, until the next rotation ends the old one', async () => {
    const { id, secret: old } = house.source
    const { agencyId } = house
    const fresh = await house.app.platforms.rotateSource({ agencyId, id })
    house.clock.advance(11_000)
    const raw = (n: number) => JSON.stringify({ events: [anEvent({ id: `rotated-${n}` })] })
    const v1 = (secret: string, body: string) =>
      createHmac('sha256', secret).update(`${seconds()}.${body}`).digest('hex')
    const sign = (body: string, ...secrets: string[]) =>
      `t=${seconds()}${secrets.map((s) => `,v1=${v1(s, body)}`).join('')}`
    const knockWith = async (n: number, ...secrets: string[]) => {
      const body = raw(n)
      return (await post([], { raw: body, signature: sign(body, ...secrets) })).status
    }
    expect([
      await knockWith(1, old),
      await knockWith(2, fresh),
      await knockWith(3, old, fresh),
      await knockWith(4, 'x', fresh),
    ]).toEqual([202, 202, 202, 202])
    const newest = await house.app.platforms.rotateSource({ agencyId, id })
    house.clock.advance(11_000)
    expect([await knockWith(5, old), await knockWith(6, fresh), await knockWith(7, newest)]).toEqual([401, 202, 202])
    house.source.secret = newest
  })
})
