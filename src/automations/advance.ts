import { nextDue } from '../agency/index.ts'
import { holds } from './condition.ts'
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
}

export const programOf = (flow: Flow): Program => ({ flow, graph: graphOf(flow.steps) })

type Moment = Extract<RunEvent, { kind: 'due' }>

/**
 * The interpreter: where a run stands after an event, and what is to be done. Pure. It goes on until it waits or ends, so
 * a run is always in one of both. What was done, or failed, changes nothing here: an action that fails stops no other.
 */
export function advance(program: Program, state: RunState, event: RunEvent): Advanced {
  if (state.status === 'ended' || (state.status === 'new') !== (event.kind === 'enter')) return same(state)
  switch (event.kind) {
    case 'enter':
      return goOn(program, entered(program, state, event.trigger, event.at), { ...event, kind: 'due' })
    case 'stop':
      return same(ended(state, 'stopped', event.why))
    case 'pause':
      return same({ ...state, paused: true })
    case 'resume':
      return goOnIfDue(program, { ...state, paused: false }, { ...event, kind: 'due' })
    case 'due':
      return goOnIfDue(program, state, event)
    case 'happened':
      return happened(program, state, event.what, { ...event, kind: 'due' })
  }
}

const same = (state: RunState): Advanced => ({ state, effects: [], visited: [] })

const ended = (state: RunState, outcome: RunOutcome, why: string | null): RunState => ({
  ...state,
  status: 'ended',
  at: null,
  dueAt: null,
  waitsFor: null,
  outcome,
  why,
})

function entered({ graph }: Program, state: RunState, trigger: string, at: number): RunState {
  return { ...state, status: 'waiting', at: graph.next.get(trigger) ?? null, dueAt: at, enteredAt: at }
}

function goOnIfDue(program: Program, state: RunState, moment: Moment): Advanced {
  if (state.paused || state.dueAt === null || moment.at < state.dueAt) return same(state)
  return goOn(program, state, moment)
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
  if (program.flow.stopWhen.includes(what)) return same(ended(noted, 'exited', what))
  if (state.waitsFor === null || LETS_GO_ON[what] !== state.waitsFor) return same(noted)
  // Paused: it goes on when it may.
  const free: RunState = { ...noted, waitsFor: null, dueAt: Math.min(noted.dueAt ?? moment.at, moment.at) }
  return goOnIfDue(program, free, moment)
}

/** Visits steps from `state.at` on until the run waits or ends. */
function goOn(program: Program, from: RunState, moment: Moment): Advanced {
  const effects: Effect[] = []
  const visited: string[] = []
  let state: RunState = { ...from, dueAt: null, waitsFor: null }
  const now = { ...moment, known: { ...moment.known, 'run.answered': state.answered, 'run.bought': state.bought } }
  while (state.status === 'waiting' && state.dueAt === null) {
    const step = state.at === null ? undefined : program.graph.stepOf.get(state.at)
    if (!step) state = ended(state, 'done', null)
    else if (state.visits >= MOST_VISITS) state = ended(state, 'too-long', null)
    else {
      const dueAt = quietUntil(program.flow, step, moment)
      state = dueAt === null ? visit(program.graph, step, state, now, effects) : { ...state, dueAt }
      if (dueAt === null) visited.push(step.id)
    }
  }
  return { state, effects, visited }
}

function visit({ branches, next }: Graph, step: Step, from: RunState, moment: Moment, effects: Effect[]): RunState {
  const state = { ...from, visits: from.visits + 1 }
  if (step.type === 'condition') {
    const branch = branches.get(step.id)
    return { ...state, at: (holds(step.config.if, moment.known) ? branch?.then : branch?.otherwise) ?? null }
  }
  const left = { ...state, at: next.get(step.id) ?? null }
  return step.type === 'action' ? act(step, left, moment, effects) : left
}

function act({ id, config }: ActionStep, state: RunState, moment: Moment, effects: Effect[]): RunState {
  if (config.do === 'stop') return ended(state, 'done', null)
  if (config.do === 'wait') return { ...state, dueAt: waitUntil(config, moment), waitsFor: config.for ?? null }
  effects.push({ step: id, visit: state.visits, action: config })
  return state
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
