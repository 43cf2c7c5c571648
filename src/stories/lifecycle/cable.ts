import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** The network between the program and its database, which a test can pull out. */
export interface Cable {
  /** The database's address through this cable. */
  url: string
  /** `refused`: connections break and none can be made. `silent`: nothing breaks, and nothing comes through. */
  pull(how: 'refused' | 'silent'): Promise<void>
  plugIn(): Promise<void>
  close(): Promise<void>
}

export async function layCable(databaseUrl: string): Promise<Cable> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let silent = false
  let server = await listen(0)
  const { port } = server.address() as AddressInfo

  async function listen(at: number): Promise<Server> {
    const listening = createServer((near) => {
      const far = connect(Number(target.port), target.hostname)
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from)
        from.on('data', (chunk) => void (silent || to.write(chunk)))
        from.on('error', () => {})
        from.on('close', () => {
          sockets.delete(from)
          if (!silent) to.destroy()
        })
      }
    }).listen(at, '127.0.0.1')
    await once(listening, 'listening')
    return listening
  }

  function cut(): void {
    for (const socket of sockets) socket.destroy()
  }

  async function refuse(): Promise<void> {
    const closed = once(server, 'close')
    server.close()
    cut()
    await closed
  }

  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    async pull(how) {
      if (how === 'silent') silent = true
      else await refuse()
    },
    async plugIn() {
      // What was sent into the silence is lost, so its connections are of no use any more.
      if (silent) cut()
      silent = false
      if (!server.listening) server = await listen(port)
    },
    async close() {
      if (server.listening) await refuse()
    },
  }
}
