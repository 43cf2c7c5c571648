import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openGateway } from '../adapters/discord/fake-gateway.fixtures.ts'
import { GUILD, TEAM } from './desk-requests.ts'

export const TOKEN = 'MTAwMDAw.benchmark.token'
const BOT = '100000000000000001'

/** Slack and Discord on loopback: they answer at once, but for what comes faster than the platform takes it. */
export interface DeskStubs {
  slackApi: string
  discordApi: string
  /** Whole cards that arrived. */
  cards: Record<'slack' | 'discord', number>
  /** Calls that were refused because they came too fast. */
  slowedDown: Record<'slack' | 'discord', number>
  dispatch(event: string, data: unknown): void
  /** Called with the id of each interaction that was acknowledged. */
  onAcknowledged(heard: (id: string) => void): void
  close(): Promise<void>
}

type Answer = { status: number; body: unknown; headers?: Record<string, string> }

/** Slack takes about one message a second and channel; Discord five in five seconds, and fifty calls a second in all. */
const LIMITS = {
  slack: { calls: 1, ms: 1_000 },
  discord: { calls: 5, ms: 5_000 },
  discordInAll: { calls: 50, ms: 1_000 },
}
/** A call that left in time may arrive a moment early. */
const MARGIN_MS = 25

/** Counts calls in windows that begin with the first; milliseconds to wait, 0 when it may pass. */
function limiter({ calls, ms }: { calls: number; ms: number }) {
  const windows = new Map<string, { from: number; count: number }>()
  return (key: string): number => {
    const now = performance.now()
    const window = windows.get(key)
    if (!window || now - window.from >= ms - MARGIN_MS) {
      windows.set(key, { from: now, count: 1 })
      return 0
    }
    window.count += 1
    return window.count <= calls ? 0 : ms - (now - window.from)
  }
}

export async function startDeskStubs(): Promise<DeskStubs> {
  const cards = { slack: 0, discord: 0 }
  const slowedDown = { slack: 0, discord: 0 }
  let heard: (id: string) => void = () => {}
  const slack = await listen(slackAnswers(cards, slowedDown))
  const discord = await listen(discordAnswers(cards, slowedDown, (id) => heard(id)))
  const discordApi = `${urlOf(discord)}/api`
  const url = () => urlOf(discord).replace('http', 'ws')
  const gateway = openGateway(discord, { token: TOKEN, userId: BOT, guilds: [{ id: GUILD }], url })
  return {
    ...{ slackApi: `${urlOf(slack)}/api/`, discordApi, cards, slowedDown, dispatch: gateway.dispatch },
    onAcknowledged(next) {
      heard = next
    },
    async close() {
      gateway.close()
      for (const server of [slack, discord]) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
    },
  }
}

function slackAnswers(cards: DeskStubs['cards'], slowedDown: DeskStubs['slowedDown']) {
  const mayPost = limiter(LIMITS.slack)
  const info = { is_member: true, is_private: true, is_archived: false }
  const known: Record<string, object> = {
    'auth.test': { team_id: TEAM, team: 'Benchmark', user: 'desk' },
    'conversations.info': { channel: info },
    'conversations.members': { members: [] },
  }
  let ts = 0
  return (request: IncomingMessage, body: string): Answer => {
    const method = request.url?.split('/').at(-1) ?? ''
    if (method !== 'chat.postMessage') return { status: 200, body: { ok: true, ...known[method] } }
    const waitMs = mayPost(new URLSearchParams(body).get('channel') ?? '')
    if (waitMs > 0) {
      slowedDown.slack += 1
      return { status: 429, body: {}, headers: { 'retry-after': String(Math.ceil(waitMs / 1_000)) } }
    }
    cards.slack += 1
    ts += 1
    return { status: 200, body: { ok: true, ts: `1.${String(ts).padStart(6, '0')}` } }
  }
}

function discordAnswers(cards: DeskStubs['cards'], slowedDown: DeskStubs['slowedDown'], heard: (id: string) => void) {
  const mayCall = limiter(LIMITS.discordInAll)
  const mayWrite = limiter(LIMITS.discord)
  let last = 0
  const ids = () => String(((BigInt(Date.now()) - 1_420_070_400_000n) << 22n) + BigInt(++last))
  const channels = messagesBy(ids)
  const limit = { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 }
  function onMessages(request: IncomingMessage, sent: string, { pathname, searchParams }: URL): Answer {
    const [, , , , channel = '', , message = ''] = pathname.split('/')
    const waitMs = Math.max(mayCall('all'), mayWrite(`${request.method} ${channel}`))
    if (waitMs > 0) {
      slowedDown.discord += 1
      const retry_after = waitMs / 1_000
      return {
        status: 429,
        body: { message: 'slow', retry_after, global: false },
        headers: { 'retry-after': String(retry_after) },
      }
    }
    if (request.method === 'GET')
      return { status: 200, body: channels.after(channel, searchParams.get('after') ?? '0') }
    if (request.method === 'PATCH') cards.discord += 1
    return { status: 200, body: channels.write(channel, message, (JSON.parse(sent) as Standing).components) }
  }
  return (request: IncomingMessage, sent: string): Answer => {
    const url = new URL(request.url ?? '/', 'http://stub')
    const [, , , a = '', b = '', c = ''] = url.pathname.split('/')
    if (a === 'interactions') {
      heard(b)
      return { status: 204, body: null }
    }
    if (a === 'gateway')
      return { status: 200, body: { url: `ws://${request.headers.host}`, shards: 1, session_start_limit: limit } }
    if (a === 'channels' && c === '')
      return { status: 200, body: { id: b, guild_id: GUILD, type: 0, nsfw: true, name: 'desk' } }
    return a === 'channels' ? onMessages(request, sent, url) : { status: 200, body: { id: BOT } }
  }
}

interface Standing {
  id: string
  author: object
  components: unknown
}

/** What stands on each channel, the oldest first: a card that is looked for is found. */
function messagesBy(ids: () => string) {
  const standing = new Map<string, Standing[]>()
  const on = (channel: string): Standing[] => {
    const here = standing.get(channel) ?? []
    standing.set(channel, here)
    return here
  }
  return {
    after: (channel: string, id: string) =>
      on(channel)
        .filter((each) => BigInt(each.id) > BigInt(id))
        .slice(0, 100),
    write(channel: string, id: string, components: unknown): Standing {
      const known = on(channel).find((each) => each.id === id)
      const written = known ?? { id: ids(), author: { id: BOT }, components }
      if (known) known.components = components
      else on(channel).push(written)
      return written
    },
  }
}

async function listen(answer: (request: IncomingMessage, body: string) => Answer): Promise<Server> {
  const server = createServer((request, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { status, body, headers = {} } = answer(request, Buffer.concat(chunks).toString('utf8'))
      if (status === 204) return void response.writeHead(status).end()
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
