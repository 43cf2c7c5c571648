/**
 * Approved replies on their way: handed to the platform where there is an official way, to a person where there isn't,
 * withdrawn, stopped or confirmed. A delivery is made from an accepting decision and nothing else. Draws every card,
 * since what a card shows last depends on the delivery.
 */
import { asideCard, type DraftView, isEscalated } from '../approvals/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Actor, Card } from '../desk/index.ts'
import { isLive } from '../drafting/index.ts'
import type { TaskRun } from '../facts/index.ts'
import { replyActions } from './actions.ts'
import { replyCard } from './cards.ts'
import { replyCommands, statusCard } from './commands.ts'
import { createDelivery } from './create-delivery.ts'
import { type CardNow, drawCards } from './draw-cards.ts'
import { drawThreads } from './draw-threads.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { handOver } from './hand-over.ts'
import { handoverActions, handoverCommand } from './handover-actions.ts'
import { handoverCard } from './handover-card.ts'
import { moveEscalated } from './move-escalated.ts'
import { offerOf } from './offer-of.ts'
import { markAsSent, sendByHand, tryAgain, withdraw } from './operate-delivery.ts'
import { recheckDeliveries } from './recheck-deliveries.ts'
import { settleAnswered } from './settle-answered.ts'
import { deliveryOfDraft, readDelivery } from './store.ts'
import { waitingCard } from './waiting-card.ts'

export type { Delivery } from './delivery.ts'

export { withPendingDelivery } from './store.ts'
export type Replies = ReturnType<typeof createReplies>

/** Whether a card waits for somebody, and where an escalated one stands whole. Once settled it is small enough to say on every channel what came of it. */
function standing(view: DraftView, card: Card): Pick<CardNow, 'waits' | 'escalated'> {
  const { draft, escalation: home } = view
  const waits = isLive(draft.state) || draft.state === 'accepted'
  if (!home || !isEscalated(draft)) return { waits }
  // What an operator escalated stands on the creator's channel already, and says there where it went.
  return {
    waits,
    escalated: { home, aside: waits ? asideCard(view) : card, announce: waits && draft.escalatedById === null },
  }
}

interface OnDelivery {
  deliveryId: string
  version: number
}

export function createReplies(deps: RepliesDeps) {
  async function cardNow(sql: Sql, agencyId: string, draftId: string): Promise<CardNow | null> {
    const view = await deps.approvals.view(sql, agencyId, draftId)
    if (!view) return handoverNow(sql, agencyId, draftId)
    const card = replyCard(view, await deliveryOfDraft(sql, agencyId, draftId))
    return { card, creatorId: view.draft.creatorId, ...standing(view, card) }
  }
  /** Not a draft's: a handover's card stands where the shift was handed over, and on the web where it is opened. */
  async function handoverNow(sql: Sql, agencyId: string, id: string): Promise<CardNow | null> {
    const now = await handoverCard(deps, cardOf, sql, agencyId, id)
    if (!now) return null
    const { card, handover } = now
    const { desk, channel, takenAt } = handover
    const whole = { card, creatorId: null, waits: takenAt === null }
    if (!desk || channel === null) return whole
    return { ...whole, escalated: { home: { desk, channel }, aside: card, announce: false } }
  }
  const cardOf = async (sql: Sql, agencyId: string, draftId: string): Promise<Card | null> =>
    (await cardNow(sql, agencyId, draftId))?.card ?? null

  return {
    actions: [...replyActions(deps, cardOf), ...handoverActions(deps)],
    commands: [
      ...replyCommands(deps),
      handoverCommand(deps, (agencyId, id) => cardOf(deps.ground.database, agencyId, id)),
    ],
    status: (agencyId: string) => statusCard(deps, agencyId),
    /** The cards that wait for this operator: their claims first. For an app's home. */
    waiting: (agencyId: string, operatorId: string) => waitingCard(deps, cardOf, agencyId, operatorId),
    createDelivery: (run: TaskRun) => createDelivery(deps, run),
    handOver: (run: TaskRun) => handOver(deps, run),
    recheckDeliveries: (run: TaskRun) => recheckDeliveries(deps, run),
    settleAnswered: (run: TaskRun) => settleAnswered(deps, run),
    moveEscalated: (run: TaskRun) => moveEscalated(deps, run),
    drawCards: (run: TaskRun) => drawCards(deps, cardNow, run),
    drawThreads: (run: TaskRun) => drawThreads(deps, run),
    undo: (actor: Actor, on: OnDelivery) => withdraw(deps, actor, on),
    markAsSent: (actor: Actor, on: OnDelivery) => markAsSent(deps, actor, on),
    tryAgain: (actor: Actor, on: OnDelivery) => tryAgain(deps, actor, on),
    sendByHand: (actor: Actor, on: OnDelivery) => sendByHand(deps, actor, on),
    /** A draft's card as it stands now, its delivery included; null when there is no such draft. */
    cardOf,
    deliveryOfDraft,
    /** The fan message that a draft or a delivery came of; null when neither has that id. */
    async messageOf(agencyId: string, id: string): Promise<string | null> {
      const sql = deps.ground.database
      const draftId = (await readDelivery(sql, agencyId, id))?.draftId ?? id
      return (await deps.drafting.draft(sql, agencyId, draftId))?.messageId ?? null
    },
    /** What a delivered reply offered for sale; null for one without a price. */
    offerOf: (sql: Sql, agencyId: string, deliveryId: string) => offerOf(deps.content, sql, agencyId, deliveryId),
  }
}
