import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { sessionConfig } from './session.ts'

/** First key of the locks that one process of many holds; arbitrary, and ours alone. */
const ALONE = 7_418_003
const AGAIN_AFTER_MS = 2_000
/** Whoever refuses us is not asked every other second for a whole night. */
const LONGEST_PAUSE_MS = 60_000
/** A network that drops packets silently is noticed by a beat that isn't answered. */
const BEAT_EVERY_MS = 5_000

/** What only one process may do at a time; `stop` ends it here, and another process goes on. */
export interface Duty {
  stop(): Promise<void>
}

export interface HoldOptions {
  /** Which of such locks: a number of ours. */
  key: number
  /** Begins the duty; called again whenever the lock was lost and is held again. */
  begin(): Promise<Duty>
  /** Beginning failed: the lock was given back, and it is tried again, less and less often. */
  failed(error: unknown): void
  /** How long to wait before asking again for what another process holds. */
  againAfterMs?: number
}

/**
 * Does something in one process at a time, whichever of those on the database at `url` is first. The server gives the
 * lock back when that process ends, however it ends, and another takes over within `againAfterMs`.
 */
export function holdAlone(url: string, options: HoldOptions): Duty {
  const stopping = new AbortController()
  const ended = hold(url, options, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

async function hold(
  url: string,
  { key, begin, failed, againAfterMs }: HoldOptions,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    const client = await tryHold(url, key)
    if (client && !signal.aborted) {
      try {
        const lost = lossOf(client, signal)
        const duty = await begin()
        failures = 0
        await lost
        await duty.stop()
      } catch (error) {
        failures += 1
        failed(error)
      }
    }
    await client?.end().catch(() => {})
    const pauseMs = Math.min((againAfterMs ?? AGAIN_AFTER_MS) * 2 ** failures, LONGEST_PAUSE_MS)
    await pause(pauseMs, undefined, { signal }).catch(() => {})
  }
}

/** A session that holds the lock; null when another process does, or the database is away. */
async function tryHold(url: string, key: number): Promise<pg.Client | null> {
  const client = new pg.Client({ ...sessionConfig(url), application_name: `huntaze-desk alone ${key}` })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS got', [ALONE, key])
    if (rows[0]?.got === true) return client
  } catch {
    // The database is away: asked again.
  }
  await client.end().catch(() => {})
  return null
}

/** Resolves when the session is gone, and with it the lock, or when it is to be given back. */
function lossOf(client: pg.Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const beat = setInterval(() => client.query('SELECT 1').catch(() => client.end().catch(() => {})), BEAT_EVERY_MS)
    beat.unref()
    const over = (): void => {
      clearInterval(beat)
      resolve()
    }
    client.once('end', over)
    signal.addEventListener('abort', over, { once: true })
    if (signal.aborted) over()
  })
}
