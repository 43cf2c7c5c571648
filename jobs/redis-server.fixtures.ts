import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { scratchFolder } from '../src/database/testing/scratch.ts'

const UP_WITHIN_MS = 10_000

/** Debian's redis-server on a spare port of loopback, which a test can end and begin again. */
export interface TestRedis {
  url: string
  start(): Promise<void>
  /** Forgets all keys, at once. */
  empty(): Promise<void>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  remove(): Promise<void>
}

export async function testRedis(): Promise<TestRedis> {
  const scratch = await scratchFolder()
  const port = await sparePort()
  let server: ChildProcess | null = null
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const only = ['--port', String(port), '--bind', '127.0.0.1', '--dir', scratch.path, '--save', '']
      server = spawn('redis-server', [...only, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'], {
        stdio: 'ignore',
      })
      const failed = once(server, 'error').then(([error]) => error as Error)
      for (const deadline = Date.now() + UP_WITHIN_MS; Date.now() < deadline; await pause(20)) {
        if (await answers(port)) return
        const error = await Promise.race([failed, pause(0)])
        if (error)
          throw new Error('redis-server is not there. On Debian: apt-get install redis-server', { cause: error })
      }
      throw new Error('redis-server does not answer')
    },
    empty: () => say(port, 'FLUSHALL').then(() => {}),
    async kill() {
      if (!server) return
      const ended = once(server, 'close')
      server.kill('SIGKILL')
      await ended
      server = null
    },
    async remove() {
      await redis.kill()
      await scratch.remove()
    },
  }
  await redis.start()
  return redis
}

async function sparePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function answers(port: number): Promise<boolean> {
  return (await say(port, 'PING').catch(() => '')).startsWith('+PONG')
}

/** One command in Redis's inline form, and the first of its answer. */
function say(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => socket.write(`${command}\r\n`))
    socket.once('data', (chunk) => {
      resolve(chunk.toString())
      socket.destroy()
    })
    socket.once('error', reject)
  })
}
