import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleId } from '../../prisma/sample/chance.ts'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { visitorOf } from './visitor.fixtures.ts'

let house: StoryHouse
let visitor: Awaited<ReturnType<typeof visitorOf>>
const fanOf: Record<string, string> = {}

beforeAll(async () => {
  house = await storyHouse({ platform: 'onlyfans' })
  visitor = await visitorOf(house.app.web, `${house.agencyId}/${house.operators.chatter}`)
  const { agencyId, creatorId, app } = house
  const add = (platform: string, id?: string) =>
    app.platforms.addAccount({ agencyId, creatorId, platform, externalId: `account-${platform}`, ...(id && { id }) })
  await add('simulator')
  await add('fansly', sampleId('an account of the sample'))
  for (const account of ['bella-account', 'account-simulator', 'account-fansly']) {
    await house.post([house.event(account, said(account))])
    await house.pass(5_000)
    fanOf[account] = (await house.draftOf(account)).fanId
  }
})
afterAll(() => house.close())

const said = (account: string) =>
  ({ type: 'message.received', account, message: { id: `first of ${account}`, text: 'hey you' } }) as const

const journal = async (): Promise<number> => {
  const [row] = await house.app.ground.database.query<{ n: number }>('SELECT count(*)::int AS n FROM received')
  return row?.n ?? -1
}

const DEEDS = [
  ['/simulator/write', { text: 'hey' }],
  ['/simulator/buy', { kind: 'tip', amountMinor: 500 }],
  ['/simulator/subscribe', { kind: 'started' }],
] as const

it('nothing is made up for a fan of a real platform: no message, no purchase, no subscription', async () => {
  const before = await journal()
  for (const [path, body] of DEEDS) {
    const answer = await visitor.post(path, { fan: fanOf['bella-account'], ...body })
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'not_done'])
    expect(answer.json().detail).toContain('This fan writes on OnlyFans: nothing is made up for a real fan')
  }
  expect(await journal()).toBe(before)
})

it.each(['account-simulator', 'account-fansly'])(
  'the fans of %s, made for trying out, write, buy and subscribe',
  async (account) => {
    for (const [path, body] of DEEDS) {
      expect((await visitor.post(path, { fan: fanOf[account], ...body })).statusCode).toBe(200)
    }
    const seen = await visitor.get(`/simulator/view?fan=${fanOf[account]}`)
    expect(seen.body).toContain('hey you')
  },
)

it('a real fan is not among those to choose from, and what they wrote is not shown', async () => {
  const { body } = await visitor.get(`/simulator/view?fan=${fanOf['bella-account']}`)
  expect(body).not.toContain(fanOf['bella-account'])
  expect(body).toContain(fanOf['account-simulator'])
  expect(await house.app.web.inject('/simulator').then((page) => page.body)).not.toContain(fanOf['bella-account'])
})
