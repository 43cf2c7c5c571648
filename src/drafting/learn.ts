import type { Sql } from '../database/sql.ts'
import type { Draft } from './draft.ts'
import type { DraftingDeps } from './gather.ts'
import { type DraftOutcome, keepExample, noteOutcome } from './outcome-store.ts'

/** What a person decided: the text they approved and how much of the draft they changed (0..1). */
export interface Decided {
  outcome: DraftOutcome
  text?: string
  editShare?: number
}

/**
 * Keeps what operators did with a draft, in the transaction of their decision: always what it was, for calibration; the two
 * texts of an edit only where the creator agreed. Nothing is learned from cards without a draft, nor from escalations.
 */
export async function learn(
  { ground, personas }: Pick<DraftingDeps, 'ground' | 'personas'>,
  sql: Sql,
  draft: Draft,
  { outcome, text, editShare = 0 }: Decided,
): Promise<void> {
  const { said, situation = 'answer' } = draft.knowledge
  if (draft.outcome === 'ESCALATE' || draft.text === null || said === undefined) return
  const { agencyId, id: draftId, creatorId, fanId, writer } = draft
  const at = ground.clock.now()
  await noteOutcome(sql, agencyId, { draftId, creatorId, writer, said: said.confidence, outcome, at })
  if (outcome !== 'edited' || text === undefined || editShare === 0 || draft.level > 0) return
  if (!(await personas.learns(sql, agencyId, creatorId))) return
  await keepExample(sql, agencyId, {
    ...{ draftId, creatorId, fanId, situation, editShare, at },
    drafted: draft.text,
    approved: text,
  })
}
