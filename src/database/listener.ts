import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Failure } from '../kernel/failure.ts'
import { sessionConfig } from './session.ts'

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 5_000
/** A network that drops packets silently is noticed by a beat that isn't answered. */
const BEAT_EVERY_MS = 15_000

interface Ear {
  channel: string
  heard: (payload: string) => void
  missed: (() => void) | undefined
}

export interface Listener {
  listen(channel: string, heard: (payload: string) => void, missed?: () => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** One connection of its own for all that listens, made when first needed and made again whenever it is lost. */
export function openListener(url: string): Listener {
  const ears = new Set<Ear>()
  let client: pg.Client | null = null
  let connecting: Promise<pg.Client> | null = null
  const closing = new AbortController()

  async function connected(): Promise<pg.Client> {
    if (client) return client
    connecting ??= connectUntilClosed().finally(() => {
      connecting = null
    })
    return connecting
  }

  async function connectUntilClosed(): Promise<pg.Client> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      if (closing.signal.aborted) throw closed()
      const made = await tryConnect()
      if (made && !closing.signal.aborted) {
        client = made
        return made
      }
      await made?.end()
      // Half of it at random, so that many processes don't come back in the same instant.
      await pause(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  /** A connection that listens to every channel asked for, or null. */
  async function tryConnect(): Promise<pg.Client | null> {
    const made = new pg.Client({ ...sessionConfig(url), query_timeout: 5_000 })
    made.on('error', () => {})
    made.on('notification', ({ channel, payload }) => {
      for (const ear of ears) if (ear.channel === channel) ear.heard(payload ?? '')
    })
    try {
      await made.connect()
      for (const channel of new Set([...ears].map((ear) => ear.channel))) await made.query(listenTo(channel))
    } catch {
      await made.end().catch(() => {})
      return null
    }
    const beat = setInterval(() => made.query('SELECT 1').catch(() => made.end().catch(() => {})), BEAT_EVERY_MS)
    beat.unref()
    made.once('end', () => {
      clearInterval(beat)
      if (client === made) void listenAgain()
    })
    return made
  }

  async function listenAgain(): Promise<void> {
    client = null
    if (closing.signal.aborted || ears.size === 0) return
    try {
      await connected()
    } catch {
      return // closed meanwhile
    }
    for (const ear of ears) ear.missed?.()
  }

  return {
    async listen(channel, heard, missed) {
      const ear: Ear = { channel, heard, missed }
      ears.add(ear)
      for (;;) {
        const at = await connected()
        // When the connection is lost right here, the next one already knows this ear.
        const done = await at.query(listenTo(channel)).catch(() => null)
        if (done) break
        if (closing.signal.aborted) throw closed()
        await at.end().catch(() => {})
      }
      return async () => {
        ears.delete(ear)
        if ([...ears].some((other) => other.channel === channel)) return
        await client?.query(`UNLISTEN ${pg.escapeIdentifier(channel)}`).catch(() => {})
      }
    },
    async close() {
      closing.abort()
      ears.clear()
      await connecting?.catch(() => {})
      const open = client
      client = null
      await open?.end().catch(() => {})
    },
  }
}

function listenTo(channel: string): string {
  return `LISTEN ${pg.escapeIdentifier(channel)}`
}

function closed(): Failure {
  return new Failure('database_away', 'The database is closed.', { retry: { kind: 'never' } })
}
