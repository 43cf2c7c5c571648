import type { Sql } from '../../src/database/sql.ts'
import type { CommandDefinition, Desk, DrawPicture } from '../../src/desk/index.ts'
import { discordCommands } from '../../src/desk/index.ts'
import { createDesk } from './desk.ts'
import { connectGateway, type Gateway, type GatewayDeps } from './gateway.ts'
import { createGuilds } from './guilds.ts'
import { createRest } from './rest.ts'
import type { Log } from './scene.ts'

export interface DiscordDeps {
  sql: Sql
  log: Log
  /** The bot's token: never logged. */
  token: string
  /** Whose servers are whose: `GUILD=AGENCY,GUILD`. */
  guilds: string
  agencies(): Promise<{ id: string }[]>
  /** Charts as pictures; without it cards say in words what they show. */
  draw?: DrawPicture | undefined
  /** Discord's address; another one in tests. */
  api?: string | undefined
}

/** What the gateway needs of the house, which is there once the desks are. */
export interface DiscordHouse {
  gate: GatewayDeps['gate']
  agencies: Pick<GatewayDeps, 'whoIs'>
  commands: readonly CommandDefinition[]
  /** Goes before every command's name. */
  prefix: string
  replies: { cardOf(sql: Sql, agencyId: string, subject: string): ReturnType<GatewayDeps['cardOf']> }
  channels: GatewayDeps['channels']
}

export interface Discord {
  desk: Desk
  /** Holds the gateway until it is stopped: one process at a time. Throws when Discord refuses the token. */
  connect(house: DiscordHouse): Promise<Gateway>
}

/** The desk for every process, and the gateway for the one that holds it. */
export function createDiscord({ sql, log, token, api, draw = async () => null, ...deps }: DiscordDeps): Discord {
  const rest = createRest({ token, api })
  const guilds = createGuilds({ setting: deps.guilds, agencies: deps.agencies })
  return {
    desk: createDesk({ rest, guilds, draw }),
    connect: ({ gate, agencies, commands, prefix, replies, channels }) =>
      connectGateway({
        ...{ sql, log, rest, guilds, token, api, draw, gate, prefix, channels, whoIs: agencies.whoIs },
        commands: discordCommands(commands, prefix),
        cardOf: (agencyId, subject) => replies.cardOf(sql, agencyId, subject),
      }),
  }
}
