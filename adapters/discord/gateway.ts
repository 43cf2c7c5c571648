import { Client, Events, GatewayIntentBits, Options } from 'discord.js'
import { createHandler } from './handle.ts'
import type { HandleDeps } from './scene.ts'
import { createServers, type ServersDeps } from './servers.ts'

export interface GatewayDeps extends HandleDeps, ServersDeps {
  token: string
  api?: string | undefined
}

export interface Gateway {
  stop(): Promise<void>
  /** Resolves when nothing that came in is being worked on any more. */
  idle(): Promise<void>
}

/**
 * The one connection to Discord's gateway: what comes in, and what is seen to when a server or channel changes. Resolves
 * once Discord has said hello; throws when it refuses the token.
 */
export async function connectGateway(deps: GatewayDeps): Promise<Gateway> {
  const { log } = deps
  const servers = createServers(deps)
  const heard: typeof servers.heard = { INTERACTION_CREATE: createHandler(deps), ...servers.heard }
  const under = new Set<Promise<void>>()

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
  client.on(Events.Invalidated, () =>
    log.error({}, 'discord: the session was ended for good; start again with a valid token'),
  )
  client.on(Events.Raw, (packet: { t?: string | null; d?: unknown }) => {
    const hear = heard[packet.t ?? '']
    if (hear) track(packet.t ?? '', hear(packet.d))
  })
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
  try {
    await client.login(deps.token)
  } catch (error) {
    await client.destroy()
    throw error
  }
  await ready
  const idle = async (): Promise<void> => {
    while (under.size > 0) await Promise.all(under)
  }
  return {
    idle,
    async stop() {
      await client.destroy()
      await idle()
    },
  }
}
