import { setTimeout as pause } from 'node:timers/promises'
import { StartupError } from '../kernel/startup-error.ts'
import { joinServer, type Presence, type Role } from './application-lock.ts'
import { explainConnection, refuseMalformed } from './connection-trouble.ts'
import { databaseFailure } from './database-failure.ts'
import { type EmbeddedServer, startEmbedded } from './embedded/start-embedded.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './pool.ts'
import type { OnTransaction } from './transaction.ts'

export interface ConnectOptions {
  /** Address of a PostgreSQL 15 or newer; without it the embedded one runs on `dataDir`. */
  databaseUrl?: string | undefined
  dataDir: string
  /** With the embedded server, one application per data directory; commands join it, or start the server themselves. */
  role: Role
  /** Most connections of the pool. */
  max: number
  log?: (line: string) => void
  onTransaction?: OnTransaction
  /** Another application took over the embedded database after ours lost it: end the process with this error. */
  onLost?: (error: StartupError) => void
  /** Where migrations lie and where root keeps things, for tests. */
  migrations?: string
  stateDir?: string
}

export interface ConnectedDatabase {
  database: Database
  /** With its password: never log it. */
  url: string
  embedded: boolean
  /** Closes the pool, and stops the embedded server unless another process uses it. */
  close(): Promise<void>
}

/** An open, migrated database. Throws `StartupError`, which says what to do. */
export function connectDatabase(options: ConnectOptions): Promise<ConnectedDatabase> {
  return options.databaseUrl ? connectGiven(options, options.databaseUrl) : connectEmbedded(options)
}

async function connectGiven(options: ConnectOptions, url: string): Promise<ConnectedDatabase> {
  refuseMalformed(url)
  try {
    await migrate(url, migrateOptions(options))
  } catch (error) {
    throw explainConnection(url, error)
  }
  const database = open(options, url)
  return { database, url, embedded: false, close: () => database.close() }
}

/** How often a server that another process stops under our feet is started again. */
const ROUNDS = 5

async function connectEmbedded(options: ConnectOptions): Promise<ConnectedDatabase> {
  for (let round = 1; ; round++) {
    try {
      return await startAndJoin(options)
    } catch (error) {
      // The last process before us was just stopping the server that we adopted.
      if (databaseFailure(error) === error || round === ROUNDS) throw error
      await pause(100 * round)
    }
  }
}

async function startAndJoin(options: ConnectOptions): Promise<ConnectedDatabase> {
  const { role, dataDir, log, stateDir, onLost = () => {} } = options
  const start = () => startEmbedded({ dataDir, ...(log && { log }), ...(stateDir && { stateDir }) })
  const server = await start()
  const { url } = server
  // A server that was killed comes back, and the pool with it, without a restart of the program.
  const revive = async () => {
    if ((await start()).url !== url) throw movedAway(dataDir)
  }
  let presence: Presence
  try {
    presence = await joinServer(url, { role, dataDir, revive, onLost })
  } catch (error) {
    // Refused: the server is another one's, and stays. (One that we started ourselves is adopted next time.)
    if (!server.adopted && !(error instanceof StartupError)) await server.stop()
    throw error
  }
  try {
    await migrate(url, migrateOptions(options))
  } catch (error) {
    await leave(presence, server)
    throw error
  }
  const database = open(options, url)
  return {
    database,
    url,
    embedded: true,
    async close() {
      await database.close()
      await leave(presence, server)
    },
  }
}

function movedAway(dataDir: string): StartupError {
  return new StartupError(
    `The server of ${dataDir} went away, and another program took its port meanwhile.`,
    'Start the program again: it uses another port then.',
  )
}

async function leave(presence: Presence, server: EmbeddedServer): Promise<void> {
  if (await presence.leave()) await server.stop()
}

function open({ max, onTransaction }: ConnectOptions, url: string): Database {
  return openDatabase({ url, max, ...(onTransaction && { onTransaction }) })
}

function migrateOptions({ migrations, log }: ConnectOptions) {
  return { ...(migrations && { directory: migrations }), ...(log && { log }) }
}
