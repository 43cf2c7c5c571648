import { pino } from 'pino'
import { createMetrics } from '../adapters/http/index.ts'
import { type App, buildApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import type { Database } from '../src/database/pool.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { newKeyRingText, parseKeyRing } from '../src/vault/index.ts'

/** The product's own application over a database, with no platform and nothing logged. */
export const benchApp = (database: Database): App =>
  buildApp({
    database,
    clock: systemClock,
    ring: parseKeyRing(newKeyRingText()),
    config: readConfig({}),
    platforms: [],
    metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
    log: pino({ level: 'silent' }),
  })
