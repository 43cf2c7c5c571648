import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../../src/desk/index.ts'
import { type EmulatedSlack, emulatedSlack } from './emulated.fixtures.ts'
import { TEAM, typed } from './payloads.fixtures.ts'

let world: EmulatedSlack
beforeAll(async () => {
  world = await emulatedSlack()
  const { house, users, channel } = world
  const admin = { agencyId: house.agencyId, desk: 'web', externalId: house.operators.admin, verified: false } as const
  for (const [name, user] of [
    ['Ana', users.ana],
    ['Lena', users.lena],
  ] as const)
    await house.app.gate.command(admin, `/team link ${name} slack:${TEAM}:${user}`)
  await world.send(typed(users.lena, await world.trigger(users.lena), '/creator', 'bind Bella', channel))
}, 120_000)
afterAll(() => world.close())

type Message = Record<string, unknown> & { ts: string; thread_ts?: string; bot_id?: string }
/** What stands under the newest card that says so. */
async function under(text: string): Promise<{ ts: string; replies: string[] }> {
  const all = (await world.messages()) as Message[]
  const card = all.find((each) => !isReply(each) && JSON.stringify(each).includes(text))
  if (!card) throw new Error(`no card says ${text}`)
  const { messages } = (await world.api('conversations.replies', { channel: world.channel, ts: card.ts })) as {
    messages: Message[]
  }
  return { ts: card.ts, replies: messages.filter(isReply).map((each) => JSON.stringify(each)) }
}
const isReply = ({ ts, thread_ts }: Message) => thread_ts !== undefined && thread_ts !== ts
let notes = 0
const note = (user: string, ts: string, more: object = {}) =>
  world.send({
    ...{ type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: `EvNote${++notes}`, event_time: 1 },
    event: {
      ...{ type: 'message', channel: world.channel, channel_type: 'group', user, team: TEAM, thread_ts: ts },
      ...{ ts: `99.${notes}`, text: 'tell him that I say hi', event_ts: `99.${notes}` },
      ...more,
    },
  })

it('holds what the card cut and what was said before, then the reply to copy and what was changed, then what was sent', async () => {
  const { house } = world
  await house.write('marcus', 'hey')
  await house.pass(3_000)
  // There is nothing to say under a first short message.
  expect((await under('marcus')).replies).toEqual([])
  const first = await house.draftOf('marcus')
  await house.press(house.operators.chatter, actionId('accept', first.id, first.version))
  await house.pass(12_000)
  const sent = (await house.lastOf('marcus')).delivery
  await house.press(house.operators.chatter, actionId('mark-as-sent', sent?.id ?? '', sent?.version ?? 0))
  await house.pass(1_000)

  const tail = 'and that is the end of my story'
  await house.write('marcus', `${'so I went on and on. '.repeat(40)}${tail}`)
  await house.pass(3_000)
  const live = await under('so I went on')
  expect(live.replies).toHaveLength(1)
  expect(live.replies[0]).toContain(tail)
  expect(live.replies[0]).toContain('before that')
  expect(live.replies[0]).toContain('hey')
  // An unapproved draft must not stand there to be copied.
  const draft = await house.draftOf('marcus')
  expect(live.replies[0]).not.toContain('To copy')

  const text = `${draft.text} One word more, and another, so that it is longer than any settled card would ever quote.`
  const filled = { text, ...(draft.assetId && { price: '' }) }
  expect(await house.press(house.operators.chatter, actionId('edit', draft.id, draft.version), filled)).toMatchObject({
    kind: 'done',
  })
  await house.pass(15_000)
  const byHand = await under('to be sent by hand')
  expect(byHand.ts).toBe(live.ts)
  expect(byHand.replies).toHaveLength(1)
  expect(byHand.replies[0]).toContain('To copy')
  expect(byHand.replies[0]).toContain('[+ One word more')

  const { delivery } = await house.lastOf('marcus')
  await house.press(house.operators.chatter, actionId('mark-as-sent', delivery?.id ?? '', delivery?.version ?? 0))
  await house.pass(5_000)
  const settled = await under('% changed')
  expect(settled.replies[0]).toContain('any settled card would ever quote')
  expect(settled.replies[0]).not.toContain('before that')
})

it('answers an operator’s first note under a card once, and nobody and nothing else', async () => {
  const { house, users } = world
  await house.write('felix', 'are you there')
  const { ts } = await under('are you there')
  const said = async () => (await under('are you there')).replies.filter((each) => each.includes('Notes only.'))
  await note(users.stranger, ts)
  await note(users.ana, ts, { bot_id: 'B1' })
  await note(users.ana, ts, { subtype: 'message_changed' })
  await note(users.ana, ts, { ts, event_ts: ts })
  await note(users.ana, '1.1')
  expect(await said()).toEqual([])
  const before = await house.draftOf('felix')
  await note(users.ana, ts)
  await note(users.lena, ts)
  expect(await said()).toHaveLength(1)
  // A note is neither a reply nor kept.
  expect(await house.draftOf('felix')).toEqual(before)
  expect(world.errors).toEqual([])
})

it('finds what stands under a card again when the answer was lost, removes an extra, and takes its texts out when the fan writes again', async () => {
  const { house } = world
  const end = 'the very last words of it'
  await house.post([
    house.event('theo', { type: 'message.received', message: { id: 'long', text: `${'la '.repeat(250)}${end}` } }),
  ])
  await house.pass(4_500)
  const card = await under('la la la')
  world.trouble.set('chat.postMessage', [
    async (real) => {
      await real()
      throw new TypeError('socket hang up')
    },
  ])
  await house.pass(10_000)
  expect((await under('la la la')).replies.filter((each) => each.includes(end))).toHaveLength(1)
  expect(world.calls.some(({ method }) => method === 'conversations.replies')).toBe(true)
  // The lost one may have come twice: the minute's sweep removes what is not on record.
  const [posted] = await house.app.ground.database.query<{ id: string }>('SELECT id FROM posted_cards WHERE ref = $1', [
    card.ts,
  ])
  const metadata = { event_type: 'huntaze_thread', event_payload: { posting: posted?.id } }
  await world.api('chat.postMessage', { channel: world.channel, thread_ts: card.ts, text: `extra ${end}`, metadata })
  house.clock.advance(3 * 60_000)
  await house.app.channels.sweep()
  expect((await under('la la la')).replies.filter((each) => each.includes(end))).toHaveLength(1)
  await house.write('theo', 'hello?')
  await house.pass(5_000)
  const { messages } = (await world.api('conversations.replies', { channel: world.channel, ts: card.ts })) as {
    messages: Message[]
  }
  expect(JSON.stringify(messages)).not.toContain(end)
  expect(JSON.stringify(messages)).toContain('texts removed')
})

it('shows nothing under a card where strangers may read', async () => {
  const { house, channel, users } = world
  const guest = async () =>
    Response.json({ ok: true, user: { id: users.stranger, is_restricted: true, team_id: TEAM } })
  const end = 'this is between the two of us'
  await house.write('private', `${'la '.repeat(250)}${end}`)
  await house.pass(3_000)
  expect(JSON.stringify((await under('private')).replies)).toContain(end)
  world.trouble.set('users.info', [guest])
  await world.send({
    ...{ type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: 'EvGuest', event_time: 1 },
    event: { type: 'member_joined_channel', channel, user: users.stranger, event_ts: '1' },
  })
  await house.pass(5_000)
  const { replies } = await under('private')
  expect(JSON.stringify(replies)).not.toContain(end)
  expect(replies[0]).toContain('Texts are hidden here: the channel has a guest.')
})
