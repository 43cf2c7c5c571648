import { graphOf } from './flow-graph.ts'
import type { ConditionStep, Step } from './step.ts'

/** Where a step is added: below another, on the way that a condition takes when it doesn't hold, or as a beginning. */
export type Place = { after: string; branch: 'next' | 'otherwise' } | 'begin'

/** A step with where it really leads; of a condition `next` is the way when it holds. */
interface Linked {
  step: Step
  next: string | null
  otherwise: string | null
}

function linkedOf(steps: readonly Step[]): Linked[] {
  const graph = graphOf(steps)
  return steps.map((step) => {
    const branches = graph.branches.get(step.id)
    if (branches) return { step, next: branches.then, otherwise: branches.otherwise }
    return { step, next: graph.next.get(step.id) ?? null, otherwise: null }
  })
}

/** Steps that lead where they should: what was left out stays left out where the step below is the one meant. */
function stepsOf(all: readonly Linked[]): Step[] {
  return all.map((linked, n) => {
    const below = all.slice(n + 1).find(({ step }) => step.type !== 'trigger')?.step.id ?? null
    const { step, next } = linked
    if (step.type === 'condition') return conditionOf(step, linked, below)
    const isBelow = step.next === undefined && next === below
    if (step.type === 'trigger')
      return { id: step.id, name: step.name, type: 'trigger', config: step.config, ...(!isBelow && { next }) }
    return { id: step.id, name: step.name, type: 'action', config: step.config, ...(!isBelow && { next }) }
  })
}

function conditionOf(
  { id, name, config, then: wasThen, otherwise: was }: ConditionStep,
  { next, otherwise }: Linked,
  below: string | null,
): Step {
  const isBelow = wasThen === undefined && next === below
  const isEnd = was === undefined && otherwise === null
  // biome-ignore lint/suspicious/noThenProperty: the word of the language; a step is data and is never awaited
  return { id, name, type: 'condition', config, ...(!isBelow && { then: next }), ...(!isEnd && { otherwise }) }
}

/** Adds a step; whatever led on from its place leads on from it. Unchanged where there is no such place. */
export function addStep(steps: readonly Step[], place: Place, step: Step): Step[] {
  const all = linkedOf(steps)
  const added: Linked = { step, next: null, otherwise: null }
  const at = place === 'begin' ? lastTrigger(all) : all.findIndex(({ step: { id } }) => id === place.after)
  const before = all[at]
  if (!before) return [...steps]
  if (place !== 'begin' && place.branch === 'otherwise') {
    added.next = before.otherwise
    before.otherwise = step.id
    return stepsOf([...all, added])
  }
  added.next = before.next
  if (place === 'begin') return stepsOf(all.toSpliced(at + 1, 0, added))
  // What begins a flow begins it together: a first step is the first for all of them.
  const fellows = all.filter((each) => each === before || (areTriggers(each, before) && each.next === before.next))
  for (const each of fellows) each.next = step.id
  const last = Math.max(...fellows.map((each) => all.indexOf(each)))
  return stepsOf(all.toSpliced(last + 1, 0, added))
}

const areTriggers = (a: Linked, b: Linked): boolean => a.step.type === 'trigger' && b.step.type === 'trigger'
const lastTrigger = (all: readonly Linked[]): number => all.findLastIndex(({ step }) => step.type === 'trigger')

/** Takes a step out; whatever led to it leads to what came next, for a condition to what came when it held. */
export function removeStep(steps: readonly Step[], id: string): Step[] {
  const all = linkedOf(steps)
  const gone = all.find(({ step }) => step.id === id)
  if (!gone) return [...steps]
  const heir = gone.next === id ? null : gone.next
  const rest = all.filter((each) => each !== gone)
  for (const each of rest) {
    if (each.next === id) each.next = heir
    if (each.otherwise === id) each.otherwise = heir
  }
  return stepsOf(rest)
}

/** Lets a step change places with the one that leads to it, or that it leads to; null where there is none such. */
export function moveStep(steps: readonly Step[], id: string, way: 'up' | 'down'): Step[] | null {
  const all = linkedOf(steps)
  const moved = all.find(({ step }) => step.id === id)
  if (!moved || moved.step.type === 'trigger') return null
  const other =
    way === 'up'
      ? all.findLast((each) => each !== moved && each.step.type !== 'trigger' && leadsTo(each, id))
      : all.find((each) => each !== moved && each.step.id === moved.next)
  if (!other) return null
  return way === 'up' ? swapped(all, other, moved) : swapped(all, moved, other)
}

const leadsTo = ({ next, otherwise }: Linked, id: string): boolean => next === id || otherwise === id

/** `second`, which `first` leads to, comes before it. */
function swapped(all: Linked[], first: Linked, second: Linked): Step[] {
  const [firstId, secondId] = [first.step.id, second.step.id]
  // Where the second leads back to the first, the circle is kept.
  const after = second.next === firstId ? secondId : second.next
  if (first.next === secondId) first.next = after
  if (first.otherwise === secondId) first.otherwise = after
  for (const each of all) {
    if (each === first || each === second) continue
    if (each.next === firstId) each.next = secondId
    if (each.otherwise === firstId) each.otherwise = secondId
  }
  second.next = firstId
  const rest = all.filter((each) => each !== second)
  return stepsOf(rest.toSpliced(rest.indexOf(first), 0, second))
}

/** An id for a new step of a kind that no step has yet. */
export function newStepId(steps: readonly Step[], kind: string): string {
  const base = kind.replaceAll('_', '-')
  const taken = new Set(steps.map(({ id }) => id))
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.has(id)) return id
  }
}
