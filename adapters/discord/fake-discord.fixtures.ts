import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FakeGateway, openGateway } from './fake-gateway.fixtures.ts'
import { problemsOfFiles, sentIn } from './sent-files.fixtures.ts'
import { type BodyKind, problemsOf } from './validate.fixtures.ts'

export const TOKEN = 'MTAwMDAw.fake.token'
export const BOT = '100000000000000001'
export const GUILD = '200000000000000001'
export const CHANNEL = '300000000000000001'

export interface FakeMessage {
  id: string
  channel_id: string
  author: { id: string; username: string; discriminator: string; avatar: null }
  nonce?: string | undefined
  content: string
  components: unknown[]
  flags: number
  timestamp: string
  /** Files as they came with the last drawing, by name. */
  files: Map<string, Buffer>
}

/** What a person saw of one interaction. */
export interface Seen {
  token: string
  /** Types of the callbacks that were taken. */
  callbacks: number[]
  modal: { custom_id: string; components: { component?: { custom_id: string; value?: string } }[] } | null
  choices: { name: string; value: string }[] | null
  /** What was said privately. */
  said: { components: unknown[] }[]
  expired: boolean
  acknowledged: boolean
}

interface Answered {
  status: number
  body: unknown
}

/** What goes wrong with the next request like this. `lost`: it has its effect, and the answer never arrives. */
export interface Fault {
  on: RegExp
  act: 'lost' | { status: number; code?: number; retryAfterS?: number }
}

const refuse = (status: number, code: number) => ({ status, body: { code, message: 'refused' } })

const THE_CHANNEL = { id: CHANNEL, guild_id: GUILD, type: 0, nsfw: true, name: 'desk' }

/** Discord's REST and gateway on this machine: what it was sent, validated; and what goes wrong when a test says so. */
export class FakeDiscord {
  readonly channels = new Map([[CHANNEL, { ...THE_CHANNEL }]])
  readonly messages = new Map<string, FakeMessage>()
  readonly #interactions = new Map<string, Seen>()
  readonly commands: unknown[][] = []
  readonly problems: string[] = []
  readonly faults: Fault[] = []
  readonly requests: string[] = []
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly gateway: FakeGateway
  readonly #now: () => number
  #last = 0
  #out = false

  constructor(now: () => number = Date.now) {
    this.#now = now
    const url = () => this.#gatewayUrl()
    this.gateway = openGateway(this.#server, { token: TOKEN, userId: BOT, guilds: [{ id: GUILD }], url })
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async close(): Promise<void> {
    this.gateway.close()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get api(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api`
  }

  /** Ids grow with time, as Discord's do. */
  newId(): string {
    this.#last += 1
    return String(((BigInt(this.#now()) - 1_420_070_400_000n) << 22n) + BigInt(this.#last))
  }

  /** Makes an interaction known, as Discord does when a person clicks; its id and token go to the gateway. */
  begin(): { id: string; token: string; seen: Seen } {
    const id = this.newId()
    const nothing = { callbacks: [], modal: null, choices: null, said: [], expired: false, acknowledged: false }
    const seen: Seen = { token: `token-${id}`, ...nothing }
    this.#interactions.set(id, seen)
    return { id, token: seen.token, seen }
  }

  /** The bot is thrown out of the server: it sees none of its channels. */
  kick(): void {
    this.#out = true
    this.gateway.dispatch('GUILD_DELETE', { id: GUILD })
  }

  /** The bot is back in the server, and its channel is there again. */
  restore(): void {
    this.#out = false
    this.channels.set(CHANNEL, THE_CHANNEL)
    this.gateway.dispatch('GUILD_CREATE', { id: GUILD, name: 'Agency', owner_id: '1' })
  }

  #gatewayUrl(): string {
    return this.api.replace('http', 'ws').replace('/api', '')
  }

  #check(kind: BodyKind, body: unknown): void {
    this.problems.push(...problemsOf(kind, body))
  }

  #post(channel: string, body: FakeMessage & { enforce_nonce?: boolean }): Answered {
    if (!this.channels.has(channel)) return refuse(404, 10_003)
    this.#check('create', body)
    const same = [...this.messages.values()].find(({ nonce }) => nonce !== undefined && nonce === body.nonce)
    if (same && body.enforce_nonce) return { status: 200, body: same }
    const author = { id: BOT, username: 'desk', discriminator: '0', avatar: null }
    const timestamp = new Date(this.#now()).toISOString()
    const head = { id: this.newId(), channel_id: channel, author, timestamp, nonce: body.nonce }
    const message = {
      ...head,
      content: body.content ?? '',
      components: body.components ?? [],
      flags: body.flags ?? 0,
      files: new Map(),
    }
    this.messages.set(message.id, message)
    return { status: 200, body: message }
  }

  #edit(id: string, { files = new Map(), ...body }: Partial<FakeMessage>): Answered {
    this.#check('edit', body)
    const message = this.messages.get(id)
    if (!message) return refuse(404, 10_008)
    Object.assign(message, { ...body, files, content: body.content ?? '' })
    return { status: 200, body: message }
  }

  #callback(id: string, body: { type: number; data?: never }): Answered {
    const seen = this.#interactions.get(id)
    if (!seen || (seen.expired && !seen.acknowledged)) return refuse(404, 10_062)
    if (seen.acknowledged) return refuse(400, 40_060)
    this.#check('callback', body)
    seen.acknowledged = true
    seen.callbacks.push(body.type)
    if (body.type === 9) seen.modal = body.data ?? null
    if (body.type === 8) seen.choices = (body.data as unknown as { choices: Seen['choices'] }).choices
    if (body.type === 4 && body.data) seen.said.push(body.data)
    return { status: 204, body: null }
  }

  #followUp(token: string, kind: 'followUp' | 'editReply', body: { components: unknown[] }): Answered {
    this.#check(kind, body)
    const seen = [...this.#interactions.values()].find((each) => each.token === token)
    if (!seen || seen.expired) return refuse(401, 50_027)
    seen.said.push(body)
    return { status: 200, body: {} }
  }

  #history(channel: string, after: string): FakeMessage[] {
    return [...this.messages.values()].filter((each) => each.channel_id === channel && BigInt(each.id) > BigInt(after))
  }

  #route(method: string, url: URL, body: never): Answered {
    const [, , , a = '', b = '', c = '', d = ''] = url.pathname.split('/')
    if (a === 'channels' && this.#out) return refuse(403, 50_001)
    const limit = { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 }
    switch (`${method} ${a} ${c}`.trim()) {
      case 'GET gateway':
        return { status: 200, body: { url: this.#gatewayUrl(), shards: 1, session_start_limit: limit } }
      case 'GET users':
        return { status: 200, body: { id: BOT } }
      case 'GET channels':
        return this.channels.has(b) ? { status: 200, body: this.channels.get(b) } : refuse(404, 10_003)
      case 'GET channels messages':
        return { status: 200, body: this.#history(b, url.searchParams.get('after') ?? '0') }
      case 'POST channels messages':
        return this.#post(b, body)
      case 'PATCH channels messages':
        return this.#edit(d, body)
      case 'DELETE channels messages':
        return this.messages.delete(d) ? { status: 204, body: null } : refuse(404, 10_008)
      case 'PUT applications guilds':
        this.#check('commands', body)
        this.commands.push(body)
        return { status: 200, body: [] }
      default:
        if (a === 'interactions') return this.#callback(b, body)
        if (a === 'webhooks') return this.#followUp(c, method === 'PATCH' ? 'editReply' : 'followUp', body)
        this.problems.push(`no such route: ${method} ${url.pathname}`)
        return refuse(404, 0)
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { raw, files } = await sentIn(Buffer.concat(chunks), request.headers['content-type'] ?? '')
    const url = new URL(request.url ?? '/', 'http://discord.test')
    const line = `${request.method} ${url.pathname.replace('/api/v10', '')}`
    this.requests.push(line)
    const at = this.faults.findIndex(({ on }) => on.test(line))
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1)
    if (fault && fault.act !== 'lost') return refuseBy(fault.act, response)
    const sent = raw === '' ? null : JSON.parse(raw)
    if (files.size > 0) this.problems.push(...problemsOfFiles(sent, files))
    const { status, body } = this.#route(
      request.method ?? '',
      url,
      (files.size > 0 ? { ...sent, files } : sent) as never,
    )
    if (fault) return void request.socket.destroy()
    if (status === 204) return void response.writeHead(status).end()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
}

function refuseBy({ status, code = 0, retryAfterS }: Exclude<Fault['act'], 'lost'>, response: ServerResponse): void {
  const slow = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS), 'x-ratelimit-scope': 'shared' }
  const body = {
    code,
    message: 'refused',
    ...(retryAfterS !== undefined && { retry_after: retryAfterS, global: false }),
  }
  response.writeHead(status, { 'content-type': 'application/json', ...slow }).end(JSON.stringify(body))
}
