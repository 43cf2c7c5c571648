import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { HandleDeps } from './scene.ts'
import { channelsOf, commandsHash, forgetGuild, forgetInteractions, saveChannel, saveCommandsHash } from './store.ts'
import { sweepChannel } from './sweep.ts'

export interface ServersDeps extends Omit<HandleDeps, 'gate' | 'cardOf' | 'prefix'> {
  /** Discord's declaration of all commands. */
  commands: readonly object[]
  /** Draws a channel's cards anew. */
  redraw(agencyId: string, channel: string): Promise<void>
  /** The cards of a channel since then, with the references that are kept of them. */
  postedOn(agencyId: string, channel: string, since: Date): Promise<{ id: string; ref: string | null }[]>
}

/** Discord delivers nothing again after so long. */
const REMEMBERED_MS = 24 * 60 * 60_000

const id = z.string().regex(/^\d{1,25}$/)
const Guild = z.looseObject({ id, unavailable: z.boolean().optional() })
const Channel = z.looseObject({ id, guild_id: id, nsfw: z.boolean().optional() })

type Hear = (payload: unknown) => Promise<void>

/** What is seen to when a server or one of its channels changes, and what is swept in those that the bot is in. */
export function createServers(deps: ServersDeps): { heard: Record<string, Hear>; sweep(): Promise<void> } {
  const { sql, clock, rest, guilds, log } = deps
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
    await sweepServer(guildId, agencyId)
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

  async function sweepServer(guildId: string, agencyId: string): Promise<void> {
    await forgetInteractions(sql, agencyId, new Date(clock.now().getTime() - REMEMBERED_MS))
    for (const channel of await channelsOf(sql, agencyId, guildId)) await sweepChannel(deps, agencyId, channel)
  }

  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: of two changes of a channel the later one must win. */
  const inOrder =
    (hear: (payload: unknown) => Promise<void>) =>
    (payload: unknown): Promise<void> => {
      const mine = last.then(() => hear(payload))
      last = mine.catch(() => {})
      return mine
    }

  return {
    heard: {
      GUILD_CREATE: inOrder(joined),
      GUILD_DELETE: inOrder(left),
      CHANNEL_UPDATE: inOrder(channelChanged),
    },
    async sweep() {
      for (const [guildId, agencyId] of known) await sweepServer(guildId, agencyId)
    },
  }
}
