import { afterEach, beforeEach, expect, it } from 'vitest'
import { CHANNEL, FakeDiscord, GUILD, type Seen, TOKEN } from '../../adapters/discord/fake-discord.fixtures.ts'
import { createDiscord, type Discord } from '../../adapters/discord/index.ts'
import { Person, textOf, until } from '../../adapters/discord/person.fixtures.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { actionId } from '../desk/index.ts'
import { type ScriptedPlatform, scriptedPlatform, scriptedWriter } from './fakes.ts'
import { type StoryHouse, storyHouse } from './house.ts'

const ANA = '500000000000000001'
const LENA = '500000000000000002'
const STRANGER = '500000000000000009'

let db: TestDatabase
let discord: FakeDiscord
let house: StoryHouse
let platform: ScriptedPlatform
let gateway: Awaited<ReturnType<Discord['connect']>>
const log = { warn: () => {}, error: () => {} }

beforeEach(async () => {
  db = await testDatabase()
  const clock = { now: () => house.clock.now() }
  discord = await new FakeDiscord(() => clock.now().getTime()).open()
  const agencies = async () => house.app.agencies.agencies()
  const made = createDiscord({ sql: db.database, log, token: TOKEN, guilds: GUILD, agencies, api: discord.api })
  platform = scriptedPlatform()
  const writer = scriptedWriter()
  writer.text = 'Hey, there is a second part from the last evening. Want to see it?'
  const options = { on: db, desks: [made.desk], platforms: [platform], platform: 'scripted', writer }
  house = await storyHouse(options)
  const { app, agencyId, operators } = house
  const admin = { agencyId, desk: 'web' as const, externalId: operators.admin, verified: false }
  const [creator] = await app.agencies.creators(agencyId)
  const set = async (line: string) => expect(await app.gate.command(admin, line)).toMatchObject({ kind: 'done' })
  await set(`/creator bind "${creator?.name}" discord:${GUILD}:${CHANNEL}`)
  const people = await app.agencies.operators(agencyId)
  for (const [user, operatorId] of [
    [ANA, operators.chatter],
    [LENA, operators.manager],
  ] as const) {
    const name = people.find(({ id }) => id === operatorId)?.name
    await set(`/team link "${name}" discord:${GUILD}:${user}`)
  }
  gateway = await made.connect({ ...app, prefix: '' })
})
afterEach(async () => {
  expect(discord.problems).toEqual([])
  await gateway.stop()
  await house.close()
  await discord.close()
  await db.drop()
})

const ana = () => new Person(discord, ANA)
const lastMessage = () => [...discord.messages.values()].at(-1) ?? { components: [] }
const shown = () => textOf(lastMessage())
const said = ({ said: all }: Seen) => all.map(textOf).join('\n')
/** Waits for what a click came to, then runs what it owes. */
async function after(check: () => void | Promise<void>): Promise<void> {
  await until(check)
  await house.pass(1_000)
}
const stateOf = async (fan: string) => (await house.lastOf(fan)).draft?.state

it('takes a fan’s message from its card on Discord through a refused and an accepted edit until it is sent, and settles on the web', async () => {
  await house.write('marcus', 'hey <@&1> @everyone, anything **new** from the trip?')
  const draft = await house.draftOf('marcus')
  expect(shown()).toContain('marcus')
  expect(shown()).not.toMatch(/(?<!\\)<@|@everyone|(?<!\\)\*\*new/)

  const opened = await ana().settled(ana().press('Edit…', lastMessage()))
  expect(opened.modal?.components.map(({ component }) => component?.value)).toContain(draft.text)
  await house.pass(1_000)

  const text = 'text me on telegram @bella, it is cheaper there'
  const refusal = ana().fill(opened.modal, { text }, lastMessage())
  await after(() => expect(said(refusal)).toContain('Not approved.'))
  expect(await stateOf('marcus')).toBe('open')
  const again = await ana().settled(ana().press('Edit again', refusal.said[0] ?? { components: [] }))
  expect(again.modal?.components.map(({ component }) => component?.value)).toContain(text)

  ana().fill(again.modal, { text: 'Welcome home. There is a second part, want to see it?' }, lastMessage())
  await after(async () => expect(await stateOf('marcus')).toBe('accepted'))
  await house.pass(12_000)
  expect(platform.calls.map(({ text: sent }) => sent)).toEqual([
    'Welcome home. There is a second part, want to see it?',
  ])
  expect(shown()).toMatch(/✅ marcus · sent[\s\S]*edited by Ana/)
  const web = await house.app.replies.cardOf(db.database, house.agencyId, draft.id)
  expect(web?.title).toBe('✅ marcus · sent')
  const postings = await house.app.channels.postings(db.database, house.agencyId, draft.id)
  expect(new Set(postings.map(({ drawnHash }) => drawnHash)).size).toBe(1)
  expect(discord.messages.size).toBe(1)
})

it('settles on Discord what was accepted on the web, and the other way round', async () => {
  await house.write('marcus', 'hey, anything new?')
  const first = await house.draftOf('marcus')
  await house.press(house.operators.other, actionId('accept', first.id, first.version))
  await house.pass(12_000)
  expect(shown()).toContain('✅ marcus · sent')

  await house.write('felix', 'good evening, anything new?')
  ana().press(labelled(/^Accept/), lastMessage())
  await after(async () => expect(await stateOf('felix')).toBe('accepted'))
  const second = (await house.lastOf('felix')).draft
  const web = await house.app.replies.cardOf(db.database, house.agencyId, second?.id ?? '')
  expect(web?.title).toContain('accepted by Ana')
})

const labelled = (pattern: RegExp): string =>
  shown()
    .split('\n')
    .find((line) => pattern.test(line)) ?? ''

it('gives a stranger, a role too low, a late click and a click on a withdrawn card a clear answer and no effect', async () => {
  await house.write('marcus', 'hey, anything new?')
  const before = structuredClone(lastMessage())
  const stranger = new Person(discord, STRANGER)
  const unknown = stranger.press(labelled(/^Accept/), before)
  await after(() => expect(said(unknown)).toContain('not an operator here'))
  expect(await stateOf('marcus')).toBe('open')

  const audit = await ana().settled(ana().command('desk', 'audit'))
  expect(said(audit)).toContain('Only an admin can do this')

  await house.write('marcus', 'are you there?')
  expect(discord.messages.size).toBe(2)
  const withdrawn = ana().press('Accept', {
    components: JSON.parse(JSON.stringify(before.components).replaceAll(/Accept at [^"]*/g, 'Accept')),
  })
  await after(() => expect(said(withdrawn)).toMatch(/Withdrawn|wrote again/))

  const newest = structuredClone(lastMessage())
  ana().press(labelled(/^Accept/), newest)
  await after(async () => expect(await stateOf('marcus')).toBe('accepted'))
  const late = new Person(discord, LENA).press(
    textOf(newest)
      .split('\n')
      .find((line) => /^Accept/.test(line)) ?? '',
    newest,
  )
  await after(() => expect(said(late)).toMatch(/Already accepted.* by Ana/))
  await house.pass(12_000)
  expect(platform.calls).toHaveLength(1)
})

it('leafs through a long list privately, forth and back, and shows what was said before behind Why', async () => {
  const { app, agencyId } = house
  for (let n = 10; n < 22; n += 1) await app.agencies.addOperator({ agencyId, name: `Person ${n}`, role: 'chatter' })
  const lena = new Person(discord, LENA)
  const first = await lena.settled(lena.command('team', 'list'))
  expect(said(first)).toContain('1 to 8 of 16')
  const turn = async (from: Seen, label: string, shows: string) => {
    const seen = lena.press(label, from.said.at(-1) ?? { components: [] })
    await until(() => expect(said(seen)).toContain(shows))
    return seen
  }
  const second = await turn(first, 'More', '9 to 16 of 16')
  expect(said(second)).toContain('Person 21')
  expect(said(await turn(second, 'Previous', '1 to 8 of 16'))).toBe(said(first))

  await house.write('marcus', 'hey, do you remember my dog?')
  ana().press(labelled(/^Accept/), lastMessage())
  await after(async () => expect(await stateOf('marcus')).toBe('accepted'))
  await house.pass(12_000)
  await house.write('marcus', 'he is fine')
  const why = await ana().settled(ana().press('Why', lastMessage()))
  const history = ana().press('History', why.said.at(-1) ?? { components: [] })
  await until(() => expect(said(history)).toContain('do you remember my dog?'))
  expect(said(history)).toContain('there is a second part from the last evening')
  expect(said(history)).not.toContain('he is fine')
})

it('approves once, however often a form is sent', async () => {
  await house.write('marcus', 'hey, anything new?')
  const { modal } = await ana().settled(ana().press('Edit…', lastMessage()))
  const [first, second] = [0, 1].map(() => ana().fill(modal, { text: 'Welcome home, lovely to hear.' }, lastMessage()))
  await after(() => {
    const answers = [first, second].flatMap((each) => each?.said ?? [])
    expect(answers.map(textOf).join('\n')).toMatch(/Already accepted|changed|Welcome home/)
  })
  await house.pass(12_000)
  expect(platform.calls).toHaveLength(1)
})

it('hides the texts of every card when a channel ceases to be age-restricted, and shows them again when it is', async () => {
  await house.write('marcus', 'hey, anything new from the beach?')
  expect(shown()).toContain('beach')
  const at = discord.channels.get(CHANNEL)
  for (const nsfw of [false, true]) {
    if (at) at.nsfw = nsfw
    discord.gateway.dispatch('CHANNEL_UPDATE', { ...at, permission_overwrites: [], position: 1 })
    await after(async () => {
      await house.app.loop.drain()
      expect(shown().includes('beach')).toBe(nsfw)
    })
  }
})

it('goes on with the web desk while Discord is away, and its cards catch up', async () => {
  const away = { on: /^(GET|POST|PATCH) \/channels/, act: { status: 503 } }
  discord.faults.push(...Array.from({ length: 100 }, () => away))
  await house.write('marcus', 'hey, anything new?')
  expect(discord.messages.size).toBe(0)
  expect((await house.draftOf('marcus')).state).toBe('open')
  discord.faults.length = 0
  await house.pass(120_000)
  expect(discord.messages.size).toBe(1)
  expect(shown()).toContain('marcus')
})

it('gives up a channel that is gone, and the others keep their cards', async () => {
  discord.channels.clear()
  await house.write('marcus', 'hey, anything new?')
  const draft = await house.draftOf('marcus')
  expect(await house.app.channels.postings(db.database, house.agencyId, draft.id)).toMatchObject([{ desk: 'web' }])
})
