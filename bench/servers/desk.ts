/** The product itself with Slack and Discord as its desks, both on loopback; people and channels as a large agency has them. */
import { pino } from 'pino'
import { createDiscord, type Discord } from '../../adapters/discord/index.ts'
import { createMetrics } from '../../adapters/http/index.ts'
import { createPlatforms } from '../../adapters/platforms/index.ts'
import { createSlack } from '../../adapters/slack/index.ts'
import { createPace } from '../../jobs/pace.ts'
import { buildApp } from '../../src/app.ts'
import { Settings } from '../../src/config.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { newKeyRingText, parseKeyRing } from '../../src/vault/index.ts'
import { CHANNELS, channelName, GUILD, PERSON, TEAM } from '../desk-requests.ts'
import { optionsOf, serve } from '../server-process.ts'

interface DeskOptions {
  url: string
  signingSecret: string
  token: string
  slackApi: string
  discordApi: string
}

const { url, signingSecret, token, slackApi, discordApi } = optionsOf<DeskOptions>()
const config = Settings.parse({ TURN_QUIET_MS: '0', DOOR_EVENTS_PER_MINUTE: '10000000' })
const database = openDatabase({ url, max: config.DATABASE_POOL })
const log = pino({ level: 'warn' })
const metrics = createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) })
const slack = createSlack({
  ...{ signingSecret, botToken: 'xoxb-benchmark', apiUrl: slackApi, clock: systemClock, log },
  pace: createPace('slack', { points: 1, seconds: 1 }, null),
})
const discord: Discord = createDiscord({
  ...{ sql: database, log, token, guilds: GUILD, api: discordApi },
  agencies: () => app.agencies.agencies(),
})
const app = buildApp({
  ...{ database, clock: systemClock, config, metrics, log },
  ring: parseKeyRing(newKeyRingText()),
  platforms: createPlatforms(),
  connections: [slack],
  desks: [discord.desk],
})
let gateway: Awaited<ReturnType<Discord['connect']>> | null = null

/** Fans of `quiet` have cards on the web alone; those of each `loud-N` on a channel of Slack's and one of Discord's. */
async function furnish() {
  const agencyId = await app.agencies.addAgency({ name: 'Benchmark', zone: 'Europe/Paris' })
  const operatorId = await app.agencies.addOperator({ agencyId, name: 'Ana', role: 'admin' })
  for (const [desk, account] of [
    ['slack', `${TEAM}:${PERSON.slack}`],
    ['discord', `${GUILD}:${PERSON.discord}`],
  ] as const)
    await app.gate.command(
      { agencyId, desk: 'web', externalId: operatorId, verified: false },
      `/team link Ana ${desk}:${account}`,
    )
  const names = ['quiet', ...Array.from({ length: CHANNELS }, (_, n) => `loud-${n}`)]
  for (const [n, name] of names.entries()) {
    const creatorId = await app.agencies.addCreator({ agencyId, name, zone: 'Europe/Paris', currency: 'USD' })
    await app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: name })
    if (n === 0) await app.channels.bind({ agencyId, creatorId, desk: 'web', channel: 'queue' })
    else
      for (const desk of ['slack', 'discord'] as const)
        await app.channels.bind({ agencyId, creatorId, desk, channel: channelName(desk, n - 1) })
  }
  const source = await app.platforms.addSource({ agencyId, name: 'benchmark' })
  return { agencyId, source: { id: source.id, secret: source.secret ?? '' } }
}

serve({
  listen: () => app.door.listen({ host: '127.0.0.1', port: 0 }),
  furnish,
  async start() {
    await app.start()
    gateway = await discord.connect({ ...app, prefix: '' })
  },
  restWorkers: () => app.loop.stop(),
  wakeWorkers: () => app.loop.start(),
  idle: async () => {
    await slack.idle()
    await gateway?.idle()
  },
  async stop() {
    await gateway?.stop()
    await app.stop()
    await database.close()
  },
})
