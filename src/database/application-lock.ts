import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartupError } from '../kernel/startup-error.ts'
import { sessionConfig } from './session.ts'

/** First keys of the two advisory locks on an embedded server; arbitrary, and ours alone. */
const APPLICATION = 7_418_001
const PRESENT = 7_418_002

const AGAIN_AFTER_MS = 200
/** A process that was just killed keeps its session until the server notices, which takes an instant on one machine. */
const LOCKED_WITHIN_MS = 1_000

/** The application: one per data directory. A command: any number, beside it or alone. */
export type Role = 'application' | 'command'

export interface JoinOptions {
  role: Role
  dataDir: string
  /** Starts the server again at the same address, unless it runs. */
  revive(): Promise<void>
  onLost(error: StartupError): void
}

export interface Presence {
  /**
   * Gives the locks back. True when nobody else used the server: then the caller stops it, while newcomers wait for the
   * lock and find themselves a new server.
   */
  leave(): Promise<boolean>
}

/**
 * Registers this process with the embedded server at `url` by advisory locks of one session: the server gives them back
 * when the process ends, however it ends. A second application is refused with a `StartupError` naming `dataDir`.
 * A session that is lost (the server restarted) is made again, after `revive` has brought the server back if it is gone;
 * `onLost` is called when that can't be, or another application was faster: then this one must end.
 */
export async function joinServer(url: string, { role, dataDir, revive, onLost }: JoinOptions): Promise<Presence> {
  let left = false
  let client = await enter(url, role, dataDir)
  watch(client)

  function watch(watched: pg.Client): void {
    watched.once('end', () => {
      if (!left) void enterAgain()
    })
  }

  async function enterAgain(): Promise<void> {
    for (; !left; await pause(AGAIN_AFTER_MS)) {
      try {
        await revive()
        client = await enter(url, role, dataDir)
        watch(client)
        if (left) await client.end()
        return
      } catch (error) {
        if (error instanceof StartupError) return onLost(error)
      }
    }
  }

  return {
    async leave() {
      left = true
      try {
        await client.query('SELECT pg_advisory_unlock_all()')
        // The last one out turns off the light.
        const last = await tryLock(client, PRESENT)
        // This session keeps the lock until the server is stopped or the process ends.
        if (!last) await client.end()
        return last
      } catch {
        await client.end().catch(() => {})
        return false // The server is gone, or somebody is stopping it.
      }
    },
  }
}

async function enter(url: string, role: Role, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ ...sessionConfig(url), application_name: `huntaze-desk ${role} ${process.pid}` })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT pg_advisory_lock_shared($1, 0)', [PRESENT])
    if (role === 'application') await lockApplication(client, dataDir)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

async function lockApplication(client: pg.Client, dataDir: string): Promise<void> {
  for (const deadline = Date.now() + LOCKED_WITHIN_MS; ; await pause(50)) {
    if (await tryLock(client, APPLICATION)) return
    if (Date.now() > deadline) break
  }
  throw new StartupError(
    `The desk already runs on the data directory ${dataDir}${await holder(client)}.`,
    'Use that one, or stop it first (Ctrl-C in its terminal). For a second desk beside it choose another DATA_DIR; ' +
      'for more processes of one desk set DATABASE_URL.',
  )
}

/** ` as process 1234`, when the server still knows who holds the lock. */
async function holder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.granted`,
    [APPLICATION],
  )
  const [pid] = /\d+$/.exec(rows[0]?.name ?? '') ?? []
  return pid ? ` as process ${pid}` : ''
}

async function tryLock(client: pg.Client, key: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, 0) AS got', [key])
  return rows[0]?.got === true
}
