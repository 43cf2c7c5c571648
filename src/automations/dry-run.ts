import { setImmediate } from 'node:timers/promises'
import { ManualClock } from '../kernel/clock.ts'
import { type Program, programOf } from './advance.ts'
import { type Played, playBatch, type World } from './batch.ts'
import type { Flow } from './flow.ts'
import type { FanEvent } from './happened.ts'
import type { KnownFan } from './know-fans.ts'
import type { Flows } from './programs.ts'
import type { Run } from './run-store.ts'
import type { TriggerStep } from './step.ts'
import { countsMessages, timedSteps } from './sweep-flows.ts'
import { begunBy, indexTriggers, type TriggerContext } from './trigger.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** What happened within it is played together; nothing of a flow is finer than what a team does with it. */
const STEP_MS = HOUR_MS
const EXAMPLES = 5

/** What a flow is played over: what was recorded, and what is known of the fans today. */
export interface Past {
  from: Date
  until: Date
  /** IANA: of the agency, by whose days cards are counted. */
  zone: string
  /** In the order in which it happened. */
  events: readonly FanEvent[]
  fans: ReadonlyMap<string, KnownFan>
  /** Message id → text, where the flow asks for words. */
  texts: ReadonlyMap<string, string>
}

export interface DryRun {
  /** Runs begun, and how many different fans began one. */
  entered: number
  fansEntered: number
  /** Of the day on which most began. */
  enteredInADay: number
  /** Draft cards that would have been asked for, and those of the day with most. */
  cards: number
  cardsInADay: number
  /** Fans that something happened with which the flow begins with, but who did not begin it. */
  keptOut: { frozen: number; capped: number; others: number }
  /** Runs that began in the fan’s quiet hours and waited for their end. */
  putOff: number
  /** Fans who would have got two cards within seven days. */
  twiceInAWeek: number
  ended: number
  examples: { fanId: string; name: string; at: Date; cards: number; outcome: string | null }[]
}

/**
 * Plays a flow over what was recorded, by the same interpreter that runs it: nothing is written and nothing asked for. The
 * flow is taken as active and alone, and fans as they are known today. `told` hears how much of it is done, 0 to 1.
 */
export async function dryRun(flow: Flow, past: Past, told: (share: number) => void = () => {}): Promise<DryRun> {
  const clock = new ManualClock(past.from.toISOString())
  const program = programOf({ ...flow, status: 'active' })
  const flows = alone(program)
  const tally = new Tally(program, past)
  const lastEntries = new Map<string, Date>()
  let entriesToday = new Map<string, number>()
  let today = ''
  let next = 0
  for (let at = past.from.getTime(); at < past.until.getTime(); at += STEP_MS) {
    const end = Math.min(at + STEP_MS, past.until.getTime())
    const first = next
    while (next < past.events.length && (past.events[next]?.at.getTime() ?? 0) < end) next += 1
    const events = past.events.slice(first, next).filter((event) => isNews(event, flow, lastEntries, past))
    const due = tally.due(end)
    clock.advance(end - clock.now().getTime())
    const day = tally.dayOf(new Date(at))
    if (day !== today) entriesToday = new Map()
    today = day
    if (events.length === 0 && due.length === 0) continue
    const world: World = {
      clock,
      flows,
      fans: past.fans,
      texts: past.texts,
      runs: tally.waiting(),
      lastEntries,
      entriesToday,
    }
    tally.add(playBatch(world, events, due), events, day)
    // The door and the desks of this process don't wait for all of it.
    told((end - past.from.getTime()) / (past.until.getTime() - past.from.getTime()))
    await setImmediate()
  }
  return tally.result()
}

/** A flow as a batch sees it, as if it were active and no other were there. */
function alone(program: Program): Flows {
  const { id, name, version, priority } = program.flow
  const head = { id, name, version, priority, status: 'active' as const, changedAt: new Date(0) }
  return {
    heads: new Map([[id, head]]),
    active: [program],
    newest: new Map([[id, program]]),
    of: (flowId) => (flowId === id ? program : null),
  }
}

/** Whoever the flow has met since they last did anything is not found quiet again. */
function isNews(event: FanEvent, flow: Flow, lastEntries: ReadonlyMap<string, Date>, { fans }: Past): boolean {
  const [trigger] = event.triggers ?? []
  if (trigger?.type !== 'fan_inactive') return true
  const step = timedSteps(flow).find(({ id }) => id === trigger.data.step)
  const fan = fans.get(event.fanId)
  const met = lastEntries.get(`${flow.id} ${event.fanId}`)
  return !met || !fan || !step || met.getTime() <= lastActive(fan, step)
}

/** When a fan last did what the step counts, or was first seen, in milliseconds. */
export function lastActive({ standing, lastWrittenAt }: KnownFan, step: TriggerStep): number {
  const written = countsMessages(step) ? (lastWrittenAt?.getTime() ?? 0) : 0
  return Math.max(standing.lastPurchaseAt?.getTime() ?? 0, standing.firstSeenAt.getTime(), written)
}

/** Counts what the batches come to. */
class Tally {
  readonly #past: Past
  readonly #flow: Flow
  readonly #index
  readonly #format: Intl.DateTimeFormat
  readonly #runs = new Map<string, Run>()
  readonly #begun = new Map<string, { run: Run; at: Date; cards: number }>()
  readonly #cards = new Map<string, number>()
  readonly #entries = new Map<string, number>()
  readonly #cardsOfFan = new Map<string, number[]>()
  readonly #asked = { frozen: new Set<string>(), all: new Set<string>() }
  #capped = 0
  #putOff = 0

  constructor({ flow }: Program, past: Past) {
    this.#flow = flow
    this.#past = past
    this.#index = indexTriggers([flow])
    this.#format = new Intl.DateTimeFormat('en-CA', { timeZone: past.zone, dateStyle: 'short' })
  }

  dayOf(at: Date): string {
    return this.#format.format(at)
  }

  waiting(): Run[] {
    return [...this.#runs.values()]
  }

  due(now: number): string[] {
    return this.waiting()
      .filter(({ state }) => state.dueAt !== null && state.dueAt <= now)
      .sort((a, b) => (a.state.dueAt ?? 0) - (b.state.dueAt ?? 0))
      .map(({ id }) => id)
  }

  add({ runs, bursts, capped }: Played, events: readonly FanEvent[], day: string): void {
    for (const event of events) this.#notice(event)
    for (const run of runs) {
      if (!this.#begun.has(run.id)) this.#begin(run, day)
      if (run.state.status === 'ended') this.#runs.delete(run.id)
      else this.#runs.set(run.id, run)
    }
    this.#capped += [...capped.values()].reduce((sum, count) => sum + count, 0)
    for (const { run, effects } of bursts) {
      const cards = effects.filter(({ action }) => action.do === 'send_message').length
      if (cards > 0) this.#card(run, cards, day)
    }
  }

  #begin(run: Run, day: string): void {
    this.#begun.set(run.id, { run, at: new Date(run.state.enteredAt), cards: 0 })
    this.#entries.set(day, (this.#entries.get(day) ?? 0) + 1)
    if (this.#flow.quietHours && run.state.status === 'waiting' && run.state.visits === 0) this.#putOff += 1
  }

  #card(run: Run, cards: number, day: string): void {
    const begun = this.#begun.get(run.id)
    if (begun) begun.cards += cards
    this.#cards.set(day, (this.#cards.get(day) ?? 0) + cards)
    const times = this.#cardsOfFan.get(run.fanId) ?? []
    this.#cardsOfFan.set(run.fanId, [...times, ...Array.from({ length: cards }, () => Date.parse(day))])
  }

  /** Whether this is something the flow begins with, whoever may begin it. */
  #notice({ fanId, at, triggers = [] }: FanEvent): void {
    const fan = this.#past.fans.get(fanId)
    if (!fan) return
    const { creatorId: creator, tags, frozen } = fan.standing
    const begins = triggers.some(({ type, data }) => {
      const context: TriggerContext = {
        type,
        creator,
        fan: fanId,
        at,
        data: { ...data, tags: tags.map((t) => t.toLowerCase()) },
      }
      return begunBy(this.#index, context).length > 0
    })
    if (!begins) return
    this.#asked.all.add(fanId)
    if (frozen) this.#asked.frozen.add(fanId)
  }

  result(): DryRun {
    const begun = [...this.#begun.values()]
    const fansEntered = new Set(begun.map(({ run }) => run.fanId)).size
    const frozen = this.#asked.frozen.size
    const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0)
    const most = (counts: Map<string, number>) => Math.max(0, ...counts.values())
    return {
      entered: begun.length,
      fansEntered,
      enteredInADay: most(this.#entries),
      cards: sum(this.#cards),
      cardsInADay: most(this.#cards),
      keptOut: { frozen, capped: this.#capped, others: Math.max(0, this.#asked.all.size - fansEntered - frozen) },
      putOff: this.#putOff,
      twiceInAWeek: [...this.#cardsOfFan.values()].filter(twiceWithinAWeek).length,
      ended: begun.filter(({ run }) => run.state.status === 'ended').length,
      examples: begun
        .toSorted((a, b) => b.cards - a.cards || a.at.getTime() - b.at.getTime())
        .slice(0, EXAMPLES)
        .map(({ run, at, cards }) => ({
          ...{ fanId: run.fanId, name: this.#past.fans.get(run.fanId)?.standing.name ?? '', at, cards },
          outcome: run.state.outcome,
        })),
    }
  }
}

const twiceWithinAWeek = (times: readonly number[]): boolean =>
  times.toSorted((a, b) => a - b).some((at, n, all) => n > 0 && at - (all[n - 1] ?? at) < WEEK_MS)
