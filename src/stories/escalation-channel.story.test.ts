import { afterEach, expect, it } from 'vitest'
import { type Answer, actionId, type Card } from '../desk/index.ts'
import { channelDesk } from './channel-desk.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
afterEach(() => house.close())

const CHAT = 'T1:CHAT'
const MANAGERS = 'T1:MANAGERS'
const UNSAFE = "can i text you instead? whatsapp +1 202 555 0143, it's cheaper for you"

type Who = keyof StoryHouse['operators']
async function open() {
  const slack = channelDesk('slack')
  house = await storyHouse({ desks: [slack.desk] })
  const command = (line: string, who: Who = 'manager') =>
    house.app.gate.command(
      { agencyId: house.agencyId, desk: 'web', externalId: house.operators[who], verified: false },
      line,
    )
  await command(`/creator bind Bella slack:${CHAT}`)
  return { ...slack, command }
}
async function press(fan: string, who: Who, action: string, filled: Record<string, string> | null = null) {
  const { draft } = await house.lastOf(fan)
  return house.press(house.operators[who], actionId(action, draft?.id ?? '', draft?.version ?? 0), filled)
}
const said = (answer: Answer | Card | undefined): string => JSON.stringify(answer)
const titles = (cards: Card[]) => cards.map(({ title }) => title)

it('leaves escalated cards where they are while no escalation channel is set', async () => {
  const { on } = await open()
  await house.write('felix', UNSAFE)
  expect(titles(on(CHAT))).toEqual(['⚠️ Manager needed · felix · Prospect'])
})

it('moves a card that a manager must see to the escalation channel, and says on the creator’s where it went', async () => {
  const { on, command } = await open()
  expect(said(await command(`/desk escalations all slack:${MANAGERS}`))).toContain('go to this channel from now on')
  await house.write('felix', UNSAFE)
  expect(titles(on(MANAGERS))).toEqual(['⚠️ Manager needed · felix · Prospect'])
  expect(titles(on(CHAT))).toEqual(['felix · Prospect · escalated'])
  expect(said(on(CHAT)[0])).toContain('went to the escalation channel on Slack')
  // No word of the fan, and one button that asks the gate.
  expect(said(on(CHAT)[0])).not.toContain('cheaper')
  expect(said(await press('felix', 'chatter', 'open-card'))).toContain('Manager needed')
})

it('says on an operator’s own card where it went, without a second line, and brings the turn back by a release', async () => {
  const { on, command } = await open()
  await command(`/desk escalations Bella slack:${MANAGERS}`)
  await house.write('kim', 'hey, how was your day?')
  expect(on(MANAGERS)).toEqual([])
  expect(await press('kim', 'chatter', 'escalate', { category: 'meet-up', note: 'look' })).toMatchObject({
    kind: 'done',
  })
  await house.pass(1_000)
  expect(titles(on(CHAT))).toEqual(['kim · escalated'])
  expect(said(on(CHAT)[0])).toContain('went to the escalation channel on Slack')
  expect(titles(on(MANAGERS))).toEqual(['⚠️ Manager needed · kim · Prospect'])

  expect(said(await press('kim', 'chatter', 'release', { reason: 'fine' }))).toContain('Only a manager')
  expect(await press('kim', 'manager', 'release', { reason: 'fine' })).toMatchObject({ kind: 'done' })
  await house.pass(6_000)
  expect(titles(on(MANAGERS))).toEqual(['kim · released'])
  expect(titles(on(CHAT))).toEqual(['kim · escalated', 'kim · Prospect'])
})

it('settles on both channels when a manager has answered', async () => {
  const { on, command } = await open()
  await command(`/desk escalations all slack:${MANAGERS}`)
  await house.write('felix', UNSAFE)
  expect(await press('felix', 'manager', 'accept')).toMatchObject({ kind: 'done' })
  await house.pass(11_000)
  // Somebody sends it by hand; until then the creator's channel stays quiet.
  expect(titles(on(CHAT))).toEqual(['felix · Prospect · escalated'])
  const { delivery } = await house.lastOf('felix')
  await house.press(house.operators.chatter, actionId('mark-as-sent', delivery?.id ?? '', delivery?.version ?? 0))
  await house.pass(1_000)
  expect(titles(on(CHAT))).toEqual(['✅ felix · sent'])
  expect(titles(on(MANAGERS))).toEqual(['✅ felix · sent'])
})

it('moves what waits already when the channel is set, with what stands under it, and brings it back when it ends', async () => {
  const { on, threads, command } = await open()
  const end = 'and so on to the end'
  await house.write('felix', `${UNSAFE} ${'la '.repeat(250)}${end}`)
  await house.pass(2_000)
  const under = () => threads.map(({ channel, card }) => [channel, said(card).includes(end)])
  expect(under()).toEqual([[CHAT, true]])
  await command(`/desk escalations all slack:${MANAGERS}`)
  await house.pass(3_000)
  expect(under()).toEqual([
    [CHAT, false],
    [MANAGERS, true],
  ])
  expect(said(threads[0]?.card)).toContain('texts removed')
  expect(titles([...on(CHAT), ...on(MANAGERS)])).toEqual([
    'felix · Prospect · escalated',
    '⚠️ Manager needed · felix · Prospect',
  ])
  expect(said(await command('/desk escalations-off all'))).toContain('stay on the creator’s channels')
  await house.pass(1_000)
  expect(titles(on(CHAT))).toEqual(['⚠️ Manager needed · felix · Prospect'])
  expect(said(await command('/desk escalations-off all'))).toContain('no such escalation channel')
})

it('prefers a creator’s own escalation channel, and names the creator on one that several share', async () => {
  const { on, command } = await open()
  await command('/creator add Cora USD Europe/Paris', 'admin')
  await command(`/desk escalations all slack:${MANAGERS}`)
  await house.write('felix', UNSAFE)
  expect(titles(on(MANAGERS))).toEqual(['⚠️ Manager needed · felix to Bella · Prospect'])
  await command('/desk escalations Bella slack:T1:BELLA')
  await house.pass(1_000)
  expect(titles(on('T1:BELLA'))).toEqual(['⚠️ Manager needed · felix · Prospect'])
  expect(titles(on(MANAGERS))).toEqual(['felix · Prospect · escalated'])
  // Two creators' own channels may be one: then a card must say to whom it is.
  await command('/desk escalations Cora slack:T1:BELLA')
  await house.write('theo', UNSAFE)
  expect(titles(on('T1:BELLA')).at(-1)).toBe('⚠️ Manager needed · theo to Bella · Prospect')
})

it('keeps a possible minor’s card whole on the escalation channel alone, and comes there when the desk is back', async () => {
  const { desk, on, command } = await open()
  await command(`/desk escalations all slack:${MANAGERS}`)
  desk.away = true
  await house.write('nick', 'im 15 btw')
  expect(on(MANAGERS)).toEqual([])
  desk.away = false
  // Tries keep a random distance.
  await house.pass(30_000)
  expect(titles(on(MANAGERS))).toEqual(['⛔ Stopped · nick'])
  expect(titles(on(CHAT))).toEqual(['nick · escalated'])
  expect(said(on(CHAT)[0])).not.toContain('15')
})

it('hides texts on an escalation channel that strangers may read, and refuses one that can’t be', async () => {
  const { desk, on, command } = await open()
  desk.seen = { verdict: 'unsafe', why: 'the channel has 2 guests' }
  expect(said(await command(`/desk escalations all slack:${MANAGERS}`))).toContain('the channel has 2 guests')
  await house.write('felix', UNSAFE)
  expect(said(on(MANAGERS)[0])).toContain('Texts are hidden here')
  expect(said(await command('/desk escalations all web:queue'))).toContain('web desk shows every card')
  expect(said(await command('/desk escalations all nowhere'))).toContain('is no channel')
  expect(said(await command('/desk escalations Nobody slack:T1:C9'))).toContain('No creator is called')
  expect(said(await command(`/desk escalations all slack:${MANAGERS}`, 'chatter'))).toContain('Only a manager')
})
