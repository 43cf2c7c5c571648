import type { Known } from './fields.ts'
import type { EXITS } from './flow.ts'
import type { ActionConfig } from './step.ts'

/** What a fan does that a run may end with or wait for. */
export type Happening = (typeof EXITS)[number]

/** How a run ended. `too-long`: it had come back to its steps too often. */
export type RunOutcome = 'done' | 'exited' | 'stopped' | 'too-long'

/** Where a run stands: plain data, kept as JSON. Times in milliseconds of the Clock. */
export interface RunState {
  status: 'new' | 'waiting' | 'ended'
  /** The step to visit when it goes on; null: then it ends. */
  at: string | null
  /** When it goes on by itself; null unless it waits. */
  dueAt: number | null
  /** What lets it go on before. */
  waitsFor: 'answer' | 'purchase' | null
  enteredAt: number
  /** Steps visited; an effect bears the number of its visit. */
  visits: number
  answered: boolean
  bought: boolean
  paused: boolean
  outcome: RunOutcome | null
  /** Why it was stopped or what it ended with, as a code. */
  why: string | null
}

/** What is known at a moment, and where the fan's clock stands. */
interface Moment {
  at: number
  /** IANA: the fan's, else the creator's. */
  zone: string
  known: Known
}

export type RunEvent =
  | ({ kind: 'enter'; trigger: string } & Moment)
  | ({ kind: 'due' } & Moment)
  | ({ kind: 'happened'; what: Happening } & Moment)
  | ({ kind: 'resume' } & Moment)
  | { kind: 'pause' }
  | { kind: 'stop'; why: string }

/** What the house does for a flow; each once per visit of its step. Never a sending. */
export type Effect = {
  step: string
  visit: number
  action: Exclude<ActionConfig, { do: 'wait' | 'stop' }>
}

export interface Advanced {
  state: RunState
  effects: Effect[]
  /** Ids of the steps visited, in order. */
  visited: string[]
}

export const newRun: RunState = {
  status: 'new',
  at: null,
  dueAt: null,
  waitsFor: null,
  enteredAt: 0,
  visits: 0,
  answered: false,
  bought: false,
  paused: false,
  outcome: null,
  why: null,
}
