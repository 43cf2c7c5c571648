import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, hello: 10, acknowledged: 11 } as const

export interface FakeGateway {
  dispatch(event: string, data: unknown): void
  /** Cuts every connection, as a network does; the client comes back by itself. */
  drop(): void
  /** How clients came in: anew, or going on where they were. */
  readonly comings: ('identify' | 'resume')[]
  close(): void
}

interface Options {
  token: string
  userId: string
  guilds: readonly { id: string }[]
  url(): string
}

const guildOf = ({ id }: { id: string }) => ({
  ...{ id, name: 'Agency', owner_id: '1', unavailable: false, large: false, member_count: 3, features: [], roles: [] },
  ...{ channels: [], threads: [], members: [], emojis: [], stickers: [], presences: [], voice_states: [] },
  ...{ stage_instances: [], guild_scheduled_events: [], soundboard_sounds: [] },
})

/** Discord's gateway as far as a bot meets it: hello, identify, events in order, and resume after a lost connection. */
export function openGateway(server: Server, { token, userId, guilds, url }: Options): FakeGateway {
  const sockets = new WebSocketServer({ server })
  const open = new Set<WebSocket>()
  const past: { s: number; t: string; d: unknown }[] = []
  const comings: FakeGateway['comings'] = []

  function dispatch(event: string, data: unknown): void {
    const packet = { s: past.length + 1, t: event, d: data }
    past.push(packet)
    for (const socket of open) socket.send(JSON.stringify({ op: OP.dispatch, ...packet }))
  }

  function identified(socket: WebSocket, data: { token: string }): void {
    if (data.token !== token) socket.close(4004, 'Authentication failed.')
    else greet(socket)
  }

  function greet(socket: WebSocket): void {
    comings.push('identify')
    open.add(socket)
    const user = { id: userId, username: 'desk', discriminator: '0', global_name: null, avatar: null, bot: true }
    const unavailable = guilds.map(({ id }) => ({ id, unavailable: true }))
    const session = { session_id: 'session', resume_gateway_url: url(), application: { id: userId, flags: 0 } }
    dispatch('READY', { v: 10, user, guilds: unavailable, ...session })
    for (const guild of guilds) dispatch('GUILD_CREATE', guildOf(guild))
  }

  function resumed(socket: WebSocket, { seq }: { seq: number }): void {
    comings.push('resume')
    open.add(socket)
    for (const packet of past.filter(({ s }) => s > seq)) socket.send(JSON.stringify({ op: OP.dispatch, ...packet }))
    dispatch('RESUMED', {})
  }

  sockets.on('connection', (socket) => {
    socket.send(JSON.stringify({ op: OP.hello, d: { heartbeat_interval: 45_000 } }))
    socket.on('close', () => open.delete(socket))
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw)) as { op: number; d: never }
      if (op === OP.heartbeat) socket.send(JSON.stringify({ op: OP.acknowledged }))
      if (op === OP.identify) identified(socket, d)
      if (op === OP.resume) resumed(socket, d)
    })
  })

  return {
    dispatch,
    comings,
    drop() {
      for (const socket of open) socket.terminate()
      open.clear()
    },
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
