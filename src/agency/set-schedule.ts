import { bySystem, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type LocalTime, nextDue } from './schedule.ts'
import { upsertSchedule } from './schedule-store.ts'

export interface NewSchedule extends LocalTime {
  agencyId: string
  task: string
  subject: string
}

/** Sets when a task is to happen; one schedule per task and subject, so setting it again replaces it. */
export async function setSchedule({ database, clock, facts }: Ground, schedule: NewSchedule): Promise<void> {
  await database.transaction('set-schedule', async (sql) => {
    const now = clock.now()
    const id = newId(clock)
    await upsertSchedule(sql, { ...schedule, id, nextDueAt: nextDue(schedule, now) })
    const data = { task: schedule.task, zone: schedule.zone, minuteOfDay: schedule.minuteOfDay }
    await facts.record(sql, [
      {
        agencyId: schedule.agencyId,
        name: 'schedule.set',
        subject: schedule.subject,
        by: bySystem('setup'),
        data,
        at: now,
      },
    ])
  })
}
