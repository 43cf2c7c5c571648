import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aTask, type Grounds, grounds } from './fixtures.ts'
import { mergeOwed, type OwedTask } from './reaction.ts'
import { insertTasks } from './store.ts'
import {
  buryTask,
  claimAbandoned,
  claimTasks,
  completeTask,
  giveBackTask,
  nextDueAt,
  renewLeases,
  reviveTasks,
} from './task-store.ts'

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

const LIMITS = { atMost: 100, perAgency: 50, leaseMs: 30_000 }
const now = (): Date => g.clock.now()
const inMs = (ms: number): Date => new Date(now().getTime() + ms)
const owe = (...tasks: OwedTask[]) => g.database.transaction('owe', (sql) => g.facts.owe(sql, tasks))
const claim = (limits = LIMITS) => g.database.transaction('claim', (sql) => claimTasks(sql, now(), limits))
async function claimOne() {
  const [task] = await claim({ ...LIMITS, atMost: 1 })
  if (!task) throw new Error('nothing is due')
  return task
}
const stored = () =>
  g.database.query<{ id: number; key: string | null; state: string; due_at: Date; input: { subject: string } }>(
    'SELECT id, key, state, due_at, input FROM tasks ORDER BY id',
  )
const input = (subject: string) => ({ input: { fact: '', subject, data: {} } })

describe('a keyed task', () => {
  it('is owed once while due, with the newest input and the earlier due time', async () => {
    await owe(aTask(agencyId, inMs(5_000), { key: 'k', ...input('first') }))
    await owe(aTask(agencyId, inMs(2_000), { key: 'k', ...input('second') }))
    await owe(aTask(agencyId, inMs(9_000), { key: 'k', ...input('third') }))
    expect(await stored()).toMatchObject([{ due_at: inMs(2_000), input: { subject: 'third' } }])
  })

  it('is owed once more while it runs, and not twice', async () => {
    await owe(aTask(agencyId, now(), { key: 'k' }))
    await claimOne()
    await owe(aTask(agencyId, now(), { key: 'k' }))
    await owe(aTask(agencyId, now(), { key: 'k' }))
    expect((await stored()).map(({ state }) => state).sort()).toEqual(['due', 'running'])
  })

  it('runs after the one of its key that runs, never beside it', async () => {
    await owe(aTask(agencyId, now(), { key: 'k' }))
    const first = await claimOne()
    await owe(aTask(agencyId, now(), { key: 'k' }), aTask(agencyId, now(), { key: 'other' }), aTask(agencyId, now()))
    expect(await claim()).toHaveLength(2)
    expect(await claim()).toEqual([])
    await completeTask(g.database, first, now())
    expect(await claim()).toHaveLength(1)
  })

  it('is another one in another agency, of another name, and without a key', async () => {
    const other = await g.agency()
    const task = aTask(agencyId, now(), { key: 'k' })
    await owe(
      task,
      { ...task, agencyId: other },
      { ...task, name: 'other' },
      { ...task, key: null },
      { ...task, key: null },
    )
    expect(await stored()).toHaveLength(5)
  })

  it('is one when ten transactions owe it at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => owe(aTask(agencyId, now(), { key: 'k' }))))
    expect(await stored()).toHaveLength(1)
  })

  it('is put off by each further fact, but never past its latest time', async () => {
    const debounced = () => aTask(agencyId, inMs(4_000), { key: 'k', latestAt: inMs(20_000) })
    const start = now().getTime()
    for (const at of [0, 3_000, 6_000, 9_000, 12_000, 15_000, 18_000]) {
      g.clock.set(new Date(start + at))
      await owe(debounced())
      const [task] = await stored()
      expect(task?.due_at.getTime()).toBe(start + Math.min(at + 4_000, 20_000))
    }
  })

  it('falls due at once when something undelayed owes it too', async () => {
    await owe(aTask(agencyId, inMs(4_000), { key: 'k', latestAt: inMs(20_000) }))
    await owe(aTask(agencyId, now(), { key: 'k' }))
    expect(await stored()).toMatchObject([{ due_at: now() }])
  })

  it('is merged in one transaction exactly as it would be in many', async () => {
    const owed = fc.record({ key: fc.constantFrom('a', 'b', null), due: fc.nat(30), latest: fc.option(fc.nat(40)) })
    await fc.assert(
      fc.asyncProperty(fc.array(owed, { maxLength: 6 }), async (list) => {
        const tasks = list.map(({ key, due, latest }, n) =>
          aTask(agencyId, inMs(due), { key, latestAt: latest === null ? null : inMs(latest), ...input(`${n}`) }),
        )
        const look = async () => {
          const rows = await stored()
          await g.database.query('DELETE FROM tasks')
          return rows.map(({ key, due_at, input: { subject } }) => `${key} ${due_at.getTime()} ${subject}`).sort()
        }
        await g.database.transaction('at once', (sql) => insertTasks(sql, mergeOwed(tasks), now()))
        const atOnce = await look()
        for (const task of tasks) await g.database.transaction('one', (sql) => insertTasks(sql, [task], now()))
        expect(atOnce).toEqual(await look())
      }),
      { numRuns: 60 },
    )
  })
})

describe('claiming', () => {
  it('takes what is due and nothing else, each task once, whoever asks at the same time', async () => {
    await owe(...Array.from({ length: 40 }, (_, n) => aTask(agencyId, inMs(n < 30 ? -n : 60_000))))
    const claims = await Promise.all([1, 2, 3, 4, 5, 6].map(() => claim({ ...LIMITS, atMost: 10 })))
    const ids = claims.flat().map(({ id }) => id)
    expect(ids).toHaveLength(30)
    expect(new Set(ids).size).toBe(30)
    expect(await nextDueAt(g.database)).toEqual(inMs(60_000))
  })

  it('takes at most a share of one agency, so that a busy one starves nobody', async () => {
    const other = await g.agency()
    await owe(...Array.from({ length: 100 }, () => aTask(agencyId, inMs(-60_000))))
    await owe(...Array.from({ length: 3 }, () => aTask(other, now())))
    const claimed = await claim({ ...LIMITS, atMost: 20, perAgency: 10 })
    const of = (id: string) => claimed.filter((task) => task.agencyId === id).length
    expect([of(agencyId), of(other)]).toEqual([10, 3])
  })

  it('raises the fence each time, so that whoever lost the lease can neither finish nor give back nor bury', async () => {
    await owe(aTask(agencyId, now(), { key: 'k' }))
    const first = await claimOne()
    await g.database.query("UPDATE tasks SET lease_until = clock_timestamp() - interval '1 second'")
    const [taken] = await claimAbandoned(g.database, 30_000)
    expect(taken?.fence).toBe(first.fence + 1)
    await expect(completeTask(g.database, first, now())).rejects.toMatchObject({ code: 'lease_lost' })
    await giveBackTask(g.database, first, now(), 'late')
    expect(await buryTask(g.database, first, now(), 'late')).toBe(false)
    expect(await renewLeases(g.database, [first], 30_000)).toEqual(new Set())
    expect(await stored()).toMatchObject([{ state: 'running' }])
    if (taken) await completeTask(g.database, taken, now())
    expect(await stored()).toMatchObject([{ state: 'done' }])
  })

  it('takes over only what nobody renews, and that once', async () => {
    await owe(aTask(agencyId, now()), aTask(agencyId, now()))
    const [alive, dead] = await claim()
    await g.database.query("UPDATE tasks SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1", [
      dead?.id,
    ])
    const taken = await Promise.all([1, 2, 3].map(() => claimAbandoned(g.database, 30_000)))
    expect(taken.flat().map(({ id }) => id)).toEqual([dead?.id])
    if (alive) expect(await renewLeases(g.database, [alive], 30_000)).toEqual(new Set([alive.id]))
  })
})

describe('giving back', () => {
  it('makes it due again at its time, with its error', async () => {
    await owe(aTask(agencyId, now(), { key: 'k' }))
    await giveBackTask(g.database, await claimOne(), inMs(7_000), 'the model is away')
    expect(await stored()).toMatchObject([{ state: 'due', due_at: inMs(7_000) }])
  })

  it('leaves the work to a twin that fell due meanwhile', async () => {
    await owe(aTask(agencyId, now(), { key: 'k' }))
    const first = await claimOne()
    await owe(aTask(agencyId, inMs(1_000), { key: 'k' }))
    await giveBackTask(g.database, first, inMs(7_000), 'away')
    expect(await stored()).toMatchObject([{ state: 'done' }, { state: 'due', due_at: inMs(1_000) }])
  })
})

describe('reviving dead tasks', () => {
  async function die(key: string | null): Promise<number> {
    await owe(aTask(agencyId, now(), { key }))
    const task = await claimOne()
    await buryTask(g.database, task, now(), 'broken')
    return task.id
  }

  it('brings back one by its number or all, once for each key', async () => {
    const ids = [await die('k'), await die('k'), await die(null), await die(null)]
    expect(await reviveTasks(g.database, agencyId, ids[2] ?? 0, now())).toBe(1)
    expect(await reviveTasks(g.database, agencyId, null, now())).toBe(3)
    const states = (await stored()).map(({ key, state }) => `${key} ${state}`)
    expect(states).toEqual(['k due', 'k done', 'null due', 'null due'])
  })

  it('brings back nothing of another agency, and nothing twice', async () => {
    const id = await die('k')
    expect(await reviveTasks(g.database, await g.agency(), id, now())).toBe(0)
    expect(await reviveTasks(g.database, await g.agency(), null, now())).toBe(0)
    expect(await reviveTasks(g.database, agencyId, id, now())).toBe(1)
    expect(await reviveTasks(g.database, agencyId, id, now())).toBe(0)
  })

  it('needs no second one where its key is due already', async () => {
    const id = await die('k')
    await owe(aTask(agencyId, now(), { key: 'k' }))
    await reviveTasks(g.database, agencyId, id, now())
    expect((await stored()).map(({ state }) => state)).toEqual(['done', 'due'])
  })
})
