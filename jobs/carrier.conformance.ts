import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { aTask, type Grounds, grounds } from '../src/facts/fixtures.ts'
import { bySystem, type Handler, type OwedTask } from '../src/facts/index.ts'
import { Failure } from '../src/kernel/failure.ts'
import type { Carrier } from './carrier.ts'
import { type ClaimLoop, createClaimLoop } from './claim-loop.ts'
import { createWorker, type Worker } from './worker.ts'

const log = { warn() {}, error() {} }
const CONCURRENCY = 3
const WITHIN = { timeout: 20_000, interval: 20 }

/** Makes one process's carrier for its worker; `onFree` is called when there is room again. */
export type OpenCarrier = (worker: Worker, onFree: () => void, concurrency: number) => Carrier

export interface Carried {
  g: Grounds
  agencyId: string
  owe(count: number, more?: Partial<OwedTask>): Promise<void>
  /** One more process at work. It is stopped at the end of the test unless it was before. */
  begin(handlers: Record<string, Handler>): ClaimLoop
  /** Resolves when that many tasks are in that state. */
  until(state: string, count: number): Promise<void>
  /** Subjects of the effects on record, sorted. */
  effects(): Promise<string[]>
  /** A handler that records one effect, named by the task. */
  effect: Handler
  /** As if the half minute of their leases had passed. */
  expireLeases(): Promise<void>
}

/** A database, an agency, and processes that work on its tasks through `open`'s carrier. */
export function carried(open: () => OpenCarrier): Carried {
  let g: Grounds
  const loops: ClaimLoop[] = []
  const world = { agencyId: '' }
  beforeAll(async () => {
    g = await grounds()
  })
  beforeEach(async () => {
    await Promise.all(loops.splice(0).map((loop) => loop.stop()))
    await g.database.query('DELETE FROM tasks')
    world.agencyId = await g.agency()
  })
  afterAll(async () => {
    await Promise.all(loops.map((loop) => loop.stop()))
    await g.test.drop()
  })
  const effect: Handler = ({ task, commit }) =>
    commit('effect', (sql) =>
      g.facts.record(sql, [
        {
          agencyId: task.agencyId,
          name: 'effect',
          subject: String(task.id),
          by: bySystem('test'),
          data: {},
          at: g.clock.now(),
        },
      ]),
    )
  return {
    get g() {
      return g
    },
    get agencyId() {
      return world.agencyId
    },
    effect,
    async owe(count, more) {
      const tasks = Array.from({ length: count }, () => aTask(world.agencyId, g.clock.now(), more))
      await g.database.transaction('owe', (sql) => g.facts.owe(sql, tasks))
    },
    begin(handlers) {
      const worker = createWorker({ ...g, handlers, log })
      let free = (): void => {}
      const carrier = open()(worker, () => free(), CONCURRENCY)
      const loop = createClaimLoop({ worker, carrier, clock: g.clock, log })
      free = loop.free
      loop.start()
      loops.push(loop)
      return loop
    },
    until: (state, count) =>
      vi.waitFor(async () => {
        const rows = await g.database.query<{ n: number }>('SELECT count(*) AS n FROM tasks WHERE state = $1', [state])
        expect(rows[0]?.n, state).toBe(count)
      }, WITHIN),
    async effects() {
      const rows = await g.database.query<{ subject: string }>(
        "SELECT subject FROM facts WHERE name = 'effect' AND agency_id = $1 ORDER BY subject::int8",
        [world.agencyId],
      )
      return rows.map(({ subject }) => subject)
    },
    async expireLeases() {
      await g.database.query(
        "UPDATE tasks SET lease_until = clock_timestamp() - interval '1 second' WHERE state = 'running'",
      )
    },
  }
}

/** What every carrier must do: the same cases run on each. */
export function carrierCases(title: string, open: () => OpenCarrier): void {
  describe(title, () => {
    const world = carried(open)

    it('runs each of many tasks once, however many processes claim and however few it takes at a time', async () => {
      let runs = 0
      const counted: Handler = (run) => {
        runs += 1
        return world.effect(run)
      }
      await world.owe(60)
      world.begin({ 'a-task': counted })
      world.begin({ 'a-task': counted })
      await world.until('done', 60)
      expect(new Set(await world.effects()).size).toBe(60)
      expect(runs).toBe(60)
    })

    it('brings back what failed when it is due again, and buries a bug', async () => {
      let failed = false
      const loop = world.begin({
        'a-task': async (run) => {
          if (failed) return world.effect(run)
          failed = true
          throw new Failure('desk_away', 'the desk is away')
        },
        'a-bug': async () => {
          throw new TypeError('undefined is not a function')
        },
      })
      await world.owe(1)
      await world.owe(1, { name: 'a-bug' })
      loop.wake(null)
      await world.until('dead', 1)
      await world.until('due', 1)
      world.g.clock.advance(3_600_000)
      loop.wake(null)
      await world.until('done', 1)
      expect(await world.effects()).toHaveLength(1)
    })

    it('ends at the stop what was begun, and leaves the rest to another process', async () => {
      let begun = 0
      let open: () => void = () => {}
      const gate = new Promise<void>((resolve) => {
        open = resolve
      })
      await world.owe(20)
      const first = world.begin({
        'a-task': async (run) => {
          begun += 1
          await gate
          await world.effect(run)
        },
      })
      await vi.waitFor(() => expect(begun).toBe(CONCURRENCY), WITHIN)
      const stopping = first.stop()
      open()
      await stopping
      expect(await world.effects()).toHaveLength(CONCURRENCY)
      await world.expireLeases()
      world.begin({ 'a-task': world.effect })
      await world.until('done', 20)
      expect(await world.effects()).toHaveLength(20)
    })

    it('has one effect of a task that was handed over twice', async () => {
      await world.owe(1)
      const worker = createWorker({ ...world.g, handlers: { 'a-task': world.effect }, log })
      const carrier = open()(worker, () => {}, CONCURRENCY)
      const tasks = await worker.claim(10)
      await carrier.hand(tasks)
      await carrier.hand(tasks)
      carrier.start()
      await world.until('done', 1)
      await carrier.drain()
      expect(await world.effects()).toHaveLength(1)
    })

    it('takes over what a process held that died', async () => {
      await world.owe(5)
      await createWorker({ ...world.g, handlers: {}, log }).claim(10)
      await world.until('running', 5)
      await world.expireLeases()
      world.begin({ 'a-task': world.effect })
      await world.until('done', 5)
      expect(await world.effects()).toHaveLength(5)
    })
  })
}
