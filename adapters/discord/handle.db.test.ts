import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAgency } from '../../src/agency/index.ts'
import { createChannels } from '../../src/channels/index.ts'
import { testDatabase } from '../../src/database/testing/test-database.ts'
import { GALLERY } from '../../src/desk/gallery.ts'
import { type Answer, actionId, type Card, done, type Form, type Gate, refused } from '../../src/desk/index.ts'
import { createFacts } from '../../src/facts/index.ts'
import { ManualClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { BOT, CHANNEL, FakeDiscord, GUILD, TOKEN } from './fake-discord.fixtures.ts'
import { createHandler } from './handle.ts'
import { Person, textOf, until } from './person.fixtures.ts'
import { renderCard } from './render-card.ts'
import { createRest } from './rest.ts'

const clock = new ManualClock('2026-11-20T14:00:00Z')
const agencyId = newId(clock)
const card = GALLERY.find(({ name }) => name === 'Draft')?.card as Card
const message = renderCard(card, { subject: 'marcus' }).body
const FORM: Form = {
  action: actionId('edit-draft', 'marcus', 1),
  title: 'Edit reply',
  submit: 'Approve',
  intro: [],
  fields: [
    { id: 'text', label: 'Reply', input: { as: 'area', max: 1_500, value: 'the draft' } },
    { id: 'price', label: 'Price', optional: true, input: { as: 'line', max: 20 } },
  ],
}

let db: Awaited<ReturnType<typeof testDatabase>>
let discord: FakeDiscord
let ana: Person
/** What the gate was asked, and what it says next. */
let pressed: { action: string; filled: unknown }[]
let next: () => Promise<Answer>
let logged: string[]

beforeEach(async () => {
  db = await testDatabase()
  await db.database.query(`INSERT INTO agencies (id, name, zone, created_at) VALUES ($1, 'A', 'UTC', $2)`, [
    agencyId,
    clock.now(),
  ])
  discord = await new FakeDiscord().open()
  ana = new Person(discord, '500000000000000001')
  pressed = []
  logged = []
  next = async () => done()
  const gate: Gate = {
    modeOf: (id) => (id.startsWith('edit-draft') || id.startsWith('why') ? 'asks' : 'does'),
    async press(_identity, action, filled) {
      pressed.push({ action, filled })
      return next()
    },
    async command(_identity, line, channel, named = {}) {
      pressed.push({ action: `${line} @${channel}`, filled: named })
      return next()
    },
    suggest: async (_identity, on, typed) => [{ value: `${on.argument}-${typed}`, label: `${on.group} ${on.name}` }],
  }
  const log = {
    warn: (_: object, said: string) => logged.push(said),
    error: (_: object, said: string) => logged.push(said),
  }
  const ground = { database: db.database, clock, facts: createFacts({ clock, reactions: {} }) }
  const handle = createHandler({
    ...{
      gate,
      draw: async () => null,
      log,
      prefix: 'hz-',
      deferAfterMs: 100,
      channels: createChannels({ ground, desks: [], agencies: createAgency(ground) }),
    },
    rest: createRest({ token: TOKEN, api: discord.api }),
    whoIs: async () => ({}),
    guilds: { agencyOf: async (guild) => (guild === GUILD ? agencyId : null) },
    cardOf: async (_agencyId, subject) => (subject === 'marcus' ? card : null),
  })
  // Straight to the handler: the gateway has tests of its own.
  discord.gateway.dispatch = (_event, data) => void handle(data)
})
afterEach(async () => {
  expect(discord.problems).toEqual([])
  await discord.close()
  await db.drop()
})

const edit = () => ana.press('Edit…', message)
const formed = async (): Promise<Answer> => ({ kind: 'form', form: FORM })

it('acknowledges what does something first, and leaves the rest to the card', async () => {
  const seen = await ana.settled(ana.press('Accept at $24', message))
  await until(() => expect(pressed).toEqual([{ action: 'accept-draft|marcus|1', filled: null }]))
  expect(seen).toMatchObject({ callbacks: [6], said: [], modal: null })
})

it('opens a form at once, with the draft in it', async () => {
  next = formed
  const seen = await ana.settled(edit())
  expect(seen.callbacks).toEqual([9])
  expect(JSON.stringify(seen.modal)).toContain('the draft')
})

it('keeps everything typed when an edit is refused: the private answer opens the form again with it', async () => {
  next = formed
  const { modal } = await ana.settled(edit())
  next = async () => ({ kind: 'form', form: FORM, errors: { text: 'Not approved. “paypal” points outside.' } })
  const typed = { text: 'use `paypal`\n\n> **now** ```x``` @everyone', price: '24.50 or so' }
  const refusal = ana.fill(modal, typed, message)
  await until(() => expect(refusal.said).toHaveLength(1))
  expect(textOf(refusal.said[0] ?? { components: [] })).toContain('Not approved. “paypal” points outside.')
  next = formed
  const again = await ana.settled(ana.press('Edit again', refusal.said[0] ?? { components: [] }))
  const values = again.modal?.components.map(({ component }) => component?.value)
  expect(values).toEqual([typed.text, typed.price])
  expect(pressed.map(({ filled }) => filled)).toEqual([null, typed, null])
})

it('shows what was typed when the card was decided meanwhile', async () => {
  next = formed
  const { modal } = await ana.settled(edit())
  next = async () => refused('Already accepted by Milo. Your click changed nothing.')
  const seen = ana.fill(modal, { text: 'my long reply' }, message)
  await until(() => expect(seen.said).toHaveLength(2))
  expect(seen.said.map(textOf).join('\n')).toMatch(/Already accepted by Milo[\s\S]*my long reply/)
})

it('deals with an interaction once, however often it is delivered', async () => {
  let [first, second] = [() => {}, () => {}]
  const seen = ana.press('Accept at $24', message, (send) => {
    first = send
    second = send
  })
  first()
  second()
  await ana.settled(seen)
  await until(async () => {
    const rows = await db.database.query('SELECT press FROM handled_presses')
    expect(rows).toHaveLength(1)
  })
  second()
  await until(() => expect(pressed).toHaveLength(1))
  expect(seen.callbacks).toEqual([6])
})

it('goes on where a delivery that had acknowledged was cut off (40060)', async () => {
  const seen = ana.press('Accept at $24', message, (send) => {
    discord.faults.push({ on: /callback$/, act: { status: 400, code: 40_060 } })
    send()
  })
  await until(() => expect(pressed).toHaveLength(1))
  expect(seen.callbacks).toEqual([])
})

it('has no effect when the acknowledgement comes too late (10062): the person was told that it failed', async () => {
  ana.press('Accept at $24', message, (send) => {
    discord.faults.push({ on: /callback$/, act: { status: 404, code: 10_062 } })
    send()
  })
  await until(() => expect(logged).toEqual(['discord: answered too late, nothing was done']))
  expect(pressed).toEqual([])
  expect(await db.database.query('SELECT press FROM handled_presses')).toEqual([])
})

it('lets an answer go when its token has expired, and the effect stands', async () => {
  next = async () => refused('Changed meanwhile.')
  ana.press('Accept at $24', message, (send) => {
    discord.faults.push({ on: /^POST \/webhooks/, act: { status: 401, code: 50_027 } })
    send()
  })
  await until(async () => {
    expect(logged).toEqual(['discord: an answer could not be delivered'])
    expect(await db.database.query('SELECT press FROM handled_presses')).toHaveLength(1)
  })
  expect(pressed).toHaveLength(1)
})

it('defers a form that takes too long, and opens it by one more click', async () => {
  let open = (): void => {}
  next = () =>
    new Promise((resolve) => {
      open = () => resolve({ kind: 'form', form: FORM })
    })
  const seen = edit()
  await until(() => expect(seen.callbacks).toEqual([5]))
  open()
  await ana.settled(seen)
  next = formed
  const again = await ana.settled(ana.press('Open Edit reply…', seen.said[0] ?? { components: [] }))
  expect(again.callbacks).toEqual([9])
})

it('shows the menu of a card privately, as the card is now', async () => {
  const seen = await ana.settled(ana.press('More', message))
  expect(textOf(seen.said[0] ?? { components: [] })).toMatch(
    /Claim for 10 minutes\nAnother draft\nChange price…\nSnooze…\nDismiss…/,
  )
})

it('runs a command with its arguments by name, and completes what is being typed', async () => {
  next = async () => ({ kind: 'panel', card })
  const seen = await ana.settled(ana.command('hz-desk', 'retry', [{ name: 'task', type: 3, value: 'two words' }]))
  expect(pressed[0]?.action).toBe(`/desk retry @discord:${GUILD}:${CHANNEL}`)
  expect(pressed[0]?.filled).toEqual({ task: 'two words' })
  expect(textOf(seen.said[0] ?? { components: [] })).toContain('Marcus T. · Whale')
  const typing = await ana.settled(
    ana.command('hz-desk', 'retry', [{ name: 'task', type: 3, value: 'al', focused: true }]),
  )
  expect(typing.choices).toEqual([{ name: 'desk retry', value: 'task-al' }])
})

it('names a person and a channel as the gate does', async () => {
  await ana.settled(
    ana.command('hz-team', 'link', [
      { name: 'who', type: 6, value: '77777' },
      { name: 'where', type: 7, value: '88888' },
    ]),
  )
  expect(pressed[0]?.action).toContain('/team link @')
  expect(pressed[0]?.filled).toEqual({ who: `discord:${GUILD}:77777`, where: `discord:${GUILD}:88888` })
})

it('says nothing of a text on a channel that is not age-restricted, and lets nobody approve one there', async () => {
  const at = discord.channels.get(CHANNEL)
  if (at) at.nsfw = false
  for (const label of ['Accept at $24', 'Edit…', 'Why']) {
    const seen = await ana.settled(ana.press(label, message))
    expect(textOf(seen.said[0] ?? { components: [] })).toContain('not age-restricted')
  }
  expect(pressed).toEqual([])
  next = async () => ({ kind: 'panel', card })
  const seen = await ana.settled(ana.command('hz-desk', 'status'))
  expect(textOf(seen.said[0] ?? { components: [] })).not.toMatch(/beach|welcome home/)
})

it.each([
  ['in a server that is no agency’s', { guild: '999999999999' }, 'not connected to an agency'],
  ['with a button that is not ours', {}, 'This button is not known here'],
])('answers a click %s, without effect', async (_, where, said) => {
  const milo = new Person(discord, '600000000000000001', where)
  const seen = await milo.settled(milo.pressId('a0:not an action', message))
  expect(textOf(seen.said[0] ?? { components: [] })).toContain(said)
  expect(pressed).toEqual([])
})

it('answers a failure with a reference that stands in the log, and nothing else', async () => {
  next = async () => {
    throw new Error('the text of a fan')
  }
  const seen = ana.press('Accept at $24', message)
  await until(() => expect(seen.said).toHaveLength(1))
  expect(textOf(seen.said[0] ?? { components: [] })).toMatch(/Something failed, nothing was sent\. Reference \w{6}\./)
})

it('gives back what was typed when approving it failed', async () => {
  next = formed
  const { modal } = await ana.settled(edit())
  next = async () => {
    throw new Error('the database is away')
  }
  const seen = ana.fill(modal, { text: 'my long reply' }, message)
  await until(() => expect(seen.said).toHaveLength(2))
  expect(seen.said.map(textOf).join('\n')).toMatch(/nothing was sent[\s\S]*my long reply/)
})

it('takes nothing for an interaction that is none', async () => {
  const strange = [null, {}, { id: 'x' }, { id: '1', application_id: BOT, token: 't', type: 3, data: null }, 'text']
  for (const payload of strange) discord.gateway.dispatch('INTERACTION_CREATE', payload)
  await until(() => expect(logged).toHaveLength(strange.length))
  expect(discord.requests).toEqual([])
})
