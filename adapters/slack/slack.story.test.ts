import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../../src/desk/index.ts'
import { type EmulatedSlack, emulatedSlack } from './emulated.fixtures.ts'
import { checkSlack } from './index.ts'
import { pressed, submitted, TEAM, typed } from './payloads.fixtures.ts'

let world: EmulatedSlack
beforeAll(async () => {
  world = await emulatedSlack()
  const { house, users, channel } = world
  const admin = { agencyId: house.agencyId, desk: 'web', externalId: house.operators.admin, verified: false } as const
  for (const [name, user] of [
    ['Ana', users.ana],
    ['Lena', users.lena],
    ['Olga', users.olga],
  ] as const)
    expect(await house.app.gate.command(admin, `/team link ${name} slack:${TEAM}:${user}`)).toMatchObject({
      kind: 'done',
    })
  await world.send(typed(users.lena, await world.trigger(users.lena), '/creator', 'bind Bella', channel))
  expect(world.errors).toEqual([])
  expect(JSON.stringify(world.said.at(-1))).toContain('New cards of Bella go to this channel')
}, 120_000)
afterAll(() => world.close())

const cardOf = async (text: string) => {
  const all = await world.messages()
  const message = all.find((each) => JSON.stringify(each).includes(text))
  if (!message) throw new Error(`no card says ${text}`)
  return { ts: String(message.ts), channel: world.channel, all: JSON.stringify(message) }
}
let presses = 0
const press = async (user: string, action: string, ts: string, at = `9.${++presses}`) => {
  const trigger = await world.trigger(user)
  return world.send(pressed({ user, trigger, action, at }, { channel: world.channel, ts }))
}
const lastView = () => {
  const call = world.calls.findLast(({ method }) => method === 'views.update' || method === 'views.open')
  const view = call?.body.view as { private_metadata: string; blocks: unknown[] }
  return { id: String(call?.body.view_id ?? ''), ...view }
}

it('takes a message to a card, an edit that a guardrail refuses, one that it accepts, and settles it on the web too', async () => {
  const { house, users } = world
  await house.write('marcus', 'hey, anything new from the trip?')
  const draft = await house.draftOf('marcus')
  const { ts } = await cardOf('anything new from the trip?')

  expect((await press(users.ana, actionId('edit', draft.id, draft.version), ts)).status).toBe(200)
  const form = lastView()
  expect(JSON.stringify(form.blocks)).toContain('Reply')
  expect(JSON.stringify(form.blocks)).toContain(JSON.stringify(draft.text).slice(1, -1))

  const bad = 'text me on whatsapp +33 6 12 34 56 78 and we talk there'
  const refused = await world.send(submitted(users.ana, form, { text: bad, ...(draft.assetId && { price: '' }) }))
  expect(refused.body).toMatchObject({
    response_action: 'errors',
    errors: { text: expect.stringContaining('Not approved') },
  })

  const good = 'Hey Marcus, welcome home. Want to hear about the last evening?'
  const approved = await world.send(submitted(users.ana, form, { text: good, ...(draft.assetId && { price: '' }) }))
  expect(approved.body).toEqual({ response_action: 'clear' })
  await house.pass(12_000)
  expect((await cardOf('to be sent by hand')).ts).toBe(ts)
  expect((await cardOf('to be sent by hand')).all).toContain(good)

  const { delivery } = await house.lastOf('marcus')
  await press(users.ana, actionId('mark-as-sent', delivery?.id ?? '', delivery?.version ?? 0), ts)
  await house.pass(1_000)
  expect((await cardOf('marcus · sent')).ts).toBe(ts)
  const web = await house.app.replies.cardOf(house.app.ground.database, house.agencyId, draft.id)
  expect(web?.title).toBe('✅ marcus · sent')
  const [decision] = await house.app.ground.database.query<{ via: string; verified: boolean }>(
    'SELECT via, verified FROM decisions WHERE draft_id = $1',
    [draft.id],
  )
  expect(decision).toEqual({ via: 'slack', verified: true })
})

it('tells a stranger how to become an operator, and does nothing for them', async () => {
  const { house, users } = world
  await house.write('felix', 'are you there')
  const draft = await house.draftOf('felix')
  const { ts } = await cardOf('are you there')
  await press(users.stranger, actionId('accept', draft.id, draft.version), ts)
  expect(JSON.stringify(world.said.at(-1))).toContain(`/team link NAME slack:${TEAM}:${users.stranger}`)
  expect((await house.draftOf('felix')).state).toBe('open')
})

it('answers a role too low, an unknown button and a card that was decided long ago, each in a sentence', async () => {
  const { house, users } = world
  const draft = await house.draftOf('felix')
  const { ts } = await cardOf('are you there')
  await world.send(typed(users.ana, await world.trigger(users.ana), '/desk', 'dead', world.channel))
  expect(JSON.stringify(world.said.at(-1))).toContain('Only a manager can do this')
  await press(users.ana, 'no-such|thing|1', ts)
  expect(JSON.stringify(world.said.at(-1))).toContain('not known here')
  await press(users.ana, actionId('accept', draft.id, draft.version), ts)
  const before = world.said.length
  await house.leap(90 * 24 * 3_600_000)
  await press(users.lena, actionId('accept', draft.id, draft.version), ts)
  expect(JSON.stringify(world.said.slice(before))).toContain('Already')
})

it('does nothing for the same press twice, nor for a form twice', async () => {
  const { house, users } = world
  await house.write('twice', 'are you around')
  const draft = await house.draftOf('twice')
  const { ts } = await cardOf('are you around')
  const once = world.said.length
  await press(users.ana, actionId('accept', draft.id, draft.version), ts, '7.7')
  await press(users.ana, actionId('accept', draft.id, draft.version), ts, '7.7')
  expect(world.said.length).toBe(once)

  await house.write('form', 'one more thing')
  const other = await house.draftOf('form')
  await press(users.ana, actionId('snooze', other.id, other.version), (await cardOf('one more thing')).ts)
  const sent = submitted(users.ana, lastView(), { minutes: '30' })
  expect((await world.send(sent)).body).toEqual({ response_action: 'clear' })
  expect((await world.send(sent)).body).toEqual({ response_action: 'clear' })
  expect((await house.draftOf('form')).state).toBe('snoozed')
})

it('refuses forged and replayed requests, and does nothing', async () => {
  const { users } = world
  const body = pressed({ user: users.ana, trigger: 't', action: 'accept|x|1' }, { channel: world.channel, ts: '1.1' })
  const before = world.said.length
  expect((await world.send(body, { signature: 'v0=00' })).status).toBe(401)
  expect((await world.send(body, { at: Math.floor(Date.now() / 1_000) - 400 })).status).toBe(401)
  expect(world.said.length).toBe(before)
})

it('opens nothing and does nothing when a trigger has expired, and says to press once more', async () => {
  const { house, users } = world
  await house.write('expired', 'quick question')
  const draft = await house.draftOf('expired')
  const { ts } = await cardOf('quick question')
  const action = actionId('edit', draft.id, draft.version)
  const late = async () => Response.json({ ok: false, error: 'expired_trigger_id' })
  world.trouble.set('views.open', [late])
  await press(users.ana, action, ts)
  expect(JSON.stringify(world.said.at(-1))).toContain('took Slack too long')
  expect((await house.draftOf('expired')).claimedById).toBeNull()
})

it('says nothing of a fan in a fallback, and lets nothing in a message ping, link or format', async () => {
  const { house } = world
  await house.write('hostile', '<!channel> <@U123> *bold* <https://evil.example|your bank> @here :tada:')
  const call = world.calls.findLast(({ method }) => method === 'chat.postMessage')
  expect(String(call?.body.text)).not.toContain('channel')
  const quoted = JSON.stringify(call?.body.blocks)
  expect(quoted).toContain('"type":"rich_text_quote","elements":[{"type":"text","text":"<!channel> <@U123> *bold*')
})

it('shows the operator’s open cards at home, and asks a stranger to be linked', async () => {
  const { users } = world
  const home = (user: string) => ({
    ...{ type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: `Ev${user}`, event_time: 1 },
    event: { type: 'app_home_opened', user, channel: 'D1', tab: 'home', event_ts: '1' },
  })
  await world.send(home(users.ana))
  expect(JSON.stringify(world.calls.findLast(({ method }) => method === 'views.publish')?.body)).toContain('Open')
  await world.send(home(users.stranger))
  expect(JSON.stringify(world.calls.findLast(({ method }) => method === 'views.publish')?.body)).toContain('/team link')
})

it('asks in a form for arguments that are missing, and runs the command when it is sent', async () => {
  const { users } = world
  await world.send(typed(users.lena, await world.trigger(users.lena), '/desk', 'retry', world.channel))
  const form = lastView()
  expect(JSON.stringify(form.blocks)).toContain('"block_id":"task"')
  const answered = await world.send(submitted(users.lena, { ...form, id: 'V1' }, { task: 'all' }))
  expect(JSON.stringify(answered.body)).toContain('No task is dead')
})

it('posts one card when Slack’s answer is lost, waits when it asks to, and takes the rest up after an outage', async () => {
  const { house } = world
  const posts = async (text: string) => (await world.messages()).filter((each) => JSON.stringify(each).includes(text))
  world.trouble.set('chat.postMessage', [
    async () => new Response('', { status: 429, headers: { 'retry-after': '2' } }),
  ])
  await house.write('slowed', 'slow down please')
  await house.pass(5_000)
  expect(await posts('slow down please')).toHaveLength(1)

  world.trouble.set('chat.postMessage', [async () => Promise.reject(new TypeError('socket hang up'))])
  await house.write('lost', 'is anybody there')
  await house.pass(5_000)
  expect(await posts('is anybody there')).toHaveLength(1)
  expect(world.calls.some(({ method }) => method === 'conversations.history')).toBe(true)
})

it('says in setup what works of a token and its channels, and what is missing', async () => {
  const { house, emulator, channel } = world
  const place = { agencyId: house.agencyId, kind: 'slack', id: TEAM }
  const [token = ''] = await house.app.vault.open(house.app.ground.database, place)
  const check = async (channels: string[], by = token) => {
    const findings = await checkSlack({
      token: by,
      channels,
      apiUrl: `${emulator.url}/api/`,
      log: { warn() {}, error() {} },
    })
    return findings.map(({ ok, line }) => `${ok ? 'ok' : 'missing'} ${line}`).join('\n')
  }
  expect(await check([`${TEAM}:${channel}`])).toContain(`ok Slack: channel ${channel} shows whole cards.`)
  expect(await check([`${TEAM}:C0NOWHERE`])).toContain('missing Slack: channel C0NOWHERE takes no cards')
  expect(await check([])).toContain('missing Slack: no channel is bound')
})

it('hides texts when a guest joins, and marks the channel when it is archived', async () => {
  const { house, channel } = world
  const event = (type: string) => ({
    ...{ type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: `Ev${type}`, event_time: 1 },
    event: { type, channel, user: world.users.stranger, event_ts: '1' },
  })
  const guest = async () =>
    Response.json({ ok: true, user: { id: world.users.stranger, is_restricted: true, team_id: TEAM } })
  await house.write('private', 'this is between us')
  world.trouble.set('users.info', [guest])
  await world.send(event('member_joined_channel'))
  await house.pass(2_000)
  const hidden = JSON.stringify(await world.messages())
  expect(hidden).not.toContain('this is between us')
  expect(hidden).toContain('Texts are hidden here: the channel has a guest.')

  await world.api('conversations.archive', { channel })
  await world.send(event('group_archive'))
  await house.write('after', 'hello after')
  expect(JSON.stringify(await world.messages())).not.toContain('hello after')
})

it('ends a workspace that uninstalled the app, with its token, and says so to who presses afterwards', async () => {
  const { house, users } = world
  const uninstall = {
    ...{ type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: 'EvGone', event_time: 1 },
    event: { type: 'app_uninstalled' },
  }
  await world.send(uninstall)
  await world.send(uninstall)
  expect(await house.app.channels.agencyOf('slack', TEAM)).toBeNull()
  const place = { agencyId: house.agencyId, kind: 'slack', id: TEAM }
  expect(await house.app.vault.open(house.app.ground.database, place)).toEqual([])
  await world.send(typed(users.lena, 't', '/desk', 'status', world.channel))
  expect(JSON.stringify(world.said.at(-1))).toContain('not connected to an agency')
})
