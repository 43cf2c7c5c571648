import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { draftCard } from '../approvals/index.ts'
import { type Answer, actionId } from '../desk/index.ts'
import { scriptedPlatform, scriptedWriter } from './fakes.ts'
import { type StoryHouse, storyHouse } from './house.ts'

vi.setConfig({ testTimeout: 120_000 })
let house: StoryHouse
const platform = scriptedPlatform()
const writer = scriptedWriter()
let count = 0

beforeAll(async () => {
  house = await storyHouse({ platform: 'scripted', platforms: [platform], writer })
})
afterAll(() => house.close())

const message = (fan: string, id: string, text: string) =>
  house.event(fan, { type: 'message.received', message: { id, text } })

async function accept(fan: string, who: 'chatter' | 'other' = 'chatter'): Promise<Answer> {
  const draft = await house.draftOf(fan)
  return house.press(house.operators[who], actionId('accept', draft.id, draft.version))
}

const rows = async (table: string, draftId: string): Promise<number> => {
  const found = await house.app.ground.database.query<{ n: number }>(
    `SELECT count(*) AS n FROM ${table} WHERE agency_id = $1 AND draft_id = $2`,
    [house.agencyId, draftId],
  )
  return found[0]?.n ?? -1
}

it('makes one decision of Accept and Edit at the same instant, and tells the other who was first', async () => {
  for (let n = 0; n < 30; n += 1) {
    const fan = `pair-${n}`
    await house.post([message(fan, `pair-${n}`, 'hey you')])
    await house.leap(0)
    await house.leap(5_000)
    const { draft } = await house.lastOf(fan)
    if (!draft) throw new Error('no card')
    const { chatter, other } = house.operators
    const presses = [
      () => house.press(chatter, actionId('accept', draft.id, draft.version)),
      () => house.press(other, actionId('edit', draft.id, draft.version), { text: 'my own words' }),
    ]
    const answers = await Promise.all((n % 2 ? presses : presses.toReversed()).map((press) => press()))
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
    const told = JSON.stringify(answers.find(({ kind }) => kind === 'refused'))
    const text = (await house.app.approvals.view(house.app.ground.database, house.agencyId, draft.id))?.decision?.text
    const first = text === 'my own words' ? 'edit' : 'accept'
    expect(told).toContain(`Already accepted by ${first === 'edit' ? 'Milo' : 'Ana'}`)
    expect(await rows('decisions', draft.id)).toBe(1)
  }
  await house.leap(11_000)
  expect(platform.calls.filter(({ fanExternalId }) => fanExternalId.startsWith('pair-'))).toHaveLength(30)
})

it('writes one draft of both messages when the second comes while the first is being answered', async () => {
  const held = writer.hold()
  await house.post([message('typing', 't1', 'hey you')])
  await house.leap(0)
  const drafting = house.leap(5_000)
  await held.started
  await house.post([message('typing', 't2', 'are you there')])
  await house.app.loop.drain()
  held.release()
  await drafting
  expect((await house.lastOf('typing')).draft).toBeNull()
  await house.leap(5_000)
  expect((await house.lastOf('typing')).draft).toMatchObject({ state: 'open', turnFromSeq: 1, turnToSeq: 2 })
})

it('never sends a reply that a message overtook while Accept was being clicked', async () => {
  const { drain } = house.app.loop
  // Who is first is left to chance in the second of these; in the others it is the person, and the message.
  const orders: ((fan: string) => Promise<Answer>)[] = [
    async (fan) => accept(fan).finally(drain),
    async (fan) => (await Promise.all([accept(fan), drain()]))[0],
    async (fan) => drain().then(() => accept(fan)),
  ]
  const outcomes = new Set<string>()
  for (let n = 0; n < 15; n += 1) {
    const fan = `click-${++count}`
    await house.post([message(fan, `c1-${count}`, 'hey you')])
    await house.leap(0)
    await house.leap(5_000)
    await house.post([message(fan, `c2-${count}`, 'wait, one more thing')])
    const answer = await orders[n % orders.length]?.(fan)
    outcomes.add(answer?.kind ?? 'none')
    await house.leap(12_000)
    expect((await house.lastOf(fan)).draft).toMatchObject({ state: 'open', turnFromSeq: 1, turnToSeq: 2 })
  }
  expect(platform.calls.filter(({ fanExternalId }) => fanExternalId.startsWith('click-'))).toEqual([])
  expect(outcomes).toEqual(new Set(['done', 'refused']))
})

it('stops a reply when the fan writes between decision and hand-over, and asks again', async () => {
  await house.write('between', 'hey you')
  await accept('between')
  await house.pass(3_000)
  const first = await house.lastOf('between')
  await house.post([message('between', 'b2', 'actually, forget it')])
  await house.pass(9_000)
  const { database } = house.app.ground
  expect(await house.app.replies.deliveryOfDraft(database, house.agencyId, first.draft?.id ?? '')).toMatchObject({
    state: 'stopped',
    why: 'between wrote again before it left.',
  })
  expect((await house.lastOf('between')).draft).toMatchObject({
    state: 'open',
    turnToSeq: 2,
    supersedesId: first.draft?.id,
  })
  expect(platform.calls.filter(({ fanExternalId }) => fanExternalId === 'between')).toEqual([])
})

it('stops at the last check what overtook it in the very moment of leaving', async () => {
  await house.write('moment', 'hey you')
  await accept('moment')
  await house.pass(9_500)
  await house.post([message('moment', 'mo2', 'wait')])
  house.clock.advance(600)
  await Promise.all([house.app.loop.drain(), house.app.loop.drain()])
  await house.pass(6_000)
  const sent = platform.calls.filter(({ fanExternalId }) => fanExternalId === 'moment').length
  const { draft } = await house.lastOf('moment')
  // Either it had left before the message was applied, or it was stopped; in both cases the new message has its card.
  expect(draft).toMatchObject({ state: 'open', turnToSeq: 2, turnFromSeq: sent === 1 ? 2 : 1 })
})

it('lets Undo win or lose against the hand-over, never both', async () => {
  for (let n = 0; n < 10; n += 1) {
    const fan = `undo-${n}`
    await house.post([message(fan, `u-${n}`, 'hey you')])
    await house.leap(0)
    await house.leap(5_000)
    await accept(fan)
    await house.leap(0)
    const { delivery } = await house.lastOf(fan)
    house.clock.advance(10_000)
    const undo = () =>
      house.press(house.operators.chatter, actionId('undo', delivery?.id ?? '', delivery?.version ?? 0))
    const [answer] = await Promise.all([undo(), house.app.loop.drain()])
    await house.leap(1_000)
    const after = await house.lastOf(fan)
    const sent = platform.calls.filter(({ fanExternalId }) => fanExternalId === fan).length
    expect([answer.kind, after.delivery?.state, after.draft?.state, sent]).toEqual(
      answer.kind === 'done' ? ['done', 'withdrawn', 'open', 0] : ['refused', 'sent', 'sent', 1],
    )
  }
})

it('lets Undo and the report of another answer meet, whichever comes first', async () => {
  for (let n = 0; n < 12; n += 1) {
    const fan = `meet-${n}`
    await house.post([message(fan, `mt-${n}`, 'hey you')])
    await house.leap(0)
    await house.leap(5_000)
    await accept(fan)
    await house.leap(0)
    const { delivery } = await house.lastOf(fan)
    await house.post([house.event(fan, { type: 'message.sent', message: { id: `me-${n}`, text: 'from my phone' } })])
    const undo = () =>
      house.press(house.operators.chatter, actionId('undo', delivery?.id ?? '', delivery?.version ?? 0))
    // The report's task falls due by the apply; several workers and the click want the same fan, conversation and draft.
    const [answer] = await Promise.all([undo(), house.app.loop.drain(), house.app.loop.drain()])
    await house.leap(20_000)
    const after = await house.lastOf(fan)
    const expected = answer.kind === 'done' ? ['withdrawn', 'elsewhere'] : ['stopped', 'stopped']
    expect([after.delivery?.state, after.draft?.state]).toEqual(expected)
  }
  expect(platform.calls.filter(({ fanExternalId }) => fanExternalId.startsWith('meet-'))).toEqual([])
  const retried = await house.app.ground.database.query(
    'SELECT name, last_error FROM tasks WHERE last_error IS NOT NULL',
  )
  expect(retried).toEqual([])
})

it('keeps one card when many workers draft the same turn at once', async () => {
  await house.post([message('crowd', 'cr1', 'hey you')])
  await house.leap(0)
  house.clock.advance(5_000)
  const { database } = house.app.ground
  await database.query(
    `INSERT INTO tasks (agency_id, name, key, input, due_at, state, created_at)
     SELECT agency_id, name, NULL, input, due_at, 'due', created_at FROM tasks, generate_series(1, 6)
     WHERE name = 'draft-reply' AND state = 'due' AND agency_id = $1`,
    [house.agencyId],
  )
  await Promise.all([1, 2, 3, 4].map(() => house.app.loop.drain()))
  const drafts = await database.query<{ state: string }>(
    `SELECT d.state FROM drafts d JOIN fans f ON f.agency_id = d.agency_id AND f.id = d.fan_id WHERE f.external_id = 'crowd'`,
  )
  expect(drafts).toEqual([{ state: 'open' }])
})

it('shows a card without a draft when the writer can’t write it, also after another draft was asked for', async () => {
  writer.broken = true
  await house.write('speechless', 'hey you')
  const empty = await house.draftOf('speechless')
  expect(empty).toMatchObject({ state: 'open', outcome: 'DRAFT', text: null })
  writer.broken = false
  await house.press(house.operators.chatter, actionId('another-draft', empty.id, empty.version))
  await house.pass(1_000)
  const written = await house.draftOf('speechless')
  expect(written.text).not.toBeNull()
  writer.broken = true
  await house.press(house.operators.chatter, actionId('another-draft', written.id, written.version))
  await house.pass(1_000)
  writer.broken = false
  expect(await house.draftOf('speechless')).toMatchObject({ state: 'open', text: null })
})

it('brings a card back with the draft from before when the writer stays away, and says who had asked', async () => {
  await house.write('patience', 'hey you')
  const before = await house.draftOf('patience')
  const shown = async () =>
    JSON.stringify(
      await house.app.approvals
        .view(house.app.ground.database, house.agencyId, before.id)
        .then((view) => view && draftCard(view)),
    )
  writer.away = true
  await house.press(house.operators.other, actionId('another-draft', before.id, before.version))
  await house.leap(0)
  expect(await shown()).toContain('Milo asked for another draft. Writing…')
  for (let n = 0; n < 6; n += 1) await house.leap(10_000)
  const back = await house.draftOf('patience')
  expect(back).toMatchObject({ id: before.id, state: 'open', text: before.text })
  expect(await shown()).toContain('Another draft could not be written.')
  await house.write('patience', 'and one more thing')
  writer.away = false
  await house.leap(11 * 60_000)
  expect(await house.draftOf('patience')).toMatchObject({ state: 'open', supersedesId: before.id })
  expect(await shown()).toContain('wrote again')
})
