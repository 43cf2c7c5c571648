import { afterEach, beforeEach, expect, it } from 'vitest'
import { createAgency } from '../../src/agency/index.ts'
import { createChannels } from '../../src/channels/index.ts'
import { holdAlone } from '../../src/database/hold-alone.ts'
import { testDatabase } from '../../src/database/testing/test-database.ts'
import { type CommandDefinition, defineCommand, done, type Gate } from '../../src/desk/index.ts'
import { createFacts } from '../../src/facts/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { CHANNEL, FakeDiscord, GUILD, TOKEN } from './fake-discord.fixtures.ts'
import { createDiscord, type Discord } from './index.ts'
import { Person, until } from './person.fixtures.ts'

const clock = systemClock
const agencyId = newId(clock)

let db: Awaited<ReturnType<typeof testDatabase>>
let discord: FakeDiscord
let logged: string[]
let commanded: string[]
let changed: string[]
const stops: (() => Promise<void>)[] = []

beforeEach(async () => {
  db = await testDatabase()
  await db.database.query(`INSERT INTO agencies (id, name, zone, created_at) VALUES ($1, 'A', 'UTC', $2)`, [
    agencyId,
    clock.now(),
  ])
  discord = await new FakeDiscord().open()
  ;[logged, commanded, changed] = [[], [], []]
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  expect(discord.problems).toEqual([])
  await discord.close()
  await db.drop()
})

const command = (name: string): CommandDefinition =>
  defineCommand({ group: 'desk', name, summary: name, arguments: [], least: 'chatter', run: async () => done() })

const gate: Gate = {
  modeOf: () => 'does',
  press: async () => done(),
  async command(_identity, line) {
    commanded.push(line)
    return done('ok')
  },
  suggest: async () => [],
}

function discordOf(guilds = GUILD, token = TOKEN): Discord {
  const log = {
    warn: (_: object, said: string) => logged.push(said),
    error: (_: object, said: string) => logged.push(said),
  }
  const agencies = async () => [{ id: agencyId }]
  return createDiscord({ sql: db.database, log, token, guilds, agencies, api: discord.api })
}

async function connect(made = discordOf(), commands = [command('status')]) {
  const agencies = { whoIs: async () => ({}) }
  const ground = { database: db.database, clock, facts: createFacts({ clock, reactions: {} }) }
  const channels = {
    ...createChannels({ ground, desks: [], agencies: createAgency(ground) }),
    changed: async (_agency: string, { channel }: { channel: string }) => void changed.push(channel),
  }
  const gateway = await made.connect({
    gate,
    commands,
    prefix: 'hz-',
    replies: { cardOf: async () => null },
    channels,
    agencies,
  })
  let stopped: Promise<void> | null = null
  const stop = () => {
    stopped ??= gateway.stop()
    return stopped
  }
  stops.push(stop)
  return { stop }
}

const hash = async () => db.database.query('SELECT commands_hash FROM discord_guilds')

it('registers the commands in a server once, and again only when they changed', async () => {
  const first = await connect()
  await until(async () => expect(await hash()).toHaveLength(1))
  await first.stop()
  await (await connect()).stop()
  expect(discord.commands).toHaveLength(1)
  expect(discord.commands[0]).toMatchObject([{ name: 'hz-desk', options: [{ name: 'status' }] }, { name: 'hz-help' }])
  await connect(discordOf(), [command('status'), command('dead')])
  await until(() => expect(discord.commands).toHaveLength(2))
})

it('registers them again when the bot was thrown out and comes back', async () => {
  await connect()
  await until(async () => expect(await hash()).toHaveLength(1))
  discord.gateway.dispatch('GUILD_DELETE', { id: GUILD })
  await until(async () => expect(await hash()).toEqual([]))
  discord.gateway.dispatch('GUILD_DELETE', { id: GUILD, unavailable: true })
  expect(discord.commands).toHaveLength(1)
})

it('stays silent in a server that the settings do not name', async () => {
  await connect(discordOf('999999999'))
  await until(() => expect(logged).toEqual(['discord: the bot is in a server that DISCORD_GUILDS does not name']))
  expect(discord.commands).toEqual([])
})

it('goes on where it was when the connection is lost: what came meanwhile is dealt with', async () => {
  await connect()
  const ana = new Person(discord, '500000000000000001')
  await ana.settled(ana.command('hz-desk', 'status'))
  discord.gateway.drop()
  const meanwhile = ana.command('hz-desk', 'dead')
  await ana.settled(meanwhile)
  expect(discord.gateway.comings).toEqual(['identify', 'resume'])
  expect(commanded).toEqual(['/desk status', '/desk dead'])
})

it('has a channel looked at whenever Discord tells of it, also that it was deleted', async () => {
  await connect()
  const at = { id: CHANNEL, guild_id: GUILD, type: 0, name: 'desk', permission_overwrites: [], position: 1 }
  for (const event of ['CHANNEL_UPDATE', 'CHANNEL_DELETE']) discord.gateway.dispatch(event, at)
  const channel = `${GUILD}:${CHANNEL}`
  await until(() => expect(changed).toEqual([channel, channel]))
})

it('refuses a token that Discord refuses, without saying it', async () => {
  const refusal = await connect(discordOf(GUILD, 'MTAwMDAw.wrong.token')).catch((error: unknown) => error as Error)
  expect(refusal).toBeInstanceOf(Error)
  expect(String(refusal)).not.toContain('wrong')
})

it('is taken over by another process when the one that holds it ends', async () => {
  const begin = () => connect()
  const hold = () => holdAlone(db.url, { key: 1, begin, failed: () => {}, againAfterMs: 20 })
  const first = hold()
  await until(() => expect(discord.gateway.comings).toEqual(['identify']))
  const second = hold()
  const ana = new Person(discord, '500000000000000001')
  await ana.settled(ana.command('hz-desk', 'status'))
  expect(discord.gateway.comings).toEqual(['identify'])
  await first.stop()
  await until(() => expect(discord.gateway.comings).toEqual(['identify', 'identify']))
  await ana.settled(ana.command('hz-desk', 'dead'))
  expect(commanded).toEqual(['/desk status', '/desk dead'])
  await second.stop()
})
