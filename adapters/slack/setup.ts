import type { WebClient } from '@slack/web-api'
import { lookAtChannel } from './channel-safety.ts'
import { calling, createClients, type SlackLog, slackCode } from './client.ts'
import { BOT_SCOPES } from './manifest.ts'
import { parsePlaceName } from './place.ts'

/** One line of a check: what holds, or what is missing and what to do. */
export interface Finding {
  ok: boolean
  line: string
}

export interface SlackCheck {
  /** What is being checked: a workspace's token. */
  token: string
  /** Channels that are bound, as `T1:C2`. */
  channels: readonly string[]
  apiUrl?: string | undefined
  log: SlackLog
}

/** Asks Slack whether a token works, has the scopes it needs, and reaches its channels. */
export async function checkSlack({ token, channels, apiUrl, log }: SlackCheck): Promise<Finding[]> {
  const clients = createClients({ tokenOf: async () => token, apiUrl, log })
  const client = await clients.of('', '')
  try {
    const { team_id: workspace = '', team, user, response_metadata: about } = await calling(() => client.auth.test())
    const missing = about?.scopes ? BOT_SCOPES.filter((scope) => !about.scopes?.includes(scope)) : []
    const found = { ok: true, line: `Slack: the token is ${user}’s of ${team} (${workspace}).` }
    const scopes =
      missing.length === 0
        ? { ok: true, line: 'Slack: no scope is missing.' }
        : {
            ok: false,
            line: `Slack: scopes are missing: ${missing.join(', ')}. Add them under OAuth & Permissions and install again.`,
          }
    return [found, scopes, ...(await checkChannels(client, channels, workspace))]
  } catch (error) {
    return [
      {
        ok: false,
        line: `Slack: the token does not work (${reason(error)}). Install the app and set SLACK_BOT_TOKEN anew.`,
      },
    ]
  }
}

async function checkChannels(client: WebClient, names: readonly string[], workspace: string): Promise<Finding[]> {
  const places = names.map(parsePlaceName).filter((place) => place?.workspace === workspace)
  if (places.length === 0)
    return [
      { ok: false, line: 'Slack: no channel is bound. Invite the bot to one, and type /creator bind NAME there.' },
    ]
  const findings: Finding[] = []
  for (const { channel } of places.filter((place) => place !== null)) {
    const seen = await lookAtChannel(client, workspace, channel)
    const said = { safe: 'shows whole cards', unsafe: 'hides texts', gone: 'takes no cards' }[seen.verdict]
    const why = seen.verdict === 'safe' ? '' : `: ${seen.why}`
    findings.push({ ok: seen.verdict !== 'gone', line: `Slack: channel ${channel} ${said}${why}.` })
  }
  return findings
}

function reason(error: unknown): string {
  const code = slackCode(error) ?? slackCode((error as { cause?: unknown }).cause)
  return code ?? (error instanceof Error ? error.message : 'no answer')
}
