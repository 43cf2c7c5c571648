import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionId } from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { insertRaw, type RawDelivery, rightDelivery } from './raw-delivery.fixtures.ts'

let house: StoryHouse
let other: StoryHouse
let fans = 0

beforeAll(async () => {
  house = await storyHouse()
  other = await storyHouse({ on: { database: house.app.ground.database } })
})
afterAll(async () => {
  await other.close()
  await house.close()
})

/** A fan's card, priced, and its decision by the gate; no worker ran, so there is no delivery yet. */
async function decided(at: StoryHouse, action: string, filled: Record<string, string> | null = null) {
  const fan = `fan-${++fans}`
  await at.post([purchase(at, fan)])
  await at.write(fan, 'hey you')
  const draft = await at.draftOf(fan)
  const answer = await at.press(at.operators.manager, actionId(action, draft.id, draft.version), filled)
  expect(answer).toEqual({ kind: 'done' })
  const [row] = await at.app.ground.database.query<{ id: string }>('SELECT id FROM decisions WHERE draft_id = $1', [
    draft.id,
  ])
  return { draft, decisionId: row?.id ?? '' }
}

/** So that the next draft offers the asset at a price. */
const purchase = (at: StoryHouse, fan: string) =>
  at.event(fan, {
    type: 'purchase',
    purchase: { id: `tip-${fan}`, kind: 'tip', amountMinor: 500, currency: 'USD' },
  })

const sql = () => house.app.ground.database
const refused = (code: string) => expect.objectContaining({ code })
/** SQLSTATEs: a violated check, foreign key, unique key, and our triggers. */
const CHECK = '23514'
const KEY = '23503'
const UNIQUE = '23505'
const STANDS = '23000'

async function changed(row: RawDelivery, column: string, value: unknown): Promise<void> {
  await sql().query(`UPDATE deliveries SET ${column} = $3 WHERE agency_id = $1 AND id = $2`, [
    row.agency_id,
    row.id,
    value,
  ])
}

describe('the database refuses a delivery', () => {
  it('without a decision', async () => {
    const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
    await expect(insertRaw(sql(), { ...right, decision_id: newId(house.clock) })).rejects.toEqual(refused(KEY))
    await expect(insertRaw(sql(), { ...right, decision_id: null as never })).rejects.toEqual(refused('23502'))
  })

  it.each([
    ['dismiss', { reason: 'spam' }],
    ['escalate', { category: 'not-sure', note: '' }],
  ])('of a declining decision: %s', async (action, filled) => {
    const { decisionId } = await decided(house, action, filled)
    const text = 'never approved'
    const salt = Buffer.alloc(32, 1)
    const row = { ...(await rightDelivery(house, decisionId)), text, salt }
    const hashed = { ...row, content_hash: await hashOf(row) }
    await expect(insertRaw(sql(), hashed)).rejects.toEqual(refused(CHECK))
    await expect(insertRaw(sql(), { ...hashed, decision_outcome: 'accepting' })).rejects.toEqual(refused(KEY))
  })

  it('with another hash, even one that fits another content', async () => {
    const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
    const swapped = { ...right, text: 'something else' }
    await expect(insertRaw(sql(), { ...swapped, content_hash: await hashOf(swapped) })).rejects.toEqual(refused(KEY))
  })

  it('of a decision of another agency', async () => {
    const theirs = await rightDelivery(house, (await decided(other, 'accept')).decisionId)
    const mine = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
    await expect(insertRaw(sql(), { ...theirs, agency_id: house.agencyId })).rejects.toEqual(refused(KEY))
    await expect(
      insertRaw(sql(), { ...mine, decision_id: theirs.decision_id, content_hash: theirs.content_hash }),
    ).rejects.toEqual(expect.objectContaining({ code: expect.stringMatching(/^235(14|03)$/) }))
  })

  it('of a decision that has one already', async () => {
    const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
    await insertRaw(sql(), right)
    await expect(insertRaw(sql(), { ...right, id: newId(house.clock) })).rejects.toEqual(refused(UNIQUE))
  })

  const wrong: [string, (right: RawDelivery, elsewhere: RawDelivery) => Partial<RawDelivery>][] = [
    ['text', (right) => ({ text: `${right.text} ` })],
    ['empty text', () => ({ text: '' })],
    ['no text', () => ({ text: null })],
    ['price', (right) => ({ price_minor: (right.price_minor ?? 0) + 1 })],
    ['no price', () => ({ price_minor: null })],
    ['currency', () => ({ currency: 'EUR' })],
    ['no currency', () => ({ currency: null })],
    ['a currency that is none', () => ({ price_minor: null, currency: '-' })],
    ['no assets', () => ({ asset_ids: [] })],
    ['assets unknown', () => ({ asset_ids: null })],
    ['one asset more', (right) => ({ asset_ids: [...(right.asset_ids ?? []), right.id] })],
    ['an asset that is null', (right) => ({ asset_ids: [...(right.asset_ids ?? []), null as never] })],
    ['conversation', (_, elsewhere) => ({ conversation_id: elsewhere.conversation_id })],
    ['account', () => ({ account_id: accountTwo })],
    ['salt', () => ({ salt: Buffer.alloc(32, 7) })],
    ['no salt', () => ({ salt: null })],
    ['any text once the assets are unknown', () => ({ asset_ids: null, text: 'buy my coin' })],
    ['an erased content and another price', () => ({ erased_at: new Date(), text: null, salt: null, price_minor: 1 })],
  ]

  it.each(wrong)('with another content than was decided: %s', async (_, change) => {
    const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
    expect(right).toMatchObject({ price_minor: expect.any(Number), currency: 'USD', asset_ids: [house.assetId] })
    await expect(insertRaw(sql(), { ...right, ...change(right, elsewhere) })).rejects.toThrow()
    await insertRaw(sql(), right) // and nothing else was wrong with it
  })

  it.each(wrong)('changed after it was stored: %s', async (_, change) => {
    const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
    await insertRaw(sql(), right)
    const values = Object.entries(change(right, elsewhere))
    await expect(
      sql().query(
        `UPDATE deliveries SET ${values.map(([column], n) => `${column} = $${n + 3}`).join(', ')}
         WHERE agency_id = $1 AND id = $2`,
        [right.agency_id, right.id, ...values.map(([, value]) => value)],
      ),
    ).rejects.toThrow()
  })

  it('whose text is moved into another field of the same hash', async () => {
    const filled = { text: 'see you | soon || then', price: '24' }
    const right = await rightDelivery(house, (await decided(house, 'edit', filled)).decisionId)
    const moved = { ...right, currency: `USD|${right.asset_ids?.[0]}|see you `, asset_ids: [], text: ' soon || then' }
    await expect(insertRaw(sql(), moved)).rejects.toThrow()
    const bare = await rightDelivery(house, (await decided(house, 'edit', { text: 'a||b', price: '' })).decisionId)
    await expect(insertRaw(sql(), { ...bare, currency: '-||a', text: 'b' })).rejects.toEqual(refused(CHECK))
  })

  it('that left an end', async () => {
    for (const ended of ['sent', 'withdrawn', 'stopped']) {
      const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
      await insertRaw(sql(), right)
      await changed(right, 'state', ended)
      await changed(right, 'why', 'a note may still be made')
      for (const next of ['waiting', 'handing-over', 'by-hand', 'sent', 'unknown', 'refused', 'withdrawn', 'stopped']) {
        if (next !== ended) await expect(changed(right, 'state', next)).rejects.toEqual(refused(STANDS))
      }
    }
  })

  it('taken away, since its decision could be delivered once more then', async () => {
    const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
    await insertRaw(sql(), right, 'sent')
    await expect(sql().query('DELETE FROM deliveries WHERE id = $1', [right.id])).rejects.toEqual(refused(STANDS))
    await expect(sql().query('TRUNCATE deliveries CASCADE')).rejects.toEqual(refused(STANDS))
  })
})

describe('a decision stands', () => {
  it.each([
    ['text', 'another text'],
    ['price_minor', 1],
    ['currency', 'EUR'],
    ['asset_ids', []],
    ['conversation_id', null],
    ['operator_id', 'other'],
    ['outcome', 'declining'],
    ['kind', 'edit'],
    ['content_hash', Buffer.alloc(32)],
    ['salt', Buffer.alloc(32)],
    ['at', new Date(0)],
    ['via', 'slack'],
    ['verified', true],
  ])('whatever is to be changed: %s', async (column, value) => {
    const { decisionId } = await decided(house, 'accept')
    const changedTo = value === 'other' ? house.operators.other : value
    await expect(
      sql().query(`UPDATE decisions SET ${column} = $2 WHERE id = $1`, [decisionId, changedTo]),
    ).rejects.toThrow()
    await expect(
      sql().query(`UPDATE decisions SET ${column} = $2, text = NULL, salt = NULL, erased_at = now() WHERE id = $1`, [
        decisionId,
        changedTo,
      ]),
    ).rejects.toThrow()
  })

  it('and is never taken away', async () => {
    const { decisionId } = await decided(house, 'dismiss', { reason: 'no' })
    await expect(sql().query('DELETE FROM decisions WHERE id = $1', [decisionId])).rejects.toEqual(refused(STANDS))
    await expect(sql().query('TRUNCATE decisions CASCADE')).rejects.toEqual(refused(STANDS))
  })
})

it('lets text and salt be erased, of the decision and of its delivery, and never written again', async () => {
  const right = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
  await insertRaw(sql(), right, 'sent')
  for (const [table, id] of [
    ['decisions', right.decision_id],
    ['deliveries', right.id],
  ]) {
    await sql().query(`UPDATE ${table} SET text = NULL, salt = NULL, erased_at = now() WHERE id = $1`, [id])
    const again = sql().query(`UPDATE ${table} SET text = $2, salt = $3, erased_at = NULL WHERE id = $1`, [
      id,
      right.text,
      right.salt,
    ])
    await expect(again).rejects.toEqual(refused(STANDS))
  }
})

async function hashOf(row: RawDelivery): Promise<Buffer> {
  const [hashed] = await sql().query<{ hash: Buffer }>('SELECT reply_hash($1, $2, $3, $4, $5, $6, $7) AS hash', [
    row.salt,
    row.conversation_id,
    row.account_id,
    row.text,
    row.price_minor,
    row.currency,
    row.asset_ids,
  ])
  return hashed?.hash ?? Buffer.alloc(0)
}

let elsewhere: RawDelivery
let accountTwo: string
beforeAll(async () => {
  elsewhere = await rightDelivery(house, (await decided(house, 'accept')).decisionId)
  const { agencyId, creatorId } = house
  accountTwo = await house.app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: 'second' })
})
