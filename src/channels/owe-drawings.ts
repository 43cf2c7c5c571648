import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'

/** The task that draws a subject's card on its channels, by key the subject. */
export const DRAWING = 'draw-cards'
/** The task that draws all cards of an agency that a manager must see, by key the agency. */
export const MOVING = 'move-escalated'

/** Part: owes each of these cards a drawing, as it will stand then. */
export function oweDrawings(
  { facts, clock }: Ground,
  sql: Sql,
  agencyId: string,
  fact: string,
  subjects: readonly string[],
): Promise<void> {
  const dueAt = clock.now()
  return facts.owe(
    sql,
    subjects.map((subject) => ({
      ...{ agencyId, name: DRAWING, key: subject, dueAt, latestAt: null },
      input: { fact, subject, data: {} },
    })),
  )
}

/** Part: owes the cards that a manager must see a drawing where they belong now. */
export function oweMoving({ facts, clock }: Ground, sql: Sql, agencyId: string, fact: string): Promise<void> {
  const input = { fact, subject: agencyId, data: {} }
  return facts.owe(sql, [{ agencyId, name: MOVING, key: agencyId, input, dueAt: clock.now(), latestAt: null }])
}
