import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartupError } from '../../kernel/startup-error.ts'
import { databaseFailure } from '../database-failure.ts'
import { executableBinaries, findBinaries } from './binaries.ts'
import { ensureDatabase } from './ensure-database.ts'
import { findHome } from './home.ts'
import { DATABASE_USER, initCluster } from './init-cluster.ts'
import { choosePort } from './port.ts'
import { findLivePostmaster, isRunning, type Postmaster } from './postmaster.ts'
import type { RunAs } from './run-program.ts'
import { runServer, ServerEnded, stopServer, waitUntilReady } from './run-server.ts'

const START_WITHIN_MS = 20_000

export interface EmbeddedOptions {
  /** The project's data directory; made when missing. */
  dataDir: string
  log?: (line: string) => void
  /** Where root keeps what can't lie in the project because the server's user may not enter it. */
  stateDir?: string
  /** More server settings, over those of the program: tests switch fsync off. */
  settings?: Readonly<Record<string, string>>
}

export interface EmbeddedServer {
  /** Address of the database, password included. */
  url: string
  /** Stops the server, whoever uses it, and waits until it is gone. */
  stop(): Promise<void>
  /** Whether the server already ran: left by a process that was killed, or in use by another one. */
  adopted: boolean
}

/**
 * Starts PostgreSQL from the npm package's binaries on `dataDir`, or adopts the server that already runs on it. Survives
 * a kill -9 at any point: of this process (the server lives on and is adopted), of the server (its log is replayed), in
 * the middle of the first start (which begins again). Throws `StartupError`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, log = () => {}, stateDir = '/var/lib/huntaze-desk', settings = {} } = options
  const home = await findHome(dataDir, stateDir, log)
  const binaries = await executableBinaries(await findBinaries(), home.user, stateDir, log)
  const as: RunAs = { binaries, user: home.user }
  const { made } = await initCluster(as, home.serverDir, settings.fsync !== 'off')
  if (made) log(`Made a new database in ${home.serverDir}.`)
  // The server knows its directory by its real path.
  const serverDir = await realpath(home.serverDir)
  const clusterDir = join(serverDir, 'data')
  const { postmaster, adopted } = await startOrAdopt(as, serverDir, settings)
  const url = await openUrl(serverDir, postmaster.port)
  log(`PostgreSQL ${adopted ? 'already runs' : 'runs'} on 127.0.0.1:${postmaster.port} with ${serverDir}.`)
  return { url, adopted, stop: () => stopServer(as, clusterDir) }
}

/** The address, once the database answers there. A lost connection passes through: it may be stopping under our feet. */
async function openUrl(serverDir: string, port: number): Promise<string> {
  try {
    const password = (await readFile(join(serverDir, 'password'), 'utf8')).trim()
    const url = `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${DATABASE_USER}`
    await ensureDatabase(url)
    return url
  } catch (error) {
    throw databaseFailure(error) === error ? cannotStart(serverDir, error) : error
  }
}

/** Two starts at the same time, a port taken in between and dying orphans all end in another round, not in an error. */
async function startOrAdopt(
  as: RunAs,
  serverDir: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  const clusterDir = join(serverDir, 'data')
  for (const deadline = Date.now() + START_WITHIN_MS; ; await pause(50)) {
    const live = await findLivePostmaster(clusterDir)
    try {
      if (live) {
        const ended = () => (isRunning(live.pid) ? null : 'ended')
        if (live.state !== 'stopping') {
          return { postmaster: await waitUntilReady(clusterDir, ended, live.pid), adopted: true }
        }
      } else {
        return { postmaster: await runServer(as, serverDir, await choosePort(serverDir), settings), adopted: false }
      }
    } catch (error) {
      const mayPass = live !== null || (error instanceof ServerEnded && PASSING.test(error.message))
      if (!mayPass || Date.now() > deadline) throw cannotStart(serverDir, error)
    }
    if (Date.now() > deadline) throw cannotStart(serverDir, new Error('An earlier server does not end.'))
  }
}

const PASSING = /could not bind|could not create any TCP|lock file ".*" already exists|pre-existing shared memory block/

function cannotStart(serverDir: string, error: unknown): StartupError {
  if (error instanceof StartupError) return error
  return new StartupError(
    `PostgreSQL does not start on ${serverDir}: ${(error as Error).message}`,
    `Its log is ${join(serverDir, 'server.log')}. Or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    error,
  )
}
