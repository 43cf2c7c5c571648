import { bySystem, type Ground, type OwedTask } from '../facts/index.ts'
import { nextDue } from './schedule.ts'
import { advanceSchedules, lockDueSchedules, type ScheduleRow } from './schedule-store.ts'

/** Fired this long after its time, a schedule's task is marked late. */
const LATE_AFTER_MS = 5 * 60_000

/**
 * Turns due schedules into tasks and moves them to their next time, in one transaction: many replicas fire once, and
 * what was missed during a downtime fires once, marked late. Returns how many fired.
 */
export async function fireDueSchedules({ database, clock, facts }: Ground): Promise<number> {
  return database.transaction('fire-schedules', async (sql) => {
    const now = clock.now()
    const due = await lockDueSchedules(sql, now)
    if (due.length === 0) return 0
    await advanceSchedules(
      sql,
      due.map((row) => ({ ...row, nextDueAt: nextDue(row, now) })),
      now,
    )
    await facts.record(
      sql,
      due.map((row) => ({
        agencyId: row.agencyId,
        name: 'schedule.fired',
        subject: row.id,
        by: bySystem('schedule'),
        data: { task: row.task, late: isLate(row, now) },
        at: now,
      })),
    )
    await facts.owe(
      sql,
      due.map((row) => taskOf(row, now)),
    )
    return due.length
  })
}

const isLate = (row: ScheduleRow, now: Date): boolean => now.getTime() - row.nextDueAt.getTime() > LATE_AFTER_MS

function taskOf(row: ScheduleRow, now: Date): OwedTask {
  return {
    agencyId: row.agencyId,
    name: row.task,
    key: row.subject,
    input: {
      fact: 'schedule.fired',
      subject: row.subject,
      data: { dueAt: row.nextDueAt.toISOString(), late: isLate(row, now) },
    },
    dueAt: now,
    latestAt: null,
  }
}
