/** The product itself: `app.ts` with all its reactions, as `main.ts` starts it, on the benchmark's database. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { createMetrics } from '../../adapters/http/index.ts'
import { createPlatforms } from '../../adapters/platforms/index.ts'
import { connectRedis } from '../../jobs/redis.ts'
import { buildApp } from '../../src/app.ts'
import { Settings } from '../../src/config.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { countTasks } from '../../src/facts/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { parseKeyRing } from '../../src/vault/index.ts'
import { furnish } from '../furnish.ts'
import { recorded } from '../record-statements.ts'
import { optionsOf, serve } from '../server-process.ts'
import { loopbackDesk, loopbackWriter } from '../stubs.ts'

export interface ProductOptions {
  url: string
  keyRing: string
  settings: Record<string, string>
  /** Where the model and the chat platform answer; without them the built-in writer and the web desk are used. */
  stubs?: { modelUrl: string; chatUrl: string }
  /** Carries the tasks; without it they are carried in process. */
  redisUrl?: string
}

const { url, keyRing, settings, stubs, redisUrl } = optionsOf<ProductOptions>()
const config = Settings.parse({ ...settings, DOOR_EVENTS_PER_MINUTE: '10000000' })
const pool = recorded(
  openDatabase({ url, max: config.DATABASE_POOL, onTransaction: (seen) => metrics.onTransaction(seen) }),
)
const metrics = createMetrics({
  tasks: async () => ({ ...(await countTasks(pool.database, new Date(), null)), oldestS: 0 }),
})
const log = pino({ level: 'warn' })
const redis = redisUrl === undefined ? null : await connectRedis(redisUrl, log)
const app = buildApp({
  database: pool.database,
  clock: systemClock,
  ring: parseKeyRing(keyRing),
  config,
  platforms: createPlatforms(),
  metrics,
  log,
  role: config.ROLE,
  ...(redis && { redis }),
  ...(stubs && { writer: loopbackWriter(stubs.modelUrl), desks: [loopbackDesk(stubs.chatUrl, pool.stop)] }),
})

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

serve({
  listen: () => app.door.listen({ host: '127.0.0.1', port: 0 }),
  furnish: () => furnish(app, stubs ? 'slack' : 'web'),
  start: () => app.start(),
  /** Takes the workers away and brings them back: what the door costs without them. */
  restWorkers: () => app.loop.stop(),
  wakeWorkers: () => app.loop.start(),
  /** What stays after a collection, so that garbage isn't taken for a leak. */
  memory: () => {
    collect()
    return { heapBytes: process.memoryUsage().heapUsed, residentBytes: process.memoryUsage().rss }
  },
  recordStatements: () => pool.start(),
  recordedStatements: () => pool.take(),
  async stop() {
    await app.stop()
    await redis?.close()
    await pool.database.close()
  },
})
