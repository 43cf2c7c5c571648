import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import { plainReply } from '../kernel/text.ts'
import { type Approved, acceptReply, type JudgedReply, mayApprove } from './accept-reply.ts'
import { editShare } from './edit-share.ts'
import { type ApprovalsDeps, type Held, holdDraft, mayDecide, type OnDraft } from './hold-draft.ts'
import { rulesRefusal } from './judge-reply.ts'
import { keepTyped } from './keep-typed.ts'
import { priceRefusal } from './price-refusal.ts'
import { type Outcome, refuse } from './refusal.ts'
import { askSecond, whySecond } from './second-person.ts'

/** What a person approves. Text null: the draft's own, unedited. `priceMinor` undefined: the draft's own; null: no price. */
export interface Approval extends OnDraft {
  text: string | null
  priceMinor?: number | null
}

/**
 * Approves exactly one reply: checks role, claim, version, turn, guardrails, price and limits under the locks of fan,
 * conversation and draft, then stores the decision; where two people are needed, the first approval, by which nothing
 * leaves. Makes no call: the delivery is a reaction to its fact. The first decision wins; what a refused person typed is
 * kept. Takes an `Actor`, so only a person can decide.
 */
export async function decide(deps: ApprovalsDeps, actor: Actor, approval: Approval): Promise<Outcome<Approved>> {
  return deps.ground.database.transaction('decide', async (sql) => {
    const held = await holdDraft(deps, sql, actor, approval)
    // After the locks, so that their order holds; also for a refused one, so that nothing typed is lost.
    if (approval.text !== null) await keepTyped(deps, sql, actor.agencyId, approval.draftId, approval.text)
    if (held.kind === 'refused') return held
    const { draft } = held.value
    const refusal = mayDecide(deps, held.value, approval.text ?? draft.text) ?? mayApprove(actor, draft, approval.text)
    if (refusal) return refuse(refusal)
    return approve(deps, sql, actor, held.value, approval)
  })
}

async function approve(
  deps: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  held: Held,
  approval: Approval,
): Promise<Outcome<Approved>> {
  const { draft } = held
  const rules = await deps.guardrails.rulesForReply(sql, actor.agencyId, draft)
  const text = plainReply(approval.text ?? draft.text ?? '')
  const priceMinor = approval.priceMinor === undefined ? draft.priceMinor : approval.priceMinor
  const stage = approval.text === null ? 'final' : 'edit'
  const refusal =
    (await rulesRefusal(deps, sql, draft, { text, priceMinor, stage }, rules)) ??
    (await priceRefusal(deps, sql, held, priceMinor, rules))
  if (refusal) return refuse(refusal)
  const kind = text === draft.text && priceMinor === draft.priceMinor ? 'accept' : 'edit'
  const reply: JudgedReply = { kind, text, priceMinor, editShare: editShare(draft.text ?? '', text) }
  const why = await whySecond(deps, sql, draft, priceMinor, rules)
  if (why) return askSecond(deps, sql, actor, draft, { ...reply, ...why, rules })
  return acceptReply(deps, sql, actor, held, { ...reply, rules, first: null })
}
