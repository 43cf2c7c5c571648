import type { Sql } from '../database/sql.ts'
import type { Fact } from './fact.ts'
import type { OwedTask } from './reaction.ts'

const APPEND_FACTS = `INSERT INTO facts (agency_id, name, subject, actor_kind, actor_id, data, at)
     SELECT f.agency_id, f.name, f.subject, f.actor_kind, f.actor_id, f.data, f.at
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[])
       WITH ORDINALITY AS f(agency_id, name, subject, actor_kind, actor_id, data, at, n)
     ORDER BY f.n`

const factParams = (facts: readonly Fact[]): unknown[] => [
  facts.map((f) => f.agencyId),
  facts.map((f) => f.name),
  facts.map((f) => f.subject),
  facts.map((f) => f.by.kind),
  facts.map((f) => f.by.id),
  facts.map((f) => JSON.stringify(f.data)),
  facts.map((f) => f.at),
]

/** Appends facts in the caller's transaction, in the order given, and owes their tasks: in one statement. */
export async function insertFacts(
  sql: Sql,
  facts: readonly Fact[],
  owed: readonly OwedTask[],
  now: Date,
): Promise<void> {
  if (owed.length === 0) await sql.query(APPEND_FACTS, factParams(facts))
  else
    await sql.query(`WITH appended AS (${APPEND_FACTS}) ${owedTasksStatement(8)}`, [
      ...factParams(facts),
      ...taskParams(owed, now),
    ])
}

/**
 * Owes tasks in the caller's transaction. A keyed one that is already due keeps its row: debounced tasks move on up
 * to their latest time, others fall due at the earlier of both. `DO UPDATE` takes the row's lock even when nothing
 * moves, so a worker can't claim it before what it is about has been committed.
 */
export async function insertTasks(sql: Sql, tasks: readonly OwedTask[], now: Date): Promise<void> {
  await sql.query(owedTasksStatement(1), taskParams(tasks, now))
}

const taskParams = (tasks: readonly OwedTask[], now: Date): unknown[] => [
  tasks.map((t) => t.agencyId),
  tasks.map((t) => t.name),
  tasks.map((t) => t.key),
  tasks.map((t) => JSON.stringify(t.input)),
  tasks.map((t) => t.dueAt),
  tasks.map((t) => t.latestAt),
  now,
]

/**
 * The statement of `insertTasks` with its seven parameters from `$first` on, for statements that write something else
 * besides: facts, and the door's journal.
 */
export function owedTasksStatement(first: number): string {
  const p = (n: number) => `$${first + n}`
  return `INSERT INTO tasks (agency_id, name, key, input, due_at, latest_at, created_at)
     SELECT agency_id, name, key, input, due_at, latest_at, ${p(6)}::timestamptz
     FROM unnest(${p(0)}::uuid[], ${p(1)}::text[], ${p(2)}::text[], ${p(3)}::jsonb[], ${p(4)}::timestamptz[],
       ${p(5)}::timestamptz[]) AS t(agency_id, name, key, input, due_at, latest_at)
     ON CONFLICT (agency_id, name, key) WHERE state = 'due' AND key IS NOT NULL DO UPDATE SET
       input = excluded.input,
       due_at = CASE WHEN excluded.latest_at IS NULL THEN least(tasks.due_at, excluded.due_at)
                     ELSE least(excluded.due_at, coalesce(tasks.latest_at, tasks.due_at)) END`
}
