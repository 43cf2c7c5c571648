import { afterAll, expect, it } from 'vitest'
import type { Answer } from '../desk/index.ts'
import { channelDesk } from './channel-desk.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
afterAll(() => house.close())

it('rules, alarms and what people say of them meet in one report, and a changed setting is said where the cards stand', async () => {
  const slack = channelDesk()
  house = await storyHouse({ desks: [slack.desk] })
  const { manager, chatter } = house.operators
  const type = (line: string): Promise<Answer> =>
    house.app.gate.command({ agencyId: house.agencyId, desk: 'web', externalId: manager, verified: false }, line)
  const on = async (fan: string, name: string, who: string, filled: Record<string, string> | null = null) => {
    const { id, version } = await house.draftOf(fan)
    return house.press(who, `${name}|${id}|${version}`, filled)
  }
  await type('/creator bind Bella slack:T1:C1')

  // A form's page changes a setting, and everybody on the channel reads that it changed.
  const edit = await type('/guardrails edit Bella')
  if (edit.kind !== 'form') throw new Error(edit.kind)
  await house.press(manager, edit.form.action, {
    forbiddenWords: '',
    escalationTriggers: '',
    outsideBoundaries: 'juggling\nfire eating',
  })
  await house.pass(2_000)
  expect(slack.on('T1:C1').map(({ title }) => title)).toEqual(['Guardrails changed · Bella'])
  expect(JSON.stringify(slack.on('T1:C1'))).toContain('Lena, version 1')

  // Answered as the rule says: confirmed.
  await house.write('felix', 'can i just pay you on paypal?')
  expect(await on('felix', 'accept', manager)).toMatchObject({ kind: 'done' })
  // Let go by a manager: overruled.
  await house.write('omar', 'a juggling video maybe?')
  expect(await house.draftOf('omar')).toMatchObject({ level: 2, rule: 'outside-boundary' })
  expect(await on('omar', 'release', manager, { reason: 'a wish' })).toMatchObject({
    kind: 'refused',
    line: expect.stringContaining('Say whether the creator agreed'),
  })
  const agreed = { reason: 'a wish', consent: 'agreed' }
  expect(await on('omar', 'release', manager, agreed)).toMatchObject({ kind: 'done' })
  await house.pass(2_000)
  // With the creator's consent on record a reply may speak of it, to this fan and to no other.
  // To that, and to nothing else that the creator doesn't do; and no longer, once it is taken back.
  expect(await on('omar', 'edit', chatter, { text: 'juggling and fire eating' })).toMatchObject({
    ...{ kind: 'form', errors: { text: expect.stringContaining('“fire eating”') } },
  })
  const panel = JSON.stringify(await type('/fan consents omar'))
  expect(panel).toContain('juggling')
  expect(panel).not.toContain('fire')
  const takeBack = /take-back-consent\|[^"]+/.exec(panel)?.[0] ?? ''
  expect(await house.press(chatter, takeBack)).toMatchObject({ kind: 'refused' })
  expect(await house.press(manager, takeBack)).toMatchObject({ kind: 'done' })
  expect(await house.press(manager, takeBack)).toMatchObject({ kind: 'refused' })
  expect(await on('omar', 'edit', chatter, { text: 'juggling it is' })).toMatchObject({ kind: 'form' })
  expect(await on('omar', 'edit', chatter, { text: 'something else then' })).toMatchObject({ kind: 'done' })
  await house.write('ines', 'hello there')
  expect(await on('ines', 'edit', chatter, { text: 'juggling it is' })).toMatchObject({ kind: 'form' })
  // Called wrong by the one who sees it, with one click; a second click and a card without a finding change nothing.
  await house.write('theo', 'i met my paypal, my good old pal')
  expect(await on('theo', 'wrong-alarm', chatter)).toMatchObject({ kind: 'done' })
  expect(await on('theo', 'wrong-alarm', chatter)).toMatchObject({ kind: 'refused' })
  expect((await house.draftOf('theo')).outcome, 'the card stays').toBe('ESCALATE')
  // An edit that names what nothing stands behind, taken out again.
  await house.write('marcus', 'hey, anything new?')
  expect(await on('marcus', 'wrong-alarm', chatter)).toMatchObject({ kind: 'refused' })
  const refused = await on('marcus', 'edit', chatter, { text: 'yours for fifteen bucks, only today' })
  expect(JSON.stringify(refused)).toContain('“fifteen bucks” is not the price of this reply (characters 11 to 23)')
  expect(await on('marcus', 'edit', chatter, { text: 'there is something new from the coast' })).toMatchObject({
    kind: 'done',
  })

  const report = JSON.stringify(await type('/report guardrails'))
  for (const line of [
    '"Caught","value":"7"',
    '"Confirmed","value":"4"',
    '"Overruled","value":"1"',
    '"Wrong alarms","value":"1"',
    'Payment outside the platform"}," · 2 from fans',
    'Amount that is not the price"}," · 1 in edits',
    'off-platform-payment"}," · right 1 of 2 times (50%), 1 wrong alarm"',
    'Lena"}," · 1 card, up to level 2',
  ])
    expect(report).toContain(line)
  const facts = await house.app.ground.database.query<{ data: unknown }>(
    `SELECT data FROM facts WHERE agency_id = $1 AND name = 'alarm.called-wrong'`,
    [house.agencyId],
  )
  expect(facts.map(({ data }) => data)).toEqual([{ rule: 'off-platform-payment', stage: 'fan', rulesVersion: 1 }])
})

it('any category can be said by a person: level 4 freezes the fan and calls the owner, and somebody at risk gets the fixed message', async () => {
  const { chatter } = house.operators
  await house.write('paul', 'a long day')
  const draft = await house.draftOf('paul')
  const form = await house.press(chatter, `escalate|${draft.id}|${draft.version}`)
  const options = JSON.stringify(form)
  for (const label of [
    'Possible minor · L4',
    'Threat, stalking, extortion · L4',
    'Abuse of the team · L2',
    'Not sure · L2',
  ])
    expect(options).toContain(label)
  await house.press(chatter, `escalate|${draft.id}|${draft.version}`, { category: 'self-harm', note: 'sounds low' })
  const card = await house.draftOf('paul')
  expect(card).toMatchObject({ level: 4, category: 'self-harm', text: expect.stringContaining('988') })
  const { database } = house.app.ground
  expect((await house.app.fans.fan(database, house.agencyId, card.fanId))?.frozenReason).toBe('level 4: self-harm')
  await house.pass(2_000)
  const owed = await database.query<{ name: string }>(
    `SELECT name FROM facts WHERE agency_id = $1 AND subject = $2 AND name = 'draft.raised'`,
    [house.agencyId, card.id],
  )
  expect(owed).not.toEqual([])
  expect(await house.press(chatter, `accept|${card.id}|${card.version}`)).toMatchObject({ kind: 'done' })
})
