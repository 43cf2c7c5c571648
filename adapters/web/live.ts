import type { ServerResponse } from 'node:http'
import type { Change } from './deps.ts'
import { SECURITY_HEADERS } from './guard.ts'

const HEARTBEAT_MS = 20_000
/** More open tabs than any team has; beyond it a stream is refused rather than the desk slowed. */
const STREAMS_MAX = 200
/** A browser that stopped reading is let go: it reconnects and fetches the whole list. */
const UNREAD_MAX_BYTES = 64 * 1024

/** Server-Sent Events to every open page: which card changed, never what it says. */
export interface Live {
  /** Takes over a response and keeps it open. False when there are too many. */
  open(response: ServerResponse, agencyId: string): boolean
  readonly size: number
  close(): void
}

/** One subscription to `changes` serves all pages. */
export function createLive(changes: (heard: (change: Change) => void) => () => void): Live {
  const streams = new Map<ServerResponse, string>()

  function send(response: ServerResponse, chunk: string): void {
    if (response.writableLength > UNREAD_MAX_BYTES) response.destroy()
    else response.write(chunk)
  }

  const stop = changes(({ agencyId, subject }) => {
    // A newline would start another field of the event; subjects have none, but they come from outside this process.
    const chunk = `event: card\ndata: ${subject.replace(/[\r\n]/g, '')}\n\n`
    for (const [response, of] of streams) if (of === agencyId) send(response, chunk)
  })
  const heartbeat = setInterval(() => {
    for (const response of streams.keys()) send(response, ': still here\n\n')
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    open(response, agencyId) {
      if (streams.size >= STREAMS_MAX) return false
      response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' })
      response.write('retry: 2000\n\n')
      streams.set(response, agencyId)
      response.on('close', () => streams.delete(response))
      return true
    },
    get size() {
      return streams.size
    },
    close() {
      clearInterval(heartbeat)
      stop()
      for (const response of streams.keys()) response.end()
      streams.clear()
    },
  }
}
