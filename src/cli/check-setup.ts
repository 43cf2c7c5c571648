import { checkSlack, slackManifest } from '../../adapters/slack/index.ts'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import type { Terminal } from './run-command.ts'

const QUIET = { warn() {}, error() {} }

/** Slack's manifest as this desk's settings want it, to be pasted at api.slack.com/apps. */
export function printManifest(app: App, config: Config, { say }: Terminal): number {
  const prefix = config.COMMAND_PREFIX ?? ''
  const socketMode = config.SLACK_APP_TOKEN !== undefined || config.PUBLIC_URL === undefined
  const publicUrl = config.PUBLIC_URL === undefined ? {} : { publicUrl: config.PUBLIC_URL }
  say(JSON.stringify(slackManifest(app.commands, { prefix, socketMode, ...publicUrl }), null, 2))
  return 0
}

/**
 * Says what of Slack works and what is missing: settings, token, scopes, workspace, channels, people. Returns the exit
 * code: 0 when nothing is missing.
 */
export async function checkSetup(app: App, config: Config, { say }: Terminal): Promise<number> {
  let missing = 0
  const tell = (ok: boolean, line: string): void => {
    if (!ok) missing += 1
    say(`${ok ? '✅' : '⚠️ '} ${line}`)
  }
  for (const [ok, line] of settings(config)) tell(ok, line)
  for (const agency of await app.agencies.agencies()) {
    const workspaces = await app.channels.workspaces(agency.id, 'slack')
    const tokens = await tokensOf(app, config, agency.id, workspaces)
    if (tokens.length === 0) continue
    say(`\n${agency.name}`)
    const bindings = await app.channels.bindings(agency.id)
    const channels = [...new Set(bindings.filter(({ desk }) => desk === 'slack').map(({ channel }) => channel))]
    for (const token of tokens) {
      const check = { token, channels, apiUrl: config.SLACK_API_URL, log: QUIET }
      for (const { ok, line } of await checkSlack(check)) tell(ok, line)
    }
    const linked = await app.agencies.linked(agency.id, 'slack')
    tell(
      linked > 0,
      linked > 0
        ? `${linked} people of Slack are linked.`
        : 'Nobody of Slack is linked: type /team link NAME slack:T1:U2 on the web desk.',
    )
  }
  say(missing === 0 ? '\nNothing is missing.' : `\nMissing: ${missing}.`)
  return missing === 0 ? 0 : 1
}

async function tokensOf(
  app: App,
  { SLACK_BOT_TOKEN, SLACK_AGENCY }: Config,
  agencyId: string,
  workspaces: readonly { workspace: string }[],
): Promise<string[]> {
  const own = SLACK_AGENCY === undefined || SLACK_AGENCY === agencyId
  if (SLACK_BOT_TOKEN !== undefined) return own ? [SLACK_BOT_TOKEN] : []
  const opened = workspaces.map(({ workspace }) =>
    app.vault.open(app.ground.database, { agencyId, kind: 'slack', id: workspace }),
  )
  return (await Promise.all(opened)).flatMap(([newest]) => newest ?? [])
}

/** Each setting that matters, whether it is there, and what to do when it isn't. Values are never said. */
function settings(config: Config): [boolean, string][] {
  const { SLACK_BOT_TOKEN: bot, SLACK_CLIENT_ID: client, SLACK_APP_TOKEN: socket } = config
  if (bot === undefined && client === undefined) {
    return [
      [false, 'No Slack: make an app at api.slack.com/apps from the manifest that npm run setup -- --manifest prints,'],
      [false, 'then set SLACK_BOT_TOKEN (one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (many).'],
    ]
  }
  const way: [boolean, string] =
    socket === undefined
      ? [
          config.SLACK_SIGNING_SECRET !== undefined,
          'SLACK_SIGNING_SECRET: requests over HTTP are checked by it (or set SLACK_APP_TOKEN for Socket Mode).',
        ]
      : [true, 'SLACK_APP_TOKEN: Socket Mode, no public address is needed.']
  if (client === undefined) return [[true, 'SLACK_BOT_TOKEN: one workspace.'], way]
  return [
    [config.SLACK_CLIENT_SECRET !== undefined, 'SLACK_CLIENT_SECRET: many workspaces by OAuth.'],
    [config.PUBLIC_URL !== undefined, 'PUBLIC_URL: where Slack and browsers reach the door.'],
    way,
  ]
}
