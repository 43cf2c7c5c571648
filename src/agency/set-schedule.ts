import type { Sql } from '../database/sql.ts'
import { bySystem, type Cause, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type LocalTime, nextDue } from './schedule.ts'
import { upsertSchedule } from './schedule-store.ts'

export interface NewSchedule extends LocalTime {
  agencyId: string
  task: string
  subject: string
}

/** Sets when a task is to happen; one schedule per task and subject, so setting it again replaces it. */
export async function setSchedule(ground: Ground, schedule: NewSchedule): Promise<void> {
  await ground.database.transaction('set-schedule', (sql) => changeSchedule(ground, sql, schedule, bySystem('setup')))
}

/** Part: of `setSchedule`. */
export async function changeSchedule(
  { clock, facts }: Ground,
  sql: Sql,
  schedule: NewSchedule,
  by: Cause,
): Promise<void> {
  const now = clock.now()
  const { agencyId, subject, task, zone, minuteOfDay } = schedule
  await upsertSchedule(sql, { ...schedule, id: newId(clock), nextDueAt: nextDue(schedule, now) })
  await facts.record(sql, [{ agencyId, name: 'schedule.set', subject, by, data: { task, zone, minuteOfDay }, at: now }])
}
