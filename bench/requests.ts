import { signBody } from '../adapters/http/index.ts'
import type { EventInput } from '../src/inbox/index.ts'

export interface Sender {
  source: { id: string; secret: string }
  account: string
}

/** As long as the bodies that the prototypes were measured with. */
const BODY_BYTES = 453
const FILLER = 'and tell me more about the trip to the coast, the one with the boat and the long evening '

const eventId = (name: string): string => `event-${name}`

/** A signed request with one message of one fan, as bytes ready to be sent. */
export function messageRequest(sender: Sender, name: string, fan: string): Buffer {
  const body = bodyOf(sender, name, fan)
  const head = [
    'POST /v1/events HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    `x-source: ${sender.source.id}`,
    `x-signature: ${signBody(sender.source.secret, body, Math.floor(Date.now() / 1000))}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function bodyOf(sender: Sender, name: string, fan: string): string {
  const bodyWith = (text: string): string => {
    const event: EventInput = {
      id: eventId(name),
      type: 'message.received',
      account: sender.account,
      fan: { id: fan, name: fan },
      at: new Date().toISOString(),
      message: { id: `message-${name}`, text },
    }
    return JSON.stringify({ events: [event] })
  }
  const room = BODY_BYTES - bodyWith('').length
  return bodyWith(FILLER.repeat(Math.ceil(room / FILLER.length)).slice(0, room))
}
