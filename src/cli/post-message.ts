import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { signBody } from '../../adapters/http/index.ts'
import { BELLA, SOURCE } from '../../prisma/sample/people.ts'
import type { Config } from '../config.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { checkInput, readArguments } from './explain-input.ts'
import type { Terminal } from './run-command.ts'

const USAGE = `Usage:
  npm run post -- "hello"                                      to the sample agency, while npm start runs
  npm run post -- --source ID [--secret S] --account A --fan F [--fan-name NAME] "hello"
                  [--door http://127.0.0.1:4000] [--print-curl]`

const id = z.string({ error: '1 to 200 characters' }).min(1, '1 to 200 characters').max(200, '1 to 200 characters')
const Post = z
  .object({
    text: z.string({ error: 'what the fan writes' }).min(1, 'what the fan writes'),
    source: z.uuid({ error: 'the id of an event source, as npm run agency printed it' }).optional(),
    secret: z.string().min(1).optional(),
    account: id.optional(),
    fan: id.optional(),
    'fan-name': z.string().max(200).optional(),
    door: z.url({ protocol: /^https?$/, error: 'not an address such as http://127.0.0.1:4000' }).optional(),
    'print-curl': z.boolean(),
  })
  .refine(({ source, account }) => source === undefined || account !== undefined, {
    path: ['account'],
    error: 'with --source, the creator’s account that the fan writes to',
  })
export type Post = z.output<typeof Post>

/** What was typed, checked. */
export function readPost(args: readonly string[]): Post {
  const names = ['source', 'secret', 'account', 'fan', 'fan-name', 'door']
  const { values, flags, words } = readArguments(args, names, ['print-curl'], USAGE)
  const text = words.length === 0 ? undefined : words.join(' ')
  return checkInput(Post, { text, ...values, 'print-curl': flags.has('print-curl') }, USAGE)
}

/** Where the door of this configuration is, as a client on this machine reaches it. */
export function doorOf(post: Post, config: Pick<Config, 'DOOR_HOST' | 'DOOR_PORT'>): string {
  if (post.door !== undefined) return post.door.replace(/\/+$/, '')
  if (config.DOOR_PORT === 0) {
    throw new StartupError(
      'DOOR_PORT is 0, so the door took a port of its own.',
      'Say which: --door http://127.0.0.1:PORT',
    )
  }
  const everywhere = config.DOOR_HOST === '0.0.0.0' || config.DOOR_HOST === '::'
  const host = everywhere ? '127.0.0.1' : config.DOOR_HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${config.DOOR_PORT}`
}

export interface Signed {
  url: string
  headers: Record<string, string>
  body: string
}

/** One signed message. `secretOf` opens the source's secret where none was given. */
export async function signPost(
  post: Post,
  door: string,
  now: Date,
  secretOf: (sourceId: string) => Promise<string | null>,
): Promise<Signed> {
  const source = post.source ?? SOURCE.id
  const secret = post.secret ?? (await secretOf(source))
  if (secret === null) {
    throw new StartupError(
      post.source === undefined
        ? 'There is no sample agency here.'
        : `The source ${source} is not known here, or it was revoked.`,
      'Make an agency with npm run agency -- add NAME --creator NAME --platform onlyfans, and post as it says.',
    )
  }
  const message = randomUUID()
  const name = post['fan-name'] ?? (post.fan === undefined ? 'Terry T.' : undefined)
  const event = {
    id: `posted-${message}`,
    type: 'message.received',
    account: post.account ?? BELLA.account,
    fan: { id: post.fan ?? 'terry-t', ...(name !== undefined && { name }) },
    at: now.toISOString(),
    message: { id: message, text: post.text },
  }
  const body = JSON.stringify({ events: [event] })
  const headers = {
    'content-type': 'application/json',
    'x-source': source,
    'x-signature': signBody(secret, body, Math.floor(now.getTime() / 1000)),
  }
  return { url: `${door}/v1/events`, headers, body }
}

/** The same request for a terminal; its signature holds for five minutes. */
export function curlOf({ url, headers, body }: Signed): string {
  const given = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`)
  return ['curl -sS', ...given, `--data-raw ${quoted(body)}`, quoted(url)].join(' \\\n  ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Fails while no desk listens: nothing is opened, and no database server started, for a post that can't arrive. */
export async function reachDoor(door: string): Promise<void> {
  await fetch(`${door}/healthz`).catch((error: unknown) => {
    throw noDesk(door, error)
  })
}

const noDesk = (door: string, error: unknown): StartupError =>
  new StartupError(`No desk answers at ${door}.`, 'Start one with npm start in another terminal.', error)

/** Posts it and says what the door answered. Returns the exit code. */
export async function sendPost({ url, headers, body }: Signed, { say }: Terminal): Promise<number> {
  const response = await fetch(url, { method: 'POST', headers, body }).catch((error: unknown) => {
    throw noDesk(url, error)
  })
  const answer = (await response.json().catch(() => null)) as Answer | null
  for (const { id, status, reason } of answer?.results ?? []) say(`${status}  ${id}${reason ? `  ${reason}` : ''}`)
  if (response.status === 202) return answer?.results?.every(({ status }) => status === 'accepted') ? 0 : 1
  say(`${response.status} ${answer?.title ?? response.statusText}: ${answer?.detail ?? ''}`)
  for (const problem of answer?.errors ?? [])
    say(`  ${typeof problem === 'string' ? problem : JSON.stringify(problem)}`)
  return 1
}

interface Answer {
  results?: { id: string; status: string; reason?: string }[]
  title?: string
  detail?: string
  errors?: unknown[]
}
