import type { Flow } from './flow.ts'
import { type Graph, graphOf, leadsTo } from './flow-graph.ts'
import type { ConditionStep, Step, TriggerStep } from './step.ts'

/** What must hold for a branch: yes, no, or the words of the one flag that the step asks about. */
export type Branch = 'yes' | 'no'

/** One line of a flow as it is told: a step, or where a branch goes. */
export interface Told {
  /** How many branches it lies in. */
  depth: number
  /** Of the first line of a branch: which one, and of which step. */
  branch: { of: ConditionStep; holds: Branch } | null
  what: { kind: 'step'; step: Step } | { kind: 'goes-on'; to: Step; back: boolean } | { kind: 'ends' }
}

interface Telling {
  graph: Graph
  told: Told[]
  seen: Set<string>
}

/**
 * A flow as lines, branches one deeper: every step that a trigger leads to exactly once, in the order of the reader. Where
 * two branches come together the telling goes on below both. Pure.
 */
export function tellFlow({ steps }: Pick<Flow, 'steps'>): Told[] {
  const telling: Telling = { graph: graphOf(steps), told: [], seen: new Set() }
  const triggers = steps.filter((step): step is TriggerStep => step.type === 'trigger')
  const beginnings = new Map<string | null, TriggerStep[]>()
  for (const step of triggers) {
    const next = telling.graph.next.get(step.id) ?? null
    beginnings.set(next, [...(beginnings.get(next) ?? []), step])
  }
  for (const [next, begin] of beginnings) {
    telling.told.push(...begin.map((step): Told => ({ depth: 0, branch: null, what: { kind: 'step', step } })))
    tell(telling, { from: next, depth: 0, branch: null, untils: [] })
  }
  return telling.told
}

interface Part {
  from: string | null
  depth: number
  branch: Told['branch']
  /** Where branches around it come together, the innermost last: told after them. */
  untils: readonly string[]
}

function tell(telling: Telling, { from, depth, branch, untils }: Part): void {
  const { graph, told, seen } = telling
  let mark = branch
  const say = (what: Told['what']) => {
    told.push({ depth, branch: mark, what })
    mark = null
  }
  for (let id = from; ; ) {
    const step = id === null ? undefined : graph.stepOf.get(id)
    const last = lastLine(seen, step, untils, mark !== null)
    if (last) say(last)
    if (!step || last !== undefined) return
    seen.add(step.id)
    say({ kind: 'step', step })
    if (isStop(step)) return
    id = step.type === 'condition' ? tellBranches(telling, step, { depth, untils }) : (graph.next.get(step.id) ?? null)
  }
}

export const isStop = (step: Step): boolean => step.type === 'action' && step.config.do === 'stop'

/**
 * What is said instead of a step where a part is over; null: nothing, since what follows below is what comes next.
 * Undefined where it goes on.
 */
function lastLine(
  seen: ReadonlySet<string>,
  step: Step | undefined,
  untils: readonly string[],
  isEmpty: boolean,
): Told['what'] | null | undefined {
  // Where branches come together below, the next line would be read as what follows.
  if (!step) return isEmpty || untils.length > 0 ? { kind: 'ends' } : null
  if (step.id === untils.at(-1) && !isEmpty) return null
  const back = seen.has(step.id)
  return back || untils.includes(step.id) ? { kind: 'goes-on', to: step, back } : undefined
}

/** Tells both branches; answers where it goes on below them. */
function tellBranches(telling: Telling, step: ConditionStep, { depth, untils }: Omit<Part, 'from' | 'branch'>) {
  const branches = telling.graph.branches.get(step.id)
  if (!branches) return null
  const { then, otherwise } = branches
  // A condition that only lets through is a line like any other.
  if (otherwise === null && then !== null) return then
  const join = meeting(telling, then, otherwise)
  const inner = { depth: depth + 1, untils: join === null ? untils : [...untils, join] }
  if (then !== join || join === null) tell(telling, { from: then, branch: { of: step, holds: 'yes' }, ...inner })
  if (otherwise !== join || join === null)
    tell(telling, { from: otherwise, branch: { of: step, holds: 'no' }, ...inner })
  return join
}

/** The first step that both branches lead to and that has not been told; null where they stay apart. */
function meeting(telling: Telling, then: string | null, otherwise: string | null): string | null {
  const there = new Set(reached(telling, otherwise))
  return reached(telling, then).find((id) => there.has(id)) ?? null
}

/** Steps that lie ahead, the nearest first; not by way of one that has been told. */
function reached({ graph, seen }: Telling, from: string | null): string[] {
  const order: string[] = []
  for (let open = from === null ? [] : [from]; open.length > 0; ) {
    const fresh = [...new Set(open)].filter((id) => !order.includes(id) && !seen.has(id))
    order.push(...fresh)
    open = fresh.flatMap((id) => leadsTo(graph, id))
  }
  return order
}
