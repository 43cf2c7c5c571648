import { afterEach, expect, it } from 'vitest'
import type { Database } from '../database/pool.ts'
import { testDatabase } from '../database/testing/test-database.ts'
import { actionId } from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import { scriptedPlatform } from '../stories/fakes.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { witness } from '../stories/witness.ts'
import { insertRaw, type RawDelivery, rightDelivery } from './raw-delivery.fixtures.ts'

/** The promise's tests can fail: each guard taken away in a database of its own, and what gets through then. */

let house: StoryHouse
afterEach(() => house.close())

const platform = scriptedPlatform()
const open = async (on?: { database: Database }) => {
  platform.calls.length = 0
  house = await storyHouse({ platform: 'scripted', platforms: [platform], ...(on && { on }) })
  return house
}

/** A decision of which no delivery was made yet. */
async function decided(action: string, filled: Record<string, string> | null = null): Promise<RawDelivery> {
  await house.write('marcus', 'hey you')
  const draft = await house.draftOf('marcus')
  await house.press(house.operators.chatter, actionId(action, draft.id, draft.version), filled)
  const [row] = await house.app.ground.database.query<{ id: string }>('SELECT id FROM decisions')
  return rightDelivery(house, row?.id ?? '')
}

const DECISION_KEY = 'deliveries_agency_id_decision_id_content_hash_decision_out_fkey'
const drop = (constraint: string) => `ALTER TABLE deliveries DROP CONSTRAINT ${constraint}`

const forgeries: {
  name: string
  without: string[]
  forge: (right: RawDelivery) => Promise<RawDelivery> | RawDelivery
}[] = [
  {
    name: 'a text that nobody decided on, without the check of the content',
    without: [drop('delivery_is_what_was_decided')],
    forge: (right) => ({ ...right, text: 'buy my coin' }),
  },
  {
    name: 'a text that nobody decided on, when the assets may be unknown',
    without: ['ALTER TABLE deliveries ALTER COLUMN asset_ids DROP NOT NULL', drop('delivery_assets')],
    forge: (right) => ({ ...right, text: 'buy my coin', asset_ids: null }),
  },
  {
    name: 'a delivery without a decision, without the foreign key',
    without: [drop(DECISION_KEY)],
    forge: (right) => ({ ...right, decision_id: newId(house.clock) }),
  },
]

it.each(forgeries)(
  'with a guard dropped, the platform gets $name, and the witness says so',
  async ({ without, forge }) => {
    await open()
    const { database } = house.app.ground
    const watch = witness(house, platform.calls)
    const forged = await forge(await decided('accept'))
    await expect(insertRaw(database, forged)).rejects.toThrow()
    for (const statement of without) await database.query(statement)
    await insertRaw(database, forged)
    await handOver(forged)
    expect(platform.calls.map(({ text }) => text)).toContain(forged.text)
    expect(await watch.violations()).not.toEqual([])
  },
)

it('with the check of the outcome and the foreign key dropped, a declined reply gets out, and the witness says so', async () => {
  await open()
  const { database } = house.app.ground
  const watch = witness(house, platform.calls)
  const declined = await decided('dismiss', { reason: 'spam' })
  const forged = { ...declined, text: 'hello again', salt: Buffer.alloc(32, 3) }
  const [hashed] = await database.query<{ hash: Buffer }>('SELECT reply_hash($1, $2, $3, $4, NULL, NULL, $5) AS hash', [
    forged.salt,
    forged.conversation_id,
    forged.account_id,
    forged.text,
    forged.asset_ids,
  ])
  const whole = { ...forged, content_hash: hashed?.hash ?? Buffer.alloc(0) }
  await expect(insertRaw(database, whole)).rejects.toThrow()
  await database.query(drop('delivery_needs_an_accepting_decision'))
  await expect(insertRaw(database, whole)).rejects.toThrow()
  await database.query(drop(DECISION_KEY))
  await insertRaw(database, whole)
  // A put aside turn counts as answered, which would stop it as well.
  await database.query('UPDATE conversations SET answered_seq = 0 WHERE id = $1', [whole.conversation_id])
  await handOver(whole)
  expect(platform.calls).toHaveLength(1)
  expect(await watch.violations()).not.toEqual([])
})

it('with the delivery trigger dropped, what is waiting can be changed to another decision’s content', async () => {
  await open()
  const { database } = house.app.ground
  const right = await decided('accept')
  await insertRaw(database, right)
  const turned = (): Promise<unknown> =>
    database.query('UPDATE deliveries SET turn_to_seq = 99 WHERE id = $1', [right.id])
  await expect(turned()).rejects.toThrow()
  await database.query('DROP TRIGGER deliveries_stand ON deliveries')
  await turned()
  await database.query('DELETE FROM deliveries')
  await insertRaw(database, { ...right, id: newId(house.clock) }) // delivered twice
})

it('with the decision trigger dropped, a decision can be rewritten to what was never approved', async () => {
  await open()
  const { database } = house.app.ground
  const watch = witness(house, platform.calls)
  const right = await decided('accept')
  const rewrite = (): Promise<unknown> =>
    database.query(
      `UPDATE decisions SET text = 'rewritten', content_hash =
         reply_hash(salt, conversation_id, account_id, 'rewritten', price_minor, currency, asset_ids)`,
    )
  await expect(rewrite()).rejects.toThrow()
  await database.query('DROP TRIGGER decisions_stand ON decisions')
  await rewrite()
  await handOver(right)
  expect(platform.calls.map(({ text }) => text)).toEqual(['rewritten'])
  expect(await watch.violations()).not.toEqual([])
})

it('with the code storing another text than was typed, the database is content, and the witness is not', async () => {
  const own = await testDatabase()
  try {
    await open({ database: tampering(own.database, (text) => `${text} and call me`) })
    const watch = witness(house, platform.calls)
    await house.write('marcus', 'hey you')
    const draft = await house.draftOf('marcus')
    await watch.press(house.operators.chatter, 'edit', draft, { text: 'good to hear from you' })
    await house.pass(12_000)
    expect(platform.calls.map(({ text }) => text)).toEqual(['good to hear from you and call me'])
    expect(await watch.violations()).toEqual([expect.stringContaining('approved was good to hear from you')])
  } finally {
    await own.drop()
  }
})

it('with the code deciding by itself, as no operator would, the witness misses the person', async () => {
  await open()
  const watch = witness(house, platform.calls)
  await decided('accept') // pressed past the witness: as a flow or a bug would
  await house.pass(12_000)
  expect(platform.calls).toHaveLength(1)
  expect(await watch.violations()).toEqual([expect.stringContaining('0 approvals at the gate')])
})

/** Owes the hand-over of a delivery that no use case made, and runs it. */
async function handOver({ agency_id, id }: RawDelivery): Promise<void> {
  const { database, facts, clock } = house.app.ground
  const input = { fact: '', subject: id, data: {} }
  await database.transaction('owe', (sql) =>
    facts.owe(sql, [{ agencyId: agency_id, name: 'hand-over', key: id, input, dueAt: clock.now(), latestAt: null }]),
  )
  await house.pass(12_000)
}

/** A database whose client writes another text into decisions than the use case asked for. */
function tampering(database: Database, change: (text: string) => string): Database {
  return {
    ...database,
    get prisma() {
      return database.prisma
    },
    transaction: (name, work) =>
      database.transaction(name, (sql) =>
        work({
          ...sql,
          query: (text, params = []) =>
            sql.query(
              text,
              text.includes('INSERT INTO decisions')
                ? params.map((p, n) => (n === 10 ? change(String(p)) : p))
                : params,
            ),
        }),
      ),
  }
}
