import type { Sql } from '../database/sql.ts'
import type { LocalTime } from './schedule.ts'

export interface ScheduleRow extends LocalTime {
  agencyId: string
  id: string
  task: string
  subject: string
  nextDueAt: Date
}

/** Writes a schedule, in place of the one with the same task and subject, whose id stays. */
export async function upsertSchedule(sql: Sql, schedule: ScheduleRow): Promise<void> {
  await sql.query(
    `INSERT INTO schedules (agency_id, id, task, subject, zone, minute_of_day, weekdays, next_due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (agency_id, task, subject) DO UPDATE SET zone = excluded.zone, minute_of_day = excluded.minute_of_day,
       weekdays = excluded.weekdays, next_due_at = excluded.next_due_at`,
    [
      schedule.agencyId,
      schedule.id,
      schedule.task,
      schedule.subject,
      schedule.zone,
      schedule.minuteOfDay,
      schedule.weekdays,
      schedule.nextDueAt,
    ],
  )
}

/** When the task of this subject happens; null where none is set. */
export async function readSchedule(
  sql: Sql,
  agencyId: string,
  task: string,
  subject: string,
): Promise<LocalTime | null> {
  const [row] = await sql.query<{ zone: string; minute_of_day: number; weekdays: number[] }>(
    'SELECT zone, minute_of_day, weekdays FROM schedules WHERE agency_id = $1 AND task = $2 AND subject = $3',
    [agencyId, task, subject],
  )
  return row ? { zone: row.zone, minuteOfDay: row.minute_of_day, weekdays: row.weekdays } : null
}

/** Due rows, locked for this transaction; rows that another replica holds are its business. */
export async function lockDueSchedules(sql: Sql, now: Date): Promise<ScheduleRow[]> {
  const rows = await sql.query<{
    agency_id: string
    id: string
    task: string
    subject: string
    zone: string
    minute_of_day: number
    weekdays: number[]
    next_due_at: Date
  }>(
    `SELECT agency_id, id, task, subject, zone, minute_of_day, weekdays, next_due_at FROM schedules
     WHERE next_due_at <= $1 ORDER BY agency_id, id LIMIT 500 FOR UPDATE SKIP LOCKED`,
    [now],
  )
  return rows.map((row) => ({
    agencyId: row.agency_id,
    id: row.id,
    task: row.task,
    subject: row.subject,
    zone: row.zone,
    minuteOfDay: row.minute_of_day,
    weekdays: row.weekdays,
    nextDueAt: row.next_due_at,
  }))
}

/** Moves schedules to their `nextDueAt` and notes when they fired. */
export async function advanceSchedules(sql: Sql, rows: readonly ScheduleRow[], firedAt: Date): Promise<void> {
  await sql.query(
    `UPDATE schedules SET next_due_at = n.next_due_at, last_fired_at = $4
     FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS n(agency_id, id, next_due_at)
     WHERE schedules.agency_id = n.agency_id AND schedules.id = n.id`,
    [rows.map((r) => r.agencyId), rows.map((r) => r.id), rows.map((r) => r.nextDueAt), firedAt],
  )
}
