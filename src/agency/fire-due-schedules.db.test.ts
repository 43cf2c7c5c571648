import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Grounds, grounds } from '../facts/fixtures.ts'
import { createFacts } from '../facts/index.ts'
import { createAgency } from './index.ts'

let g: Grounds
let agencyId: string
beforeAll(async () => {
  g = await grounds()
})
afterAll(() => g.test.drop())
beforeEach(async () => {
  await g.database.query('DELETE FROM tasks')
  await g.database.query('DELETE FROM schedules')
  g.clock.set('2026-11-20T14:00:00Z')
  agencyId = await g.agency()
  await replica().setSchedule({
    agencyId,
    task: 'send-digest',
    subject: 'daily',
    zone: 'Europe/Paris',
    minuteOfDay: 8 * 60,
    weekdays: [],
  })
})

/** Another process on the same database. */
const replica = () => createAgency({ ...g, facts: createFacts({ clock: g.clock, reactions: {} }) })
const fired = () =>
  g.database.query<{ input: { data: { late: boolean; dueAt: string } } }>(
    "SELECT input FROM tasks WHERE name = 'send-digest' AND agency_id = $1",
    [agencyId],
  )

it('fires nothing before its time, and once at it, however many replicas tick at once', async () => {
  g.clock.set('2026-11-21T06:59:59Z')
  expect(await replica().fireDueSchedules()).toBe(0)
  g.clock.set('2026-11-21T07:00:00Z')
  const counts = await Promise.all([1, 2, 3, 4].map(() => replica().fireDueSchedules()))
  expect(counts.toSorted()).toEqual([0, 0, 0, 1])
  expect(await fired()).toMatchObject([{ input: { data: { late: false, dueAt: '2026-11-21T07:00:00.000Z' } } }])
  expect(await replica().fireDueSchedules()).toBe(0)
})

it('fires once for many days missed, marked late, and then at its usual time', async () => {
  g.clock.set('2026-11-27T12:00:00Z')
  expect(await replica().fireDueSchedules()).toBe(1)
  expect(await fired()).toMatchObject([{ input: { data: { late: true, dueAt: '2026-11-21T07:00:00.000Z' } } }])
  const [row] = await g.database.query('SELECT next_due_at FROM schedules WHERE agency_id = $1', [agencyId])
  expect(row).toEqual({ next_due_at: new Date('2026-11-28T07:00:00Z') })
})

it('is not late within five minutes', async () => {
  g.clock.set('2026-11-21T07:05:00Z')
  await replica().fireDueSchedules()
  expect(await fired()).toMatchObject([{ input: { data: { late: false } } }])
})

it('replaces a schedule that is set again', async () => {
  const { setSchedule } = replica()
  await setSchedule({ agencyId, task: 'send-digest', subject: 'daily', zone: 'UTC', minuteOfDay: 60, weekdays: [1] })
  const rows = await g.database.query('SELECT next_due_at FROM schedules WHERE agency_id = $1', [agencyId])
  expect(rows).toEqual([{ next_due_at: new Date('2026-11-23T01:00:00Z') }])
})
