import type { Sql } from '../database/sql.ts'
import { Failure } from '../kernel/failure.ts'
import type { ReactionInput } from './reaction.ts'
import type { ClaimedTask, DeadTask, Ticket } from './task.ts'

interface ClaimedRow {
  agency_id: string
  id: number
  fence: number
  name: string
  input: ReactionInput
  attempts: number
}

const toClaimed = (row: ClaimedRow): ClaimedTask => ({
  agencyId: row.agency_id,
  id: row.id,
  fence: row.fence,
  name: row.name,
  input: row.input,
  attempts: row.attempts,
})

/** Leases count by the database's clock, since workers on several machines must agree about them. */
export interface ClaimLimits {
  atMost: number
  /** So that one busy agency can't starve the others. */
  perAgency: number
  leaseMs: number
}

/**
 * Takes due tasks under a lease, oldest first, at most `perAgency` of each agency. One whose key is at work waits for it:
 * so what runs later sees what came, and no older picture is drawn over a newer one.
 */
export async function claimTasks(sql: Sql, now: Date, limits: ClaimLimits): Promise<ClaimedTask[]> {
  const rows = await sql.query<ClaimedRow>(
    `WITH picked AS (
       SELECT t.agency_id, t.id FROM agencies a CROSS JOIN LATERAL (
         SELECT agency_id, id, due_at FROM tasks
         WHERE agency_id = a.id AND state = 'due' AND due_at <= $1 AND NOT EXISTS (
           SELECT FROM tasks twin WHERE twin.agency_id = a.id AND twin.state = 'running'
             AND twin.name = tasks.name AND twin.key = tasks.key)
         ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED) t
       ORDER BY t.due_at, t.id LIMIT $3)
     UPDATE tasks SET state = 'running', fence = fence + 1, attempts = attempts + 1,
       lease_until = clock_timestamp() + $4 * interval '1 millisecond'
     FROM picked WHERE tasks.agency_id = picked.agency_id AND tasks.id = picked.id
     RETURNING tasks.agency_id, tasks.id, tasks.fence, tasks.name, tasks.input, tasks.attempts`,
    [now, Math.min(limits.perAgency, limits.atMost), limits.atMost, limits.leaseMs],
  )
  return rows.map(toClaimed).sort((a, b) => a.id - b.id)
}

/** When the next task falls due, or null when none is owed. */
export async function nextDueAt(sql: Sql): Promise<Date | null> {
  const [row] = await sql.query<{ due_at: Date | null }>(
    `SELECT min(t.due_at) AS due_at FROM agencies a CROSS JOIN LATERAL (
       SELECT due_at FROM tasks WHERE agency_id = a.id AND state = 'due' ORDER BY due_at LIMIT 1) t`,
  )
  return row?.due_at ?? null
}

/** Marks a task done in the transaction of its effect. */
export async function completeTask(sql: Sql, task: ClaimedTask, now: Date): Promise<void> {
  const rows = await sql.query(
    `UPDATE tasks SET state = 'done', ended_at = $4, lease_until = NULL
     WHERE agency_id = $1 AND id = $2 AND fence = $3 AND state = 'running' RETURNING id`,
    [task.agencyId, task.id, task.fence, now],
  )
  if (rows.length !== 1) throw new Failure('lease_lost', `task ${task.name} ${task.id}: another worker holds it now`)
}

/** Those of these keys for which a task of that name is due or at work. */
export async function keysAtWork(
  sql: Sql,
  agencyId: string,
  name: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const rows = await sql.query<{ key: string }>(
    `SELECT key FROM tasks WHERE agency_id = $1 AND name = $2 AND key = ANY($3::text[]) AND state = 'due'
     UNION SELECT key FROM tasks WHERE agency_id = $1 AND name = $2 AND key = ANY($3::text[]) AND state = 'running'`,
    [agencyId, name, keys],
  )
  return new Set(rows.map((row) => row.key))
}

/** The task of a claim that was handed over, with its lease begun anew; null when the claim is void. */
export async function redeemTicket(sql: Sql, ticket: Ticket, leaseMs: number): Promise<ClaimedTask | null> {
  const [row] = await sql.query<ClaimedRow>(
    `UPDATE tasks SET lease_until = clock_timestamp() + $4 * interval '1 millisecond'
     WHERE agency_id = $1 AND id = $2 AND fence = $3 AND state = 'running'
     RETURNING agency_id, id, fence, name, input, attempts`,
    [ticket.agencyId, ticket.id, ticket.fence, leaseMs],
  )
  return row ? toClaimed(row) : null
}

/** Extends the leases of tasks at work and returns the ids of those still held. */
export async function renewLeases(sql: Sql, tasks: readonly ClaimedTask[], leaseMs: number): Promise<Set<number>> {
  const rows = await sql.query<{ id: number }>(
    `UPDATE tasks SET lease_until = clock_timestamp() + $4 * interval '1 millisecond'
     FROM unnest($1::uuid[], $2::int8[], $3::int4[]) AS held(agency_id, id, fence)
     WHERE tasks.agency_id = held.agency_id AND tasks.id = held.id AND tasks.fence = held.fence AND state = 'running'
     RETURNING tasks.id`,
    [tasks.map((t) => t.agencyId), tasks.map((t) => t.id), tasks.map((t) => t.fence), leaseMs],
  )
  return new Set(rows.map((row) => row.id))
}

/**
 * Gives a task back, due at `dueAt`. When its key has fallen due again meanwhile, that one does the work and this
 * one is done.
 */
export async function giveBackTask(sql: Sql, task: ClaimedTask, dueAt: Date, error: string | null): Promise<void> {
  await sql.query(
    `UPDATE tasks SET lease_until = NULL, last_error = coalesce($5, last_error), due_at = $4, fence = fence + 1,
       state = CASE WHEN EXISTS (SELECT FROM tasks twin WHERE twin.agency_id = tasks.agency_id AND twin.name = tasks.name
         AND twin.key = tasks.key AND twin.state = 'due') THEN 'done' ELSE 'due' END
     WHERE agency_id = $1 AND id = $2 AND fence = $3 AND state = 'running'`,
    [task.agencyId, task.id, task.fence, dueAt, error],
  )
}

/** True when the task died now; false when somebody else holds it. */
export async function buryTask(sql: Sql, task: ClaimedTask, now: Date, error: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE tasks SET state = 'dead', ended_at = $4, last_error = $5, lease_until = NULL
     WHERE agency_id = $1 AND id = $2 AND fence = $3 AND state = 'running' RETURNING id`,
    [task.agencyId, task.id, task.fence, now, error],
  )
  return rows.length === 1
}

/** Takes over tasks whose worker stopped renewing: claimed anew by the caller under a new fence. */
export async function claimAbandoned(sql: Sql, leaseMs: number): Promise<ClaimedTask[]> {
  const rows = await sql.query<ClaimedRow>(
    `WITH abandoned AS (
       SELECT agency_id, id FROM tasks WHERE state = 'running' AND lease_until < clock_timestamp()
       ORDER BY agency_id, id LIMIT 200 FOR UPDATE SKIP LOCKED)
     UPDATE tasks SET fence = fence + 1, lease_until = clock_timestamp() + $1 * interval '1 millisecond'
     FROM abandoned WHERE tasks.agency_id = abandoned.agency_id AND tasks.id = abandoned.id
     RETURNING tasks.agency_id, tasks.id, tasks.fence, tasks.name, tasks.input, tasks.attempts`,
    [leaseMs],
  )
  return rows.map(toClaimed)
}

export async function listDeadTasks(sql: Sql, agencyId: string): Promise<DeadTask[]> {
  const rows = await sql.query<{
    id: number
    name: string
    attempts: number
    last_error: string | null
    ended_at: Date
  }>(
    `SELECT id, name, attempts, last_error, ended_at FROM tasks
     WHERE agency_id = $1 AND state = 'dead' ORDER BY id LIMIT 100`,
    [agencyId],
  )
  return rows.map((r) => ({
    id: r.id,
    name: r.name,
    attempts: r.attempts,
    lastError: r.last_error,
    endedAt: r.ended_at,
  }))
}

/** Brings dead tasks back, one or all; returns how many. One whose key is due already needs no second. */
export async function reviveTasks(sql: Sql, agencyId: string, id: number | null, now: Date): Promise<number> {
  const rows = await sql.query(
    `UPDATE tasks SET due_at = $3, attempts = 0, ended_at = NULL,
       state = CASE WHEN EXISTS (SELECT FROM tasks twin WHERE twin.agency_id = tasks.agency_id AND twin.name = tasks.name
         AND twin.key = tasks.key AND (twin.state = 'due' OR (twin.state = 'dead' AND twin.id < tasks.id AND $2::int8 IS NULL)))
         THEN 'done' ELSE 'due' END
     WHERE agency_id = $1 AND state = 'dead' AND ($2::int8 IS NULL OR id = $2) RETURNING id`,
    [agencyId, id, now],
  )
  return rows.length
}

export interface TaskCounts {
  due: number
  overdue: number
  running: number
  dead: number
  oldestDueAt: Date | null
}

/** How the queue stands; `agencyId` null counts all agencies. */
export async function countTasks(sql: Sql, now: Date, agencyId: string | null): Promise<TaskCounts> {
  const [row] = await sql.query<{ due: number; overdue: number; running: number; dead: number; oldest: Date | null }>(
    `SELECT count(*) FILTER (WHERE state = 'due') AS due, count(*) FILTER (WHERE state = 'due' AND due_at <= $1) AS overdue,
       count(*) FILTER (WHERE state = 'running') AS running, count(*) FILTER (WHERE state = 'dead') AS dead,
       min(due_at) FILTER (WHERE state = 'due') AS oldest
     FROM tasks WHERE state IN ('due', 'running', 'dead') AND ($2::uuid IS NULL OR agency_id = $2)`,
    [now, agencyId],
  )
  return {
    due: row?.due ?? 0,
    overdue: row?.overdue ?? 0,
    running: row?.running ?? 0,
    dead: row?.dead ?? 0,
    oldestDueAt: row?.oldest ?? null,
  }
}

/**
 * Part: takes over the other tasks of this one's name, in the caller's transaction, oldest first: what they ask for is done
 * with this one, and they are done when it commits. For work that costs less together. A worker that holds one of them
 * finds its claim void. Throws `lease_lost` when this one was taken over so. The caller holds a lock that all of that name take.
 */
export async function takeOver(
  sql: Sql,
  task: ClaimedTask,
  now: Date,
  limit: number,
): Promise<{ id: number; input: ReactionInput }[]> {
  const mine = await sql.query(
    `SELECT FROM tasks WHERE agency_id = $1 AND id = $2 AND fence = $3 AND state = 'running' FOR UPDATE`,
    [task.agencyId, task.id, task.fence],
  )
  if (mine.length === 0) throw new Failure('lease_lost', `task ${task.name} ${task.id}: done with another`)
  const rows = await sql.query<{ id: number; input: ReactionInput }>(
    `WITH picked AS (
       SELECT id FROM tasks WHERE agency_id = $1 AND name = $2 AND id <> $5
         AND (state = 'running' OR (state = 'due' AND due_at <= $3))
       ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
     UPDATE tasks SET state = 'done', ended_at = $3, fence = fence + 1, lease_until = NULL FROM picked
     WHERE tasks.agency_id = $1 AND tasks.id = picked.id RETURNING tasks.id, tasks.input`,
    [task.agencyId, task.name, now, limit, task.id],
  )
  return rows.toSorted((a, b) => a.id - b.id)
}
