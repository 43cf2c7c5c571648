import { afterAll, beforeAll, expect, it } from 'vitest'
import { CHANNEL } from '../../../adapters/discord/fake-discord.fixtures.ts'
import { TEAM } from '../../../adapters/slack/payloads.fixtures.ts'
import { actionId } from '../../desk/index.ts'
import { type AllDesks, allDesks } from './all-desks.ts'

let world: AllDesks
beforeAll(async () => {
  world = await allDesks()
}, 120_000)
afterAll(async () => {
  expect(world.discord.problems).toEqual([])
  await world.close()
})

type DeskName = 'slack' | 'discord'
const other = { slack: 'discord', discord: 'slack' } as const

let events = 0
const tellOfChannel = (type: string) =>
  world.slack.send({
    ...{ type: 'event_callback', team_id: TEAM, api_app_id: 'A1', event_id: `Ev${++events}`, event_time: 1 },
    event: { type, channel: world.slack.channel, user: world.slack.users.ana, event_ts: '1' },
  })

/** How a channel goes and comes back, with what the desk tells of it or without a word. */
const LOSSES: Record<string, { desk: DeskName; lose(): Promise<unknown>; bring(): Promise<unknown> }> = {
  'a Slack channel that was archived': {
    desk: 'slack',
    lose: async () => {
      await world.slack.api('conversations.archive', { channel: world.slack.channel })
      await tellOfChannel('group_archive')
    },
    bring: async () => {
      await world.slack.api('conversations.unarchive', { channel: world.slack.channel })
      await tellOfChannel('group_unarchive')
    },
  },
  'a Slack channel that was archived, of which nothing was heard': {
    desk: 'slack',
    lose: () => world.slack.api('conversations.archive', { channel: world.slack.channel }),
    bring: () => world.slack.api('conversations.unarchive', { channel: world.slack.channel }),
  },
  'a Slack channel that the bot was removed from': {
    desk: 'slack',
    lose: async () => {
      const notIn = async () => Response.json({ ok: false, error: 'channel_not_found' })
      for (const method of ['conversations.info', 'chat.postMessage', 'chat.update'])
        world.slack.trouble.set(
          method,
          Array.from({ length: 50 }, () => notIn),
        )
      await tellOfChannel('group_left')
    },
    bring: async () => {
      world.slack.trouble.clear()
      await tellOfChannel('member_joined_channel')
    },
  },
  'a Discord channel that was deleted': {
    desk: 'discord',
    lose: async () => {
      const gone = world.discord.channels.get(CHANNEL)
      world.discord.channels.delete(CHANNEL)
      world.discord.gateway.dispatch('CHANNEL_DELETE', { ...gone, permission_overwrites: [], position: 1 })
    },
    bring: async () => world.discord.restore(),
  },
  'a Discord server that the bot was kicked from': {
    desk: 'discord',
    lose: async () => world.discord.kick(),
    bring: async () => world.discord.restore(),
  },
  'a Discord channel where the bot may not write any more': {
    desk: 'discord',
    lose: async () => {
      const refusal = { on: /^(POST|PATCH) \/channels/, act: { status: 403, code: 50_013 } }
      world.discord.faults.push(...Array.from({ length: 50 }, () => refusal))
    },
    bring: async () => {
      world.discord.faults.length = 0
    },
  },
}

let losses = 0
it.each(Object.entries(LOSSES))(
  'goes on without %s: the other desks keep and settle their cards, and it comes back',
  async (_, loss) => {
    const { house, hands } = world
    losses += 1
    const [before, meanwhile, after] = [`before ${losses}`, `meanwhile ${losses}`, `after ${losses}`] as const
    await house.write(before, `written ${before}`)
    const first = await house.draftOf(before)
    await loss.lose()
    await house.pass(1_000)
    await house.write(meanwhile, `written ${meanwhile}`)
    const second = await house.draftOf(meanwhile)
    expect(await hands[other[loss.desk]].count(`written ${meanwhile}`)).toBe(1)
    for (const draft of [first, second])
      expect(await world.pressOnWeb('ana', actionId('accept', draft.id, draft.version))).toEqual({ kind: 'done' })
    await house.pass(12_000)
    for (const fan of [before, meanwhile]) {
      await hands[other[loss.desk]].card(`${fan} · sent`)
      expect(world.platform.calls.filter(({ fanExternalId }) => fanExternalId === fan)).toHaveLength(1)
    }
    const { database } = house.app.ground
    expect(await database.query("SELECT name, last_error FROM tasks WHERE state = 'dead'")).toEqual([])

    await loss.bring()
    await house.leap(61 * 60_000)
    await house.write(after, `written ${after}`)
    expect(await hands[loss.desk].count(`written ${after}`)).toBe(1)
  },
)
