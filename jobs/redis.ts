import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { StartupError } from '../src/kernel/startup-error.ts'
import type { WorkerLog } from './worker.ts'

/** An answer that takes longer is not coming: the task table stays the truth, so giving up costs a second, not a task. */
const ANSWER_WITHIN_MS = 2_000
const CONNECT_WITHIN_MS = 5_000
const LONGEST_PAUSE_MS = 2_000

export const QUEUE = 'tasks'
/** Apart from whatever else lives in the same Redis; two desks in one Redis take two database numbers (`/1`). */
export const PREFIX = 'huntaze'

/** The program's Redis: the queue that carries tasks, and counters that several processes share. */
export interface RedisServer {
  redis: Redis
  queue: Queue
  /** A connection that waits for as long as it takes, as blocking reads must. */
  patient(): Redis
  close(): Promise<void>
}

/** Connects to Redis or Valkey. Throws `StartupError` naming `REDIS_URL` (never its password) when nothing answers there. */
export async function connectRedis(url: string, log: WorkerLog): Promise<RedisServer> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
    // While it is away a command fails at once: whoever asked has another way, or another second.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE_MS),
  })
  let firstError: Error | null = null
  redis.on('error', (error: Error) => {
    firstError ??= error
  })
  await ready(redis, () => firstError, url)
  sayWhenAway(redis, log)
  await warnOfEviction(redis, log)
  const queue = new Queue(QUEUE, { connection: redis, prefix: PREFIX, skipVersionCheck: true })
  queue.on('error', () => {}) // the connection's own state is logged
  const patient: Redis[] = []
  return {
    redis,
    queue,
    patient() {
      const own = redis.duplicate({ lazyConnect: false, enableOfflineQueue: true, maxRetriesPerRequest: null })
      delete own.options.commandTimeout
      own.on('error', () => {})
      patient.push(own)
      return own
    },
    async close() {
      // Who hangs up needs no word about it.
      redis.removeAllListeners('close')
      await queue.close().catch(() => {})
      for (const connection of [...patient, redis]) connection.disconnect()
    },
  }
}

async function ready(redis: Redis, firstError: () => Error | null, url: string): Promise<void> {
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    const { hostname, port } = new URL(url)
    const why = (firstError() ?? (error as Error)).message
    throw new StartupError(
      `REDIS_URL: Redis at ${hostname}:${port || 6379} can't be used: ${why}.`,
      'Start it or correct REDIS_URL. Without REDIS_URL the tasks are carried in this process.',
      error,
    )
  }
}

function sayWhenAway(redis: Redis, log: WorkerLog): void {
  let away = false
  redis.on('close', () => {
    if (!away) log.warn({}, 'Redis is away: tasks wait in the database')
    away = true
  })
  redis.on('ready', () => {
    if (away) log.warn({}, 'Redis is back')
    away = false
  })
}

/** A Redis that evicts keys under pressure would lose carried tasks until their leases run out, again and again. */
async function warnOfEviction(redis: Redis, log: WorkerLog): Promise<void> {
  const memory = await redis.info('memory').catch(() => '')
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1]
  if (policy && policy !== 'noeviction')
    log.warn({ policy }, 'Redis: set maxmemory-policy noeviction, or tasks are delayed when it is full')
}
