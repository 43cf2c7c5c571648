import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmulatedSlack, emulatedSlack } from './emulated.fixtures.ts'
import { pressed, TEAM, typed } from './payloads.fixtures.ts'

let world: EmulatedSlack
beforeAll(async () => {
  world = await emulatedSlack()
  for (const [name, user] of [
    ['Lena', world.users.lena],
    ['Olga', world.users.olga],
  ] as const)
    await command(`/team link ${name} slack:${TEAM}:${user}`)
  await command(`/creator bind Bella slack:${TEAM}:${world.channel}`)
}, 120_000)
afterAll(() => world.close())

const command = (line: string) =>
  world.house.app.gate.command(
    { agencyId: world.house.agencyId, desk: 'web', externalId: world.house.operators.admin, verified: false },
    line,
  )

it('mentions the managers in the thread of a card that needs one, with no word of the fan', async () => {
  await world.house.write('felix', 'can i just paypal you instead? <!channel> @here')
  await world.slack.idle()
  const [card] = await world.messages()
  const ping = world.calls.find(({ method, body }) => method === 'chat.postMessage' && body.thread_ts !== undefined)
  expect(ping?.body).toMatchObject({
    channel: world.channel,
    thread_ts: card?.ts,
    text: `<@${world.users.lena}> Bella: this card needs a manager.`,
  })
  expect(ping?.body.reply_broadcast).toBeUndefined()
})

it('shows a long list page by page to the one who asked', async () => {
  for (let n = 0; n < 12; n += 1) await command(`/team add "Person ${n}" chatter`)
  await world.send(typed(world.users.lena, await world.trigger(world.users.lena), '/team', 'list', world.channel))
  const first = JSON.stringify(world.said.at(-1))
  expect(first).toContain('1 to 8 of 16')
  const action = /page\|team-list\|1/.exec(first)?.[0] ?? ''
  const trigger = await world.trigger(world.users.lena)
  await world.send(
    pressed({ user: world.users.lena, trigger, action, at: '9.1' }, { channel: world.channel, ts: '1.1' }),
  )
  const second = JSON.stringify(world.said.at(-1))
  expect(second).toContain('9 to 16 of 16')
  expect(second).toContain('Person 11')
  expect(world.said.at(-1)).toMatchObject({ response_type: 'ephemeral' })
})
