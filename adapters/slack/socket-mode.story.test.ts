import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { createPace } from '../../jobs/pace.ts'
import { actionId } from '../../src/desk/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { type StoryHouse, storyHouse } from '../../src/stories/house.ts'
import { createSlack } from './index.ts'
import { pressed, RESPONSE_URL, TEAM, typed } from './payloads.fixtures.ts'

const until = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, 15_000)
const USER = 'U000000007'

/** Slack's end of the WebSocket, on loopback: says hello, and keeps what is acknowledged. */
let socket: WebSocketServer
let acknowledged: { envelope_id: string; payload?: unknown }[]
let house: StoryHouse
/** What was said by response urls, and what the log was told. */
let said: string[]
let logged: string[]
let about: Record<string, unknown>

beforeEach(() => {
  ;[acknowledged, said, logged] = [[], [], []]
  about = { team_id: TEAM, team: 'Northlight', user: 'desk' }
  socket = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  socket.on('connection', (client) => {
    client.on('message', (raw) => acknowledged.push(JSON.parse(String(raw)) as { envelope_id: string }))
    client.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }))
  })
})
afterEach(async () => {
  await house.close()
  for (const client of socket.clients) client.terminate()
  await new Promise((resolve) => socket.close(resolve))
})

/** Slack's Web API as far as it is asked here. */
async function answer(url: string, body: unknown): Promise<Response> {
  if (url.startsWith(RESPONSE_URL)) {
    said.push(String(body))
    return new Response('ok')
  }
  const method = url.split('/').at(-1)
  const at = (socket.address() as AddressInfo).port
  if (method === 'apps.connections.open') return Response.json({ ok: true, url: `ws://127.0.0.1:${at}/?ticket=1` })
  return Response.json({ ok: true, ...(method === 'auth.test' && about) })
}

async function open(): Promise<void> {
  const log = {
    warn: (_: object, text: string) => void logged.push(text),
    error: (_: object, text: string) => void logged.push(text),
  }
  const slack = createSlack({
    ...{ botToken: 'xoxb-0123456789', appToken: 'xapp-0123456789', clock: systemClock, log },
    apiUrl: 'https://slack.test/api/',
    fetch: (url, init) => answer(String(url), (init as RequestInit | undefined)?.body),
    pace: createPace('slack', { points: 1_000, seconds: 1 }, null),
  })
  house = await storyHouse({ connections: [{ ...slack, connect: (its) => slack.connect({ ...its, log }) }] })
}

const send = (envelope_id: string, type: string, payload: object): void => {
  for (const client of socket.clients)
    client.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true }))
}
const acknowledgements = (id: string) => acknowledged.filter(({ envelope_id }) => envelope_id === id)

it('connects without an address of its own: commands and clicks come by the WebSocket, are acknowledged, and count once', async () => {
  await open()
  await house.write('marcus', 'hello')
  const draft = await house.draftOf('marcus')
  await house.app.start()
  await until(() => expect(socket.clients.size).toBe(1))
  expect(await house.app.channels.agencyOf('slack', TEAM)).toBe(house.agencyId)

  const command = Object.fromEntries(typed(USER, 't', '/desk', 'status', 'C1'))
  send('e-1', 'slash_commands', command)
  await until(() => expect(said.join()).toContain(`/team link NAME slack:${TEAM}:${USER}`))
  expect(acknowledgements('e-1')).toHaveLength(1)

  const { agencyId, operators } = house
  const admin = { agencyId, desk: 'web', externalId: operators.admin, verified: false } as const
  expect(await house.app.gate.command(admin, `/team link Ana slack:${TEAM}:${USER}`)).toMatchObject({ kind: 'done' })
  const click = pressed(
    { user: USER, trigger: 't', action: actionId('accept', draft.id, draft.version) },
    { channel: 'C1', ts: '1.1' },
  )
  send('e-2', 'interactive', click)
  send('e-2', 'interactive', click)
  await until(async () => expect((await house.lastOf('marcus')).draft?.state).toBe('accepted'))
  await until(() => expect(acknowledgements('e-2')).toHaveLength(2))
  const decisions = await house.app.ground.database.query('SELECT via FROM decisions WHERE draft_id = $1', [draft.id])
  expect(decisions).toEqual([{ via: 'slack' }])
  expect(logged).toEqual([])
})

it('comes back by itself when Slack closes the connection', async () => {
  await open()
  await house.app.start()
  await until(() => expect(socket.clients.size).toBe(1))
  for (const client of socket.clients) client.terminate()
  await until(() => expect(socket.clients.size).toBe(0))
  await until(() => expect(socket.clients.size).toBe(1))
  send('e-3', 'slash_commands', Object.fromEntries(typed(USER, 't', '/desk', 'status', 'C1')))
  await until(() => expect(acknowledgements('e-3')).toHaveLength(1))
})

it('takes the workspace of its token for the one agency, the organisation where the token is for all of it, and asks which of several', async () => {
  about = { ...about, enterprise_id: 'E000000009', is_enterprise_install: true }
  await open()
  await house.app.start()
  expect(await house.app.channels.agencyOf('slack', 'E000000009')).toBe(house.agencyId)
  expect(await house.app.channels.agencyOf('slack', TEAM)).toBeNull()
  await house.close()

  about = { team_id: TEAM, team: 'Northlight' }
  await open()
  await house.app.agencies.addAgency({ name: 'Another', zone: 'UTC' })
  await house.app.start()
  expect(await house.app.channels.agencyOf('slack', TEAM)).toBeNull()
  expect(logged).toContain('slack: SLACK_AGENCY must say whose workspace it is')
})
