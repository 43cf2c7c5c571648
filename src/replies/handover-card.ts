import type { Sql } from '../database/sql.ts'
import { actionId, type Button, type Card, type CardNode, type Line, type Row } from '../desk/index.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { draftsNotSent, type Handover, readHandover, readNotes } from './handover-store.ts'
import { words } from './words.ts'

type CardOf = (sql: Sql, agencyId: string, draftId: string) => Promise<Card | null>

/** A list with buttons has at most so many rows. */
const ROWS = 8
/** The last notes; the first ones stand above them in the thread. */
const NOTES = 4
/** Counted up to here: more than a shift can leave behind. */
const COUNTED = 500

/** A handover's card with its numbers as of now; null when there is no such handover. */
export async function handoverCard(
  deps: RepliesDeps,
  cardOf: CardOf,
  sql: Sql,
  agencyId: string,
  id: string,
): Promise<{ card: Card; handover: Handover } | null> {
  const { ground, drafting, approvals } = deps
  const handover = await readHandover(sql, agencyId, id)
  if (!handover) return null
  const now = ground.clock.now()
  const done = await approvals.decidedBy(sql, agencyId, handover.fromId, handover.since, handover.at)
  const waiting = await drafting.queue(sql, agencyId, COUNTED, ['open', 'redrafting', 'second'])
  const late = waiting.filter(({ dueAt }) => dueAt <= now).map((draft) => draft.id)
  const notSent = await draftsNotSent(sql, agencyId, COUNTED)
  const claims = await drafting.claimedBy(sql, agencyId, handover.fromId, now)
  const left = await rowsOf(cardOf, sql, agencyId, [...late, ...notSent])
  const notes = await readNotes(sql, agencyId, id, NOTES)
  const to = handover.takenByName ?? handover.toName ?? words.handover.anybody
  const taken = handover.takenAt !== null
  const body: CardNode[] = [
    {
      kind: 'fields',
      fields: [
        { label: 'From', value: handover.fromName },
        { label: 'To', value: to },
        { label: 'Decided', value: String(done.decided) },
        { label: 'Answered in', value: words.handover.answeredIn(done.medianMs) },
      ],
    },
    left.length > 0
      ? { kind: 'list', head: words.handover.left(late.length, notSent.length), rows: left }
      : { kind: 'text', line: words.handover.nothingLeft },
    ...notes.map(({ byName, text }): CardNode => ({ kind: 'quote', by: 'note', label: byName, text })),
    ...(taken ? [] : [{ kind: 'actions' as const, buttons: buttonsOf(id, claims.length) }]),
    { kind: 'context', items: spanOf(handover) },
  ]
  const title = taken ? `✅ Handover · ${handover.fromName} to ${to}` : `Handover · ${handover.fromName}`
  const summary = words.handover.summary(handover.fromName)
  return { handover, card: { tone: taken ? 'done' : 'info', title, summary, body } }
}

function buttonsOf(id: string, claims: number): Button[] {
  return [
    { action: actionId('take-over', id, 0), label: words.handover.takeOver(claims), main: true },
    { action: actionId('handover-note', id, 0), label: 'Add note…' },
  ]
}

const spanOf = ({ since, at, takenAt }: Handover): Line[] => [
  ['since ', { at: since, as: 'time' }],
  ['handed over ', { at, as: 'time' }],
  ...(takenAt ? [['taken over ', { at: takenAt, as: 'time' as const }]] : []),
]

async function rowsOf(cardOf: CardOf, sql: Sql, agencyId: string, ids: readonly string[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const id of ids.slice(0, ROWS)) {
    const card = await cardOf(sql, agencyId, id)
    if (card)
      rows.push({ line: { strong: card.title }, button: { action: actionId('open-card', id, 0), label: 'Open' } })
  }
  return rows
}
