import { randomBytes } from 'node:crypto'
import type { Sql } from '../database/sql.ts'
import { type Actor, hasRole } from '../desk/index.ts'
import { aboutDraft, assetsSold, type Draft, offerUsed } from '../drafting/index.ts'
import type { Guardrails } from '../guardrails/index.ts'
import { newId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import type { FirstApproval } from './first-store.ts'
import { type ApprovalsDeps, type Held, isCrisisMessage, roleFor } from './hold-draft.ts'
import { lookedAt } from './looking-time.ts'
import { type Outcome, ok, type Refusal, refuse } from './refusal.ts'
import { insertApproval } from './store.ts'

/** A judged reply, as a person approves it. */
export interface JudgedReply {
  kind: 'accept' | 'edit'
  text: string
  priceMinor: number | null
  /** Share of the draft's text that was changed, 0 to 1. */
  editShare: number
}

/** What came of an approval: a decision, or a second person is asked. */
export type Approved =
  | { kind: 'decided'; decisionId: string }
  | { kind: 'second-asked'; aboveMinor: number | null; currency: string }

/** Whether this person may approve this card, by their role; `text` null: the draft's own. */
export function mayApprove(actor: Actor, draft: Draft, text: string | null): Refusal | null {
  const least = roleFor(draft)
  if (least !== null && !hasRole(actor.role, least)) return { kind: 'needs-role', least }
  // A person's own words to somebody at risk are a manager's to choose; the fixed message is anybody's.
  const ownWords = text !== null && !isCrisisMessage(draft, text)
  if (draft.category === 'self-harm' && ownWords && !hasRole(actor.role, 'manager'))
    return { kind: 'needs-role', least: 'manager' }
  return null
}

/**
 * Part: takes the place under the limits and stores the accepting decision on a judged reply; fan, conversation and draft
 * are locked. With `first` it is the second person's: on the same salt, so that the database sees the same hash.
 */
export async function acceptReply(
  deps: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  { draft, fan }: Held,
  reply: JudgedReply & { rules: Guardrails; first: FirstApproval | null },
): Promise<Outcome<Approved>> {
  const { ground, guardrails, drafting } = deps
  const { agencyId } = actor
  const { rules, first, kind, text, priceMinor, editShare } = reply
  const now = ground.clock.now()
  const decisionId = newId(ground.clock)
  // Nothing keeps the one message back that somebody at risk is sent.
  if (!isCrisisMessage(draft, text)) {
    const place = { decisionId, fanId: fan.id, priceMinor, approach: draft.approachId !== null }
    const full = await guardrails.reserve(sql, agencyId, place, rules)
    if (full.kind === 'full') return refuse({ kind: 'limit', full, currency: draft.currency, approach: place.approach })
  }
  const moved = await drafting.move(sql, draft, 'accept', { settledAt: now })
  invariant(moved, 'a live draft whose row is locked can be accepted')
  const salt = first?.salt ?? randomBytes(32)
  const lookedMs = await lookedAt(deps, sql, actor, draft, now)
  const offerId = offerUsed(draft, priceMinor)
  const how = { kind, editShare, lookedMs, salt, at: now, first, offerId }
  const decision = { id: decisionId, ...byWhom(actor, draft), ...how }
  await insertApproval(sql, agencyId, decision, contentOf(draft, reply))
  // Only a card with a finding, or with words that were typed, can have an alarm.
  if (draft.level > 0 || draft.typedText !== null) await guardrails.settle(sql, draft, 'confirmed', actor.operatorId)
  // A changed price says nothing about the words.
  await drafting.learn(sql, draft, { outcome: text === draft.text ? 'accepted' : 'edited', text, editShare })
  await ground.facts.record(sql, [
    {
      agencyId,
      name: 'draft.accepted',
      subject: draft.id,
      by: { kind: 'operator', id: actor.operatorId },
      data: {
        ...aboutDraft(draft),
        decisionId,
        ...figuresOf(actor, draft, reply),
        lookedMs,
        ...(offerId !== null && { offerId }),
        ...(first && { firstId: first.id, firstById: first.operatorId }),
      },
      at: now,
    },
  ])
  return ok({ kind: 'decided', decisionId })
}

/** Who approves which version, on which desk. */
export const byWhom = ({ operatorId, via, verified }: Actor, { id, version }: Draft) => ({
  draftId: id,
  draftVersion: version,
  operatorId,
  via,
  verified,
})

/** What the hash binds. */
export const contentOf = (draft: Draft, { text, priceMinor }: JudgedReply) => ({
  conversationId: draft.conversationId,
  accountId: draft.accountId,
  text,
  priceMinor,
  currency: priceMinor === null ? null : draft.currency,
  assetIds: assetsSold(draft, priceMinor),
})

/** What a fact says of an approval: numbers and ids, no words. */
export const figuresOf = ({ via, verified }: Actor, draft: Draft, { kind, priceMinor, editShare }: JudgedReply) => ({
  kind,
  suggestedMinor: draft.priceMinor,
  priceMinor,
  editShare: Math.round(editShare * 100) / 100,
  via,
  verified,
})
