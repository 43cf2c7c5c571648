import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Sql } from '../../src/database/sql.ts'
import type { HandleDeps } from './scene.ts'
import { commandsHash, forgetGuild, saveCommandsHash } from './store.ts'

export interface ServersDeps extends Omit<HandleDeps, 'gate' | 'cardOf' | 'prefix'> {
  sql: Sql
  /** Discord's declaration of all commands. */
  commands: readonly object[]
}

const id = z.string().regex(/^\d{1,25}$/)
const Guild = z.looseObject({ id, unavailable: z.boolean().optional() })
const Channel = z.looseObject({ id, guild_id: id })

type Hear = (payload: unknown) => Promise<void>

/** What is seen to when a server or one of its channels changes. */
export function createServers(deps: ServersDeps): { heard: Record<string, Hear> } {
  const { sql, rest, guilds, log, channels } = deps
  const hash = createHash('sha256').update(JSON.stringify(deps.commands)).digest('base64url')

  async function joined(payload: unknown): Promise<void> {
    const { id: guildId } = Guild.parse(payload)
    const agencyId = await guilds.agencyOf(guildId)
    if (agencyId === null)
      return log.warn({ guild: guildId }, 'discord: the bot is in a server that DISCORD_GUILDS does not name')
    if ((await commandsHash(sql, agencyId, guildId)) !== hash) {
      await rest.setCommands(await rest.me(), guildId, deps.commands)
      await saveCommandsHash(sql, agencyId, guildId, hash)
    }
  }

  async function left(payload: unknown): Promise<void> {
    const { id: guildId, unavailable } = Guild.parse(payload)
    const agencyId = unavailable === true ? null : await guilds.agencyOf(guildId)
    if (agencyId !== null) await forgetGuild(sql, agencyId, guildId)
  }

  async function channelChanged(payload: unknown): Promise<void> {
    const { id: channelId, guild_id: guildId } = Channel.parse(payload)
    const agencyId = await guilds.agencyOf(guildId)
    if (agencyId !== null) await channels.changed(agencyId, { desk: 'discord', channel: `${guildId}:${channelId}` })
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
      CHANNEL_DELETE: inOrder(channelChanged),
    },
  }
}
