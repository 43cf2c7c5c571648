import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { importOf } from './fixtures.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const count = async (table: string, where = 'true'): Promise<number> => {
  const text = `SELECT count(*) AS n FROM ${table} WHERE agency_id = $1 AND ${where}`
  const [row] = await house.app.ground.database.query<{ n: number }>(text, [house.agencyId])
  return row?.n ?? -1
}
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T09:00:00Z`

const CHAT = `[
  {"id": 1, "fan": {"id": "old-fan", "name": "Otto"}, "text": "<p>hey &amp; hello<br />call +33 6 12 34 56 78</p>", "createdAt": "${day(1)}", "direction": "received"},
  {"id": 2, "fan": {"id": "old-fan"}, "text": "hi Otto", "createdAt": "${day(2)}", "direction": "sent"},
  {"id": 3, "fan": {"id": "old-fan"}, "text": "still there?", "createdAt": "${day(3)}", "direction": "received"},
  {"id": 4, "fan": {"id": "live-fan"}, "text": "from long ago", "createdAt": "${day(4)}", "direction": "received"}
]`

describe('an export of messages', () => {
  it('becomes history without a card, a task or a draft, and asks nobody for an answer', async () => {
    await house.write('live-fan', 'are you there?', 'live-1')
    const draft = await house.draftOf('live-fan')
    const before = { tasks: await count('tasks'), drafts: await count('drafts') }
    const { import: stored } = await house.app.imports.take(
      importOf(house, CHAT, { kind: 'messages', mapping: { columns: { fan: 'fan.id', name: 'fan.name' } } }),
    )
    expect(stored.outcome).toMatchObject({ rows: 4, added: 4, newFans: 1 })
    expect(await count('tasks')).toBe(before.tasks)
    await house.pass(120_000)
    expect(await count('drafts')).toBe(before.drafts)
    expect(await house.draftOf('live-fan')).toMatchObject({ id: draft.id, turnFromSeq: 1, turnToSeq: 1 })
    expect(await count('conversations', 'answered_seq < inbound_seq')).toBe(1)
  })

  it('is what a card’s conversation shows before the fan’s first message here', async () => {
    await house.write('old-fan', 'I am back', 'old-4')
    const { app, agencyId } = house
    const draft = await house.draftOf('old-fan')
    expect(draft).toMatchObject({ turnFromSeq: 1, turnToSeq: 1 })
    const conversation = await app.inbox.ofFan(app.ground.database, agencyId, draft.fanId)
    const messages = await app.inbox.recent(app.ground.database, agencyId, conversation?.id ?? '')
    expect(messages.map(({ direction, text }) => `${direction} ${text}`)).toEqual([
      'inbound hey & hello\ncall [telephone number]',
      'outbound hi Otto',
      'inbound still there?',
      'inbound I am back',
    ])
  })
})

describe('what only imports brought', () => {
  const PAID = (id: string, fan: string) => `${id},Tip,10.00,${day(1)},${fan}`
  const HEAD = 'transaction_id,type,amount,created_at,user_id\n'
  const spent = async (fan: string) => {
    const [row] = await house.app.ground.database.query<{ spent_minor: number; purchase_count: number }>(
      'SELECT spent_minor, purchase_count FROM fans WHERE agency_id = $1 AND external_id = $2',
      [house.agencyId, fan],
    )
    return row ?? null
  }

  it('goes when its date has come; what an event or a longer import brought too stays', async () => {
    const { app, clock } = house
    const until = (days: number) => new Date(clock.now().getTime() + days * 86_400_000).toISOString()
    const file = (...rows: string[]) => `${HEAD}${rows.join('\n')}\n`
    const first = [PAID('p1', 'gone'), PAID('p2', 'kept'), PAID('p3', 'kept'), PAID('p4', 'longer')]
    const { import: stored } = await app.imports.take(importOf(house, file(...first), { keepUntil: until(10) }))
    await app.imports.take(importOf(house, file(PAID('p4', 'longer')), { keepUntil: until(20) }))
    const chat = CHAT.replaceAll('old-fan', 'gone').replaceAll('live-fan', 'kept')
    const mapping = { columns: { fan: 'fan.id', name: 'fan.name' } }
    await app.imports.take(importOf(house, chat, { kind: 'messages', mapping, keepUntil: until(10) }))
    await house.post([
      house.event('kept', {
        type: 'purchase',
        purchase: { id: 'p2', kind: 'tip', amountMinor: 1_000, currency: 'USD' },
      }),
    ])
    // A program asked for a draft to somebody whom only the import brought.
    const [gone] = await app.ground.database.query<{ id: string; creator_id: string }>(
      "SELECT id, creator_id FROM fans WHERE agency_id = $1 AND external_id = 'gone'",
      [house.agencyId],
    )
    const question = { creator: gone?.creator_id ?? '', fan: gone?.id ?? '', message: 'hey you', card: false }
    const asker = { by: { kind: 'api-key' as const, id: newId(clock) }, requestKey: null }
    const signal = AbortSignal.timeout(20_000)
    expect(await app.drafting.ask(house.agencyId, question, asker, signal)).toMatchObject({ kind: 'asked' })
    // Each night who bought gets a segment.
    await app.scoring.recompute(house.agencyId)
    await house.pass(1_000)
    expect(await count('fan_scores', `fan_id = '${gone?.id}'`)).toBe(1)
    await house.leap(9 * 86_400_000)
    await app.imports.oweExpiry()
    await app.loop.drain()
    expect(await spent('kept')).toEqual({ spent_minor: 2_000, purchase_count: 2 })

    await house.leap(86_400_000)
    await app.imports.oweExpiry()
    await app.loop.drain()
    expect(await spent('gone')).toBeNull()
    expect(await spent('kept')).toEqual({ spent_minor: 1_000, purchase_count: 1 })
    expect(await spent('longer')).toEqual({ spent_minor: 1_000, purchase_count: 1 })
    expect(await count('messages', "external_id IN ('1', '2', '3') AND expires_at IS NOT NULL")).toBe(0)
    expect((await app.imports.find(house.agencyId, stored.id))?.expiredAt).toEqual(clock.now())
    expect(await count('facts', "name = 'import.expired'")).toBe(2)
    expect(await count('import_problems')).toBe(0)
    expect(await count('asked_drafts')).toBe(0)

    await house.leap(10 * 86_400_000)
    expect(await app.imports.expireNow(house.agencyId)).toBe(1)
    expect(await spent('longer')).toBeNull()
    // The same file again is a new import then.
    const again = await app.imports.take(importOf(house, file(...first), { keepUntil: until(10) }))
    expect(again).toMatchObject({ repeated: false, import: { outcome: { added: 3, known: 1 } } })
  })

  it('stays without a date', async () => {
    const { app } = house
    const file = `${HEAD}${PAID('p9', 'forever')}\n`
    await app.imports.take(importOf(house, file, { keepUntil: '2027-01-01' }))
    await app.imports.take(importOf(house, file))
    await house.leap(400 * 86_400_000)
    await app.imports.expireNow(house.agencyId)
    expect(await spent('forever')).toEqual({ spent_minor: 1_000, purchase_count: 1 })
  })
})

it('assets of an export can be sold, and are named by purchases that name them', async () => {
  const { app } = house
  const assets = 'sku,title,price,tags\nbeach-1,Beach &amp; sun,"$19,50",beach;sun\ncoast-2,other,1,\n'
  const taken = await app.imports.take(importOf(house, assets, { kind: 'assets' }))
  expect(taken.import.outcome).toMatchObject({ added: 1, known: 1 })
  const bought = 'user,at,amount,type,product_id\nbuyer,2026-11-01,19.50,PPV,beach-1\nbuyer,2026-11-02,5,PPV,unknown\n'
  await app.imports.take(importOf(house, bought))
  const rows = await app.ground.database.query(
    `SELECT a.title, a.price_minor, a.tags FROM purchases p JOIN assets a ON a.agency_id = p.agency_id AND a.id = p.asset_id
     WHERE p.agency_id = $1`,
    [house.agencyId],
  )
  expect(rows).toEqual([{ title: 'Beach & sun', price_minor: 1_950, tags: ['beach', 'sun'] }])
})

it('fans of an export are known by name and since when, and an earlier sight moves the first one back', async () => {
  const { app } = house
  const fans = 'id,display name,subscribed at,address\nf1,Ann,2024-05-01,1 Road\nlive-fan,Nobody,2023-01-01,x\n'
  const { import: stored } = await app.imports.take(importOf(house, fans, { kind: 'fans' }))
  expect(stored.outcome).toMatchObject({ added: 1, dropped: [{ column: 'address' }] })
  const rows = await app.ground.database.query(
    "SELECT name, first_seen_at FROM fans WHERE agency_id = $1 AND external_id IN ('f1', 'live-fan') ORDER BY 1",
    [house.agencyId],
  )
  expect(rows).toEqual([
    { name: 'Ann', first_seen_at: new Date('2024-04-30T22:00:00Z') },
    { name: 'live-fan', first_seen_at: new Date('2022-12-31T23:00:00Z') },
  ])
})
