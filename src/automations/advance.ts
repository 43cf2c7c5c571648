import { nextDue } from '../agency/index.ts'
import { type Ask, askOf } from './ask.ts'
import type { Known } from './fields.ts'
import type { Flow } from './flow.ts'
import { type Graph, graphOf } from './flow-graph.ts'
import type { Advanced, Effect, Happening, RunEvent, RunOutcome, RunState } from './run-state.ts'
import type { ActionConfig, ActionStep, Step } from './step.ts'

/** A circle with a wait in it could go on for ever; a fan whom a flow meets this often is met no more. */
export const MOST_VISITS = 1_000

/** A version of a flow, ready to be run: made once, used for every run of it. */
export interface Program {
  flow: Flow
  graph: Graph
  /** Step id → its node; they name each other, so that a walk looks nothing up. */
  nodes: ReadonlyMap<string, Node>
}

interface Node {
  step: Step
  ask: Ask | null
  /** Of a condition the way when it holds. */
  next: Node | null
  otherwise: Node | null
}

export function programOf(flow: Flow): Program {
  const graph = graphOf(flow.steps)
  const nodes = new Map<string, Node>()
  for (const step of flow.steps) {
    const ask = step.type === 'condition' ? askOf(step.config.if) : null
    nodes.set(step.id, { step, ask, next: null, otherwise: null })
  }
  for (const [id, node] of nodes) {
    const branch = graph.branches.get(id)
    node.next = nodes.get((branch ? branch.then : graph.next.get(id)) ?? '') ?? null
    node.otherwise = nodes.get(branch?.otherwise ?? '') ?? null
  }
  return { flow, graph, nodes }
}

const NOT_YET = { answered: false, bought: false }

/** Whether a flow that begins so comes to an action at all: most of what happens is sorted out by the first conditions. */
export function concerns({ nodes }: Program, trigger: string, known: Known): boolean {
  let node = nodes.get(trigger)?.next ?? null
  while (node?.ask) node = node.ask(known, NOT_YET) ? node.next : node.otherwise
  return node !== null
}

type Moment = Pick<Extract<RunEvent, { kind: 'due' }>, 'at' | 'zone' | 'known'>

/**
 * The interpreter: where a run stands after an event, and what is to be done. Pure. It goes on until it waits or ends, so
 * a run is always in one of both. What was done, or failed, changes nothing here: an action that fails stops no other.
 */
export function advance(program: Program, state: RunState, event: RunEvent): Advanced {
  if (state.status === 'ended' || (state.status === 'new') !== (event.kind === 'enter')) return same(state)
  switch (event.kind) {
    case 'enter':
      return goOn(program, { ...state, status: 'waiting', at: event.trigger, enteredAt: event.at }, event)
    case 'stop':
      return same(end({ ...state }, 'stopped', event.why))
    case 'pause':
      return same({ ...state, paused: true })
    case 'resume':
      return goOnIfDue(program, { ...state, paused: false }, event)
    case 'due':
      return goOnIfDue(program, state, event)
    case 'happened':
      return happened(program, state, event.what, event)
  }
}

const same = (state: RunState): Advanced => ({ state, effects: [], visited: [] })

/** Changes a state that nobody else has yet. */
function end(state: RunState, outcome: RunOutcome, why: string | null): RunState {
  state.status = 'ended'
  state.at = null
  state.dueAt = null
  state.waitsFor = null
  state.outcome = outcome
  state.why = why
  return state
}

function goOnIfDue(program: Program, state: RunState, moment: Moment): Advanced {
  if (state.paused || state.dueAt === null || moment.at < state.dueAt) return same(state)
  return goOn(program, { ...state, dueAt: null, waitsFor: null }, moment)
}

const LETS_GO_ON: Partial<Record<Happening, RunState['waitsFor']>> = {
  message_received: 'answer',
  purchase_completed: 'purchase',
}

/** What happened before the run, as an import tells it late, is nothing to it. */
function happened(program: Program, state: RunState, what: Happening, moment: Moment): Advanced {
  if (moment.at <= state.enteredAt) return same(state)
  const noted: RunState = {
    ...state,
    answered: state.answered || what === 'message_received',
    bought: state.bought || what === 'purchase_completed',
  }
  if (program.flow.stopWhen.includes(what)) return same(end(noted, 'exited', what))
  if (state.waitsFor === null || LETS_GO_ON[what] !== state.waitsFor) return same(noted)
  // Paused: it goes on when it may.
  const free: RunState = { ...noted, waitsFor: null, dueAt: Math.min(noted.dueAt ?? moment.at, moment.at) }
  return goOnIfDue(program, free, moment)
}

/** Visits steps from `state.at` on until the run waits or ends. The state is the caller's own, and changed. */
function goOn({ flow, nodes }: Program, state: RunState, moment: Moment): Advanced {
  const advanced: Advanced = { state, effects: [], visited: [] }
  let node = nodes.get(state.at ?? '') ?? null
  // A beginning is no visit.
  if (node?.step.type === 'trigger') node = node.next
  while (state.status === 'waiting' && state.dueAt === null) {
    if (!node) end(state, 'done', null)
    else if (state.visits >= MOST_VISITS) end(state, 'too-long', null)
    else {
      state.at = node.step.id
      state.dueAt = quietUntil(flow, node.step, moment)
      if (state.dueAt === null) node = visit(node, advanced, moment)
    }
  }
  return advanced
}

/** Does a step and returns the one that comes after it. */
function visit(node: Node, { state, effects, visited }: Advanced, moment: Moment): Node | null {
  const { step } = node
  visited.push(step.id)
  state.visits += 1
  const next = node.ask?.(moment.known, state) === false ? node.otherwise : node.next
  state.at = next?.step.id ?? null
  if (step.type === 'action') act(step, state, moment, effects)
  return next
}

function act({ id, config }: ActionStep, state: RunState, moment: Moment, effects: Effect[]): void {
  if (config.do === 'stop') end(state, 'done', null)
  else if (config.do === 'wait') {
    state.dueAt = waitUntil(config, moment)
    state.waitsFor = config.for ?? null
  } else effects.push({ step: id, visit: state.visits, action: config })
}

type Wait = Extract<ActionConfig, { do: 'wait' }>

/** So long; and then until that hour is struck where the fan is, which with nothing before is always still to come. */
function waitUntil({ minutes, untilHour }: Wait, { at, zone }: Moment): number {
  const over = at + (minutes ?? 0) * 60_000
  if (untilHour === undefined) return over
  const after = new Date(minutes === undefined ? over : over - 1)
  return nextDue({ zone, minuteOfDay: untilHour * 60, weekdays: [] }, after).getTime()
}

/** When a step towards the fan may be done, where its time is a quiet one; null when it may be done now. */
function quietUntil({ quietHours }: Flow, step: Step, { at, zone, known }: Moment): number | null {
  if (!quietHours || !facesFan(step)) return null
  const { from, until } = quietHours
  const hour = Number(known['time.hour'] ?? 0)
  const quiet = from < until ? hour >= from && hour < until : hour >= from || hour < until
  return quiet ? nextDue({ zone, minuteOfDay: until * 60, weekdays: [] }, new Date(at)).getTime() : null
}

/** Whether a step asks for something that the fan would get. */
export const facesFan = (step: Step): boolean =>
  step.type === 'action' && (step.config.do === 'send_message' || step.config.do === 'create_offer')
