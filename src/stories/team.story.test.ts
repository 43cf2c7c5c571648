import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, actionId } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

type Who = keyof StoryHouse['operators']
const command = (line: string, who: Who | string = 'admin') =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators[who as Who] ?? who, verified: false },
    line,
  )
const said = (answer: Answer): string => JSON.stringify(answer)
const idOf = async (name: string): Promise<string> =>
  (await house.app.agencies.operators(house.agencyId)).find((each) => each.name === name)?.id ?? ''
const factsOf = async (subject: string): Promise<string[]> => {
  const rows = await house.app.ground.database.query<{ name: string }>(
    'SELECT name FROM facts WHERE agency_id = $1 AND subject = $2 ORDER BY id',
    [house.agencyId, subject],
  )
  return rows.map(({ name }) => name)
}

it('adds an operator who acts from then on, by a form where something is missing', async () => {
  const form = await command('/team add')
  if (form.kind !== 'form') throw new Error(said(form))
  expect(form.form.fields.map(({ id, input }) => [id, input.as])).toEqual([
    ['name', 'line'],
    ['role', 'choice'],
    ['whose', 'line'],
  ])
  const sent = await house.press(house.operators.admin, form.form.action, { name: 'Zed', role: 'chatter', whose: '' })
  expect(said(sent)).toContain('Zed is on the team as a chatter')
  const zed = await idOf('Zed')
  expect((await command('/desk status', zed)).kind).toBe('panel')
  expect(await factsOf(zed)).toEqual(['operator.added'])
})

it('adds nobody by a name that is there, a role that is none, or for a creator who is not there', async () => {
  expect(said(await command('/team add zed chatter'))).toContain('called “zed” already')
  expect(said(await command('/team add Kim boss'))).toContain(
    '“boss” is no role. There are: creator, chatter, manager, admin',
  )
  expect(said(await command('/team add Kim creator'))).toContain('Say whose: Bella')
  expect(said(await command('/team add Kim creator Bella'))).toContain('Kim is on the team as a creator')
  expect(said(await command('/team add Kim2 chatter', 'manager'))).toContain('Only an admin can do this')
})

it('changes a role at once, and never takes the last admin away', async () => {
  expect((await command('/desk dead', 'other')).kind).toBe('refused')
  expect(said(await command('/team role Milo manager'))).toContain('Milo is a manager from now on')
  expect((await command('/desk dead', 'other')).kind).toBe('panel')
  expect(said(await command('/team role Olga chatter'))).toContain('Olga is the only admin')
  expect(said(await command('/team remove Olga'))).toContain('Olga is the only admin')
  expect(said(await command('/team role Nobody chatter'))).toContain('Nobody is called “Nobody”')
})

it('keeps one admin when two admins remove each other at the same instant', async () => {
  for (let n = 0; n < 5; n += 1) {
    await command('/team role Milo admin')
    await Promise.all([command('/team remove Milo', 'admin'), command('/team role Olga manager', 'other')])
    const admins = (await house.app.agencies.operators(house.agencyId)).filter(({ role }) => role === 'admin')
    expect(admins).toHaveLength(1)
    // Whoever is left puts the other one back.
    const left = admins[0]?.id ?? ''
    if (admins[0]?.name === 'Milo') {
      expect(said(await command('/team role Olga admin', left))).toContain('Olga is an admin')
      expect(said(await command('/team role Milo chatter'))).toContain('Milo is a chatter')
    } else {
      await command('/team add Milo chatter')
      house.operators.other = await idOf('Milo')
    }
  }
})

it('takes somebody off the team: their accounts act no more, their claims are let go, their decisions stay', async () => {
  const zed = await idOf('Zed')
  await command('/team link Zed slack:T1:UZ')
  await house.write('felix', 'hey')
  const { id, version } = await house.draftOf('felix')
  expect(await house.press(zed, actionId('claim', id, version))).toEqual({ kind: 'done' })
  expect(said(await command('/team remove Zed'))).toContain('Zed is off the team')
  await house.pass(1_000)
  expect(await house.draftOf('felix')).toMatchObject({ claimedById: null, claimedUntil: null })
  expect(await factsOf(id)).toContain('draft.let-go')
  for (const [desk, externalId] of [
    ['web', zed],
    ['slack', 'T1:UZ'],
  ] as const) {
    const identity = { agencyId: house.agencyId, desk, externalId, verified: true }
    expect(said(await house.app.gate.command(identity, '/desk status'))).toContain('not an operator here')
  }
  expect(await house.press(house.operators.chatter, actionId('accept', id, version))).toEqual({ kind: 'done' })
  expect(said(await command('/team list'))).not.toContain('Zed')
  // The account is free, and so is the name.
  expect(said(await command('/team add Zed chatter'))).toContain('Zed is on the team')
  expect(said(await command('/team link Zed slack:T1:UZ'))).toContain('may act by')
})

it('adds a creator with an account, and refuses what is none with what would be one', async () => {
  expect(said(await command('/creator add Cora EUR Europe/Berlin'))).toContain('Cora is here')
  const nights = await house.app.ground.database.query<{ zone: string }>(
    `SELECT s.zone FROM schedules s JOIN creators c ON c.agency_id = s.agency_id AND c.id = s.subject::uuid
     WHERE c.name = 'Cora' AND s.task = 'rescore-creator'`,
  )
  expect(nights).toEqual([{ zone: 'Europe/Berlin' }])
  expect(said(await command('/creator add cora EUR Europe/Berlin'))).toContain('called “cora” already')
  expect(said(await command('/creator add Dora EURO Europe/Berlin'))).toContain('“EURO” is no currency')
  expect(said(await command('/creator add Dora EUR Berlin'))).toContain('“Berlin” is no time zone')
  expect(said(await command('/creator account Cora fansly cora-1'))).toContain('goes to Cora from now on')
  expect(said(await command('/creator account Cora fansly cora-1'))).toContain('taken')
  const told = { type: 'message.received', account: 'cora-1', message: { id: 'x1', text: 'hi' } } as const
  await house.post([house.event('nina', told)])
  await house.pass(5_000)
  expect((await house.draftOf('nina')).currency).toBe('EUR')
})

it('sets by when the fans of a creator are answered, for cards to come', async () => {
  expect(said(await command('/creator deadline Bella 0', 'manager'))).toContain('a whole number from 1 to 1,440')
  expect(said(await command('/creator deadline Bella 7', 'manager'))).toContain('due 7 minutes after the fan wrote')
  await house.write('ravi', 'hey')
  const { dueAt, turnAt } = await house.draftOf('ravi')
  expect(dueAt.getTime() - turnAt.getTime()).toBe(7 * 60_000)
})
