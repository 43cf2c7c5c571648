import { randomUUID } from 'node:crypto'
import type { Database } from '../database/pool.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { ManualClock } from '../kernel/clock.ts'
import { bySystem, type Fact } from './fact.ts'
import type { OwedTask, ReactionTable } from './reaction.ts'
import { createFacts, type Facts } from './record.ts'

/** A database with agencies and facts, and nothing else of the product. */
export interface Grounds {
  test: TestDatabase
  database: Database
  clock: ManualClock
  facts: Facts
  /** Adds an agency and returns its id. */
  agency(): Promise<string>
}

export async function grounds(reactions: ReactionTable = {}): Promise<Grounds> {
  const test = await testDatabase({ max: 12 })
  const { database } = test
  const clock = new ManualClock('2026-11-20T14:00:00Z')
  return {
    test,
    database,
    clock,
    facts: createFacts({ clock, reactions }),
    async agency() {
      const id = randomUUID()
      await database.query("INSERT INTO agencies (id, name, zone, created_at) VALUES ($1, 'An agency', 'UTC', $2)", [
        id,
        clock.now(),
      ])
      return id
    },
  }
}

export function aTask(agencyId: string, dueAt: Date, more: Partial<OwedTask> = {}): OwedTask {
  const input = { fact: '', subject: 'subject', data: {} }
  return { agencyId, name: 'a-task', key: null, input, dueAt, latestAt: null, ...more }
}

export function aFact(agencyId: string, at: Date, more: Partial<Fact> = {}): Fact {
  return { agencyId, name: 'thing.happened', subject: 'subject', by: bySystem('test'), data: {}, at, ...more }
}
