import type { Sql } from '../database/sql.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Fact } from './fact.ts'
import { mergeOwed, type OwedTask, owedBy, type ReactionTable } from './reaction.ts'
import { insertFacts, insertTasks } from './store.ts'

/** Facts and their tasks, stored with the change they belong to. */
export interface Facts {
  /** Stores what happened and owes its reactions, in the caller's transaction: all of it or nothing. */
  record(sql: Sql, facts: readonly Fact[]): Promise<void>
  /** Owes a task that no fact names, e.g. the journal's. */
  owe(sql: Sql, tasks: readonly OwedTask[]): Promise<void>
  /** When the first task owed by this transaction falls due; null when it owed none. For waking workers. */
  firstDue(sql: Sql): Date | null
  /** What this transaction recorded, in order. For whoever watches, once it has committed. */
  recorded(sql: Sql): readonly Fact[]
}

export function createFacts(deps: { clock: Clock; reactions: ReactionTable }): Facts {
  const due = new WeakMap<Sql, Date>()
  const noted = new WeakMap<Sql, Fact[]>()

  function noteDue(sql: Sql, owed: readonly OwedTask[]): void {
    const earliest = Math.min(
      ...owed.map((task) => task.dueAt.getTime()),
      due.get(sql)?.getTime() ?? Number.POSITIVE_INFINITY,
    )
    if (Number.isFinite(earliest)) due.set(sql, new Date(earliest))
  }

  return {
    async record(sql, facts) {
      if (facts.length === 0) return
      const owed = mergeOwed(await owedBy(sql, deps.reactions, facts))
      await insertFacts(sql, facts, owed, deps.clock.now())
      noteDue(sql, owed)
      noted.set(sql, [...(noted.get(sql) ?? []), ...facts])
    },
    async owe(sql, tasks) {
      if (tasks.length === 0) return
      const owed = mergeOwed([...tasks])
      await insertTasks(sql, owed, deps.clock.now())
      noteDue(sql, owed)
    },
    firstDue: (sql) => due.get(sql) ?? null,
    recorded: (sql) => noted.get(sql) ?? [],
  }
}
