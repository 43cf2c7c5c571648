import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js'
import { Failure } from '../../src/kernel/failure.ts'
import type { Body, ButtonPart, NO_MENTIONS, Picture } from './components.ts'
import type { PingPost } from './ping.ts'

/** A call that takes longer is tried again as a task: Discord recognises a posting by its nonce. */
const TIMEOUT_MS = 10_000

/** Unknown channel or message, no access, no permission to write, a closed thread: gone, or nobody lets us in any more. */
const GONE = new Set<number | string>([10_003, 10_008, 50_001, 50_013, 50_083])
const UNKNOWN_INTERACTION = 10_062
const ALREADY_ACKNOWLEDGED = 40_060

/** A person's click was answered too late: Discord has told them that it failed. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** A message of a channel's history, as far as it is read. */
export interface SeenMessage {
  id: string
  author: { id: string }
  components?: unknown[]
}

export interface SeenChannel {
  id: string
  guild_id?: string
  nsfw?: boolean
  parent_id?: string | null
  type: number
}

/** The first posting of a card: its summary, so that a notification says something, and what finds it again. */
export interface FirstPost {
  content: string
  nonce: string
  enforce_nonce: true
  allowed_mentions: typeof NO_MENTIONS
  components: { type: 1; components: ButtonPart[] }[]
}

/** A card comes again as a task, at its time; a person who clicked is waited for. */
const isCardCall = ({ route }: { route: string }): boolean => route.startsWith('/channels')

export type Rest = ReturnType<typeof createRest>

/** Discord's REST, with its errors as `Failure`s. `api` is for tests; a card never waits for a rate limit in silence. */
export function createRest({ token, api }: { token: string; api?: string | undefined }) {
  const rest = new REST({ timeout: TIMEOUT_MS, retries: 0, rejectOnRateLimit: isCardCall, ...(api && { api }) })
  rest.setToken(token)
  let me: Promise<string> | null = null

  async function call<T>(work: () => Promise<unknown>): Promise<T> {
    try {
      return (await work()) as T
    } catch (error) {
      throw failureOf(error)
    }
  }

  return {
    /** The bot's own id. */
    me(): Promise<string> {
      me ??= call<{ id: string }>(() => rest.get('/users/@me')).then(({ id }) => id)
      // Asked again after a failure.
      me.catch(() => {
        me = null
      })
      return me
    },
    channel: (id: string) => call<SeenChannel>(() => rest.get(`/channels/${id}`)),
    messagesAfter: (channel: string, after: string) =>
      call<SeenMessage[]>(() =>
        rest.get(`/channels/${channel}/messages`, { query: new URLSearchParams({ after, limit: '100' }) }),
      ),
    create: (channel: string, body: FirstPost) =>
      call<{ id: string }>(() => rest.post(`/channels/${channel}/messages`, { body })),
    point: (channel: string, body: PingPost) => call<void>(() => rest.post(`/channels/${channel}/messages`, { body })),
    /** Draws a message anew; the files of the last drawing go. */
    edit: (channel: string, message: string, body: Body & { content: null }) =>
      call<void>(() => rest.patch(`/channels/${channel}/messages/${message}`, withFiles(body, { always: true }))),
    remove: (channel: string, message: string) =>
      call<void>(() => rest.delete(`/channels/${channel}/messages/${message}`)),
    setCommands: (application: string, guild: string, body: readonly unknown[]) =>
      call<void>(() => rest.put(`/applications/${application}/guilds/${guild}/commands`, { body })),
    /** Answers an interaction for the first time. Throws `TooLate`; what was acknowledged before stays so. */
    async callback(interaction: { id: string; token: string }, body: { type: number; data?: object }): Promise<void> {
      try {
        const { body: data, files } = withFiles((body.data ?? {}) as Said)
        const sent = { body: body.data ? { ...body, data } : body, files, auth: false }
        await rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, sent)
      } catch (error) {
        if (error instanceof DiscordAPIError && error.code === UNKNOWN_INTERACTION) throw new TooLate()
        // Delivered twice: the first delivery has acknowledged it, and whoever is not done goes on.
        if (!(error instanceof DiscordAPIError && error.code === ALREADY_ACKNOWLEDGED)) throw failureOf(error)
      }
    },
    /** Another private message to the person; good for 15 minutes after the interaction. */
    followUp: (application: string, token: string, body: Body) =>
      call<void>(() => rest.post(`/webhooks/${application}/${token}`, { ...withFiles(body), auth: false })),
    /** Writes the answer that a deferral promised. */
    editReply: (application: string, token: string, body: Body) =>
      call<void>(() =>
        rest.patch(`/webhooks/${application}/${token}/messages/@original`, { ...withFiles(body), auth: false }),
      ),
  }
}

/** What is said: a message with its files, or something that has none. */
type Said = object & { readonly files?: readonly Picture[] }

/** A body and its files, as they are sent: beside each other, each file named in the body. `always`: also where there is none. */
function withFiles({ files = [], ...body }: Said, { always = false } = {}) {
  const attachments = files.map(({ name }, n) => ({ id: String(n), filename: name }))
  return {
    body: always || files.length > 0 ? { ...body, attachments } : body,
    files: files.map(({ name, data }) => ({ name, data, contentType: 'image/png' })),
  }
}

/** What to do about an error. Neither bodies nor addresses are kept: they hold texts and tokens. */
function failureOf(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    const retryAfterMs = Math.max(100, error.retryAfter)
    return new Failure('desk_slow_down', 'Discord asks to go slower.', { retry: { kind: 'after', retryAfterMs } })
  }
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    const code = error instanceof DiscordAPIError ? error.code : null
    const said = `Discord answered ${error.status}${code === null ? '' : ` (${code})`}.`
    if (code !== null && GONE.has(code)) return new Failure('desk_gone', said, { retry: { kind: 'never' } })
    // A token that is refused is renewed by somebody; what Discord can't read is a bug of ours.
    const forGood = error.status < 500 && error.status !== 401
    return new Failure('desk_away', said, forGood ? { retry: { kind: 'never' } } : {})
  }
  const why = error instanceof Error ? error.name : 'an error'
  return new Failure('desk_away', `Discord can't be reached (${why}).`)
}
