import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { aTask, type Grounds, grounds } from '../src/facts/fixtures.ts'
import type { Handler, OwedTask } from '../src/facts/index.ts'
import { Failure } from '../src/kernel/failure.ts'
import { createClaimLoop } from './claim-loop.ts'
import { createInProcessCarrier } from './in-process.ts'
import { createWorker } from './worker.ts'

let g: Grounds
let agencyId: string
beforeAll(async () => {
  g = await grounds()
})
afterAll(() => g.test.drop())
beforeEach(async () => {
  await g.database.query('DELETE FROM tasks')
  await g.database.query('DELETE FROM agencies')
  agencyId = await g.agency()
})

const log = { warn() {}, error() {} }
const workerOf = (handlers: Record<string, Handler>) => createWorker({ ...g, handlers, log })
const owe = (...tasks: OwedTask[]) => g.database.transaction('owe', (sql) => g.facts.owe(sql, tasks))
const states = async (): Promise<string[]> =>
  (await g.database.query<{ state: string }>('SELECT state FROM tasks ORDER BY id')).map(({ state }) => state)
const note = (sql: Parameters<Parameters<Grounds['database']['transaction']>[1]>[0], subject: string) =>
  g.facts.record(sql, [
    { agencyId, name: 'effect', subject, by: { kind: 'system', id: 'test' }, data: {}, at: g.clock.now() },
  ])
const effects = () => g.database.query("SELECT subject FROM facts WHERE name = 'effect' AND agency_id = $1", [agencyId])

async function runOne(handlers: Record<string, Handler>): Promise<void> {
  const worker = workerOf(handlers)
  for (const task of await worker.claim(1)) await worker.run(task)
}

it('commits the effect and "done" together', async () => {
  await owe(aTask(agencyId, g.clock.now()))
  await runOne({ 'a-task': ({ commit }) => commit('effect', (sql) => note(sql, 'once')) })
  expect([await effects(), await states()]).toEqual([[{ subject: 'once' }], ['done']])
})

it('commits nothing of a worker that lost its lease', async () => {
  await owe(aTask(agencyId, g.clock.now()))
  await runOne({
    'a-task': async ({ task, commit }) => {
      await g.database.query('UPDATE tasks SET fence = fence + 1 WHERE id = $1', [task.id]) // another one has it now
      await commit('effect', (sql) => note(sql, 'never'))
    },
  })
  expect([await effects(), await states()]).toEqual([[], ['running']])
})

it('brings back what failed outside, buries what is a bug, and records the death', async () => {
  const failing: Record<string, Handler> = {
    'a-task': async () => {
      throw new Failure('desk_away', 'Slack is away')
    },
    'a-bug': async () => {
      throw new TypeError('undefined is not a function')
    },
  }
  await owe(aTask(agencyId, g.clock.now()), aTask(agencyId, g.clock.now(), { name: 'a-bug' }))
  const worker = workerOf(failing)
  for (const task of await worker.claim(10)) await worker.run(task)
  const rows = await g.database.query('SELECT name, state, last_error FROM tasks ORDER BY name')
  expect(rows).toEqual([
    { name: 'a-bug', state: 'dead', last_error: 'TypeError: undefined is not a function' },
    { name: 'a-task', state: 'due', last_error: 'Failure: Slack is away' },
  ])
  const died = await g.database.query("SELECT data FROM facts WHERE name = 'task.died' AND agency_id = $1", [agencyId])
  expect(died).toEqual([{ data: { task: 'a-bug', attempts: 1 } }])
})

it('leaves a task that this version does not know to a newer one', async () => {
  await owe(aTask(agencyId, g.clock.now(), { name: 'from-the-future' }))
  await runOne({})
  expect(await states()).toEqual(['running'])
})

it('aborts the handler whose lease was lost, and takes over what a dead worker held', async () => {
  await owe(aTask(agencyId, g.clock.now()))
  let aborted = false
  let begun: () => void = () => {}
  const started = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow = workerOf({
    'a-task': ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = true
          resolve()
        })
        begun()
      }),
  })
  const [task] = await slow.claim(1)
  if (!task) throw new Error('nothing is due')
  const running = slow.run(task)
  await started
  await g.database.query("UPDATE tasks SET lease_until = clock_timestamp() - interval '1 second'")
  const other = workerOf({ 'a-task': ({ commit }) => commit('effect', (sql) => note(sql, 'taken over')) })
  expect((await other.heartbeat()).map(({ id }) => id)).toEqual([task.id])
  await slow.heartbeat()
  await running
  expect(aborted).toBe(true)
  for (const due of await other.claim(1)) await other.run(due)
  expect([await effects(), await states()]).toEqual([[{ subject: 'taken over' }], ['done']])
})

it('gives up a task that took its process down again and again', async () => {
  await owe(aTask(agencyId, g.clock.now()))
  const worker = workerOf({})
  await g.database.query(
    "UPDATE tasks SET state = 'running', attempts = 24, lease_until = clock_timestamp() - interval '1 second'",
  )
  await worker.heartbeat()
  expect(await states()).toEqual(['dead'])
})

it('gives back at the stop what it had claimed and not begun, and ends what it had begun', async () => {
  await owe(...Array.from({ length: 6 }, () => aTask(agencyId, g.clock.now())))
  let open: () => void = () => {}
  let begun: () => void = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const started = new Promise<void>((resolve) => {
    begun = resolve
  })
  const worker = workerOf({
    'a-task': async ({ commit }) => {
      begun()
      await gate
      await commit('effect', (sql) => note(sql, 'ended'))
    },
  })
  const carrier = createInProcessCarrier({ concurrency: 1, run: worker.run, onFree: () => {} })
  const loop = createClaimLoop({ worker, carrier, clock: g.clock, log })
  loop.start()
  await started
  const stopping = loop.stop()
  open()
  await stopping
  expect(await effects()).toHaveLength(1)
  expect((await states()).toSorted()).toEqual(['done', 'due', 'due', 'due', 'due', 'due'])
})
