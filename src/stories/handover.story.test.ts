import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, actionId, type Button, type Card } from '../desk/index.ts'
import { channelDesk } from './channel-desk.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
const slack = channelDesk('slack')
beforeAll(async () => {
  house = await storyHouse({ desks: [slack.desk] })
  for (const [name, account] of [
    ['Ana', 'UA'],
    ['Milo', 'UM'],
    ['Lena', 'UL'],
  ])
    await command(`/team link ${name} slack:T1:${account}`, 'admin')
  await command('/creator bind Bella slack:T1:CHAT', 'admin')
})
afterAll(() => house.close())

type Who = keyof StoryHouse['operators']
const command = (line: string, who: Who, channel?: string) =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators[who], verified: false },
    line,
    channel,
  )
async function press(fan: string, who: Who, action: string, filled: Record<string, string> | null = null) {
  const { draft } = await house.lastOf(fan)
  return house.press(house.operators[who], actionId(action, draft?.id ?? '', draft?.version ?? 0), filled)
}
const said = (answer: unknown): string => JSON.stringify(answer)
const buttonsOf = (card: Card | undefined): Button[] =>
  card?.body.flatMap((node) => (node.kind === 'actions' ? node.buttons : [])) ?? []
const handover = (): Card | undefined => slack.on('T1:CHAT').find(({ title }) => title.includes('Handover'))
const fieldsOf = (card: Card | undefined) =>
  card?.body.flatMap((node) => (node.kind === 'fields' ? node.fields.map(({ label, value }) => [label, value]) : []))

it('stands on the channel where the shift is handed over, with what was done, what is late, and what was not sent', async () => {
  for (const fan of ['answered', 'by hand', 'late', 'claimed']) await house.write(fan, 'hey')
  await house.pass(115_000)
  expect(await press('answered', 'chatter', 'dismiss', { reason: 'spam' })).toMatchObject({ kind: 'done' })
  expect(await press('by hand', 'chatter', 'accept')).toMatchObject({ kind: 'done' })
  await house.leap(10_000)
  await house.leap(14 * 60_000)
  await press('claimed', 'chatter', 'claim')
  expect(said(await command('/desk handover Milo', 'chatter', 'slack:T1:CHAT'))).toContain('stands on this channel')
  await house.pass(1_000)
  const card = handover()
  expect(fieldsOf(card)).toEqual([
    ['From', 'Ana'],
    ['To', 'Milo'],
    ['Decided', '2'],
    ['Answered in', '2 min'],
  ])
  expect(said(card)).toContain('2 late, 1 not sent')
  const rows = card?.body.flatMap((node) => (node.kind === 'list' ? node.rows : [])) ?? []
  expect(rows.map(({ button }) => button?.label)).toEqual(['Open', 'Open', 'Open'])
  expect((await house.press(house.operators.other, rows[2]?.button?.action ?? '')).kind).toBe('panel')
  expect(buttonsOf(card).map(({ label }) => label)).toEqual(['Take over all 1', 'Add note…'])
})

it('takes a note and shows it, and none that is empty', async () => {
  const note = buttonsOf(handover())[1]?.action ?? ''
  expect((await house.press(house.operators.chatter, note)).kind).toBe('form')
  expect(await house.press(house.operators.chatter, note, { note: ' ' })).toMatchObject({
    kind: 'form',
    errors: { note: 'Write a note first.' },
  })
  await house.press(house.operators.chatter, note, { note: 'late is on holiday, be kind' })
  await house.pass(1_000)
  expect(said(handover())).toContain('late is on holiday, be kind')
  // What somebody typed stands in the table, not in a fact.
  const facts = await house.app.ground.database.query('SELECT data FROM facts WHERE agency_id = $1', [house.agencyId])
  expect(said(facts)).not.toContain('on holiday')
})

it('moves the claims to the first who takes over, whom late cards call from then on', async () => {
  const take = buttonsOf(handover())[0]?.action ?? ''
  const answers: Answer[] = []
  expect(said(await house.press(house.operators.chatter, take))).toContain('somebody else takes it')
  answers.push(
    ...(await Promise.all([house.press(house.operators.other, take), house.press(house.operators.manager, take)])),
  )
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
  const taker = answers[0]?.kind === 'done' ? house.operators.other : house.operators.manager
  const name = answers[0]?.kind === 'done' ? 'Milo' : 'Lena'
  expect(said(answers)).toContain('1 claimed card is yours')
  expect(said(answers)).toContain(`${name} took over at`)
  await house.pass(1_000)
  expect((await house.draftOf('claimed')).claimedById).toBe(taker)
  expect(handover()?.title).toBe(`✅ Handover · Ana to ${name}`)
  expect(buttonsOf(handover())).toEqual([])

  slack.pings.length = 0
  await house.write('new', 'hey')
  await house.leap(16 * 60_000)
  expect(slack.pings.map(({ accounts }) => accounts)).toEqual([[name === 'Milo' ? 'T1:UM' : 'T1:UL']])
})

it('lets only who is named or a manager take it, shows it at once on the web desk, and hands nothing to oneself', async () => {
  expect(said(await command('/desk handover Nobody', 'chatter'))).toContain('Nobody is called')
  expect(said(await command('/desk handover Ana', 'chatter'))).toContain('handed to somebody else')
  for (const named of ['slack:T1:GENERAL', 'somewhere'])
    expect(said(await command(`/desk handover Lena ${named}`, 'chatter', 'slack:T1:CHAT'))).toContain(
      'no channel with cards',
    )
  await house.pass(1_000)
  expect([...slack.on('T1:GENERAL'), ...slack.on('T1:LOUNGE')]).toEqual([])
  // Where one types may be any channel; a bound one may be named from anywhere.
  expect(said(await command('/desk handover Lena', 'chatter', 'slack:T1:LOUNGE'))).toContain('stands on this channel')
  expect(said(await command('/desk handover Lena slack:T1:CHAT', 'chatter'))).toContain('stands on that channel')
  await house.pass(1_000)
  expect(slack.on('T1:LOUNGE').map(({ title }) => title)).toEqual(['Handover · Ana'])
  const shown = await command('/desk handover Lena', 'chatter')
  if (shown.kind !== 'panel') throw new Error(said(shown))
  const take = buttonsOf(shown.card)[0]
  expect(take?.label).toBe('Take over')
  expect(said(await house.press(house.operators.other, take?.action ?? ''))).toContain('handed to Lena')
  expect(said(await house.press(house.operators.manager, take?.action ?? ''))).toContain('You are on shift for Ana')
})
