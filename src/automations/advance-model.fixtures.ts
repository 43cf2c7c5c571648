import { holds } from './condition.ts'
import type { Known } from './fields.ts'
import type { Flow } from './flow.ts'
import type { RunEvent } from './run-state.ts'
import type { Step } from './step.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * The interpreter again, as naively as it can be said, in UTC: it keeps the place in the list of steps and walks it. Only
 * what is done and how it ends is compared.
 */
export function naiveRun(flow: Flow, events: readonly RunEvent[]): { said: string[]; outcome: string | null } {
  const run = new NaiveRun(flow)
  for (const event of events) if (run.outcome === null) run.hear(event)
  return { said: run.said, outcome: run.outcome }
}

type Moment = Extract<RunEvent, { known: object }>

class NaiveRun {
  said: string[] = []
  outcome: string | null = null
  flow: Flow
  n = -1
  due = 0
  begun = 0
  waitsFor = ''
  answered = false
  bought = false
  paused = false
  constructor(flow: Flow) {
    this.flow = flow
  }

  hear(event: RunEvent): void {
    if (event.kind === 'stop') this.outcome = 'stopped'
    else if (event.kind === 'pause') this.paused = true
    else if (event.kind === 'enter') this.enter(event, event.trigger)
    else if (event.kind === 'happened') this.happen(event, event.what)
    else {
      if (event.kind === 'resume') this.paused = false
      if (!this.paused && event.at >= this.due) this.walk(event)
    }
  }

  enter(event: Moment, trigger: string): void {
    this.begun = event.at
    this.n = this.place(trigger)
    this.leave((this.flow.steps[this.n] as { next?: string | null }).next)
    this.walk(event)
  }

  happen(event: Moment, what: string): void {
    if (event.at <= this.begun) return
    if (what === 'message_received') this.answered = true
    if (what === 'purchase_completed') this.bought = true
    if (this.flow.stopWhen.some((exit) => exit === what)) {
      this.outcome = 'exited'
      return
    }
    const meant = { answer: 'message_received', purchase: 'purchase_completed' }[this.waitsFor]
    if (meant !== what) return
    this.due = Math.min(this.due, event.at)
    this.waitsFor = ''
    if (!this.paused) this.walk(event)
  }

  walk(event: Moment): void {
    this.waitsFor = ''
    while (this.n < this.flow.steps.length) {
      const step = this.flow.steps[this.n] as Step
      if (quiet(this.flow, step, event.at)) {
        this.due = nextHour(event.at, this.flow.quietHours?.until ?? 0)
        return
      }
      if (step.type === 'condition') this.choose(step, event.known)
      else if (this.acts(step, event.at)) return
    }
    this.outcome = 'done'
  }

  choose({ config, ...step }: Extract<Step, { type: 'condition' }>, known: Known): void {
    const now = { ...known, 'run.answered': this.answered, 'run.bought': this.bought }
    if (holds(config.if, now)) this.leave(step.then)
    else this.n = step.otherwise ? this.place(step.otherwise) : this.flow.steps.length
  }

  /** True when the walk is over for now. */
  acts({ id, config, next }: Exclude<Step, { type: 'condition' }>, now: number): boolean {
    this.leave(next)
    if ('on' in config) return false
    if (config.do === 'stop') this.outcome = 'done'
    else if (config.do === 'wait') {
      const { minutes, untilHour } = config
      const over = now + (minutes ?? 0) * MINUTE_MS
      this.due = untilHour === undefined ? over : nextHour(minutes === undefined ? over : over - 1, untilHour)
      this.waitsFor = config.for ?? ''
    } else this.said.push(`${id} ${config.do}`)
    return config.do === 'stop' || config.do === 'wait'
  }

  place(id: string): number {
    return this.flow.steps.findIndex((step) => step.id === id)
  }

  leave(target: string | null | undefined): void {
    const below = this.flow.steps.findIndex((step, at) => at > this.n && step.type !== 'trigger')
    const to = target === undefined ? below : target === null ? -1 : this.place(target)
    this.n = to < 0 ? this.flow.steps.length : to
  }
}

function quiet({ quietHours }: Flow, step: Step, now: number): boolean {
  if (!quietHours || step.type !== 'action' || !['send_message', 'create_offer'].includes(step.config.do)) return false
  for (let hour = quietHours.from; hour !== quietHours.until; hour = (hour + 1) % 24)
    if (hour === new Date(now).getUTCHours()) return true
  return false
}

function nextHour(after: number, hour: number): number {
  const midnight = Math.floor(after / DAY_MS) * DAY_MS
  const today = midnight + hour * 60 * MINUTE_MS
  return today > after ? today : today + DAY_MS
}
