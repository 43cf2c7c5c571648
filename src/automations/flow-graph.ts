import type { Step } from './step.ts'

/** Where each step of a flow leads: ids of steps, or null for the end. Made once per version, so that a run looks up. */
export interface Graph {
  stepOf: ReadonlyMap<string, Step>
  /** Of a trigger or an action. */
  next: ReadonlyMap<string, string | null>
  /** Of a condition. */
  branches: ReadonlyMap<string, { then: string | null; otherwise: string | null }>
}

export function graphOf(steps: readonly Step[]): Graph {
  const stepOf = new Map<string, Step>()
  const next = new Map<string, string | null>()
  const branches = new Map<string, { then: string | null; otherwise: string | null }>()
  for (const [n, step] of steps.entries()) {
    const below = belowOf(steps, n)
    stepOf.set(step.id, step)
    if (step.type === 'condition')
      // biome-ignore lint/suspicious/noThenProperty: the word of the language; never awaited
      branches.set(step.id, { then: step.then === undefined ? below : step.then, otherwise: step.otherwise ?? null })
    else next.set(step.id, step.next === undefined ? below : step.next)
  }
  return { stepOf, next, branches }
}

/** The step below, where a step names none; a trigger is only ever a beginning. */
function belowOf(steps: readonly Step[], n: number): string | null {
  return steps.slice(n + 1).find((step) => step.type !== 'trigger')?.id ?? null
}

/** Where a step can lead. */
export function leadsTo(graph: Graph, id: string): string[] {
  const branch = graph.branches.get(id)
  const targets = branch ? [branch.then, branch.otherwise] : [graph.next.get(id) ?? null]
  return targets.filter((target) => target !== null)
}

/** Steps that no trigger leads to, in order. */
export function unreachable(steps: readonly Step[], graph: Graph): string[] {
  const seen = new Set<string>()
  const open = steps.filter(({ type }) => type === 'trigger').map(({ id }) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...leadsTo(graph, id))
  }
  return steps.filter(({ id }) => !seen.has(id)).map(({ id }) => id)
}

/** A step from which the flow comes back to itself without waiting on the way; null when there is none. */
export function endlessStep(steps: readonly Step[], graph: Graph): string | null {
  const state = new Map<string, 'open' | 'clear'>()
  const visit = (id: string): string | null => {
    const step = graph.stepOf.get(id)
    if (!step || state.get(id) === 'clear' || isWait(step)) return null
    if (state.get(id) === 'open') return id
    state.set(id, 'open')
    for (const target of leadsTo(graph, id)) {
      const endless = visit(target)
      if (endless !== null) return endless
    }
    state.set(id, 'clear')
    return null
  }
  for (const { id } of steps) {
    const endless = visit(id)
    if (endless !== null) return endless
  }
  return null
}

const isWait = (step: Step): boolean => step.type === 'action' && step.config.do === 'wait'
