import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '../../src/database/sql.ts'

const LOOK_AGAIN_MS = 250

/** Whether this has happened already: what is done once says so by its fact, stored in the same transaction. */
export async function hasHappened(sql: Sql, agencyId: string, name: string, subject: string): Promise<boolean> {
  return (await happenedAt(sql, agencyId, name, subject)) !== null
}

/** When it first happened, or null. */
export async function happenedAt(sql: Sql, agencyId: string, name: string, subject: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date }>(
    'SELECT at FROM facts WHERE agency_id = $1 AND subject = $2 AND name = $3 ORDER BY id LIMIT 1',
    [agencyId, subject, name],
  )
  return row?.at ?? null
}

/** One sample agency is made at a time, however many processes start on one database; held until the transaction ends. */
export async function lockSample(sql: Sql): Promise<void> {
  // Asked for again and again, since making it takes longer than a statement may.
  for (;;) {
    const [row] = await sql.query<{ got: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('sample agency', 0)) AS got`,
    )
    if (row?.got) return
    await pause(LOOK_AGAIN_MS)
  }
}

/** A transaction that only waits loses its connection after a while: this keeps it. */
export async function keepLock(sql: Sql): Promise<void> {
  await sql.query('SELECT 1')
}

/**
 * Frees what a killed start held, without waiting for its leases to run out. The caller holds the sample's lock, so nobody
 * else works for this agency; the fence moves on, in case somebody does.
 */
export async function freeTasks(sql: Sql, agencyId: string): Promise<void> {
  await sql.query(
    `UPDATE tasks SET state = 'due', fence = fence + 1, lease_until = NULL WHERE agency_id = $1 AND state = 'running'
       AND NOT EXISTS (SELECT FROM tasks twin WHERE twin.agency_id = tasks.agency_id AND twin.name = tasks.name
         AND twin.key = tasks.key AND twin.state = 'due')`,
    [agencyId],
  )
  // What is owed a second time already needs no first run.
  await sql.query(
    `UPDATE tasks SET state = 'done', fence = fence + 1, lease_until = NULL WHERE agency_id = $1 AND state = 'running'`,
    [agencyId],
  )
}

export async function agencyIds(sql: Sql): Promise<string[]> {
  return (await sql.query<{ id: string }>('SELECT id FROM agencies')).map(({ id }) => id)
}

/** When the newest event happened that was received and not applied; null when all were. */
export async function newestWaiting(sql: Sql, agencyId: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT max((payload->>'at')::timestamptz) AS at FROM received WHERE agency_id = $1 AND state = 'waiting'`,
    [agencyId],
  )
  return row?.at ?? null
}

/**
 * Tells the planner what came in: a fresh database knows its tables as empty for a minute, and figures of months would be
 * read by plans for empty ones.
 */
export async function countAnew(sql: Sql): Promise<void> {
  await sql.query('ANALYZE creators, fans, conversations, messages, purchases, subscription_events, figure_buyers')
}
