import { randomBytes } from 'node:crypto'
import type { Sql } from '../database/sql.ts'
import { type Actor, hasRole } from '../desk/index.ts'
import { aboutDraft, type Draft } from '../drafting/index.ts'
import { newId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import { plainReply } from '../kernel/text.ts'
import { editShare } from './edit-share.ts'
import {
  type ApprovalsDeps,
  type Held,
  holdDraft,
  isCrisisMessage,
  mayDecide,
  type OnDraft,
  roleFor,
} from './hold-draft.ts'
import { judgeReply } from './judge-reply.ts'
import { keepTyped } from './keep-typed.ts'
import { type Outcome, ok, type Refusal, refuse } from './refusal.ts'
import { insertApproval } from './store.ts'

/** What a person approves. Text null: the draft's own, unedited. `priceMinor` undefined: the draft's own; null: no price. */
export interface Approval extends OnDraft {
  text: string | null
  priceMinor?: number | null
}

/**
 * Approves exactly one reply: checks role, claim, version, turn, guardrails, price and limits under the locks of fan,
 * conversation and draft, then stores the decision. Makes no call: the delivery is a reaction to its fact. The first
 * decision wins; what a refused person typed is kept. Takes an `Actor`, so only a person can decide.
 */
export async function decide(
  deps: ApprovalsDeps,
  actor: Actor,
  approval: Approval,
): Promise<Outcome<{ decisionId: string }>> {
  return deps.ground.database.transaction('decide', async (sql) => {
    const held = await holdDraft(deps, sql, actor, approval)
    // After the locks, so that their order holds; also for a refused one, so that nothing typed is lost.
    if (approval.text !== null) await keepTyped(deps, sql, actor.agencyId, approval.draftId, approval.text)
    if (held.kind === 'refused') return held
    const { draft } = held.value
    const refusal = mayDecide(deps, held.value, approval.text ?? draft.text) ?? mayApprove(actor, draft, approval)
    if (refusal) return refuse(refusal)
    return approve(deps, sql, actor, held.value, approval)
  })
}

function mayApprove(actor: Actor, draft: Draft, approval: Approval): Refusal | null {
  const least = roleFor(draft)
  if (least !== null && !hasRole(actor.role, least)) return { kind: 'needs-role', least }
  // A person's own words to somebody at risk are a manager's to choose; the fixed message is anybody's.
  const ownWords = approval.text !== null && !isCrisisMessage(draft, approval.text)
  if (draft.category === 'self-harm' && ownWords && !hasRole(actor.role, 'manager'))
    return { kind: 'needs-role', least: 'manager' }
  return null
}

async function approve(
  deps: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  { draft, fan }: Held,
  approval: Approval,
): Promise<Outcome<{ decisionId: string }>> {
  const { ground, guardrails, drafting } = deps
  const { agencyId } = actor
  const rules = await guardrails.rules(sql, agencyId, draft.creatorId)
  const text = plainReply(approval.text ?? draft.text ?? '')
  const priceMinor = approval.priceMinor === undefined ? draft.priceMinor : approval.priceMinor
  const refusal = judgeReply(draft, text, priceMinor, rules, approval.text === null ? 'final' : 'edit')
  if (refusal) return refuse(refusal)

  const now = ground.clock.now()
  const decisionId = newId(ground.clock)
  const kind = text === draft.text && priceMinor === draft.priceMinor ? 'accept' : 'edit'
  const share = editShare(draft.text ?? '', text)
  if (priceMinor !== null) {
    const limit = await guardrails.reserve(sql, agencyId, { decisionId, fanId: fan.id }, rules)
    if (limit.kind === 'full') return refuse({ ...limit, kind: 'limit' })
  }
  const moved = await drafting.move(sql, draft, 'accept', { settledAt: now })
  invariant(moved, 'an open draft whose row is locked can be accepted')
  await insertApproval(
    sql,
    agencyId,
    {
      id: decisionId,
      draftId: draft.id,
      draftVersion: draft.version,
      operatorId: actor.operatorId,
      via: actor.via,
      verified: actor.verified,
      kind,
      editShare: share,
      salt: randomBytes(32),
      at: now,
    },
    {
      conversationId: draft.conversationId,
      accountId: draft.accountId,
      text,
      priceMinor,
      currency: priceMinor === null ? null : draft.currency,
      assetIds: priceMinor !== null && draft.assetId ? [draft.assetId] : [],
    },
  )
  // A changed price says nothing about the words.
  await drafting.learn(sql, draft, { outcome: text === draft.text ? 'accepted' : 'edited', text, editShare: share })
  const approved = {
    decisionId,
    kind,
    suggestedMinor: draft.priceMinor,
    priceMinor,
    editShare: Math.round(share * 100) / 100,
  }
  await ground.facts.record(sql, [
    {
      agencyId,
      name: 'draft.accepted',
      subject: draft.id,
      by: { kind: 'operator', id: actor.operatorId },
      data: { ...aboutDraft(draft), ...approved, via: actor.via, verified: actor.verified },
      at: now,
    },
  ])
  return ok({ decisionId })
}
