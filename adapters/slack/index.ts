/**
 * The Slack desk: cards as messages, buttons, modals, commands and the app's home, for one workspace by token or many by
 * OAuth, over HTTP on the door or over Slack's WebSocket. Leaves who may do what to the gate, tokens to the vault, and
 * which channel shows what to the channels slice.
 */
import type { Receiver } from '@slack/bolt'
import type { FetchFunction } from '@slack/web-api'
import type { FastifyInstance } from 'fastify'
import type { CommandDefinition, Desk, DrawPicture } from '../../src/desk/index.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { invariant } from '../../src/kernel/invariant.ts'
import type { Pace } from '../../src/kernel/pace.ts'
import { createClients, type SlackLog } from './client.ts'
import type { SlackHouse } from './deps.ts'
import { createSlackDesk } from './desk.ts'
import { connectCommand, createInstaller, type OAuthSecrets } from './install.ts'
import type { Listening } from './listening.ts'
import { mountSlack } from './mount.ts'
import { createPictures } from './pictures.ts'
import { httpReceiver, listen, socketReceiver } from './receiver.ts'
import { announceWorkspace } from './single.ts'
import { tokenInVault } from './tokens.ts'
import { createUnderWay } from './under-way.ts'

export { slackManifest } from './manifest.ts'
export { checkSlack } from './setup.ts'

export interface SlackOptions {
  signingSecret?: string | undefined
  /** One workspace, by its bot token … */
  botToken?: string | undefined
  /** … of this agency; needed only where there are several. */
  agencyId?: string | undefined
  /** Over Slack's WebSocket instead of HTTP. */
  appToken?: string | undefined
  /** Many workspaces by OAuth; their tokens lie in the vault. */
  oauth?: OAuthSecrets | undefined
  apiUrl?: string | undefined
  fetch?: FetchFunction | undefined
  pace: Pace
  /** Charts as pictures; without it cards say in words what they show. */
  draw?: DrawPicture | undefined
  clock: Clock
  log: SlackLog
}

/** Everything of Slack that one process needs. Nothing is connected to before `start`. */
export interface Slack {
  desk: Desk
  commands: CommandDefinition[]
  /** Resolves when nothing that people did is being worked on any more. */
  idle(): Promise<void>
  connect(house: SlackHouse): {
    /** Serves Slack's requests on the door, where Slack is spoken to over HTTP. */
    mount(door: FastifyInstance): void
    start(): Promise<void>
    stop(): Promise<void>
  }
}

/** Slack's desk by its settings. */
export function createSlack(options: SlackOptions): Slack {
  let house: SlackHouse | null = null
  const known = (): SlackHouse => {
    invariant(house, 'the desk is connected to the house before it is used')
    return house
  }
  const clients = createClients({
    tokenOf: async (agencyId, workspace) => options.botToken ?? tokenInVault(known(), agencyId, workspace),
    apiUrl: options.apiUrl,
    fetch: options.fetch,
    log: options.log,
  })
  const underWay = createUnderWay()
  const pictures = createPictures({
    draw: options.draw ?? (async () => null),
    records: () => known().channels.pictures,
    now: () => options.clock.now(),
    log: options.log,
  })
  return {
    idle: underWay.idle,
    desk: createSlackDesk({ clients, pace: options.pace, pictures }),
    commands: [connectCommand(options.oauth ?? null, options.clock)],
    connect(its) {
      house = its
      return connected(options, { house: its, clients, underWay, pictures })
    },
  }
}

function connected(options: SlackOptions, listening: Listening) {
  const { signingSecret, appToken, oauth, clock } = options
  const http = appToken === undefined && signingSecret !== undefined ? httpReceiver({ signingSecret }, listening) : null
  const socket: Receiver | null = appToken === undefined ? null : socketReceiver(appToken, listening)
  const receiver = http ?? socket
  if (receiver) listen(receiver, listening)
  const installer = oauth ? createInstaller(oauth, clock, listening) : null
  return {
    mount: (door: FastifyInstance) => mountSlack(door, http, installer),
    async start() {
      await announceWorkspace(options, listening)
      // Slack may be away for longer than we take to start: the rest of the program doesn't wait for it.
      if (socket) void Promise.resolve(socket.start()).catch(warnOf(options.log))
    },
    async stop() {
      await socket?.stop()
      await listening.underWay.idle()
    },
  }
}

const warnOf =
  (log: SlackLog) =>
  (error: unknown): void =>
    log.warn({ err: error }, 'slack: Socket Mode could not be started; mend the token and start again')
