import { createHash } from 'node:crypto'
import { Client, Events, GatewayIntentBits, Options } from 'discord.js'
import { z } from 'zod'
import type { Clock } from '../../src/kernel/clock.ts'
import { createHandler } from './handle.ts'
import type { HandleDeps } from './scene.ts'
import { channelsOf, commandsHash, forgetGuild, forgetInteractions, saveChannel, saveCommandsHash } from './store.ts'
import { sweepChannel } from './sweep.ts'

export interface GatewayDeps extends HandleDeps {
  clock: Clock
  token: string
  api?: string | undefined
  /** Discord's declaration of all commands. */
  commands: readonly object[]
  /** Draws a channel's cards anew. */
  redraw(agencyId: string, channel: string): Promise<void>
  /** The cards of a channel since then, with the references that are kept of them. */
  postedOn(agencyId: string, channel: string, since: Date): Promise<{ id: string; ref: string | null }[]>
}

const SWEEP_EVERY_MS = 60 * 60_000
/** Discord delivers nothing again after so long. */
const REMEMBERED_MS = 24 * 60 * 60_000

const id = z.string().regex(/^\d{1,25}$/)
const Guild = z.looseObject({ id, unavailable: z.boolean().optional() })
const Channel = z.looseObject({ id, guild_id: id, nsfw: z.boolean().optional() })

/**
 * The one connection to Discord's gateway: what comes in, and what is seen to when a server or channel changes. Resolves
 * once Discord has said hello; throws when it refuses the token.
 */
export async function connectGateway(deps: GatewayDeps): Promise<{ stop(): Promise<void> }> {
  const { sql, clock, rest, guilds, log } = deps
  const handle = createHandler(deps)
  const under = new Set<Promise<void>>()
  const hash = createHash('sha256').update(JSON.stringify(deps.commands)).digest('base64url')
  const known = new Map<string, string>()

  async function joined(payload: unknown): Promise<void> {
    const { id: guildId } = Guild.parse(payload)
    const agencyId = await guilds.agencyOf(guildId)
    if (agencyId === null)
      return log.warn({ guild: guildId }, 'discord: the bot is in a server that DISCORD_GUILDS does not name')
    known.set(guildId, agencyId)
    if ((await commandsHash(sql, agencyId, guildId)) !== hash) {
      await rest.setCommands(await rest.me(), guildId, deps.commands)
      await saveCommandsHash(sql, agencyId, guildId, hash)
    }
    await sweep(guildId, agencyId)
  }

  async function left(payload: unknown): Promise<void> {
    const { id: guildId, unavailable } = Guild.parse(payload)
    const agencyId = unavailable === true ? null : await guilds.agencyOf(guildId)
    known.delete(guildId)
    if (agencyId !== null) await forgetGuild(sql, agencyId, guildId)
  }

  async function channelChanged(payload: unknown): Promise<void> {
    const { id: channelId, guild_id: guildId, nsfw } = Channel.parse(payload)
    const agencyId = await guilds.agencyOf(guildId)
    if (agencyId === null) return
    const channel = `${guildId}:${channelId}`
    if (await saveChannel(sql, agencyId, channel, nsfw === true, clock.now())) await deps.redraw(agencyId, channel)
  }

  async function sweep(guildId: string, agencyId: string): Promise<void> {
    await forgetInteractions(sql, agencyId, new Date(clock.now().getTime() - REMEMBERED_MS))
    for (const channel of await channelsOf(sql, agencyId, guildId)) await sweepChannel(deps, agencyId, channel)
  }

  const heard: Record<string, (payload: unknown) => Promise<void>> = {
    INTERACTION_CREATE: handle,
    GUILD_CREATE: joined,
    GUILD_DELETE: left,
    CHANNEL_UPDATE: channelChanged,
  }

  /** Nothing that comes in ends the process; what fails is logged without its content. */
  function track(name: string, work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => log.error({ err: error, event: name }, 'discord: an event failed'))
    under.add(tracked)
    void tracked.finally(() => under.delete(tracked))
  }

  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    ...(deps.api && { rest: { api: deps.api } }),
  })
  client.on(Events.Error, (error) => log.warn({ err: { name: error.name } }, 'discord: the gateway had an error'))
  client.on(Events.Raw, (packet: { t?: string | null; d?: unknown }) => {
    const hear = heard[packet.t ?? '']
    if (hear) track(packet.t ?? '', hear(packet.d))
  })
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
  await client.login(deps.token)
  await ready
  const timer = setInterval(() => {
    for (const [guildId, agencyId] of known) track('sweep', sweep(guildId, agencyId))
  }, SWEEP_EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await client.destroy()
      await Promise.all(under)
    },
  }
}
