import { createServer } from 'node:net'
import { pino } from 'pino'
import { createDiscord, type Discord } from '../adapters/discord/index.ts'
import { createMetrics } from '../adapters/http/index.ts'
import { createOtelTracer } from '../adapters/otel/index.ts'
import { createPlatforms } from '../adapters/platforms/index.ts'
import { createDrawPicture } from '../adapters/png/index.ts'
import { chartFile } from '../adapters/web/index.ts'
import { connectRedis, type RedisServer } from '../jobs/redis.ts'
import { seedSampleAgency } from '../prisma/seed.ts'
import { type App, buildApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { connectionsOf } from './connections.ts'
import { type ConnectedDatabase, connectDatabase } from './database/connect.ts'
import { type Duty, holdAlone } from './database/hold-alone.ts'
import type { DrawPicture } from './desk/index.ts'
import { owedSince } from './digests/index.ts'
import { beginEras, countTasks } from './facts/index.ts'
import { systemClock } from './kernel/clock.ts'
import { StartupError } from './kernel/startup-error.ts'
import { modelOf } from './model-of.ts'
import { loadKeyRing } from './vault/index.ts'

/** One process at a time holds the gateway: the number of its lock. */
const DISCORD_GATEWAY = 1

/** A stop that takes longer has something stuck in it: leases and the journal make ending here safe. */
const STOP_MS = 20_000

async function main(args: readonly string[]): Promise<void> {
  const config = readConfig()
  if (config.ROLE !== 'everything' && config.DATABASE_URL === undefined) {
    throw new StartupError(
      `ROLE=${config.ROLE} is one of several processes on one database, and DATABASE_URL is not set.`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer that all of them reach, or leave ROLE out.',
    )
  }
  await refuseTakenPorts(config)
  const log = pino({ level: config.LOG_LEVEL })
  const connected = await connect(config, log)
  try {
    await run(connected, config, log, args)
  } catch (error) {
    // An embedded server that nobody stops would outlive us.
    await connected.close().catch(() => {})
    throw error
  }
}

async function run(
  connected: ConnectedDatabase,
  config: Config,
  log: pino.Logger,
  args: readonly string[],
): Promise<void> {
  await beginEras(connected.database)
  const metrics = createMetrics({
    tasks: () => taskFigures(connected),
    digestOwedS: () => digestOwedS(connected),
  })
  observed.onTransaction = metrics.onTransaction
  const ring = loadKeyRing(config.KEY_RING, `${config.DATA_DIR}/keys`)
  const platforms = createPlatforms()
  const redis = config.REDIS_URL === undefined ? undefined : await connectRedis(config.REDIS_URL, log)
  const { database } = connected
  const role = config.ROLE
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: share } = config
  const tracer = endpoint === undefined ? undefined : createOtelTracer({ endpoint, share, role })
  const outside = { database, clock: systemClock, ring, platforms, metrics, log, ...(tracer && { tracer }) }
  const draw = createDrawPicture({ svgOf: chartFile, log })
  const discord = discordOf(config, { database, log, draw, agencies: () => app.agencies.agencies() })
  const desks = discord ? { desks: [discord.desk] } : {}
  const connections = connectionsOf(config, { redis: redis?.redis ?? null, clock: systemClock, log, draw })
  const model = modelOf(config, redis?.redis ?? null, metrics.onModelCall)
  const app = buildApp({ ...outside, ...model, config, role, connections, ...(redis && { redis }), ...desks })
  stopOnSignals(app, connected, redis, log)
  // Before the workers: they would take the past's tasks.
  if (role === 'everything' && !args.includes('--empty'))
    await seedSampleAgency({ connected, config, ring, platforms, metrics, log, say })
  try {
    const addresses = await serve(app, config)
    await app.start()
    if (discord && role !== 'workers') duties.push(holdGateway(discord, app, connected.url, config, log))
    say(`\n${addresses.map(([name, at]) => `  ${name.padEnd(10)} ${at}`).join('\n')}\n\n  Stop with Ctrl-C.\n`)
  } catch (error) {
    await app.stop().catch(() => {})
    throw error
  }
}

/** The Discord desk, where a token is set. */
function discordOf(
  { DISCORD_BOT_TOKEN: token, DISCORD_GUILDS: guilds = '' }: Config,
  house: {
    database: ConnectedDatabase['database']
    log: pino.Logger
    draw: DrawPicture
    agencies(): Promise<{ id: string }[]>
  },
): Discord | null {
  const { database: sql, log, draw, agencies } = house
  return token === undefined ? null : createDiscord({ sql, log, token, guilds, agencies, draw })
}

/** What only this one of several processes does at the moment; ended before the app is. */
const duties: Duty[] = []

function holdGateway(discord: Discord, app: App, url: string, config: Config, log: pino.Logger): Duty {
  const prefix = config.COMMAND_PREFIX ?? ''
  return holdAlone(url, {
    key: DISCORD_GATEWAY,
    begin: () => discord.connect({ ...app, prefix }),
    failed: (error) => log.error({ err: error }, 'discord: the gateway could not be opened'),
  })
}

/** Before anything is made or started: somebody with two desks on one machine sees at once what to change. */
async function refuseTakenPorts({ DOOR_HOST, DOOR_PORT, WEB_PORT, ROLE }: Config): Promise<void> {
  const wanted: [string, number, string][] = [[DOOR_HOST, DOOR_PORT, 'DOOR_PORT']]
  if (ROLE !== 'workers') wanted.push(['127.0.0.1', WEB_PORT, 'WEB_PORT'])
  for (const [host, port, setting] of wanted) {
    const probe = createServer()
    const failed = await new Promise<Error | null>((resolve) => {
      probe.once('error', resolve)
      probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)))
    })
    if (failed) throw portTrouble(failed, host, port, setting)
  }
}

/** Listens as the role has it; names and addresses for the person at the terminal. */
async function serve(app: App, config: Config): Promise<[string, string][]> {
  const { DOOR_HOST, DOOR_PORT, WEB_PORT, ROLE } = config
  if (ROLE === 'workers') return [['Workers', `${await listen(app.health, DOOR_HOST, DOOR_PORT, 'DOOR_PORT')}/healthz`]]
  const doorAt = await listen(app.door, DOOR_HOST, DOOR_PORT, 'DOOR_PORT')
  const webAt = await listen(app.web, '127.0.0.1', WEB_PORT, 'WEB_PORT')
  return [
    ['Web desk', webAt],
    ['Door', `${doorAt}/v1/events`],
  ]
}

/** Set once the metrics exist; the database opens before them. */
const observed: { onTransaction?: (seen: { name: string; durationMs: number; outcome: string }) => void } = {}

function connect(config: Config, log: pino.Logger): Promise<ConnectedDatabase> {
  return connectDatabase({
    databaseUrl: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    role: 'application',
    max: config.DATABASE_POOL,
    log: (line) => log.info(line),
    onTransaction: (seen) => observed.onTransaction?.(seen),
    onLost: (error) => {
      explain(error)
      process.exit(1)
    },
  })
}

async function taskFigures({ database }: ConnectedDatabase) {
  const now = systemClock.now()
  const counts = await countTasks(database, now, null)
  const oldestS = counts.oldestDueAt ? Math.max(0, (now.getTime() - counts.oldestDueAt.getTime()) / 1000) : 0
  return { ...counts, oldestS }
}

async function digestOwedS({ database }: ConnectedDatabase): Promise<number> {
  const now = systemClock.now()
  const since = await owedSince(database, now)
  return since === null ? 0 : (now.getTime() - since.getTime()) / 1000
}

async function listen(server: App['door'], host: string, port: number, setting: string): Promise<string> {
  try {
    return await server.listen({ host, port })
  } catch (error) {
    throw portTrouble(error as Error, host, port, setting)
  }
}

/** What a person can do about an address that can't be listened on; anything else stays as it is. */
function portTrouble(error: Error, host: string, port: number, setting: string): Error {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new StartupError(
      `Port ${port} on ${host} is taken.`,
      `Stop what uses it, or set ${setting} to another port (0 takes a free one).`,
      error,
    )
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new StartupError(
      `${host}:${port} can't be listened on (${code}).`,
      `Set ${setting} or DOOR_HOST to something this machine may use.`,
      error,
    )
  }
  return error
}

/** True from the first signal on: what fails then, fails because the database is being closed. */
let stopping = false

function stopOnSignals(app: App, connected: ConnectedDatabase, redis: RedisServer | undefined, log: pino.Logger): void {
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    // What is stuck must not leave an embedded server behind.
    setTimeout(() => void connected.close().finally(() => process.exit(1)), STOP_MS).unref()
    setTimeout(() => process.exit(1), STOP_MS + 5_000).unref()
    await Promise.all(duties.map((duty) => duty.stop()))
    await app.stop()
    await redis?.close()
    await connected.close()
    log.info('stopped')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      })
    })
  }
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`)

/** What a person at the terminal needs: what happened and what to do. A bug keeps its stack. */
function explain(error: unknown): void {
  const text =
    error instanceof StartupError
      ? `${error.whatHappened}\n${error.whatToDo}`
      : error instanceof Error
        ? error.stack
        : String(error)
  process.stderr.write(`\n${text}\n\n`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (stopping) return
  explain(error)
  process.exit(1)
})
