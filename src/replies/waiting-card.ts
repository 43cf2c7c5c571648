import type { Sql } from '../database/sql.ts'
import { actionId, type Card, type Line, type Row } from '../desk/index.ts'
import type { RepliesDeps } from './end-delivery.ts'

/** More than a shift answers at one glance. */
const SHOWN = 16
/** A list with buttons has at most so many rows. */
const ROWS = 8

/** The cards that wait for an operator: those they claimed first, then by when they are due. A creator gets none. */
export async function waitingCard(
  { ground, drafting }: RepliesDeps,
  cardOf: (sql: Sql, agencyId: string, draftId: string) => Promise<Card | null>,
  agencyId: string,
  operatorId: string,
): Promise<Card> {
  const { database } = ground
  const now = ground.clock.now()
  const live = await drafting.queue(database, agencyId, 200, ['open', 'redrafting', 'second'])
  // What they approved first waits for anyone but them.
  const open = live.filter((draft) => draft.state !== 'second' || draft.handledById !== operatorId)
  const mine = open.filter((draft) => draft.claimedById === operatorId && (draft.claimedUntil ?? now) > now)
  const free = open.filter((draft) => (draft.claimedUntil ?? now) <= now)
  const rows: Row[] = []
  for (const draft of [...mine, ...free].slice(0, SHOWN)) {
    const card = await cardOf(database, agencyId, draft.id)
    if (!card) continue
    const button = { action: actionId('open-card', draft.id, draft.version), label: 'Open' }
    const soft: Line =
      draft.approachId === null ? ['due ', { at: draft.dueAt, as: 'time' }] : (draft.knowledge.approach?.why ?? '')
    rows.push({ line: { strong: card.title }, soft, button })
  }
  const left = mine.length + free.length - rows.length
  const lists = [rows.slice(0, ROWS), rows.slice(ROWS)].filter((part) => part.length > 0)
  const more = left > 0 ? [`${left} more wait`] : []
  return {
    tone: 'info',
    title: rows.length === 0 ? 'No cards wait' : `${mine.length} yours, ${free.length} free`,
    summary: `${mine.length + free.length} cards wait`,
    body: [
      ...lists.map((part) => ({ kind: 'list' as const, rows: part })),
      { kind: 'context', items: [...more, ['as of ', { at: now, as: 'time' }]] },
    ],
  }
}
