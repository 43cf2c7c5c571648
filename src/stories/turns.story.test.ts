import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

let count = 0
const writes = (fan: string, text: string, at?: string) =>
  house.post([house.event(fan, { type: 'message.received', message: { id: `m-${++count}`, text }, ...(at && { at }) })])

/** Every card of a fan, oldest first. */
async function cards(fan: string) {
  return house.app.ground.database.query<{
    id: string
    state: string
    turn_from_seq: number
    turn_to_seq: number
    supersedes_id: string | null
    superseded_by_id: string | null
    settled_why: string | null
    created_at: Date
  }>(
    `SELECT d.* FROM drafts d JOIN fans f ON f.agency_id = d.agency_id AND f.id = d.fan_id
     WHERE d.agency_id = $1 AND f.external_id = $2 ORDER BY d.created_at, d.turn_to_seq`,
    [house.agencyId, fan],
  )
}

it('drafts 4 s after the last message of a turn', async () => {
  const start = house.clock.now().getTime()
  await writes('quick', 'hey')
  await house.pass(2_000)
  await writes('quick', 'are you there')
  await house.pass(3_000)
  expect(await cards('quick')).toEqual([])
  await house.pass(1_000)
  const [card] = await cards('quick')
  expect(card).toMatchObject({ state: 'open', turn_from_seq: 1, turn_to_seq: 2 })
  expect((card?.created_at.getTime() ?? 0) - start).toBe(6_000)
})

it('drafts 20 s after the first message at the latest, however long the fan keeps typing', async () => {
  const start = house.clock.now().getTime()
  for (let n = 0; n < 9; n += 1) {
    await writes('endless', `and ${n}`)
    await house.pass(3_000)
  }
  const [first] = await cards('endless')
  expect((first?.created_at.getTime() ?? 0) - start).toBe(20_000)
  await house.pass(6_000)
  const all = await cards('endless')
  expect(all.at(-1)).toMatchObject({ state: 'open', turn_to_seq: 9 })
  expect(all.filter(({ state }) => state === 'open')).toHaveLength(1)
})

it('supersedes an open card by a new one, and both link to each other', async () => {
  await writes('again', 'hey')
  await house.pass(5_000)
  const old = await house.draftOf('again')
  await writes('again', 'you there?')
  await house.pass(5_000)
  const [first, second] = await cards('again')
  expect(first).toMatchObject({ state: 'superseded', superseded_by_id: second?.id, settled_why: 'wrote again' })
  expect(second).toMatchObject({ state: 'open', supersedes_id: first?.id, turn_from_seq: 1, turn_to_seq: 2 })
  const stale = await house.press(house.operators.chatter, actionId('accept', old.id, old.version))
  expect(stale).toMatchObject({ kind: 'refused', buttons: [{ label: 'Open newer card' }] })
  expect(JSON.stringify(stale)).toContain(`open-card|${second?.id}|0`)
})

it('opens no card for what is older than a day, and one for what is not', async () => {
  const ago = (ms: number) => new Date(house.clock.now().getTime() - ms).toISOString()
  await writes('history', 'from long ago', ago(86_400_001))
  await writes('yesterday', 'from yesterday', ago(86_395_000))
  await house.pass(4_000)
  expect(await cards('history')).toEqual([])
  expect(await cards('yesterday')).toHaveLength(1)
  await writes('history', 'and now')
  await house.pass(5_000)
  expect(await cards('history')).toHaveLength(1)
})

it('drafts again, and drafts what was released, also when the fan has waited for more than a day', async () => {
  await writes('patient', 'hey')
  await writes('handed on', 'hey')
  await house.pass(5_000)
  await house.leap(25 * 3_600_000)
  const first = await house.draftOf('patient')
  await house.press(house.operators.chatter, actionId('another-draft', first.id, first.version))
  await house.pass(1_000)
  expect((await cards('patient')).map(({ state }) => state)).toEqual(['superseded', 'open'])

  const other = await house.draftOf('handed on')
  const { chatter, manager } = house.operators
  await house.press(chatter, actionId('escalate', other.id, other.version), { category: 'not-sure', note: '' })
  house.clock.advance(1_000)
  const held = await house.draftOf('handed on')
  await house.press(manager, actionId('release', held.id, held.version), { reason: 'fine' })
  await house.pass(1_000)
  expect((await cards('handed on')).map(({ state }) => state)).toEqual(['escalated', 'released', 'open'])
})

it('begins a new turn after an answer, whoever gave it', async () => {
  await writes('answered', 'hey')
  await house.pass(5_000)
  await house.post([
    house.event('answered', { type: 'message.sent', message: { id: 'o-1', text: 'hi from my phone' } }),
  ])
  await house.pass(1_000)
  expect((await cards('answered'))[0]).toMatchObject({ state: 'elsewhere', settled_why: 'answered elsewhere' })
  await writes('answered', 'and you?')
  await house.pass(5_000)
  expect((await cards('answered'))[1]).toMatchObject({ state: 'open', turn_from_seq: 2, turn_to_seq: 2 })
})

it('leaves a deleted message out of the turn', async () => {
  await house.post([
    house.event('regret', { type: 'message.received', message: { id: 'gone', text: 'can we meet up irl?' } }),
    house.event('regret', { type: 'message.received', message: { id: 'stays', text: 'hey' } }),
    house.event('regret', { type: 'message.deleted', message: { id: 'gone' } }),
  ])
  await house.pass(5_000)
  const draft = await house.draftOf('regret')
  expect(draft).toMatchObject({ outcome: 'DRAFT', turnToSeq: 2 })
  const view = await house.app.approvals.view(house.app.ground.database, house.agencyId, draft.id)
  expect(view?.turn.map(({ text }) => text)).toEqual(['hey'])
})

it('opens no card for a message whose deletion arrived before it', async () => {
  await house.post([house.event('overtaken', { type: 'message.deleted', message: { id: 'early' } })])
  await house.pass(1_000)
  const late = house.event('overtaken', { type: 'message.received', message: { id: 'early', text: 'ignore me' } })
  expect((await house.post([late])).status).toBe(202)
  await house.pass(5_000)
  expect(await cards('overtaken')).toEqual([])
})

it('opens no card for a turn that was taken back whole', async () => {
  await house.post([
    house.event('nothing left', { type: 'message.received', message: { id: 'nl-1', text: 'hey' } }),
    house.event('nothing left', { type: 'message.deleted', message: { id: 'nl-1' } }),
  ])
  await house.pass(5_000)
  expect(await cards('nothing left')).toEqual([])
})

const hoursAgo = (hours: number): string => new Date(house.clock.now().getTime() - hours * 3_600_000).toISOString()

it('covers a message that arrives days late by a new card, when a card is open', async () => {
  await writes('late mail', 'hey')
  await house.pass(5_000)
  await writes('late mail', 'this was on its way for long', hoursAgo(30))
  await house.pass(25_000)
  const all = await cards('late mail')
  expect(all.map(({ state }) => state)).toEqual(['superseded', 'open'])
  const [, open] = all
  const pressed = await house.press(house.operators.chatter, actionId('accept', open?.id ?? '', 1))
  expect(pressed).toEqual({ kind: 'done' })
})

it('opens no card for days old messages alone', async () => {
  await writes('only history', 'long ago', hoursAgo(30))
  await house.pass(25_000)
  expect(await cards('only history')).toEqual([])
})

it('settles an open card when an answer of more than a day ago is reported', async () => {
  await writes('old answer', 'hey')
  await house.pass(5_000)
  await house.leap(30 * 3_600_000)
  await house.post([
    house.event('old answer', { type: 'message.sent', message: { id: 'oa', text: 'hi' }, at: hoursAgo(28) }),
  ])
  await house.pass(1_000)
  expect((await cards('old answer')).map(({ state }) => state)).toEqual(['elsewhere'])
})

it('leaves unanswered what was written after an answer, in whatever order all of it arrives', async () => {
  const minutesAgo = (minutes: number): string => hoursAgo(minutes / 60)
  await writes('shuffled', 'written last', minutesAgo(1))
  await writes('shuffled', 'written first', minutesAgo(9))
  await house.post([
    house.event('shuffled', { type: 'message.sent', message: { id: 'sh', text: 'hi' }, at: minutesAgo(5) }),
  ])
  await house.pass(10_000)
  expect(await house.draftOf('shuffled')).toMatchObject({ state: 'open', turnFromSeq: 1 })
})

it('notices an answer behind which many messages arrived', async () => {
  await writes('flood', 'hey')
  await house.pass(5_000)
  const at = house.clock.now().getTime()
  const later = Array.from({ length: 61 }, (_, n) => ({
    ...house.event('flood', { type: 'message.received', message: { id: `fl-${n}`, text: 'x' } }),
    at: new Date(at + 1 + n).toISOString(),
  }))
  const answer = house.event('flood', { type: 'message.sent', message: { id: 'fl', text: 'hi' } })
  await house.post([answer, ...later])
  await house.pass(10_000)
  expect(await house.draftOf('flood')).toMatchObject({ turnFromSeq: 2, turnToSeq: 62 })
})

it('asks again for a turn of more than a day whose reply was stopped', async () => {
  await writes('patient again', 'hey')
  await house.pass(5_000)
  await house.leap(25 * 3_600_000)
  const draft = await house.draftOf('patient again')
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  const rules = { agencyId: house.agencyId, creatorId: house.creatorId, floorMinor: 300, ceilingMinor: 20_000 }
  const first = draft.text?.split(/\W+/).find((word) => word.length > 3) ?? ''
  await house.app.guardrails.set({ ...rules, forbiddenWords: [first] })
  await house.pass(20_000)
  await house.app.guardrails.set({ ...rules, forbiddenWords: [] })
  const states = (await cards('patient again')).map(({ state }) => state)
  expect(states).toEqual(['stopped', 'open'])
})

it('wakes a card at its second time, when it was snoozed, woken and snoozed for longer', async () => {
  await writes('sleeper', 'hey')
  await house.pass(5_000)
  const act = async (action: string, filled: Record<string, string> | null = null) => {
    const draft = await house.draftOf('sleeper')
    expect((await house.press(house.operators.chatter, actionId(action, draft.id, draft.version), filled)).kind).toBe(
      'done',
    )
    await house.pass(2_000)
  }
  await act('snooze', { minutes: '30' })
  await act('wake')
  await act('snooze', { minutes: '120' })
  await house.leap(31 * 60_000)
  expect((await house.draftOf('sleeper')).state).toBe('snoozed')
  await house.leap(90 * 60_000)
  expect((await house.draftOf('sleeper')).state).toBe('open')
})
