import type { Sql } from '../database/sql.ts'
import { type Actor, hasRole } from '../desk/index.ts'
import { aboutDraft, boundsOf, type Draft, type DraftEvent, isLive, type Variant } from '../drafting/index.ts'
import type { FactData } from '../facts/index.ts'
import { type ApprovalsDeps, type Held, holdDraft, type OnDraft, roleToPutAside } from './hold-draft.ts'
import { type Outcome, ok, type Refusal, refuse } from './refusal.ts'

/** A claim ends by itself, so that nobody's break blocks a fan. */
const CLAIM_MS = 10 * 60_000

/** Takes a card for ten minutes; managers may take it over from somebody else. Claiming again extends it. */
export function claimDraft(deps: ApprovalsDeps, actor: Actor, on: OnDraft): Promise<Outcome<{ until: Date }>> {
  return claim(deps, actor, on, hasRole(actor.role, 'manager'))
}

/** Opening the edit form claims the card, so that two don't write at once; it takes nothing over. */
export function claimForEdit(deps: ApprovalsDeps, actor: Actor, on: OnDraft): Promise<Outcome<{ until: Date }>> {
  return claim(deps, actor, on, false)
}

function claim(deps: ApprovalsDeps, actor: Actor, on: OnDraft, takeOver: boolean): Promise<Outcome<{ until: Date }>> {
  return deps.ground.database.transaction('claim-draft', async (sql) => {
    const held = await holdDraft(deps, sql, actor, on, takeOver ? { despiteClaim: true } : {})
    if (held.kind === 'refused') return held
    // What waits for a second person is nobody's to keep.
    if (!isLive(held.value.draft.state) || held.value.draft.state === 'second') return refuse({ kind: 'changed' })
    const until = new Date(deps.ground.clock.now().getTime() + CLAIM_MS)
    await deps.drafting.setClaim(sql, held.value.draft, { byId: actor.operatorId, until })
    await note(deps, sql, actor, held.value.draft, 'draft.claimed', { until: until.toISOString() })
    return ok({ until })
  })
}

export async function letGoDraft(deps: ApprovalsDeps, actor: Actor, on: OnDraft): Promise<Outcome<null>> {
  return deps.ground.database.transaction('let-go-draft', async (sql) => {
    const held = await holdDraft(deps, sql, actor, on)
    if (held.kind === 'refused') return held
    await deps.drafting.setClaim(sql, held.value.draft, null)
    await note(deps, sql, actor, held.value.draft, 'draft.let-go', {})
    return ok(null)
  })
}

/** Asks the writer for another draft of the same turn, or for a variant of it; the card says so until it comes. */
export function askRedraft(
  deps: ApprovalsDeps,
  actor: Actor,
  on: OnDraft & { variant?: Variant },
): Promise<Outcome<null>> {
  const { variant = null } = on
  return act(deps, actor, on, 'ask-redraft', {
    name: 'draft.redraft-asked',
    patch: { askedFor: variant, handledById: actor.operatorId },
    data: { variant },
    refusal: async (_, { draft }) => (draft.outcome === 'ESCALATE' ? { kind: 'changed' } : null),
  })
}

/** Puts a card away until a time; why is for the colleagues who see it. */
export function snoozeDraft(
  deps: ApprovalsDeps,
  actor: Actor,
  on: OnDraft & { until: Date; why?: string },
): Promise<Outcome<null>> {
  const data = { wakeAt: on.until.toISOString() }
  return act(deps, actor, on, 'snooze', {
    name: 'draft.snoozed',
    patch: { wakeAt: on.until, handledById: actor.operatorId, handledWhy: on.why?.trim() || null },
    data,
    refusal: async (_, { draft }) => {
      const least = roleToPutAside(draft)
      return least !== null && !hasRole(actor.role, least) ? { kind: 'needs-role', least } : null
    },
  })
}

/** A snoozed card comes back at once. */
export function wakeNow(deps: ApprovalsDeps, actor: Actor, on: OnDraft): Promise<Outcome<null>> {
  return act(deps, actor, on, 'wake', { name: 'draft.woken', patch: { wakeAt: null } })
}

/** A dismissed card comes back, unless the conversation has another card by now. */
export function reopenDraft(deps: ApprovalsDeps, actor: Actor, on: OnDraft): Promise<Outcome<null>> {
  return act(deps, actor, on, 'reopen', {
    name: 'draft.reopened',
    refusal: async (sql, { draft, fan, conversation }) => {
      if (conversation.inboundSeq > draft.turnToSeq) return { kind: 'wrote-again', fanName: fan.name }
      const others = await deps.drafting.unsettled(sql, actor.agencyId, conversation.id)
      return others.length > 0 ? { kind: 'changed' } : null
    },
    effect: (sql, { draft, conversation }) => deps.inbox.reopen(sql, actor.agencyId, conversation, draft.turnFromSeq),
  })
}

/** Sets another price, or none, within the agency's bounds; the decision is still to come. */
export function changePrice(
  deps: ApprovalsDeps,
  actor: Actor,
  on: OnDraft & { priceMinor: number | null; reason: string },
): Promise<Outcome<null>> {
  return act(deps, actor, on, 'change-price', {
    name: 'draft.price-changed',
    patch: { priceMinor: on.priceMinor, drawnAt: deps.ground.clock.now() },
    data: { priceMinor: on.priceMinor, reason: on.reason },
    refusal: async (sql, { draft }) => {
      if (draft.assetId === null || draft.outcome === 'ESCALATE') return { kind: 'price-not-allowed' }
      const rules = await deps.guardrails.rules(sql, actor.agencyId, draft.creatorId)
      const { floorMinor, ceilingMinor } = boundsOf(draft, rules)
      const out = on.priceMinor !== null && (on.priceMinor < floorMinor || on.priceMinor > ceilingMinor)
      return out ? { kind: 'price-out-of-bounds', floorMinor, ceilingMinor, currency: draft.currency } : null
    },
  })
}

interface Act {
  name: string
  patch?: Parameters<ApprovalsDeps['drafting']['move']>[3]
  data?: FactData
  /** What speaks against it, beyond what every act checks. */
  refusal?: (sql: Sql, held: Held) => Promise<Refusal | null>
  /** What else changes with it. */
  effect?: (sql: Sql, held: Held) => Promise<void>
}

/** One act on a held draft: check, move by an event of its machine, record. */
async function act(
  deps: ApprovalsDeps,
  actor: Actor,
  on: OnDraft,
  event: DraftEvent,
  what: Act,
): Promise<Outcome<null>> {
  return deps.ground.database.transaction(what.name, async (sql) => {
    const held = await holdDraft(deps, sql, actor, on)
    if (held.kind === 'refused') return held
    const refusal = (await what.refusal?.(sql, held.value)) ?? null
    if (refusal) return refuse(refusal)
    const moved = await deps.drafting.move(sql, held.value.draft, event, what.patch)
    if (!moved) return refuse({ kind: 'changed' })
    await what.effect?.(sql, held.value)
    await note(deps, sql, actor, moved, what.name, what.data ?? {})
    return ok(null)
  })
}

async function note(
  deps: ApprovalsDeps,
  sql: Sql,
  actor: Actor,
  draft: Draft,
  name: string,
  data: FactData,
): Promise<void> {
  await deps.ground.facts.record(sql, [
    {
      agencyId: actor.agencyId,
      name,
      subject: draft.id,
      by: { kind: 'operator', id: actor.operatorId },
      data: { ...aboutDraft(draft), ...data },
      at: deps.ground.clock.now(),
    },
  ])
}
