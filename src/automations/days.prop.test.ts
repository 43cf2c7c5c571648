import { expect, it } from 'vitest'
import type { FanStanding } from '../fans/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import { type Program, programOf } from './advance.ts'
import { playBatch } from './batch.ts'
import { aDraft, aFlow } from './fixtures.ts'
import type { Flow } from './flow.ts'
import type { FlowHead } from './flow-store.ts'
import type { FanEvent } from './happened.ts'
import type { KnownFan } from './know-fans.ts'
import type { Run } from './run-store.ts'
import type { Step, TriggerConfig } from './step.ts'

/**
 * A month of a busy agency over the interpreter and the batches as they are, with a log in memory where the tables would be:
 * a batch is in it whole or not at all, as its transaction would be, and whoever is killed begins again with nothing but it.
 */
const FANS = 10_000
const FLOWS = 20
const HOURS = 30 * 24
const EVENTS_AN_HOUR = 10
const KILLS = 50
const HOUR_MS = 3_600_000
const START = Date.parse('2026-11-01T00:00:00Z')

const idOf = (kind: number, n: number): string => `019aa000-0000-7000-800${kind}-${String(n).padStart(12, '0')}`

/** A sequence that is the same each time: mulberry32. */
function numbers(seed: number): (below: number) => number {
  let a = seed
  return (below) => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const BEGINNINGS: TriggerConfig[] = [
  { on: 'purchase_completed' },
  { on: 'message_received' },
  { on: 'new_subscriber' },
  { on: 'segment_changed', to: ['VIP'] },
]

function flowOf(n: number): Flow {
  const wait = (id: string, hours: number): Step => ({
    id,
    type: 'action',
    name: id,
    config: { do: 'wait', minutes: hours * 60, for: 'answer' },
  })
  return aFlow({
    id: idOf(1, n),
    priority: n % 4,
    stopWhen: n % 3 === 0 ? ['purchase_completed'] : [],
    caps: { entriesPerDay: 50 + n, fanEveryDays: n % 8 },
    quietHours: n % 2 === 0 ? { from: 22, until: 8 } : null,
    steps: [
      {
        id: 'begin',
        type: 'trigger',
        name: 'Begin',
        config: BEGINNINGS[n % BEGINNINGS.length] ?? { on: 'new_subscriber' },
      },
      { id: 'mark', type: 'action', name: 'Mark', config: { do: 'add_tag', tag: `flow-${n}` } },
      wait('first', 5 + n * 7),
      { id: 'say', type: 'action', name: 'Say', config: n % 5 === 0 ? { do: 'notify', text: 'Look' } : aDraft() },
      wait('second', 24 + n * 11),
      {
        id: 'ask',
        type: 'condition',
        name: 'Ask',
        config: {
          if: {
            any: [
              { field: 'run.answered', op: 'is', value: true },
              { field: 'fan.spent', op: 'more_than', value: 5_000 },
            ],
          },
        },
        otherwise: n % 7 === 0 ? 'say' : null,
      },
      {
        id: 'thank',
        type: 'action',
        name: 'Thank',
        config: n % 5 === 0 ? { do: 'remove_tag', tag: `flow-${n}` } : aDraft({ purpose: 'upsell' }),
      },
    ],
  })
}

/** Looks through to what is below, and leaves it as it is until it is merged. */
class Layer<V> extends Map<string, V> {
  readonly below: Map<string, V>
  constructor(below: Map<string, V>) {
    super()
    this.below = below
  }
  override get(key: string): V | undefined {
    return super.get(key) ?? this.below.get(key)
  }
  merge(): void {
    for (const [key, value] of this) this.below.set(key, value)
  }
}

/** What the tables would hold: a row of a run, and what was done. */
interface Log {
  runs: Map<string, { row: string; fanId: string; flowId: string; enteredAt: number }>
  waiting: Map<string, Set<string>>
  due: Map<string, { dueAt: number; fanId: string; flowId: string }>
  /** Ids by the hour in which they are due, as an index would have them. */
  dueIn: Map<number, Set<string>>
  lastEntries: Map<string, Date>
  entries: Map<string, number>
  done: string[]
}

/** What a process has in memory, made from the log alone. */
interface Process {
  programs: Map<string, Program>
  heads: Map<string, FlowHead>
}

function begin(flows: readonly string[]): Process {
  const programs = flows.map((json) => programOf(JSON.parse(json) as Flow))
  const changedAt = new Date(START)
  return {
    programs: new Map(programs.map((program) => [program.flow.id, program])),
    heads: new Map(programs.map(({ flow }) => [flow.id, { ...flow, changedAt }])),
  }
}

const fanOf = (n: number): KnownFan => {
  const spentMinor = (n * 37) % 10_000
  const standing: FanStanding = {
    ...{ id: idOf(2, n), name: `Fan ${n}`, creatorId: idOf(3, 0), zone: null, tags: [], spentMinor, purchases: n % 5 },
    ...{
      lastPurchaseAt: null,
      firstSeenAt: new Date(START),
      frozen: n % 97 === 0,
      profiled: true,
      subscription: 'active',
    },
  }
  return { standing, segment: 'Regular', lastWrittenAt: null, zone: n % 2 === 0 ? 'Europe/Paris' : 'America/New_York' }
}

const KINDS: Omit<FanEvent, 'fanId' | 'at'>[] = [
  { what: 'purchase_completed', triggers: [{ type: 'purchase_completed', data: {} }] },
  { what: 'message_received', triggers: [{ type: 'message_received', data: {} }] },
  { what: 'new_subscriber', triggers: [{ type: 'new_subscriber', data: {} }] },
  { what: 'segment_changed', triggers: [{ type: 'segment_changed', data: { segment: 'VIP' } }] },
  { stop: 'frozen' },
]

/** What came of the month: runs without their ids, and every act. */
function play(killedAt: ReadonlySet<number>): { runs: string[]; done: string[]; kills: number } {
  const flows = Array.from({ length: FLOWS }, (_, n) => JSON.stringify(flowOf(n)))
  const fans = new Map(Array.from({ length: FANS }, (_, n) => [idOf(2, n), fanOf(n)]))
  const log: Log = {
    runs: new Map(),
    waiting: new Map(),
    due: new Map(),
    dueIn: new Map(),
    lastEntries: new Map(),
    entries: new Map(),
    done: [],
  }
  const clock = new ManualClock(new Date(START))
  let process = begin(flows)
  let kills = 0
  for (let hour = 0; hour < HOURS; hour += 1) {
    clock.set(new Date(START + hour * HOUR_MS))
    if (hour % 24 === 0) log.entries = new Map()
    const draw = numbers(hour)
    const events = Array.from({ length: EVENTS_AN_HOUR }, (_, n): FanEvent => {
      const kind = KINDS[draw(40) === 0 ? 4 : draw(4)] ?? {}
      return { ...kind, fanId: idOf(2, draw(FANS)), at: new Date(clock.now().getTime() - HOUR_MS + n * 1_000) }
    })
    const commit = work(log, process, clock, fans, events)
    if (killedAt.has(hour)) {
      kills += 1
      process = begin(flows)
      // In the middle, and nothing of it is there; or just after, and all of it is.
      if (hour % 2 === 0) work(log, process, clock, fans, events)()
      else commit()
    } else commit()
  }
  const runs = [...log.runs.values()].map(({ row, enteredAt }) => {
    const { id: _, ...run } = JSON.parse(row) as Run
    return JSON.stringify({ enteredAt, ...run })
  })
  return { runs: runs.sort(), done: log.done.toSorted(), kills }
}

const hourOf = (ms: number): number => Math.ceil(ms / HOUR_MS)

function dueBy({ due, dueIn }: Log, now: number) {
  const ids = [...dueIn].flatMap(([hour, there]) => (hour <= hourOf(now) ? [...there] : []))
  return ids.flatMap((id) => {
    const one = due.get(id)
    return one && one.dueAt <= now ? [[id, one] as const] : []
  })
}

function setDue({ due, dueIn }: Log, id: string, next: { dueAt: number; fanId: string; flowId: string } | null): void {
  const was = due.get(id)
  const there = was && dueIn.get(hourOf(was.dueAt))
  there?.delete(id)
  if (was && there?.size === 0) dueIn.delete(hourOf(was.dueAt))
  due.delete(id)
  if (!next) return
  due.set(id, next)
  const hour = hourOf(next.dueAt)
  dueIn.set(hour, (dueIn.get(hour) ?? new Set()).add(id))
}

/** One batch; nothing of it is in the log until the returned function is called. */
function work(
  log: Log,
  process: Process,
  clock: ManualClock,
  fans: ReadonlyMap<string, KnownFan>,
  events: FanEvent[],
): () => void {
  const now = clock.now().getTime()
  const due = dueBy(log, now)
  const priority = (flowId: string): number => process.programs.get(flowId)?.flow.priority ?? 0
  // Thousands fall due together, at the end of quiet hours: what they are sorted by is made once for each.
  const line = due.map((one) => ({ one, order: 99 - priority(one[1].flowId), key: one[1].flowId + one[1].fanId }))
  line.sort((a, b) => a.one[1].dueAt - b.one[1].dueAt || a.order - b.order || (a.key < b.key ? -1 : 1))
  const fanIds = new Set([...events.map(({ fanId }) => fanId), ...due.map(([, { fanId }]) => fanId)])
  const ids = [...fanIds].flatMap((fanId) => [...(log.waiting.get(fanId) ?? [])])
  const runs = ids.map((id) => JSON.parse(log.runs.get(id)?.row ?? '') as Run)
  const lastEntries = new Layer(log.lastEntries)
  const entriesToday = new Layer(log.entries)
  const active = [...process.programs.values()]
  const played = playBatch(
    {
      ...{ clock, fans, runs, lastEntries, entriesToday, texts: new Map() },
      flows: { heads: process.heads, active, newest: process.programs, of: (id) => process.programs.get(id) ?? null },
    },
    events,
    line.map(({ one: [id] }) => id),
  )
  return () => {
    for (const run of played.runs) {
      const enteredAt = log.runs.get(run.id)?.enteredAt ?? now
      const { fanId, flowId, state } = run
      log.runs.set(run.id, { row: JSON.stringify(run), fanId, flowId, enteredAt })
      setDue(log, run.id, state.dueAt === null ? null : { dueAt: state.dueAt, fanId, flowId })
      const waiting = log.waiting.get(fanId) ?? new Set<string>()
      if (state.status === 'waiting') waiting.add(run.id)
      else waiting.delete(run.id)
      log.waiting.set(fanId, waiting)
    }
    for (const { run, effects } of played.bursts)
      for (const { step, visit, action } of effects)
        log.done.push(`${run.flowId} ${run.fanId} ${run.state.enteredAt} ${visit} ${step} ${action.do}`)
    lastEntries.merge()
    entriesToday.merge()
  }
}

it('a month of 10,000 fans and 20 flows end in the same state when it is killed and begun again fifty times', () => {
  const draw = numbers(7)
  const killedAt = new Set<number>()
  while (killedAt.size < KILLS) killedAt.add(draw(HOURS))
  const quiet = play(new Set())
  const killed = play(killedAt)
  expect(killed.kills).toBe(KILLS)
  expect(quiet.runs.length).toBeGreaterThan(2_000)
  expect(new Set(quiet.done).size).toBe(quiet.done.length)
  expect(killed.done).toEqual(quiet.done)
  expect(killed.runs).toEqual(quiet.runs)
}, 120_000)
