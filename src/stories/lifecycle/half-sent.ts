import { once } from 'node:events'
import { connect } from 'node:net'
import { messagesFrom, type Source } from './visitor.ts'

/**
 * A request whose second half comes when `finish` is called: it is in flight until then. `finish` resolves with the
 * status line of the answer, or with an empty text when the connection was closed without one.
 */
export async function halfSent(door: string, source: Source, fan: string): Promise<{ finish(): Promise<string> }> {
  const { hostname, port } = new URL(door)
  const { body, headers } = messagesFrom(source, [fan])
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk))
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  const length = String(body.length)
  const head = { host: `${hostname}:${port}`, ...headers, 'content-length': length, expect: '100-continue' }
  const lines = Object.entries(head)
  socket.write(`POST /v1/events HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
  // The door says so once it has the request in hand.
  while (!answer.includes('100 Continue')) await once(socket, 'data')
  answer = ''
  socket.write(body.slice(0, 40))
  return {
    async finish() {
      socket.write(body.slice(40))
      // A program that goes on serving keeps the connection: the first line is all that is asked for.
      await Promise.race([closed, once(socket, 'data')])
      socket.destroy()
      return answer.split('\r\n')[0] ?? ''
    },
  }
}
