/** The product itself: `app.ts` with all its reactions, as `main.ts` starts it, on the benchmark's database. */
import { pino } from 'pino'
import { createMetrics } from '../../adapters/http/index.ts'
import { createPlatforms } from '../../adapters/platforms/index.ts'
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
}

const { url, keyRing, settings, stubs } = optionsOf<ProductOptions>()
const config = Settings.parse({ ...settings, DOOR_EVENTS_PER_MINUTE: '10000000' })
const pool = recorded(
  openDatabase({ url, max: config.DATABASE_POOL, onTransaction: (seen) => metrics.onTransaction(seen) }),
)
const metrics = createMetrics({
  tasks: async () => ({ ...(await countTasks(pool.database, new Date(), null)), oldestS: 0 }),
})
const app = buildApp({
  database: pool.database,
  clock: systemClock,
  ring: parseKeyRing(keyRing),
  config,
  platforms: createPlatforms(),
  metrics,
  log: pino({ level: 'warn' }),
  ...(stubs && { writer: loopbackWriter(stubs.modelUrl), desks: [loopbackDesk(stubs.chatUrl, pool.stop)] }),
})

serve({
  listen: () => app.door.listen({ host: '127.0.0.1', port: 0 }),
  furnish: () => furnish(app, stubs ? 'slack' : 'web'),
  start: () => app.start(),
  /** Takes the workers away and brings them back: what the door costs without them. */
  restWorkers: () => app.loop.stop(),
  wakeWorkers: () => app.loop.start(),
  recordStatements: () => pool.start(),
  recordedStatements: () => pool.take(),
  async stop() {
    await app.stop()
    await pool.database.close()
  },
})
