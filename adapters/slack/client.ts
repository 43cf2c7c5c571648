import {
  type FetchFunction,
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api'
import { Failure } from '../../src/kernel/failure.ts'

/** Slack answers in well under a second; a call that takes longer came to no clear end. */
const TIMEOUT_MS = 10_000

/** The log as the rest of the program keeps it. */
export interface SlackLog {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface ClientDeps {
  /** The bot's token in a workspace; null when it is not installed there. */
  tokenOf(agencyId: string, workspace: string): Promise<string | null>
  /** Where Slack's Web API is; Slack's own when absent. */
  apiUrl?: string | undefined
  fetch?: FetchFunction | undefined
  log: SlackLog
}

export interface Clients {
  /** Throws `Failure('desk_away')` where there is no token: the cards catch up once there is one again. */
  of(agencyId: string, workspace: string): Promise<WebClient>
  options: WebClientOptions
}

/** The SDK's logger over ours. What it says for debugging holds tokens and texts, so it is not kept. */
export function sdkLogger(log: SlackLog): Logger {
  let level = LogLevel.WARN
  const words = (message: readonly unknown[]): string =>
    message.map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : '')).join(' ')
  return {
    debug() {},
    info() {},
    warn: (...message) => log.warn({ by: 'slack sdk' }, words(message).slice(0, 300)),
    error: (...message) => log.error({ by: 'slack sdk' }, words(message).slice(0, 300)),
    setLevel(next) {
      level = next
    },
    getLevel: () => level,
    setName() {},
  }
}

/** Clients of Slack's Web API: no call is retried by itself, since tasks decide that; a 429 is an error with its time. */
export function createClients({ tokenOf, apiUrl, fetch, log }: ClientDeps): Clients {
  const options: WebClientOptions = {
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: sdkLogger(log),
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    ...(fetch && { fetch }),
  }
  const kept = new Map<string, WebClient>()
  return {
    options,
    async of(agencyId, workspace) {
      const token = await tokenOf(agencyId, workspace)
      if (token === null) throw new Failure('desk_away', `Slack is not connected to workspace ${workspace}`)
      const client = kept.get(token) ?? new WebClient(token, options)
      if (kept.size > 200) kept.clear()
      kept.set(token, client)
      return client
    },
  }
}

/** Nothing more can be posted or drawn there. */
const GONE = new Set([
  'cannot_reply_to_message',
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'not_in_channel',
  'restricted_action',
  'thread_not_found',
])
/** Slack's trouble, or a token that somebody must renew: the cards catch up afterwards. */
const AWAY = new Set([
  'account_inactive',
  'fatal_error',
  'internal_error',
  'invalid_auth',
  'missing_scope',
  'not_authed',
  'request_timeout',
  'service_unavailable',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
])

/** Slack's own word for what went wrong; null when it said none. */
export function slackCode(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null
}

/** The SDK's errors as failures with a retry decision; what is a bug of ours stays what it is. */
function toFailure(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) {
    const retry = { kind: 'after', retryAfterMs: Math.max(1, error.retryAfter) * 1_000 } as const
    return new Failure('desk_slow_down', 'Slack asks to slow down', { retry, cause: error })
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError)
    return new Failure('desk_away', `Slack did not answer: ${error.message}`, { cause: error })
  const code = slackCode(error)
  if (code === 'ratelimited')
    return new Failure('desk_slow_down', 'Slack asks to slow down', { retry: { kind: 'after', retryAfterMs: 1_000 } })
  if (code !== null && GONE.has(code))
    return new Failure('desk_gone', `Slack says ${code}`, { retry: { kind: 'never' }, cause: error })
  if (code !== null && AWAY.has(code)) return new Failure('desk_away', `Slack says ${code}`, { cause: error })
  return error
}

/** Makes a call whose errors are failures. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw toFailure(error)
  }
}
