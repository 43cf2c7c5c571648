import type { Clock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { advance, facesFan, type Program } from './advance.ts'
import { type BegunOf, beginnings, textOf } from './begin-batch.ts'
import type { FlowHead } from './flow-store.ts'
import type { FanEvent } from './happened.ts'
import { type KnownFan, knownAt } from './know-fans.ts'
import type { Flows } from './programs.ts'
import { type Advanced, type Effect, newRun, type RunEvent } from './run-state.ts'
import type { Run } from './run-store.ts'
import type { Begun, TriggerContext } from './trigger.ts'

/** Flows that begin each other go so deep and no further: what one does may begin another, which may begin the first. */
const DEEPEST = 5
const DAY_MS = 86_400_000
/** Where a flow of a higher priority is with the fan, the lower looks again so often. */
const PUT_OFF_MS = 3_600_000

/** Everything that a batch must know; read before it is played. */
export interface World {
  clock: Clock
  flows: Flows
  fans: ReadonlyMap<string, KnownFan>
  texts: ReadonlyMap<string, string>
  /** Which flows the events could begin; worked out where it isn't known yet. */
  begun?: BegunOf
  /** Every run of these fans that waits. */
  runs: readonly Run[]
  /** `flowId fanId` → when the fan last began it; grows while it is played. */
  lastEntries: Map<string, Date>
  /** Flow id → how many began it today; grows while it is played. */
  entriesToday: Map<string, number>
}

export interface Burst {
  run: Run
  effects: Effect[]
  visited: string[]
}

/** What a batch comes to: runs as they stand now, what is to be done for them, and what was kept out. */
export interface Played {
  runs: Set<Run>
  bursts: Burst[]
  /** Flow id → how many were kept out because the day's entries were used up. */
  capped: Map<string, number>
  loops: { flowId: string; fanId: string; depth: number }[]
}

/** Plays what happened and what is due, in memory. Pure but for ids: nothing is written and nothing is done. */
export function playBatch(world: World, events: readonly FanEvent[], due: readonly string[]): Played {
  const batch = new Batch(world, world.begun ?? beginnings(world, events))
  for (const event of events) batch.hear(event)
  for (const id of due) batch.fallDue(id)
  return batch.played
}

class Batch {
  readonly played: Played = { runs: new Set(), bursts: [], capped: new Map(), loops: [] }
  readonly #world: World
  readonly #now: Date
  readonly #begun: BegunOf
  readonly #byFan = new Map<string, Run[]>()
  readonly #byId = new Map<string, Run>()

  constructor(world: World, begun: BegunOf) {
    this.#world = world
    this.#now = world.clock.now()
    this.#begun = begun
    for (const run of world.runs) {
      this.#runsOf(run.fanId).push(run)
      this.#byId.set(run.id, run)
    }
  }

  hear(event: FanEvent): void {
    const fan = this.#world.fans.get(event.fanId)
    if (!fan) return
    for (const run of [...this.#runsOf(event.fanId)]) this.#tell(run, fan, event)
    const begun = this.#begun.get(event) ?? []
    for (const [n, trigger] of (event.triggers ?? []).entries()) this.#begin(fan, trigger, event, begun[n] ?? [])
  }

  fallDue(id: string): void {
    const run = this.#byId.get(id)
    const fan = run && this.#world.fans.get(run.fanId)
    if (!run || !fan || run.state.status === 'ended') return
    const head = this.#world.flows.heads.get(run.flowId)
    if (fan.standing.frozen) this.#take(run, { kind: 'stop', why: 'frozen' })
    else if (head && this.#outranked(run, head)) {
      run.state = { ...run.state, dueAt: this.#now.getTime() + PUT_OFF_MS }
      this.played.runs.add(run)
    } else this.#take(run, { kind: 'due', ...this.#moment(fan, run.trigger.data, this.#now) })
  }

  #runsOf(fanId: string): Run[] {
    const known = this.#byFan.get(fanId)
    if (known) return known
    const made: Run[] = []
    this.#byFan.set(fanId, made)
    return made
  }

  #tell(run: Run, fan: KnownFan, { what, stop, at }: FanEvent): void {
    if (run.state.status === 'ended') return
    if (stop !== undefined) this.#take(run, { kind: 'stop', why: stop })
    else if (what !== undefined) this.#take(run, { kind: 'happened', what, ...this.#moment(fan, run.trigger.data, at) })
  }

  /** A run hears an event; while its flow is paused it only takes note. */
  #take(run: Run, event: RunEvent): void {
    const program = this.#world.flows.of(run.flowId, run.version)
    if (!program) return
    const paused = this.#world.flows.heads.get(run.flowId)?.status !== 'active'
    const advanced = advance(program, { ...run.state, paused }, event)
    const state = { ...advanced.state, paused: false }
    if (JSON.stringify(state) === JSON.stringify(run.state)) return
    run.state = state
    this.#note(run, advanced)
  }

  #note(run: Run, { effects, visited }: Advanced): void {
    this.played.runs.add(run)
    if (visited.length > 0) this.played.bursts.push({ run, effects, visited })
  }

  #begin(
    fan: KnownFan,
    trigger: NonNullable<FanEvent['triggers']>[number],
    event: FanEvent,
    begun: readonly Begun[],
  ): void {
    if (begun.length === 0) return
    const moment = this.#moment(fan, trigger.data, this.#now)
    for (const { flow, trigger: step } of begun) {
      const program = this.#world.flows.newest.get(flow.id)
      if (program) this.#enter(fan, program, { kind: 'enter', trigger: step, ...moment }, { ...trigger, event })
    }
  }

  #enter(
    fan: KnownFan,
    program: Program,
    enter: RunEvent,
    cause: { type: TriggerContext['type']; data: TriggerContext['data']; event: FanEvent },
  ): void {
    const fanId = fan.standing.id
    const { flow } = program
    if (!this.#mayEnter(fanId, program, cause.type)) return
    const depth = cause.event.depth ?? 0
    if (depth > DEEPEST) {
      this.played.loops.push({ flowId: flow.id, fanId, depth })
      return
    }
    const advanced = advance(program, newRun, enter)
    if (advanced.state.status === 'ended' && advanced.effects.length === 0) return
    const today = this.#world.entriesToday.get(flow.id) ?? 0
    if (today >= flow.caps.entriesPerDay) {
      this.played.capped.set(flow.id, (this.played.capped.get(flow.id) ?? 0) + 1)
      return
    }
    this.#world.entriesToday.set(flow.id, today + 1)
    const enteredAt = Math.min(cause.event.at.getTime(), this.#now.getTime())
    this.#world.lastEntries.set(`${flow.id} ${fanId}`, new Date(enteredAt))
    const run: Run = {
      ...{ id: newId(this.#world.clock), flowId: flow.id, version: flow.version, fanId, depth },
      creatorId: fan.standing.creatorId,
      trigger: { type: cause.type, data: cause.data },
      state: { ...advanced.state, enteredAt },
    }
    this.#runsOf(fanId).push(run)
    this.#note(run, advanced)
  }

  #mayEnter(fanId: string, { flow }: Program, type: TriggerContext['type']): boolean {
    const runs = this.#runsOf(fanId).filter(({ state }) => state.status === 'waiting')
    if (runs.some(({ flowId }) => flowId === flow.id)) return false
    // A subscription tells itself twice, as one and as a purchase.
    const days = Math.max(flow.caps.fanEveryDays, type === 'new_subscriber' ? 1 : 0)
    const last = this.#world.lastEntries.get(`${flow.id} ${fanId}`)
    if (last && days > 0 && this.#now.getTime() - last.getTime() < days * DAY_MS) return false
    if (!speaks(flow)) return true
    // The fan is spoken for: of several flows the highest goes first, and the others are left out.
    return !runs.some(
      (run) => this.#speaking(run) && (this.#world.flows.heads.get(run.flowId)?.priority ?? 0) >= flow.priority,
    )
  }

  /** Whether a flow of a higher priority is with the fan of this one. */
  #outranked(run: Run, head: FlowHead): boolean {
    if (!this.#speaking(run)) return false
    return this.#runsOf(run.fanId).some((other) => {
      const its = this.#world.flows.heads.get(other.flowId)
      if (!its || other === run || other.state.status !== 'waiting' || its.status !== 'active') return false
      return its.priority > head.priority && this.#speaking(other)
    })
  }

  #speaking(run: Run): boolean {
    const program = this.#world.flows.of(run.flowId, run.version)
    return program !== null && speaks(program.flow)
  }

  #moment(fan: KnownFan, data: TriggerContext['data'], at: Date) {
    const known = knownAt(fan, data, textOf(this.#world.texts, data), this.#now)
    return { at: at.getTime(), zone: fan.zone, known }
  }
}

const speaking = new WeakMap<object, boolean>()

/** Whether a flow asks for anything that its fan would get. Asked often, of flows that never change. */
function speaks(flow: Program['flow']): boolean {
  const known = speaking.get(flow)
  if (known !== undefined) return known
  const made = flow.steps.some(facesFan)
  speaking.set(flow, made)
  return made
}
