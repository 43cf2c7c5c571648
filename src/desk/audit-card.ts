import type { Database } from '../database/pool.ts'
import { latestFacts, sealFacts, verifyChain } from '../facts/index.ts'
import type { Card, CardNode, Row } from './card.ts'

/** What the people of an agency are called, by id. */
export type PeopleOf = (agencyId: string) => Promise<readonly { id: string; name: string }[]>

/** As far back as the trail is shown here; all of it is in the database, and `audit:verify` reads it. */
const SHOWN = 200

/** Whether the chain of facts is whole, and what happened last. Later pages show the trail alone. */
export async function auditCard(database: Database, peopleOf: PeopleOf, agencyId: string, page: number): Promise<Card> {
  const trail = await trailOf(database, peopleOf, agencyId)
  if (page > 0) return { tone: 'info', title: 'The audit trail', summary: 'what happened last', body: [trail] }
  await sealFacts(database.transaction, agencyId)
  const verdict = await verifyChain(database, agencyId)
  const line = verdict.intact
    ? `${verdict.sealed} facts, none changed. Head ${verdict.head.slice(0, 16)}.`
    : `Row ${verdict.seq}, fact ${verdict.factId}: ${verdict.problem}.`
  return {
    tone: verdict.intact ? 'done' : 'stop',
    title: verdict.intact ? '✅ The audit trail is whole' : '⛔ The audit trail was changed',
    summary: 'the audit trail was verified',
    body: [{ kind: 'text', line }, trail],
  }
}

async function trailOf(database: Database, peopleOf: PeopleOf, agencyId: string): Promise<CardNode> {
  const facts = await latestFacts(database, agencyId, SHOWN)
  const people = new Map((await peopleOf(agencyId)).map(({ id, name }) => [id, name]))
  const rows = facts.map(
    ({ name, actorId, subject, at }): Row => ({
      line: [{ strong: name }, ` · ${people.get(actorId) ?? actorId} · `, { at, as: 'ago' }],
      soft: subject,
    }),
  )
  return { kind: 'list', head: 'Newest first', rows }
}
