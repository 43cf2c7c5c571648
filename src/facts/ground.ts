import type { Database } from '../database/pool.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Facts } from './record.ts'

/** What every slice stands on. */
export interface Ground {
  database: Database
  clock: Clock
  facts: Facts
}
