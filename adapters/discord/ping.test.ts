import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Desk } from '../../src/desk/index.ts'
import { ManualClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createDesk } from './desk.ts'
import { CHANNEL, FakeDiscord, GUILD, TOKEN } from './fake-discord.fixtures.ts'
import { pingPost } from './ping.ts'
import { createRest } from './rest.ts'

const clock = new ManualClock('2026-11-20T14:00:00Z')
const agencyId = newId(clock)
const ANA = '500000000000000001'
const CARD = '400000000000000001'

let discord: FakeDiscord
let desk: Desk
beforeEach(async () => {
  discord = await new FakeDiscord(() => clock.now().getTime()).open()
  const rest = createRest({ token: TOKEN, api: discord.api })
  desk = createDesk({ draw: async () => null, rest, guilds: { agencyOf: async () => agencyId } })
})
afterEach(async () => {
  expect(discord.problems).toEqual([])
  await discord.close()
})

const posting = { agencyId, postingId: newId(clock), channel: `${GUILD}:${CHANNEL}`, subject: newId(clock) }
const ping = (accounts: string[], summary = 'Bella: this card waits too long.') =>
  desk.ping?.(posting, `${CHANNEL}:${CARD}`, { accounts, summary })

it('points at the card and mentions exactly those who are meant', async () => {
  await ping([`${GUILD}:${ANA}`, '999999999:500000000000000009', `${GUILD}:@everyone`])
  expect([...discord.messages.values()].map(({ content }) => content)).toEqual([
    `<@${ANA}> Bella: this card waits too long.`,
  ])
  expect(pingPost(GUILD, CARD, { accounts: [`${GUILD}:${ANA}`], summary: '@everyone **hi**' })).toEqual({
    content: expect.not.stringContaining('**hi**'),
    message_reference: { message_id: CARD, fail_if_not_exists: false },
    allowed_mentions: { parse: [], users: [ANA], replied_user: false },
  })
})

it('says nothing where none of them is of this server', async () => {
  await ping(['999999999:500000000000000009'])
  expect(discord.messages.size).toBe(0)
})

it('promises that nothing was said when Discord asks to go slower', async () => {
  discord.faults.push({ on: /^POST/, act: { status: 429, retryAfterS: 2 } })
  await expect(ping([`${GUILD}:${ANA}`])).rejects.toMatchObject({ code: 'desk_slow_down' })
  expect(discord.messages.size).toBe(0)
})
