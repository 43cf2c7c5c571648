import { createHmac } from 'node:crypto'
import type { FetchFunction } from '@slack/web-api'
import { createEmulator, type Emulator } from 'emulate'
import { createPace } from '../../jobs/pace.ts'
import type { DrawPicture } from '../../src/desk/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { type StoryHouse, type StoryOptions, storyHouse } from '../../src/stories/house.ts'
import { createSlack, type Slack } from './index.ts'
import { RESPONSE_URL, TEAM } from './payloads.fixtures.ts'
import { createValidator, type Validate } from './validate.fixtures.ts'

const SIGNING_SECRET = 'a-signing-secret-of-tests'
const CLIENT = { id: 'client-of-tests', secret: 'secret-of-tests' }

export interface Call {
  method: string
  body: Record<string, unknown>
}

/** A house whose Slack is emulated: its Web API and OAuth by a program of others, its clicks by signed requests. */
export interface EmulatedSlack {
  house: StoryHouse
  emulator: Emulator
  slack: Slack
  calls: Call[]
  /** What was logged as a warning or an error. */
  errors: unknown[]
  /** What was said privately, as response urls got it. */
  said: Record<string, unknown>[]
  /** Answers the next calls of a method instead of Slack, or after it: an error, a status, a failure of the network. */
  trouble: Map<string, ((real: () => Promise<Response>) => Promise<Response>)[]>
  users: Record<'ana' | 'lena' | 'olga' | 'stranger', string>
  channel: string
  api(method: string, body?: Record<string, unknown>): Promise<Record<string, unknown>>
  trigger(user: string, viewId?: string): Promise<string>
  /** Installs once more, as an admin's browser would; returns what the browser is told in the end. */
  install(): Promise<{ status: number; text: string }>
  /** Posts a signed request to the real receiver; resolves with the answer once its work is done. */
  send(body: object | URLSearchParams, wrong?: { signature?: string; at?: number }): Promise<Answered>
  messages(): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export interface Answered {
  status: number
  body: Record<string, unknown>
}

const SEED = {
  slack: {
    team: { name: 'Northlight', domain: 'northlight' },
    users: ['ana', 'lena', 'olga', 'stranger'].map((name) => ({
      name,
      real_name: name,
      email: `${name}@test.dev`,
    })),
    channels: [{ name: 'chat-team', is_private: true }],
    oauth_apps: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        name: 'Huntaze Desk',
        redirect_uris: ['https://desk.example.com/slack/oauth_redirect'],
      },
    ],
  },
}

/** `options`: what else the house is made with, such as further desks; `draw` makes charts into pictures. */
export async function emulatedSlack({
  draw,
  ...options
}: StoryOptions & { draw?: DrawPicture } = {}): Promise<EmulatedSlack> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: SEED,
  })
  const outside = listenIn(await createValidator())
  const { calls, said, trouble, fetcher } = outside
  const errors: unknown[] = []
  const slack = createSlack({
    signingSecret: SIGNING_SECRET,
    oauth: {
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      publicUrl: 'https://desk.example.com',
      authorizeUrl: `${emulator.url}/oauth/v2/authorize`,
    },
    apiUrl: `${emulator.url}/api/`,
    fetch: fetcher,
    pace: createPace('slack', { points: 1_000, seconds: 1 }, null),
    draw,
    clock: systemClock,
    log: {
      warn: (fields, text) => void errors.push([text, fields]),
      error: (fields, text) => void errors.push([text, fields]),
    },
  })
  const house = await storyHouse({ ...options, connections: [slack] })
  const installed = await install(house, emulator)
  if (installed.status !== 200) throw new Error(`the installation failed: ${installed.text}`)
  const place = { agencyId: house.agencyId, kind: 'slack', id: TEAM }
  const [token = ''] = await house.app.vault.open(house.app.ground.database, place)
  const api = async (method: string, body: Record<string, unknown> = {}) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await response.json()) as Record<string, unknown>
  }
  const { members } = (await api('users.list')) as { members: { id: string; name: string }[] }
  const named = (name: string) => members.find((member) => member.name === name)?.id ?? ''
  const users = { ana: named('ana'), lena: named('lena'), olga: named('olga'), stranger: named('stranger') }
  const made = (await api('conversations.create', { name: 'desk-private', is_private: true })) as {
    channel: { id: string }
  }
  const channel = made.channel.id
  await api('conversations.invite', { channel, users: Object.values(users).join(',') })

  return {
    ...{
      house,
      emulator,
      slack,
      calls,
      errors,
      said,
      trouble,
      users,
      channel,
      api,
      install: () => install(house, emulator),
    },
    async trigger(user_id, view_id) {
      const answered = await api('views.generateTriggerId', { user_id, ...(view_id && { view_id }) })
      return String(answered.trigger_id)
    },
    async send(body, wrong = {}) {
      const answered = await post(house, body, wrong)
      // Work goes on after the acknowledgement.
      await slack.idle()
      return answered
    },
    async messages() {
      const { messages } = (await api('conversations.history', { channel })) as { messages: Record<string, unknown>[] }
      return messages
    },
    async close() {
      await house.close()
      await emulator.close()
    },
  }
}

/** Sees every call on its way to Slack: what Slack would refuse fails there, and a test may answer instead of it. */
function listenIn(validate: Validate) {
  const calls: Call[] = []
  const said: Record<string, unknown>[] = []
  const trouble: EmulatedSlack['trouble'] = new Map()

  const fetcher: FetchFunction = (url, init) => answer(String(url), init as RequestInit | undefined)
  async function answer(url: string, init: RequestInit | undefined): Promise<Response> {
    const body = readBody(init?.body)
    if (url.startsWith(RESPONSE_URL)) {
      refuse(validate({ text: String(body.text), blocks: (body.blocks ?? []) as unknown[], surface: 'message' }))
      said.push(body)
      return new Response('ok')
    }
    const method = url.split('/').at(-1) ?? ''
    calls.push({ method, body })
    if (method.startsWith('chat.post') || method === 'chat.update')
      refuse(validate({ text: String(body.text), blocks: (body.blocks ?? []) as unknown[], surface: 'message' }))
    const view = body.view as { type: 'modal' | 'home'; blocks: unknown[] } | undefined
    if (view) refuse(validate({ blocks: view.blocks, surface: view.type }))
    const instead = trouble.get(method)?.shift()
    const real = () => fetch(url, init)
    return instead ? instead(real) : real()
  }
  return { calls, said, trouble, fetcher }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new RangeError(`Slack would refuse this: ${problems.join('; ')}`)
}

function readBody(body: unknown): Record<string, unknown> {
  if (typeof body !== 'string') return {}
  if (body.startsWith('{')) return JSON.parse(body) as Record<string, unknown>
  const parsed = (value: string): unknown => (/^[[{]/.test(value) ? JSON.parse(value) : value)
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, parsed(value)]))
}

async function post(
  house: StoryHouse,
  body: object | URLSearchParams,
  { signature, at = Math.floor(Date.now() / 1_000) }: { signature?: string; at?: number },
): Promise<Answered> {
  const isForm = body instanceof URLSearchParams
  const event = isForm
    ? body
    : 'type' in body && body.type === 'event_callback'
      ? null
      : new URLSearchParams({ payload: JSON.stringify(body) })
  const payload = event === null ? JSON.stringify(body) : event.toString()
  const mac = createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:${payload}`).digest('hex')
  const response = await house.app.door.inject({
    method: 'POST',
    url: '/slack/events',
    headers: {
      'content-type': event === null ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': signature ?? `v0=${mac}`,
    },
    payload,
  })
  return { status: response.statusCode, body: response.body.startsWith('{') ? response.json() : {} }
}

/** Installs by OAuth, as an admin's browser would. */
async function install(house: StoryHouse, emulator: Emulator): Promise<{ status: number; text: string }> {
  const { door, gate } = house.app
  const admin = { agencyId: house.agencyId, desk: 'web', externalId: house.operators.admin, verified: false } as const
  const link = JSON.stringify(await gate.command(admin, '/desk connect')).match(/https:[^"]+/)?.[0] ?? ''
  const { search } = new URL(link)
  const started = await door.inject({ url: `/slack/install${search}` })
  const authorize = new URL(String(started.headers.location))
  const cookie = String(started.headers['set-cookie']).split(';')[0] ?? ''
  const page = await (await fetch(authorize)).text()
  const user = page.match(/name="user_id" value="([^"]+)"/)?.[1] ?? ''
  const form = new URLSearchParams({ user_id: user, client_id: CLIENT.id })
  for (const name of ['redirect_uri', 'scope', 'state']) form.set(name, authorize.searchParams.get(name) ?? '')
  const answered = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  const back = new URL(answered.headers.get('location') ?? '')
  const ended = await door.inject({ url: `/slack/oauth_redirect${back.search}`, headers: { cookie } })
  return { status: ended.statusCode, text: ended.body }
}
