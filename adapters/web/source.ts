import type { Agencies } from '../../src/agency/index.ts'
import type { Sql } from '../../src/database/sql.ts'
import type { Card } from '../../src/desk/index.ts'
import type { Draft, Drafting } from '../../src/drafting/index.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { isId } from '../../src/kernel/ids.ts'
import type { Replies } from '../../src/replies/index.ts'
import type { QueueEntry, WebDeskDeps } from './deps.ts'

/** The oldest of each, which are due first: a page longer than a shift is read by nobody. */
const SHOWN_OPEN = 60
const SHOWN_APPROVED = 60
const SHOWN_SNOOZED = 20
const SHOWN_SETTLED = 8
/** Settled cards stay in sight for so long. */
const SETTLED_MS = 3_600_000

export interface SourceDeps {
  sql: Sql
  clock: Clock
  agencies: Agencies
  drafting: Drafting
  replies: Replies
}

type Source = Pick<WebDeskDeps, 'agencies' | 'operators' | 'queue' | 'card' | 'isSubject'>

const WAITING = ['open', 'redrafting', 'second'] as const

/** What the web desk shows, read from the slices' front doors. */
export function createSource({ sql, clock, agencies, drafting, replies }: SourceDeps): Source {
  async function entry(draft: Draft): Promise<QueueEntry | null> {
    const card = await replies.cardOf(sql, draft.agencyId, draft.id)
    return card && { subject: draft.id, card, settled: isSettled(draft, card), at: draft.settledAt ?? draft.createdAt }
  }
  const entries = async (drafts: Draft[]): Promise<QueueEntry[]> =>
    (await Promise.all(drafts.map(entry))).filter((found): found is QueueEntry => found !== null)

  return {
    agencies: () => agencies.agencies(),
    operators: (agencyId) => agencies.operators(agencyId),
    async queue(agencyId) {
      const since = new Date(clock.now().getTime() - SETTLED_MS)
      const open = await drafting.queue(sql, agencyId, SHOWN_OPEN, WAITING)
      const approved = await drafting.queue(sql, agencyId, SHOWN_APPROVED, ['accepted'])
      const snoozed = await drafting.queue(sql, agencyId, SHOWN_SNOOZED, ['snoozed'])
      const settled = await drafting.lastSettled(sql, agencyId, since, SHOWN_SETTLED)
      const counts = await drafting.counts(sql, agencyId)
      const more =
        Math.max(0, counts.open + counts.redrafting + counts.second - open.length) +
        Math.max(0, counts.accepted - approved.length)
      const inOrder = [...open, ...approved].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
      return { entries: await entries([...inOrder, ...snoozed, ...settled]), more }
    },
    async card(agencyId, subject) {
      const draft = await drafting.draft(sql, agencyId, subject)
      return draft && entry(draft)
    },
    isSubject: isId,
  }
}

/** Settled cards take three lines; one that still asks for something (to be sent by hand, not sent) stays in the queue. */
function isSettled(draft: Draft, card: Card): boolean {
  if (WAITING.some((state) => state === draft.state)) return false
  return card.tone === 'done' || card.tone === 'quiet' || draft.state !== 'accepted'
}
