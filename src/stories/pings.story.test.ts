import { afterEach, expect, it } from 'vitest'
import { type Answer, actionId } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/ids.ts'
import { channelDesk } from './channel-desk.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
afterEach(() => house.close())

const MINUTE = 60_000
const CHAT = 'T1:CHAT'
const UNSAFE = "can i text you instead? whatsapp +1 202 555 0143, it's cheaper for you"

type Who = keyof StoryHouse['operators']
async function open() {
  const slack = channelDesk('slack')
  house = await storyHouse({ desks: [slack.desk] })
  const command = (line: string, who: Who = 'admin') =>
    house.app.gate.command(
      { agencyId: house.agencyId, desk: 'web', externalId: house.operators[who], verified: false },
      line,
    )
  await command(`/creator bind Bella slack:${CHAT}`)
  await command('/creator deadline Bella 10')
  for (const [name, account] of [
    ['Olga', 'UO'],
    ['Lena', 'UL'],
    ['Ana', 'UA'],
  ])
    await command(`/team link ${name} slack:T1:${account}`)
  return { ...slack, command, called: () => slack.pings.map(({ accounts }) => accounts) }
}
async function press(
  fan: string,
  who: Who,
  action: string,
  filled: Record<string, string> | null = null,
): Promise<Answer> {
  const { draft } = await house.lastOf(fan)
  return house.press(house.operators[who], actionId(action, draft?.id ?? '', draft?.version ?? 0), filled)
}

it('calls the chatters once to a card that waits past its deadline, where it stands, without a word of the fan', async () => {
  const { pings, shown } = await open()
  await house.write('marcus', 'are you there, my dear?')
  await house.leap(9 * MINUTE)
  expect(pings).toEqual([])
  await house.leap(2 * MINUTE)
  // Milo is a chatter too, but nobody linked him on Slack.
  expect(pings).toEqual([
    { channel: CHAT, ref: shown[0]?.ref, accounts: ['T1:UA'], summary: 'Bella: this card waits too long.' },
  ])
  expect(shown[0]?.card.title).toBe('⏰ Late · marcus · Prospect')
  await house.leap(60 * MINUTE)
  expect(pings).toHaveLength(1)
})

it('calls who claimed a late card, and nobody to one that was decided, dismissed or snoozed in time', async () => {
  const { called } = await open()
  for (const fan of ['claimed', 'accepted', 'dismissed', 'snoozed']) await house.write(fan, 'hey')
  await press('accepted', 'chatter', 'accept')
  await press('dismissed', 'chatter', 'dismiss', { reason: 'spam' })
  await press('snoozed', 'chatter', 'snooze', { minutes: '30' })
  await house.leap(8 * MINUTE)
  await press('claimed', 'manager', 'claim')
  await house.leap(3 * MINUTE)
  expect(called()).toEqual([['T1:UL']])
  // The snoozed one is late when it wakes.
  await house.leap(30 * MINUTE)
  expect(called()).toEqual([['T1:UL'], ['T1:UA']])
})

it('calls the managers to a card of level 3 at once, and on the escalation channel where there is one', async () => {
  const { pings, command } = await open()
  await house.write('felix', UNSAFE)
  expect(pings).toMatchObject([{ channel: CHAT, accounts: ['T1:UL'], summary: 'Bella: this card needs a manager.' }])
  await command('/desk escalations all slack:T1:MANAGERS')
  await house.write('omar', UNSAFE)
  expect(pings.slice(1)).toMatchObject([{ channel: 'T1:MANAGERS', accounts: ['T1:UL'] }])
})

it('calls the owner to a possible minor every five minutes until somebody has looked', async () => {
  const { called } = await open()
  await house.write('nick', 'im 15 btw')
  expect(called()).toEqual([['T1:UO']])
  await house.leap(5 * MINUTE)
  await house.leap(5 * MINUTE)
  expect(called().filter((accounts) => accounts.includes('T1:UO'))).toHaveLength(3)
  expect((await press('nick', 'admin', 'open-evidence')).kind).toBe('panel')
  const before = called().filter((accounts) => accounts.includes('T1:UO')).length
  await house.leap(5 * MINUTE)
  await house.leap(5 * MINUTE)
  expect(called().filter((accounts) => accounts.includes('T1:UO'))).toHaveLength(before)
})

it('calls once at most: again after a desk said to slow down, never after an outcome that is not known', async () => {
  const { pings, trouble } = await open()
  trouble.push(new Failure('desk_slow_down', 'slow', { retry: { kind: 'after', retryAfterMs: 1_000 } }))
  await house.write('felix', UNSAFE)
  await house.pass(2_000)
  expect(pings).toHaveLength(1)
  trouble.push(new Failure('desk_away', 'no answer in time'))
  await house.write('omar', UNSAFE)
  await house.leap(30_000)
  expect(pings).toHaveLength(1)
  expect(trouble).toEqual([])
})

it('calls when the card has come, where it could not be posted before', async () => {
  const { desk, pings } = await open()
  desk.away = true
  await house.write('felix', UNSAFE)
  await house.pass(3_000)
  expect(pings).toEqual([])
  desk.away = false
  await house.pass(10_000)
  expect(pings).toMatchObject([{ channel: CHAT, accounts: ['T1:UL'] }])
})

it('calls the managers on the creator’s channel, where the whole card is, while the escalation channel is gone, and moves back when it is there again', async () => {
  const { desk, on, pings, command } = await open()
  await command('/desk escalations all slack:T1:MANAGERS')
  desk.gone.add('T1:MANAGERS')
  await house.write('felix', UNSAFE)
  await house.pass(10_000)
  expect(pings).toMatchObject([{ channel: CHAT, accounts: ['T1:UL'] }])
  expect(on(CHAT).map(({ title }) => title)).toEqual(['⚠️ Manager needed · felix · Prospect'])
  // Nobody told that it is back: the minute's tick asks once an hour.
  desk.gone.clear()
  await house.app.channels.sweep()
  await house.leap(61 * MINUTE)
  await house.app.channels.sweep()
  await house.pass(1_000)
  expect(on('T1:MANAGERS').map(({ title }) => title)).toEqual(['⚠️ Manager needed · felix · Prospect'])
  expect(on(CHAT).map(({ title }) => title)).toEqual(['felix · Prospect · escalated'])
})

it('calls on the creator’s channel when the escalation channel goes after the card was posted and before the call', async () => {
  const { desk, pings, command } = await open()
  await command('/desk escalations all slack:T1:MANAGERS')
  await house.write('omar', UNSAFE)
  const { draft } = await house.lastOf('omar')
  desk.gone.add('T1:MANAGERS')
  const call = {
    agencyId: house.agencyId,
    subject: draft?.id ?? '',
    creatorId: house.creatorId,
    stage: 'late',
    round: 0,
  }
  const home = { desk: 'slack', channel: 'T1:MANAGERS' } as const
  const ping = { ...call, operatorIds: [house.operators.manager], summary: 'Late.', home }
  expect(await house.app.channels.ping(ping)).toBe('said')
  expect(pings.map(({ channel }) => channel)).toEqual(['T1:MANAGERS', CHAT])
  expect(await house.app.channels.ping(ping)).toBe('said')
  expect(pings).toHaveLength(2)
})

it('waits with a call while the drawing of its card is owed, even when nothing of it was begun', async () => {
  await open()
  const subject = newId(house.clock)
  const { ground, channels } = house.app
  const { agencyId, creatorId } = house
  const call = { agencyId, subject, creatorId, stage: 'late', round: 0, operatorIds: [house.operators.manager] }
  const ping = () => channels.ping({ ...call, summary: 'Late.', home: null })
  expect(await ping()).toBe('said')
  await ground.database.transaction('owe', (sql) =>
    ground.facts.owe(sql, [
      {
        ...{ agencyId, name: 'draw-cards', key: subject, dueAt: house.clock.now(), latestAt: null },
        input: { fact: 'draft.opened', subject, data: {} },
      },
    ]),
  )
  expect(await ping()).toBe('not posted yet')
})
