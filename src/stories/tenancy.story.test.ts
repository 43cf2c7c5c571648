import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signBody } from '../../adapters/http/index.ts'
import { type Answer, actionId } from '../desk/index.ts'
import type { EventInput } from '../inbox/index.ts'
import { recordingDesk, scriptedPlatform } from './fakes.ts'
import { type StoryHouse, storyHouse } from './house.ts'

/** Two agencies on one database in which everything that may be equal is equal: ids, names, identities, events, texts. */
let mine: StoryHouse
let yours: StoryHouse
const platform = scriptedPlatform()
const { desk, posts } = recordingDesk('slack')
const IDS = {
  creator: '11111111-1111-4111-8111-111111111111',
  account: '22222222-2222-4222-8222-222222222222',
  asset: '33333333-3333-4333-8333-333333333333',
  operator: '44444444-4444-4444-8444-444444444444',
}
const sql = () => mine.app.ground.database

beforeAll(async () => {
  mine = await storyHouse({ platforms: [platform], desks: [desk] })
  yours = await storyHouse({ platforms: [platform], desks: [desk], on: { database: sql() } })
  for (const house of [mine, yours]) {
    const { app, agencyId } = house
    await app.agencies.addCreator({ agencyId, id: IDS.creator, name: 'Twin', zone: 'UTC', currency: 'USD' })
    await app.platforms.addAccount({
      agencyId,
      id: IDS.account,
      creatorId: IDS.creator,
      platform: 'scripted',
      externalId: 'twin-account',
    })
    await app.content.addAsset({
      agencyId,
      id: IDS.asset,
      creatorId: IDS.creator,
      externalId: 'twin-asset',
      title: 'Twin asset',
      priceMinor: 2_000,
      currency: 'USD',
    })
    await app.agencies.addOperator({
      agencyId,
      id: IDS.operator,
      name: house === mine ? 'Mia' : 'Yara',
      role: 'admin',
      identities: [{ desk: 'slack', externalId: 'U1' }],
    })
    await app.channels.bind({ agencyId, creatorId: IDS.creator, desk: 'slack', channel: 'C1' })
    await app.channels.bind({ agencyId, creatorId: IDS.creator, desk: 'web', channel: 'queue' })
    await app.guardrails.set({
      agencyId,
      creatorId: IDS.creator,
      cooldownMinutes: 0,
      floorMinor: 300,
      ceilingMinor: 20_000,
    })
    await app.agencies.setSchedule({
      agencyId,
      task: 'rescore-creator',
      subject: IDS.creator,
      zone: 'UTC',
      minuteOfDay: 0,
      weekdays: [],
    })
  }
})
afterAll(async () => {
  await yours.close()
  await mine.close()
})

const event = (house: StoryHouse, more: Record<string, unknown>): EventInput =>
  ({
    account: 'twin-account',
    fan: { id: 'twin-fan', name: 'Twin Fan' },
    at: house.clock.now().toISOString(),
    ...more,
  }) as EventInput
const says = (house: StoryHouse, id: string, text: string) =>
  house.post([event(house, { id: `e-${id}`, type: 'message.received', message: { id, text } })])

/** As the person with the same identity on the same desk of either agency. */
const press = (
  house: StoryHouse,
  id: ReturnType<typeof actionId>,
  filled: Record<string, string> | null = null,
): Promise<Answer> =>
  house.app.gate.press({ agencyId: house.agencyId, desk: 'slack', externalId: 'U1', verified: true }, id, filled)

async function both<T>(act: (house: StoryHouse) => Promise<T>): Promise<T[]> {
  return [await act(mine), await act(yours)]
}
const last = (house: StoryHouse) => house.lastOf('twin-fan')
const card = async (house: StoryHouse) => {
  const { draft } = await last(house)
  if (!draft) throw new Error('no card')
  return draft
}

/** Every table with an agency in it, and how many rows each agency has there. */
async function counts(house: StoryHouse): Promise<Record<string, number>> {
  const tables = await sql().query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'agency_id' AND table_schema = 'public'`,
  )
  const counted: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await sql().query<{ n: number }>(`SELECT count(*) AS n FROM ${name} WHERE agency_id = $1`, [
      house.agencyId,
    ])
    counted[name] = row?.n ?? -1
  }
  return counted
}

describe('two agencies with equal ids', () => {
  it('take the same events, each as its own', async () => {
    const first = [
      {
        id: 'e-sub',
        type: 'subscription.started',
        subscription: { id: 's1', priceMinor: 999, currency: 'USD', until: '2026-12-20T00:00:00Z' },
      },
      { id: 'e-buy', type: 'purchase', purchase: { id: 'p1', kind: 'ppv', amountMinor: 2_000, currency: 'USD' } },
    ]
    const answers = await both((house) => house.post(first.map((one) => event(house, one))))
    expect(answers.map(({ results }) => results.map(({ status }) => status))).toEqual([
      ['accepted', 'accepted'],
      ['accepted', 'accepted'],
    ])
    await both((house) => says(house, 'm1', 'hey'))
    await both((house) => house.pass(5_000))
    const [a, b] = await both(card)
    expect(a?.id).not.toBe(b?.id)
    expect([a?.agencyId, b?.agencyId]).toEqual([mine.agencyId, yours.agencyId])
    expect(a?.priceMinor).toBe(b?.priceMinor)
  })

  it('know each other’s cards and replies by no button', async () => {
    const actions: [string, Record<string, string> | null][] = [
      ['accept', null],
      ['edit', { text: 'mine now' }],
      ['edit', null],
      ['change-price', { price: '10', reason: '' }],
      ['change-price', null],
      ['open-evidence', null],
      ['release', null],
      ['claim', null],
      ['let-go', null],
      ['another-draft', null],
      ['snooze', { minutes: '30' }],
      ['wake', null],
      ['dismiss', { reason: 'x' }],
      ['reopen', null],
      ['escalate', { category: 'not-sure', note: '' }],
      ['release', { reason: 'x' }],
      ['freeze-fan', { reason: 'x' }],
      ['why', null],
      ['open-card', null],
      ['details', null],
    ]
    const theirs = await card(yours)
    const before = await counts(yours)
    for (const [action, filled] of actions) {
      const answer = await press(mine, actionId(action, theirs.id, theirs.version), filled)
      expect(answer, action).toEqual({ kind: 'refused', line: 'This card is not known here. Nothing changed.' })
    }
    expect(await card(yours)).toEqual(theirs)

    await press(yours, actionId('accept', theirs.id, theirs.version))
    await yours.pass(1_000)
    const { delivery } = await last(yours)
    for (const action of ['undo', 'withdraw', 'mark-as-sent', 'try-again', 'send-by-hand', 'copy']) {
      const answer = await press(mine, actionId(action, delivery?.id ?? '', delivery?.version ?? 0))
      expect(answer, action).toEqual({ kind: 'refused', line: 'This reply is not known here. Nothing changed.' })
    }
    expect((await last(yours)).delivery).toEqual(delivery)
    expect((await counts(yours)).posted_cards).toBe(before.posted_cards)
  })

  it('read nothing of each other through any front door', async () => {
    const { app, agencyId } = mine
    const theirs = await card(yours)
    const delivery = (await last(yours)).delivery
    const read = [
      app.drafting.draft(sql(), agencyId, theirs.id),
      app.approvals.view(sql(), agencyId, theirs.id),
      app.replies.cardOf(sql(), agencyId, theirs.id),
      app.replies.deliveryOfDraft(sql(), agencyId, theirs.id),
      app.replies.offerOf(sql(), agencyId, delivery?.id ?? ''),
      app.fans.fan(sql(), agencyId, theirs.fanId),
      app.inbox.conversation(sql(), agencyId, theirs.conversationId),
      app.inbox.ofFan(sql(), agencyId, theirs.fanId),
    ]
    expect(await Promise.all(read)).toEqual(read.map(() => null))
    expect(await app.channels.postings(sql(), agencyId, theirs.id)).toEqual([])
    expect(await app.inbox.recent(sql(), agencyId, theirs.conversationId)).toEqual([])
    expect((await app.drafting.queue(sql(), agencyId, 1_000)).every((draft) => draft.agencyId === agencyId)).toBe(true)
  })

  it('send, freeze, count and post each for itself', async () => {
    const mineCard = await card(mine)
    await press(mine, actionId('freeze-fan', mineCard.id, mineCard.version), { reason: 'mine only' })
    await both((house) => house.pass(12_000))
    expect(platform.calls.map((call) => call.agencyId)).toEqual([yours.agencyId])
    const [a, b] = await both(async (house) => house.app.fans.fan(sql(), house.agencyId, (await card(house)).fanId))
    expect([a?.frozenReason, b?.frozenReason]).toEqual(['mine only', null])
    expect(new Set(posts.filter(({ agencyId }) => agencyId === mine.agencyId).map(({ subject }) => subject))).toEqual(
      new Set([mineCard.id]),
    )
    expect(new Set(posts.map(({ agencyId }) => agencyId)).size).toBe(2)
  })

  it('name a delivery of the other in a platform’s report in vain', async () => {
    await both((house) => says(house, 'm2', 'and again'))
    await both((house) => house.pass(5_000))
    const theirs = await card(yours)
    platform.nextFor.set('twin-fan', 'unknown')
    await press(yours, actionId('accept', theirs.id, theirs.version))
    await yours.pass(11_000)
    const { delivery } = await last(yours)
    expect(delivery?.state).toBe('unknown')
    await mine.post([
      event(mine, { id: 'e-report', type: 'message.sent', message: { id: 'o1', text: 'x' }, delivery: delivery?.id }),
    ])
    await mine.pass(1_000)
    expect((await last(yours)).delivery).toEqual(delivery)
  })

  it('see their own figures on /desk status, dead and retry, and touch nothing of the other', async () => {
    for (const house of [mine, yours])
      await house.post([
        event(house, { id: 'e-lost', account: 'nowhere', type: 'message.deleted', message: { id: 'x' } }),
      ])
    await mine.post([
      event(mine, { id: 'e-lost-2', account: 'nowhere', type: 'message.deleted', message: { id: 'y' } }),
    ])
    await both((house) => house.pass(1_000))
    await sql().query(
      `INSERT INTO tasks (agency_id, name, input, due_at, state, created_at, ended_at) VALUES ($1, 'broken', '{}', now(), 'dead', now(), now())`,
      [yours.agencyId],
    )
    const run = (house: StoryHouse, line: string) =>
      house.app.gate.command({ agencyId: house.agencyId, desk: 'slack', externalId: 'U1', verified: true }, line)
    const [a, b] = await both(async (house) => JSON.stringify(await run(house, '/desk status')))
    expect(a).toContain('{"label":"Quarantined events","value":"2"}')
    expect(b).toContain('{"label":"Quarantined events","value":"1"}')
    expect([a, b].map((text) => /"Dead tasks","value":"(\d)"/.exec(text ?? '')?.[1])).toEqual(['0', '1'])
    expect(JSON.stringify(await run(mine, '/desk dead'))).toContain('No dead tasks')
    expect(await run(mine, '/desk retry all')).toMatchObject({ kind: 'refused' })
    expect(JSON.stringify(await run(yours, '/desk dead'))).toContain('broken')
  })

  it('are signed for by their own secret alone', async () => {
    expect(await postSigned(yours, yours.source.id, yours.source.secret)).toBe(202)
    expect(await postSigned(yours, yours.source.id, mine.source.secret)).toBe(401)
  })

  it('leave no row that names both', async () => {
    const facts = await sql().query<{ agency_id: string; data: unknown }>('SELECT agency_id, data FROM facts')
    const others = { [mine.agencyId]: yours.agencyId, [yours.agencyId]: mine.agencyId }
    expect(facts.filter(({ agency_id, data }) => JSON.stringify(data).includes(others[agency_id] ?? '?'))).toEqual([])
    const own = await sql().query<{ id: string; agency_id: string }>('SELECT id::text, agency_id FROM fans')
    expect(own.filter(({ agency_id }) => agency_id === mine.agencyId)).toHaveLength(1)
  })
})

async function postSigned(house: StoryHouse, sourceId: string, secret: string): Promise<number> {
  const payload = JSON.stringify({
    events: [event(house, { id: 'forged', type: 'message.deleted', message: { id: 'x' } })],
  })
  const response = await house.app.door.inject({
    method: 'POST',
    url: '/v1/events',
    headers: {
      'content-type': 'application/json',
      'x-source': sourceId,
      'x-signature': signBody(secret, payload, Math.floor(house.clock.now().getTime() / 1000)),
    },
    payload,
  })
  return response.statusCode
}
