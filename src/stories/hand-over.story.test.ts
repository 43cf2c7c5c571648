import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, actionId } from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import { type Scripted, scriptedPlatform } from './fakes.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
const platform = scriptedPlatform()
const HAND = 'no-official-way'

beforeAll(async () => {
  house = await storyHouse({ platform: 'scripted', platforms: [platform] })
  const { agencyId, creatorId } = house
  await house.app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: HAND })
})
afterAll(() => house.close())

let count = 0
const says = (fan: string, account?: string) =>
  house.post([
    house.event(fan, {
      type: 'message.received',
      message: { id: `h-${++count}`, text: 'hey you' },
      ...(account && { account }),
    }),
  ])

/** A reply to this fan, accepted and past its Undo. */
async function left(fan: string, outcome: Scripted = 'sent', account?: string) {
  platform.nextFor.set(fan, outcome)
  await says(fan, account)
  await house.pass(5_000)
  const draft = await house.draftOf(fan)
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  await house.pass(11_000)
  const { delivery } = await house.lastOf(fan)
  if (!delivery) throw new Error('no delivery')
  return delivery
}

const press = async (fan: string, action: string): Promise<Answer> => {
  const { delivery } = await house.lastOf(fan)
  return house.press(house.operators.chatter, actionId(action, delivery?.id ?? '', delivery?.version ?? 0))
}
const calls = (fan: string) => platform.calls.filter(({ fanExternalId }) => fanExternalId === fan)
const report = (fan: string, text: string, delivery?: string, account?: string) =>
  house.post([
    house.event(fan, {
      type: 'message.sent',
      message: { id: `r-${++count}`, text },
      ...(delivery && { delivery }),
      ...(account && { account }),
    }),
  ])

it('waits ten seconds for Undo, and is open again when it was undone', async () => {
  await says('undone')
  await house.pass(5_000)
  const draft = await house.draftOf('undone')
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  await house.pass(9_000)
  expect((await house.lastOf('undone')).delivery?.state).toBe('waiting')
  expect(await press('undone', 'undo')).toEqual({ kind: 'done' })
  await house.pass(30_000)
  expect(await house.lastOf('undone')).toMatchObject({ draft: { state: 'open' }, delivery: { state: 'withdrawn' } })
  expect(calls('undone')).toEqual([])

  const again = await house.draftOf('undone')
  await house.press(house.operators.chatter, actionId('snooze', again.id, again.version), { minutes: '30' })
  const card = await house.app.replies.cardOf(house.app.ground.database, house.agencyId, again.id)
  expect(JSON.stringify(card)).toContain('Wake now')
})

it('can’t be undone once it has left', async () => {
  await left('late')
  expect(await press('late', 'undo')).toEqual({
    kind: 'refused',
    line: 'The reply is sent already. Your click changed nothing.',
  })
})

it.each<Scripted>(['unknown', 'throws'])('never tries an unknown outcome (%s) again by itself', async (outcome) => {
  const fan = `nobody knows ${outcome}`
  await left(fan, outcome)
  for (let hours = 0; hours < 6; hours += 1) await house.leap(3_600_000)
  expect(calls(fan)).toHaveLength(1)
  expect((await house.lastOf(fan)).delivery?.state).toBe('unknown')
  expect(await press(fan, 'mark-as-sent')).toEqual({ kind: 'done' })
  expect((await house.lastOf(fan)).delivery).toMatchObject({ state: 'sent', settledById: house.operators.chatter })
  expect(calls(fan)).toHaveLength(1)
})

it('calls the outcome unknown when the program ended during the call', async () => {
  platform.during = async ({ fanExternalId }) => {
    if (fanExternalId !== 'interrupted') return
    // As after kill -9: the lease ran out, and another worker took the task over while we were calling.
    await house.app.ground.database.query(
      `UPDATE tasks SET state = 'due', fence = fence + 1 WHERE name = 'hand-over' AND state = 'running'`,
    )
  }
  const delivery = await left('interrupted')
  platform.during = null
  expect(calls('interrupted')).toHaveLength(1)
  expect(delivery).toMatchObject({ state: 'unknown', why: expect.stringContaining('It may have arrived') })
  const [attempt] = await house.app.ground.database.query(
    'SELECT outcome FROM delivery_attempts WHERE delivery_id = $1',
    [delivery.id],
  )
  expect(attempt).toEqual({ outcome: 'unknown' })
})

it('takes the platform’s own report of an unknown one, by its delivery id', async () => {
  const delivery = await left('reported', 'unknown')
  await report('reported', 'as the platform wrote it', delivery.id)
  await house.pass(1_000)
  expect((await house.lastOf('reported')).delivery).toMatchObject({ state: 'sent', settledById: null })
})

it('takes the platform’s report of what a person sent, by its text, and stores one message', async () => {
  const delivery = await left('typed over', 'sent', HAND)
  expect(delivery.state).toBe('by-hand')
  await report('typed over', `  ${delivery.text?.replaceAll(' ', '  ')}\n`, undefined, HAND)
  await house.pass(1_000)
  expect((await house.lastOf('typed over')).delivery?.state).toBe('sent')
  const messages = await house.app.inbox.recent(house.app.ground.database, house.agencyId, delivery.conversationId)
  expect(messages.filter(({ direction }) => direction === 'outbound')).toHaveLength(1)
})

it('does not take another text for the reply that a person is to send', async () => {
  await left('other words', 'sent', HAND)
  await report('other words', 'something else', undefined, HAND)
  await house.pass(1_000)
  expect((await house.lastOf('other words')).delivery?.state).toBe('by-hand')
})

it('does not take another fan’s delivery id for this one’s', async () => {
  const mine = await left('mine', 'unknown')
  await left('yours', 'unknown')
  await report('yours', 'hello', mine.id)
  await house.pass(1_000)
  expect((await house.lastOf('mine')).delivery?.state).toBe('unknown')
})

it('says on the card that the fan wrote again before a person sent, and asks for the new turn afterwards', async () => {
  const delivery = await left('eager', 'sent', HAND)
  await says('eager', HAND)
  await house.pass(5_000)
  const { database } = house.app.ground
  const card = await house.app.replies.cardOf(database, house.agencyId, delivery.draftId)
  expect(card?.title).toMatch(/^⚠️ Wrote again before you sent/)
  expect((await house.lastOf('eager')).draft?.id).toBe(delivery.draftId)
  await press('eager', 'mark-as-sent')
  await house.pass(1_000)
  expect((await house.lastOf('eager')).draft).toMatchObject({ state: 'open', turnFromSeq: 2, turnToSeq: 2 })
})

it('never leaves for a fan who was frozen meanwhile', async () => {
  await says('cold')
  await house.pass(5_000)
  const draft = await house.draftOf('cold')
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  const { database } = house.app.ground
  await house.pass(1_000)
  await database.transaction('freeze', (sql) =>
    house.app.fans.freeze(sql, {
      agencyId: house.agencyId,
      fanId: draft.fanId,
      by: { kind: 'operator', id: house.operators.manager },
      reason: 'chargeback',
    }),
  )
  await house.pass(12_000)
  expect(calls('cold')).toEqual([])
  expect(await house.app.replies.deliveryOfDraft(database, house.agencyId, draft.id)).toMatchObject({
    state: 'stopped',
    why: 'The fan was frozen before it left.',
  })
})

it('is judged again by what holds when it leaves', async () => {
  await says('judged')
  await house.pass(5_000)
  const draft = await house.draftOf('judged')
  await house.press(house.operators.chatter, actionId('edit', draft.id, draft.version), { text: 'see you in rome' })
  const { agencyId, creatorId } = house
  await house.app.guardrails.set({
    agencyId,
    creatorId,
    forbiddenWords: ['rome'],
    floorMinor: 300,
    ceilingMinor: 20_000,
  })
  await house.pass(12_000)
  expect(calls('judged')).toEqual([])
  expect((await house.app.replies.deliveryOfDraft(house.app.ground.database, agencyId, draft.id))?.why).toBe(
    'The guardrails changed since it was approved.',
  )
})

it('takes a report that names no reply of ours for an answer given elsewhere', async () => {
  await says('strange report')
  await house.pass(5_000)
  await report('strange report', 'sent by another tool', newId(house.clock))
  await house.pass(1_000)
  expect((await house.lastOf('strange report')).draft).toMatchObject({ state: 'elsewhere' })
})
