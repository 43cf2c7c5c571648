import { randomBytes } from 'node:crypto'
import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import { aboutDraft, type Draft } from '../drafting/index.ts'
import type { Guardrails } from '../guardrails/index.ts'
import { newId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import {
  type Approved,
  acceptReply,
  byWhom,
  contentOf,
  figuresOf,
  type JudgedReply,
  mayApprove,
} from './accept-reply.ts'
import { type FirstApproval, firstOf, insertFirst } from './first-store.ts'
import { type ApprovalsDeps, holdDraft, mayDecide, type OnDraft } from './hold-draft.ts'
import { rulesRefusal } from './judge-reply.ts'
import { lookedAt } from './looking-time.ts'
import { priceRefusal } from './price-refusal.ts'
import { type Outcome, ok, type Refusal, refuse } from './refusal.ts'
import { insertDecline } from './store.ts'

/** Part: why one person isn't enough for this reply; `aboveMinor` null: it is about content made to order. Null: one is. */
export async function whySecond(
  deps: Pick<ApprovalsDeps, 'drafting' | 'guardrails'>,
  sql: Sql,
  draft: Draft,
  priceMinor: number | null,
  rules: Pick<Guardrails, 'secondPersonAboveMinor' | 'secondPersonForCustom'>,
): Promise<{ aboveMinor: number | null } | null> {
  const { secondPersonAboveMinor: above, secondPersonForCustom } = rules
  if (priceMinor !== null && above !== null && priceMinor > above) return { aboveMinor: above }
  return secondPersonForCustom && (await isAboutCustom(deps, sql, draft)) ? { aboveMinor: null } : null
}

/** Asked for in this turn: the card says so, or one before it on which the creator's consent was recorded. */
async function isAboutCustom(
  { drafting, guardrails }: Pick<ApprovalsDeps, 'drafting' | 'guardrails'>,
  sql: Sql,
  draft: Draft,
): Promise<boolean> {
  if (draft.category === 'custom-content') return true
  const released = await drafting.releasedInTurn(sql, draft)
  return released.length > 0 && guardrails.consentedOn(sql, draft.agencyId, released)
}

/**
 * Part: keeps what the first person approved and asks for a second one. No place under a limit is taken yet, but where there
 * is none nobody else is asked.
 */
export async function askSecond(
  { ground, drafting, guardrails, channels }: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  draft: Draft,
  reply: JudgedReply & { aboveMinor: number | null; rules: Guardrails },
): Promise<Outcome<Approved>> {
  const now = ground.clock.now()
  const { agencyId, operatorId } = actor
  const { kind, editShare, aboveMinor, priceMinor } = reply
  const asking = { fanId: draft.fanId, priceMinor, approach: draft.approachId !== null }
  const full = await guardrails.room(sql, agencyId, asking, reply.rules)
  if (full.kind === 'full') return refuse({ kind: 'limit', full, currency: draft.currency, approach: asking.approach })
  const id = newId(ground.clock)
  const salt = randomBytes(32)
  const lookedMs = await lookedAt({ channels }, sql, actor, draft, now)
  const approval = { id, ...byWhom(actor, draft), kind, editShare, lookedMs, salt, aboveMinor, at: now }
  await insertFirst(sql, agencyId, approval, contentOf(draft, reply))
  const moved = await drafting.move(sql, draft, 'ask-second', { handledById: operatorId, drawnAt: now })
  invariant(moved, 'an open draft whose row is locked can wait for a second person')
  const by = { kind: 'operator' as const, id: operatorId }
  const data = { ...aboutDraft(draft), firstId: id, ...figuresOf(actor, draft, reply), aboveMinor, lookedMs }
  await ground.facts.record(sql, [{ agencyId, name: 'draft.second-asked', subject: draft.id, by, data, at: now }])
  return ok({ kind: 'second-asked', aboveMinor, currency: draft.currency })
}

/**
 * The second person's word: the accepting decision on exactly what the first one approved. It is judged again and takes
 * its place under the limits only now. Anyone who may approve the card agrees, but never the first one, whatever their role.
 */
export async function agreeAsSecond(deps: ApprovalsDeps, actor: Actor, on: OnDraft): Promise<Outcome<Approved>> {
  return deps.ground.database.transaction('agree-as-second', async (sql) => {
    const held = await holdDraft(deps, sql, actor, on)
    if (held.kind === 'refused') return held
    const { draft } = held.value
    if (draft.state !== 'second') return refuse({ kind: 'changed' })
    const first = await firstOf(sql, draft)
    // Erased meanwhile: there is nothing left to agree to.
    if (!first?.text) return refuse({ kind: 'changed' })
    const { text, kind, priceMinor, editShare } = first
    const refusal = mayAgree(actor, draft, { ...first, text }) ?? mayDecide(deps, held.value, text, 'second')
    if (refusal) return refuse(refusal)
    const rules = await deps.guardrails.rulesForReply(sql, actor.agencyId, draft)
    const judged =
      (await rulesRefusal(deps, sql, draft, { text, priceMinor, stage: 'final' }, rules)) ??
      (await priceRefusal(deps, sql, held.value, priceMinor, rules))
    if (judged) return refuse(judged)
    return acceptReply(deps, sql, actor, held.value, { kind, text, priceMinor, editShare, rules, first })
  })
}

function mayAgree(actor: Actor, draft: Draft, first: FirstApproval & { text: string }): Refusal | null {
  if (first.operatorId === actor.operatorId) return { kind: 'same-person' }
  return mayApprove(actor, draft, first.kind === 'edit' ? first.text : null)
}

/** Opens the card again with the first person's text and price as its draft, and says why. Also the first one may. */
export async function sendBack(
  deps: ApprovalsDeps,
  actor: Actor,
  on: OnDraft & { reason: string },
): Promise<Outcome<null>> {
  if (on.reason.trim() === '') return refuse({ kind: 'no-reason' })
  return deps.ground.database.transaction('send-back', async (sql) => {
    const held = await holdDraft(deps, sql, actor, on)
    if (held.kind === 'refused') return held
    const { draft } = held.value
    if (draft.state !== 'second') return refuse({ kind: 'changed' })
    const refusal = mayApprove(actor, draft, null)
    if (refusal) return refuse(refusal)
    const first = await firstOf(sql, draft)
    invariant(first, 'a draft that waits for a second person keeps what the first one approved')
    await reopen(deps, sql, actor, draft, first)
    const id = newId(deps.ground.clock)
    const at = deps.ground.clock.now()
    const decision = { id, ...byWhom(actor, draft), kind: 'send-back' as const, reason: on.reason, at }
    await insertDecline(sql, actor.agencyId, decision, draft)
    const { agencyId, operatorId, via, verified } = actor
    const by = { kind: 'operator' as const, id: operatorId }
    const data = { ...aboutDraft(draft), decisionId: id, firstId: first.id, firstById: first.operatorId, via, verified }
    await deps.ground.facts.record(sql, [{ agencyId, name: 'draft.sent-back', subject: draft.id, by, data, at }])
    return ok(null)
  })
}

async function reopen(
  { ground, drafting }: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  draft: Draft,
  { text, priceMinor, editShare }: FirstApproval,
): Promise<void> {
  const moved = await drafting.move(sql, draft, 'send-back', { priceMinor, drawnAt: ground.clock.now() })
  invariant(moved, 'a draft that waits for a second person can be sent back')
  if (text === null || text === draft.text) return
  // What the writer is told about its draft is what the first person made of it, before its words are gone.
  if (editShare > 0) await drafting.learn(sql, draft, { outcome: 'edited' })
  await drafting.putWords(sql, actor.agencyId, draft.id, text)
}
