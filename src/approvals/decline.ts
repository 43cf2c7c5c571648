import type { Sql } from '../database/sql.ts'
import { type Actor, hasRole } from '../desk/index.ts'
import { aboutDraft, type Draft, type DraftEvent } from '../drafting/index.ts'
import { CONSENTS, templateFor } from '../guardrails/index.ts'
import { newId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import { type ApprovalsDeps, type Held, holdDraft, type OnDraft, roleToPutAside } from './hold-draft.ts'
import { type Outcome, ok, type Refusal, refuse } from './refusal.ts'
import { insertDecline, othersOfRole } from './store.ts'

/** Said at a release: what the rule saw was no request at all, so there is nothing to agree to. */
export const NOT_ASKED = 'not-asked'

/** `consent`: needed where content outside of what the creator does was asked for. */
export type Release = OnDraft & { reason: string; consent?: string }

export interface Escalation extends OnDraft {
  category: string
  level: 2 | 3 | 4
  note: string
}

const escalator =
  (deps: ApprovalsDeps) =>
  ({ actor, draft, escalation }: { actor: Actor; draft: Draft; escalation: Escalation }): Draft => {
    const now = deps.ground.clock.now()
    return {
      ...draft,
      id: newId(deps.ground.clock),
      state: 'open',
      version: 1,
      outcome: 'ESCALATE',
      level: escalation.level,
      category: escalation.category,
      rule: null,
      // The same fixed reply as where a rule found it; somebody at risk gets it from whoever sees it first.
      text: templateFor(escalation.category),
      confidence: null,
      reasons: [],
      warning: null,
      upsell: false,
      priceMinor: null,
      assetId: null,
      knowledge: { ...draft.knowledge, price: null },
      writer: 'none',
      attempt: 0,
      createdAt: now,
      drawnAt: now,
      supersedesId: draft.id,
      supersededById: null,
      settledAt: null,
      settledWhy: null,
      claimedById: null,
      claimedUntil: null,
      wakeAt: null,
      escalatedById: actor.operatorId,
      note: escalation.note,
      askedFor: null,
      handledById: null,
      handledWhy: null,
      redraftFailedAt: null,
      translations: null,
    }
  }

/** Hands a card to a manager: the draft is withdrawn, and a card without draft and price takes its place. */
export async function escalateDraft(
  deps: ApprovalsDeps,
  actor: Actor,
  escalation: Escalation,
): Promise<Outcome<{ draftId: string }>> {
  return deps.ground.database.transaction('escalate-draft', async (sql) => {
    const held = await holdDraft(deps, sql, actor, escalation)
    if (held.kind === 'refused') return held
    const { draft } = held.value
    if (draft.state !== 'open' || draft.outcome === 'ESCALATE') return refuse({ kind: 'changed' })
    await settle(deps, sql, actor, held.value, { kind: 'escalate', event: 'escalate', reason: escalation.note || null })
    const successor = escalator(deps)({ actor, draft, escalation })
    await deps.drafting.open(sql, null, successor)
    if (escalation.level === 4) {
      const by = { kind: 'operator' as const, id: actor.operatorId }
      const reason = `level 4: ${escalation.category}`
      await deps.fans.freeze(sql, { agencyId: actor.agencyId, fanId: draft.fanId, by, reason })
    }
    return ok({ draftId: successor.id })
  })
}

/** Puts a turn aside without an answer. */
export async function dismissDraft(
  deps: ApprovalsDeps,
  actor: Actor,
  on: OnDraft & { reason: string },
): Promise<Outcome<null>> {
  return deps.ground.database.transaction('dismiss-draft', async (sql) => {
    const held = await holdDraft(deps, sql, actor, on)
    if (held.kind === 'refused') return held
    const { draft, conversation } = held.value
    const refusal = cantSettle(actor, draft, ['open', 'snoozed'])
    if (refusal) return refuse(refusal)
    await settle(deps, sql, actor, held.value, { kind: 'dismiss', event: 'dismiss', reason: on.reason })
    await deps.inbox.answer(sql, actor.agencyId, conversation, draft.turnToSeq)
    await deps.drafting.learn(sql, draft, { outcome: 'dismissed' })
    return ok(null)
  })
}

/**
 * Lets an escalated turn be drafted like any other. Level 4 by an admin, and the fan thaws with it; below by a manager;
 * never by the one who escalated unless the agency has nobody else of that role; always with a reason.
 */
export async function releaseDraft(deps: ApprovalsDeps, actor: Actor, on: Release): Promise<Outcome<null>> {
  if (on.reason.trim() === '') return refuse({ kind: 'no-reason' })
  return deps.ground.database.transaction('release-draft', async (sql) => {
    const held = await holdDraft(deps, sql, actor, on)
    if (held.kind === 'refused') return held
    const { draft, fan } = held.value
    const refusal = (await cantRelease(sql, actor, draft)) ?? cantSettle(actor, draft, ['open'])
    if (refusal) return refuse(refusal)
    if (draft.category === 'custom-content' && !(await noteConsent(deps, sql, actor, draft, on.consent)))
      return refuse({ kind: 'no-consent' })
    await settle(deps, sql, actor, held.value, { kind: 'release', event: 'release', reason: on.reason })
    const by = { kind: 'operator' as const, id: actor.operatorId }
    if (fan.frozenAt) await deps.fans.unfreeze(sql, { agencyId: actor.agencyId, fanId: fan.id, by })
    return ok(null)
  })
}

/** Part: what was said of the creator's consent is recorded; false when nothing was said. */
async function noteConsent(
  { guardrails, inbox }: ApprovalsDeps,
  sql: Sql,
  { agencyId, operatorId: recordedById }: Actor,
  { id: draftId, conversationId, creatorId, turnFromSeq, turnToSeq }: Draft,
  said: string | undefined,
): Promise<boolean> {
  if (said === NOT_ASKED) return true
  const given = CONSENTS.find((consent) => consent === said)
  if (!given) return false
  const recent = await inbox.recent(sql, agencyId, conversationId)
  const isAsked = (seq: number | null) => seq !== null && seq >= turnFromSeq && seq <= turnToSeq
  const asked = recent.filter(({ seq, deleted }) => isAsked(seq) && !deleted).map(({ text }) => text)
  await guardrails.recordConsent(sql, { agencyId, draftId, conversationId, creatorId, given, recordedById, asked })
  return true
}

async function cantRelease(sql: Sql, actor: Actor, draft: Draft): Promise<Refusal | null> {
  if (draft.outcome !== 'ESCALATE') return { kind: 'changed' }
  const least = draft.level === 4 ? 'admin' : 'manager'
  if (!hasRole(actor.role, least)) return { kind: 'needs-role', least }
  if (draft.escalatedById !== actor.operatorId) return null
  const roles = least === 'admin' ? ['admin'] : ['manager', 'admin']
  const others = await othersOfRole(sql, actor.agencyId, roles, actor.operatorId)
  return others > 0 ? { kind: 'own-escalation' } : null
}

/** An escalated card is put aside by those who may answer it. */
function cantSettle(actor: Actor, draft: Draft, states: readonly Draft['state'][]): Refusal | null {
  if (!states.includes(draft.state)) return { kind: 'changed' }
  const least = roleToPutAside(draft)
  if (least !== null && !hasRole(actor.role, least)) return { kind: 'needs-role', least }
  return null
}

/** Part: stores a declining decision and moves the draft by it. */
async function settle(
  { ground, drafting, guardrails }: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  { draft }: Held,
  decision: { kind: 'escalate' | 'dismiss' | 'release'; event: DraftEvent; reason: string | null },
): Promise<void> {
  const now = ground.clock.now()
  const { agencyId, operatorId, via, verified } = actor
  const id = newId(ground.clock)
  const { kind, event, reason } = decision
  await insertDecline(
    sql,
    agencyId,
    { id, draftId: draft.id, draftVersion: draft.version, operatorId, via, verified, kind, reason, at: now },
    draft,
  )
  const moved = await drafting.move(sql, draft, event, { settledAt: now, settledWhy: kind })
  invariant(moved, `a held draft that is ${draft.state} can ${event}`)
  if (draft.outcome === 'ESCALATE')
    await guardrails.settle(sql, draft, kind === 'release' ? 'overruled' : 'confirmed', operatorId)
  const names = { escalate: 'draft.escalated', dismiss: 'draft.dismissed', release: 'draft.released' } as const
  const data = { ...aboutDraft(draft), decisionId: id, via, verified, level: draft.level }
  await ground.facts.record(sql, [
    { agencyId, name: names[kind], subject: draft.id, by: { kind: 'operator', id: operatorId }, data, at: now },
  ])
}
