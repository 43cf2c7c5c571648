import type { Agencies } from '../agency/index.ts'
import type { Channels } from '../channels/index.ts'
import type { Sql } from '../database/sql.ts'
import { type Actor, hasRole } from '../desk/index.ts'
import { type Draft, type Drafting, isAnswered } from '../drafting/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import type { GuardrailRules } from '../guardrails/index.ts'
import type { Conversation, Inbox } from '../inbox/index.ts'
import type { Offers } from '../offers/index.ts'
import type { Platforms } from '../platforms/index.ts'
import { type Outcome, ok, type Refusal, refuse } from './refusal.ts'
import { lastDecision, operatorName } from './store.ts'

export interface ApprovalsDeps {
  ground: Ground
  fans: Fans
  inbox: Inbox
  drafting: Drafting
  guardrails: GuardrailRules
  agencies: Agencies
  platforms: Platforms
  channels: Channels
  offers: Pick<Offers, 'standing'>
}

/** A draft with its fan and conversation, all locked, as a decision needs them. */
export interface Held {
  draft: Draft
  fan: Fan
  conversation: Conversation
}

export interface OnDraft {
  draftId: string
  /** The version that the person saw. */
  version: number
}

/** Text under a button never changes unseen: a decision so soon after a redraw was meant for what stood there before. */
const REDRAW_GUARD_MS = 1_000

/**
 * Part: locks fan, conversation and draft, in the order of the house, and checks what every act on a draft needs: it
 * exists, is as the person saw it, and nobody else has claimed it.
 */
export async function holdDraft(
  deps: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  on: OnDraft,
  options: { despiteClaim?: true } = {},
): Promise<Outcome<Held>> {
  const { agencyId } = actor
  const seen = await deps.drafting.draft(sql, agencyId, on.draftId)
  if (!seen) return refuse({ kind: 'unknown-draft' })
  const fan = await deps.fans.lock(sql, agencyId, seen.fanId)
  const conversation = await deps.inbox.lock(sql, agencyId, seen.conversationId)
  const draft = await deps.drafting.lock(sql, agencyId, on.draftId)
  if (!fan || !conversation || !draft) return refuse({ kind: 'unknown-draft' })
  if (draft.version !== on.version) return refuse(await staleness(sql, draft, fan))
  if (!options.despiteClaim) {
    const claim = await foreignClaim(deps, sql, actor, draft)
    if (claim) return refuse(claim)
  }
  return ok({ draft, fan, conversation })
}

async function staleness(sql: Sql, draft: Draft, fan: Fan): Promise<Refusal> {
  if (draft.state === 'open' || draft.state === 'redrafting' || draft.state === 'snoozed') return { kind: 'changed' }
  if (draft.state === 'second' && draft.handledById)
    return { kind: 'waits-for-second', byName: await operatorName(sql, draft.agencyId, draft.handledById) }
  const decision = await lastDecision(sql, draft.agencyId, draft.id)
  return {
    kind: 'settled',
    state: draft.state,
    by: decision?.operatorName ?? null,
    at: decision?.at ?? draft.settledAt,
    successorId: draft.supersededById,
    fanName: fan.name,
  }
}

async function foreignClaim({ ground }: ApprovalsDeps, sql: Sql, actor: Actor, draft: Draft): Promise<Refusal | null> {
  if (!draft.claimedById || !draft.claimedUntil || draft.claimedById === actor.operatorId) return null
  if (draft.claimedUntil <= ground.clock.now()) return null
  return {
    kind: 'claimed',
    byName: await operatorName(sql, actor.agencyId, draft.claimedById),
    until: draft.claimedUntil,
    takeOver: hasRole(actor.role, 'manager') ? { draftId: draft.id, version: draft.version } : null,
  }
}

/**
 * Whether this text is the fixed crisis message of a fan at risk: the one thing that a freeze lets through. Anything else,
 * a manager's own words included, waits until an admin has released the fan.
 */
export function isCrisisMessage({ category, text: fixed }: Draft, text: string | null): boolean {
  return category === 'self-harm' && fixed !== null && (text ?? '').trim() === fixed.trim()
}

/**
 * What a decision to send needs on top: the card waits for it, the turn is the newest and not answered, and the fan may be
 * sent this text.
 */
export function mayDecide(
  { ground }: ApprovalsDeps,
  { draft, fan, conversation }: Held,
  text: string | null,
  state: 'open' | 'second' = 'open',
): Refusal | null {
  if (draft.state !== state) return { kind: 'changed' }
  if (conversation.inboundSeq > draft.turnToSeq) return { kind: 'wrote-again', fanName: fan.name }
  if (isAnswered(draft, conversation)) return { kind: 'answered', fanName: fan.name }
  if (fan.frozenAt && !isCrisisMessage(draft, text)) return { kind: 'frozen' }
  const sinceDrawn = ground.clock.now().getTime() - draft.drawnAt.getTime()
  if ((draft.version > 1 || draft.attempt > 0) && sinceDrawn < REDRAW_GUARD_MS) return { kind: 'just-redrawn' }
  return null
}

/** The least role that may put a card of this level out of sight; null when any operator may. */
export function roleToPutAside(draft: Draft): 'manager' | 'admin' | null {
  return draft.category === 'self-harm' ? 'manager' : roleFor(draft)
}

/** The least role that may answer a card of this level; null when any operator may. */
export function roleFor(draft: Draft): 'manager' | 'admin' | null {
  if (draft.outcome === 'DRAFT' || draft.level < 2) return null
  // The fixed crisis message: any operator may send it at once.
  if (draft.category === 'self-harm') return null
  return draft.level === 4 ? 'admin' : 'manager'
}
