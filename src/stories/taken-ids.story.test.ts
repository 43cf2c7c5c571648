import { afterAll, beforeAll, expect, it } from 'vitest'
import type { z } from 'zod'
import { ACCOUNT, type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

/** The fields a use case refused, with the sentence about each. */
async function refusedFields(work: Promise<unknown>): Promise<Record<string, string>> {
  const error = await work.then(
    () => expect.unreachable('it is refused'),
    (thrown) => thrown as z.ZodError,
  )
  expect(error.name).toBe('ZodError')
  return Object.fromEntries(error.issues.map(({ path, message }) => [path.join('.'), message]))
}

const countOf = async (table: string): Promise<number> => {
  const [row] = await house.app.ground.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
  return row?.n ?? -1
}

it('an account under a handle that another account has is refused, and its id is not given out', async () => {
  const { agencyId, creatorId, app } = house
  const before = await countOf('facts')
  const again = app.platforms.addAccount({ agencyId, creatorId, platform: 'fansly', externalId: ACCOUNT })
  expect(await refusedFields(again)).toEqual({
    externalId: `“${ACCOUNT}” is taken: another account of this agency has it`,
  })
  expect([await countOf('accounts'), await countOf('facts')]).toEqual([1, before])
})

it('a piece of content under an id that another of the creator has is refused', async () => {
  const { agencyId, creatorId, app } = house
  const asset = { agencyId, creatorId, externalId: 'coast-2', title: 'Again', priceMinor: 100, currency: 'USD' }
  expect(await refusedFields(app.content.addAsset(asset))).toEqual({
    externalId: '“coast-2” is taken: another asset of this creator has it',
  })
})

it('an operator is not added with an identity that is somebody else’s', async () => {
  const { agencyId, operators, app } = house
  const identity = { desk: 'slack', externalId: 'U123' } as const
  const known = await app.agencies.addOperator({
    agencyId,
    name: 'Nia',
    role: 'chatter',
    identities: [identity, identity],
  })
  const before = await countOf('operators')
  const add = (identities: { desk: 'web' | 'slack'; externalId: string }[]) =>
    app.agencies.addOperator({ agencyId, name: 'Max', role: 'admin', identities })
  expect(await refusedFields(add([{ desk: 'slack', externalId: 'U1' }, identity]))).toEqual({
    'identities.1.externalId': '“U123” is taken: another operator is known by it on slack',
  })
  expect(await refusedFields(add([{ desk: 'web', externalId: operators.chatter }]))).toHaveProperty([
    'identities.0.externalId',
  ])
  expect(await countOf('operators')).toBe(before)
  const who = await app.agencies.whoIs({ agencyId, ...identity, verified: true })
  expect(who?.operatorId).toBe(known)
})

it('an event source is not added under the id of another agency’s', async () => {
  const { app, source } = house
  const agencyId = await app.agencies.addAgency({ name: 'Another', zone: 'UTC' })
  expect(await refusedFields(app.platforms.addSource({ agencyId, id: source.id, name: 'copy' }))).toEqual({
    id: `“${source.id}” is taken: another event source has it`,
  })
})

it('what is there already under its own id stays as it is, whatever else is said of it', async () => {
  const { agencyId, creatorId, app } = house
  const id = await app.platforms.addAccount({ agencyId, creatorId, platform: 'fansly', externalId: 'second' })
  const twice = { agencyId, creatorId, id, platform: 'fansly', externalId: 'second' }
  expect(await app.platforms.addAccount(twice)).toBe(id)
  expect(await app.platforms.addAccount({ ...twice, externalId: ACCOUNT })).toBe(id)
})
