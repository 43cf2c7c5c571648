import type { IncomingMessage, ServerResponse } from 'node:http'
import { InstallProvider } from '@slack/oauth'
import { type CommandDefinition, defineCommand, refused } from '../../src/desk/index.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { sdkLogger } from './client.ts'
import type { Listening } from './listening.ts'
import { BOT_SCOPES, INSTALL_PATH, REDIRECT_PATH } from './manifest.ts'
import { issueTicket, readTicket } from './ticket.ts'
import { installationStore } from './tokens.ts'
import { words } from './words.ts'

export interface OAuthSecrets {
  clientId: string
  clientSecret: string
  /** Where browsers reach the door, such as `https://desk.example.com`. */
  publicUrl: string
  /** Slack's own page when absent. */
  authorizeUrl?: string | undefined
}

export interface Installer {
  handleInstall(request: IncomingMessage, response: ServerResponse, ticket: string): Promise<void>
  handleRedirect(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** Installing for many workspaces. Whose it becomes is signed into the link, so that nobody installs for another. */
export function createInstaller(oauth: OAuthSecrets, clock: Clock, { house, clients }: Listening): Installer {
  const provider = new InstallProvider({
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    stateSecret: `${oauth.clientSecret} state`,
    installationStore: installationStore(() => house),
    directInstall: true,
    logger: sdkLogger(house.log),
    clientOptions: clients.options,
    ...(oauth.authorizeUrl !== undefined && { authorizationUrl: oauth.authorizeUrl }),
  })
  const redirectUri = new URL(REDIRECT_PATH, oauth.publicUrl).href
  return {
    async handleInstall(request, response, ticket) {
      const agencyId = readTicket(oauth.clientSecret, ticket, clock.now())
      if (agencyId === null) return say(response, 403, words.linkExpired)
      const options = { scopes: [...BOT_SCOPES], redirectUri, metadata: agencyId }
      await provider.handleInstallPath(request, response, undefined, options)
    },
    async handleRedirect(request, response) {
      await provider.handleCallback(request, response, {
        success: (_installation, _options, _request, answer) => say(answer, 200, words.installed),
        failure(error, _options, _request, answer) {
          house.log.warn({ code: error.code }, 'slack: an installation failed')
          say(answer, 400, words.notInstalled)
        },
      })
    },
  }
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}

/** `/desk connect`: the link by which an admin connects a workspace. Declared also where OAuth is not set up. */
export function connectCommand(oauth: OAuthSecrets | null, clock: Clock): CommandDefinition {
  return defineCommand({
    group: 'desk',
    name: 'connect',
    summary: 'Connect a Slack workspace',
    arguments: [],
    least: 'admin',
    async run({ actor }) {
      if (oauth === null) return refused(words.noOAuth)
      const link = new URL(INSTALL_PATH, oauth.publicUrl)
      link.searchParams.set('ticket', issueTicket(oauth.clientSecret, actor.agencyId, clock.now()))
      return { kind: 'done', line: [words.openLink, ' ', { link: words.connect, href: link.href }] }
    },
  })
}
