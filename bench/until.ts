import type { Database } from '../src/database/pool.ts'

const DRAIN_WITHIN_MS = 60_000

/** Until no event waits in the journal: each has become a message with its fact and its tasks. */
export async function applied(database: Database, agencyId: string): Promise<void> {
  await until(database, agencyId, `FROM received WHERE agency_id = $1 AND state = 'waiting'`)
}

/** Until the tasks that were due at once are done as well. */
export async function drained(database: Database, agencyId: string): Promise<void> {
  await applied(database, agencyId)
  await until(database, agencyId, `FROM tasks WHERE agency_id = $1 AND state = 'running'`)
  await until(database, agencyId, `FROM tasks WHERE agency_id = $1 AND state = 'due' AND due_at <= now()`)
}

/** Asks by an index, and not too often: asking must cost nothing beside what is measured. */
async function until(database: Database, agencyId: string, rows: string): Promise<void> {
  const giveUpAt = performance.now() + DRAIN_WITHIN_MS
  for (;;) {
    const [row] = await database.query<{ busy: boolean }>(`SELECT EXISTS (SELECT ${rows}) AS busy`, [agencyId])
    if (!row?.busy) return
    if (performance.now() > giveUpAt) throw new Error(`the work did not end within ${DRAIN_WITHIN_MS / 1000} s`)
    await new Promise((done) => setTimeout(done, 10))
  }
}
