import { connect, type Socket } from 'node:net'

/**
 * A load generator that costs next to nothing, so that on a small machine it leaves the cores to what is measured:
 * whole requests as bytes, made before the clock starts, over kept-alive connections of plain sockets.
 */
export interface Answered {
  seconds: number
  /** Of each request, in milliseconds, in the order of the answers. */
  latenciesMs: number[]
}

/** Sends every request once, each connection its next one when the last was answered. All must be answered `status`. */
export async function closedLoop(
  url: string,
  requests: readonly Buffer[],
  options: { connections: number; status: number },
): Promise<Answered> {
  const lines = await Promise.all(Array.from({ length: options.connections }, () => openLine(url, options.status)))
  const latenciesMs: number[] = []
  let next = 0
  const started = performance.now()
  await Promise.all(
    lines.map(async (line) => {
      for (;;) {
        const request = requests[next++]
        if (!request) return
        const sent = performance.now()
        await line.send(request)
        latenciesMs.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  for (const line of lines) line.close()
  return { seconds, latenciesMs }
}

/**
 * Sends one request every `everyMs`, whether the last was answered or not, and tells when each was due: latency counts
 * from then, so a stall shows in every request that it held up.
 */
export async function openLoop(
  url: string,
  requests: readonly Buffer[],
  options: { everyMs: number; connections: number; status: number; onDue(index: number, at: number): void },
): Promise<void> {
  const lines = await Promise.all(Array.from({ length: options.connections }, () => openLine(url, options.status)))
  const free = [...lines]
  const waiting: Buffer[] = []
  const answered: Promise<void>[] = []
  const dispatch = (request: Buffer): void => {
    const line = free.pop()
    if (!line) {
      waiting.push(request)
      return
    }
    answered.push(
      line.send(request).then(() => {
        free.push(line)
        const held = waiting.shift()
        if (held) dispatch(held)
      }),
    )
  }
  const started = performance.now()
  let next = 0
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      for (; next < requests.length; next += 1) {
        const dueAt = started + next * options.everyMs
        if (dueAt > performance.now()) return
        options.onDue(next, dueAt)
        dispatch(requests[next] as Buffer)
      }
      clearInterval(timer)
      done()
    }, 1)
  })
  while (answered.length > 0) await Promise.all(answered.splice(0))
  for (const line of lines) line.close()
}

/** An answer tells its length, or ends with an empty chunk. */
function isWhole(received: string, from: number): boolean {
  const length = /content-length: (\d+)/i.exec(received)?.[1]
  return length === undefined ? received.endsWith('0\r\n\r\n') : received.length >= from + Number(length)
}

interface Line {
  send(request: Buffer): Promise<void>
  close(): void
}

/** One connection with one request at a time. */
async function openLine(url: string, status: number): Promise<Line> {
  const { hostname, port } = new URL(url)
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await new Promise<void>((done, failed) => socket.once('connect', done).once('error', failed))
  let answered: (() => void) | null = null
  let refused: ((error: Error) => void) | null = null
  let received = ''
  const fail = (why: string): void => refused?.(new Error(`${url}: ${why}`))
  socket.on('error', (error) => fail(error.message))
  socket.on('close', () => fail('the server closed the connection'))
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    const head = received.indexOf('\r\n\r\n')
    if (head < 0) return
    if (!isWhole(received, head + 4)) return
    const answer = received
    received = ''
    if (answer.startsWith(`HTTP/1.1 ${status} `)) answered?.()
    else fail(`answered ${answer}`)
  })
  return {
    send: (request) =>
      new Promise((done, failed) => {
        answered = done
        refused = failed
        socket.write(request)
      }),
    close() {
      refused = null
      socket.destroy()
    },
  }
}
