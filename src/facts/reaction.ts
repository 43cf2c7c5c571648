import type { Sql } from '../database/sql.ts'
import type { Fact, FactData } from './fact.ts'

/** When this fact, owe that task. Plain data beside two small functions, so that the table reads like a list. */
export interface Reaction {
  task: string
  /** Tasks with the same name and key are owed once while due. Without a key every fact owes its own. */
  key?: (fact: Fact) => string
  /** Due this long after the fact. */
  delayMs?: number
  /** Debounce: a further fact moves the due time on, but never past this long after the first. */
  latestMs?: number
  /** Due at a time that the fact names; wins over `delayMs`. */
  dueAt?: (fact: Fact) => Date
  /** Owed only when true. */
  when?: (fact: Fact) => boolean
  /**
   * Owed only for the subjects returned: asked once for all facts of a call, so that a batch of messages doesn't owe a
   * task each where there is nothing to do.
   */
  among?: (sql: Sql, agencyId: string, subjects: readonly string[]) => Promise<ReadonlySet<string>>
}

export type ReactionTable = Readonly<Record<string, readonly Reaction[]>>

/** What a reaction's handler gets: the fact's subject and data, by name. */
export interface ReactionInput {
  fact: string
  subject: string
  data: FactData
}

/** A task not yet stored. */
export interface OwedTask {
  agencyId: string
  name: string
  key: string | null
  input: ReactionInput
  dueAt: Date
  latestAt: Date | null
}

/** The tasks that these facts owe by the table, in the order of the facts. */
export async function owedBy(sql: Sql, table: ReactionTable, facts: readonly Fact[]): Promise<OwedTask[]> {
  const reactionsOf = (fact: Fact): Reaction[] =>
    (table[fact.name] ?? []).filter((reaction) => reaction.when?.(fact) ?? true)
  const concerned = new Map<Reaction, ReadonlySet<Fact>>()
  for (const reaction of new Set(facts.flatMap(reactionsOf))) {
    if (!reaction.among) continue
    const its = facts.filter((fact) => reactionsOf(fact).includes(reaction))
    concerned.set(reaction, new Set(await concernedOf(sql, reaction.among, its)))
  }
  return facts.flatMap((fact) =>
    reactionsOf(fact)
      .filter((reaction) => concerned.get(reaction)?.has(fact) ?? true)
      .map((reaction) => owedTask(reaction, fact)),
  )
}

async function concernedOf(sql: Sql, among: NonNullable<Reaction['among']>, facts: Fact[]): Promise<Fact[]> {
  const concerned: Fact[] = []
  for (const agencyId of new Set(facts.map((fact) => fact.agencyId))) {
    const its = facts.filter((fact) => fact.agencyId === agencyId)
    const subjects = await among(sql, agencyId, [...new Set(its.map((fact) => fact.subject))])
    concerned.push(...its.filter((fact) => subjects.has(fact.subject)))
  }
  return concerned
}

function owedTask(reaction: Reaction, fact: Fact): OwedTask {
  return {
    agencyId: fact.agencyId,
    name: reaction.task,
    key: reaction.key?.(fact) ?? null,
    input: { fact: fact.name, subject: fact.subject, data: fact.data },
    dueAt: reaction.dueAt?.(fact) ?? new Date(fact.at.getTime() + (reaction.delayMs ?? 0)),
    latestAt: reaction.latestMs === undefined ? null : new Date(fact.at.getTime() + reaction.latestMs),
  }
}

/**
 * Merges tasks with the same key, since one statement may touch a row only once, and orders them by key, so that two
 * batches can't deadlock. The newest input wins; an undelayed one makes the merged one undelayed.
 */
export function mergeOwed(tasks: OwedTask[]): OwedTask[] {
  const merged = new Map<string, OwedTask>()
  for (const [index, task] of tasks.entries()) {
    const id = task.key === null ? `\uffff${index}` : `${task.agencyId} ${task.name} ${task.key}`
    const earlier = merged.get(id)
    merged.set(id, earlier ? { ...task, ...dueOf(earlier, task) } : task)
  }
  return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, task]) => task)
}

/** When a task falls due that was owed before and is owed again: the SQL of `owe` says the same for stored ones. */
function dueOf(earlier: OwedTask, later: OwedTask): Pick<OwedTask, 'dueAt' | 'latestAt'> {
  if (later.latestAt === null) return { dueAt: min(earlier.dueAt, later.dueAt), latestAt: earlier.latestAt }
  return { dueAt: min(later.dueAt, earlier.latestAt ?? earlier.dueAt), latestAt: earlier.latestAt }
}

const min = (a: Date, b: Date): Date => (a < b ? a : b)
