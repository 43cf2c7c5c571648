import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'

/** The task that draws a subject's card on its channels, by key the subject. */
export const DRAWING = 'draw-cards'
/** The task that draws all cards of an agency that a manager must see, by key the agency. */
export const MOVING = 'move-escalated'

/** The task that draws what stands under a subject's cards, by key the subject. */
const THREADS = 'draw-threads'
/** Cards come first: what stands under them can wait for its turn on the channel. */
const AFTER_CARDS_MS = 2_000

/** Part: owes what stands under a card a drawing. */
export function oweThreads({ facts, clock }: Ground, sql: Sql, agencyId: string, subject: string): Promise<void> {
  const dueAt = new Date(clock.now().getTime() + AFTER_CARDS_MS)
  const input = { fact: '', subject, data: {} }
  return facts.owe(sql, [{ agencyId, name: THREADS, key: subject, input, dueAt, latestAt: dueAt }])
}

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
