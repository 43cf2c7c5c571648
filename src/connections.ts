import { createSlack } from '../adapters/slack/index.ts'
import { createPace } from '../jobs/pace.ts'
import type { RedisServer } from '../jobs/redis.ts'
import type { Config } from './config.ts'
import type { DeskConnection } from './connect-desks.ts'
import type { DrawPicture } from './desk/index.ts'
import type { Clock } from './kernel/clock.ts'
import { StartupError } from './kernel/startup-error.ts'

export interface Outside {
  redis: RedisServer['redis'] | null
  clock: Clock
  log: Parameters<typeof createSlack>[0]['log']
  draw?: DrawPicture
}

/** About one message a second and channel is what Slack allows. */
const SLACK_PACE = { points: 1, seconds: 1 }

/** The desks beside the web desk that the settings ask for; none without their keys. Throws `StartupError` for half of them. */
export function connectionsOf(config: Config, outside: Outside): DeskConnection[] {
  return [...slackOf(config, outside)]
}

function slackOf(config: Config, { redis, clock, log, draw }: Outside): DeskConnection[] {
  const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = config
  if (SLACK_BOT_TOKEN === undefined && SLACK_CLIENT_ID === undefined) return []
  if (SLACK_SIGNING_SECRET === undefined && SLACK_APP_TOKEN === undefined)
    throw half(
      'SLACK_SIGNING_SECRET and SLACK_APP_TOKEN are both missing',
      'Set one of them: the first for HTTP, the second for Socket Mode.',
    )
  if (SLACK_CLIENT_ID !== undefined && (SLACK_CLIENT_SECRET === undefined || config.PUBLIC_URL === undefined))
    throw half('SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET and PUBLIC_URL', 'Set all three, or none of them.')
  const oauth =
    SLACK_CLIENT_ID !== undefined && SLACK_CLIENT_SECRET !== undefined && config.PUBLIC_URL !== undefined
      ? { clientId: SLACK_CLIENT_ID, clientSecret: SLACK_CLIENT_SECRET, publicUrl: config.PUBLIC_URL }
      : undefined
  const slack = createSlack({
    signingSecret: SLACK_SIGNING_SECRET,
    botToken: SLACK_BOT_TOKEN,
    agencyId: config.SLACK_AGENCY,
    appToken: SLACK_APP_TOKEN,
    oauth,
    apiUrl: config.SLACK_API_URL,
    pace: createPace('slack', SLACK_PACE, redis),
    draw,
    clock,
    log,
  })
  return [slack]
}

const half = (what: string, whatToDo: string): StartupError =>
  new StartupError(`Slack is set up by half: ${what}.`, whatToDo)
