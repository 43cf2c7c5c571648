import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { Cause } from '../facts/index.ts'
import type { Delivery, DeliveryState } from './delivery.ts'
import { type HeldDelivery, holdDelivery, markSent, move, type RepliesDeps } from './end-delivery.ts'

export type DeliveryRefusal =
  | { kind: 'unknown-delivery' }
  /** It is in this state now. */
  | { kind: 'elsewhere'; state: DeliveryState }

export type DeliveryOutcome = { kind: 'ok'; delivery: Delivery } | { kind: 'refused'; refusal: DeliveryRefusal }

interface OnDelivery {
  deliveryId: string
  version: number
}

type Act = (sql: Sql, held: HeldDelivery, by: Cause) => Promise<Delivery | null>

/**
 * Takes an approved reply back before it has left: Undo within its ten seconds, Withdraw where a person was to send it or
 * the platform refused it. The draft's card is open again, and the decision stands on record.
 */
export function withdraw(deps: RepliesDeps, actor: Actor, on: OnDelivery): Promise<DeliveryOutcome> {
  return operate(deps, actor, on, 'withdraw', async (sql, held, by) => {
    const moved = await move(deps, sql, held, 'withdraw', by)
    if (!moved) return null
    await deps.guardrails.release(sql, moved.agencyId, moved.decisionId)
    // What was approved stands in the forms again, its price as well: a price that somebody took away doesn't come back.
    const { priceMinor } = moved
    await deps.drafting.move(sql, held.draft, 'withdraw', { priceMinor, drawnAt: deps.ground.clock.now() })
    return moved
  })
}

/** A person says that they sent it, or that an unknown one arrived. */
export function markAsSent(deps: RepliesDeps, actor: Actor, on: OnDelivery): Promise<DeliveryOutcome> {
  return operate(deps, actor, on, 'mark-as-sent', async (sql, held, by) => {
    if (held.delivery.state !== 'by-hand' && held.delivery.state !== 'unknown') return null
    const at = deps.ground.clock.now()
    return markSent(deps, sql, held, by, { at, externalId: null, settledById: actor.operatorId })
  })
}

/** A person has it tried again: the platform refused it, or they looked and it did not arrive. */
export function tryAgain(deps: RepliesDeps, actor: Actor, on: OnDelivery): Promise<DeliveryOutcome> {
  return operate(deps, actor, on, 'try-again', (sql, held, by) => {
    const now = deps.ground.clock.now()
    return move(deps, sql, held, 'try-again', by, { undoUntil: now }, { undoUntil: now.toISOString() })
  })
}

/** A person will send it themselves. */
export function sendByHand(deps: RepliesDeps, actor: Actor, on: OnDelivery): Promise<DeliveryOutcome> {
  return operate(deps, actor, on, 'send-by-hand', (sql, held, by) => {
    if (held.delivery.state === 'waiting') return Promise.resolve(null)
    return move(deps, sql, held, 'hand-to-person', by)
  })
}

async function operate(
  deps: RepliesDeps,
  actor: Actor,
  on: OnDelivery,
  name: string,
  act: Act,
): Promise<DeliveryOutcome> {
  return deps.ground.database.transaction(name, async (sql) => {
    const held = await holdDelivery(deps, sql, actor.agencyId, on.deliveryId)
    if (!held) return { kind: 'refused', refusal: { kind: 'unknown-delivery' } }
    const elsewhere = { kind: 'refused' as const, refusal: { kind: 'elsewhere' as const, state: held.delivery.state } }
    if (held.delivery.version !== on.version) return elsewhere
    const delivery = await act(sql, held, { kind: 'operator', id: actor.operatorId })
    return delivery ? { kind: 'ok', delivery } : elsewhere
  })
}
