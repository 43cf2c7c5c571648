import { pino } from 'pino'
import { z } from 'zod'
import { createMetrics } from '../../adapters/http/index.ts'
import { createPlatforms } from '../../adapters/platforms/index.ts'
import { type App, type AppDeps, buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { connectionsOf } from '../connections.ts'
import { connectDatabase } from '../database/connect.ts'
import { beginEras } from '../facts/index.ts'
import { systemClock } from '../kernel/clock.ts'
import { Failure } from '../kernel/failure.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { loadKeyRing } from '../vault/index.ts'
import { explainInput } from './explain-input.ts'

export interface Terminal {
  /** One line of the answer, on standard output. */
  say(line: string): void
}

export const terminal: Terminal = { say: (line) => void process.stdout.write(`${line}\n`) }

const FEW_CONNECTIONS = 4

/** Runs a command to its exit code: what a person can mend is said in sentences, a bug keeps its stack. */
export async function runCommand(work: (args: string[], config: Config) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(process.argv.slice(2), readConfig())
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    process.exitCode = 1
  }
}

function explain(error: unknown): string {
  if (error instanceof StartupError) return `${error.whatHappened}\n${error.whatToDo}`
  if (error instanceof z.ZodError) return explainInput(error)
  if (error instanceof Failure) return `${error.message}\nTry again; docs/operations.md says more.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * The program without doors and workers, for one command: attached to the running desk's database, or on a server that is
 * started and stopped for it. `more`: the language model, for a command that writes.
 */
export async function withApp<T>(
  config: Config,
  work: (app: App) => Promise<T>,
  more: Pick<AppDeps, 'model'> = {},
): Promise<T> {
  const connected = await connectDatabase({
    databaseUrl: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    role: 'command',
    max: FEW_CONNECTIONS,
  })
  try {
    await beginEras(connected.database)
    const app = buildApp({
      database: connected.database,
      clock: systemClock,
      ring: loadKeyRing(config.KEY_RING, `${config.DATA_DIR}/keys`),
      config,
      platforms: createPlatforms(),
      connections: connectionsOf(config, { redis: null, clock: systemClock, log: pino({ level: 'silent' }) }),
      metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
      log: pino({ level: 'silent' }),
      ...more,
    })
    try {
      return await work(app)
    } finally {
      await app.stop()
    }
  } finally {
    await connected.close()
  }
}
