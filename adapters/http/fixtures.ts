import { ACCOUNT, type StoryHouse } from '../../src/stories/house.ts'
import { signBody } from './signature.ts'

/** How a request to the door differs from a right one. */
export interface Wrong {
  source?: string
  secret?: string
  /** Null: no such header. */
  signature?: string | null
  atSeconds?: number
  raw?: string | Buffer
}

/** Posts to a story's door as its signed source would, but for what is wrong with it. */
export async function knock({ app, clock, source }: StoryHouse, body: unknown, wrong: Wrong = {}) {
  const raw = wrong.raw ?? JSON.stringify(body)
  const at = wrong.atSeconds ?? Math.floor(clock.now().getTime() / 1000)
  const signature = wrong.signature === undefined ? signBody(wrong.secret ?? source.secret, raw, at) : wrong.signature
  const response = await app.door.inject({
    method: 'POST',
    url: '/v1/events',
    headers: {
      'content-type': 'application/json',
      'x-source': wrong.source ?? source.id,
      ...(signature !== null && { 'x-signature': signature }),
    },
    payload: raw,
  })
  const { statusCode: status, headers } = response
  const type = String(headers['content-type']).split(';')[0]
  return { status, headers, type, body: response.json<Record<string, unknown>>() }
}

let count = 0
/** A right event, but for what is given. */
export function anEvent(more: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1
  return {
    id: `event-${count}`,
    type: 'message.received',
    account: ACCOUNT,
    fan: { id: 'fan' },
    at: '2026-11-20T14:00:00Z',
    message: { id: `message-${count}`, text: 'hey' },
    ...more,
  }
}
