import type { Approvals, ApprovalsDeps } from '../approvals/index.ts'
import type { Channels } from '../channels/index.ts'
import type { Content } from '../content/index.ts'
import type { Sql } from '../database/sql.ts'
import { aboutDraft, type Draft, useOfOffers } from '../drafting/index.ts'
import type { Cause, FactData } from '../facts/index.ts'
import type { Fan } from '../fans/index.ts'
import type { Conversation, NewMessage } from '../inbox/index.ts'
import { newId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import type { Offers } from '../offers/index.ts'
import type { Pricing } from '../pricing/index.ts'
import type { Delivery, DeliveryEvent } from './delivery.ts'
import { type DeliveryPatch, lockDelivery, moveDelivery, readDelivery } from './store.ts'
import { type NotSentWhy, words } from './words.ts'

export interface RepliesDeps extends ApprovalsDeps {
  offers: Pick<Offers, 'standing' | 'shown'>
  pricing: Pricing
  channels: Channels
  content: Content
  approvals: Approvals
}

/** A delivery with what it must be checked against, all locked in the order of the house. */
export interface HeldDelivery {
  delivery: Delivery
  draft: Draft
  fan: Fan
  conversation: Conversation
}

/** Part: locks fan, conversation, draft and delivery. Null when there is no such delivery. */
export async function holdDelivery(
  deps: RepliesDeps,
  sql: Sql,
  agencyId: string,
  id: string,
): Promise<HeldDelivery | null> {
  const seen = await readDelivery(sql, agencyId, id)
  const known = seen && (await deps.drafting.draft(sql, agencyId, seen.draftId))
  if (!known) return null
  const fan = await deps.fans.lock(sql, agencyId, known.fanId)
  const conversation = await deps.inbox.lock(sql, agencyId, known.conversationId)
  const draft = await deps.drafting.lock(sql, agencyId, known.id)
  const delivery = await lockDelivery(sql, agencyId, id)
  invariant(fan && conversation && draft && delivery, 'a delivery keeps its fan, conversation and draft')
  return { delivery, draft, fan, conversation }
}

/** Part: moves a delivery and records it; null when it was elsewhere already. */
export async function move(
  { ground }: RepliesDeps,
  sql: Sql,
  held: HeldDelivery,
  event: DeliveryEvent,
  by: Cause,
  patch: DeliveryPatch = {},
  data: FactData = {},
): Promise<Delivery | null> {
  const now = ground.clock.now()
  const moved = await moveDelivery(sql, held.delivery, event, patch, now)
  if (!moved) return null
  await ground.facts.record(sql, [
    {
      agencyId: moved.agencyId,
      name: `delivery.${moved.state}`,
      subject: moved.id,
      by,
      data: { ...aboutDraft(held.draft), draftId: moved.draftId, decisionId: moved.decisionId, ...data },
      at: now,
    },
  ])
  return moved
}

/** Part: the reply reached the fan. The turn it answers is answered, the sent message stands in the conversation. */
export async function markSent(
  deps: RepliesDeps,
  sql: Sql,
  held: HeldDelivery,
  by: Cause,
  sent: { at: Date; externalId: string | null; settledById?: string; stored?: true },
): Promise<Delivery | null> {
  const { ground, drafting, inbox, pricing } = deps
  const { delivery, draft, conversation } = held
  const patch: DeliveryPatch = { sentAt: sent.at }
  if (sent.externalId !== null) patch.externalId = sent.externalId
  if (sent.settledById !== undefined) patch.settledById = sent.settledById
  const moved = await move(deps, sql, held, 'sent', by, patch, { sentAt: sent.at.toISOString() })
  if (!moved) return null
  // The platform's own report is stored as a message already; it only answers the turn.
  if (sent.stored) await inbox.answer(sql, delivery.agencyId, conversation, delivery.turnToSeq)
  else await inbox.addSent(sql, delivery.agencyId, conversation, sentMessage(deps, delivery, sent), delivery.turnToSeq)
  await drafting.move(sql, draft, 'deliver', { settledAt: ground.clock.now() })
  const { priceMinor, fanId, currency } = { ...draft, priceMinor: delivery.priceMinor }
  if (priceMinor !== null) await pricing.shown(sql, delivery.agencyId, draft.id, priceMinor)
  const used = useOfOffers(draft, priceMinor)
  if (used !== null && priceMinor !== null) {
    const use = { draftId: draft.id, offerIds: used.offerIds, fanId, assetIds: used.assetIds, priceMinor, currency }
    await deps.offers.shown(sql, delivery.agencyId, use)
  }
  return moved
}

/** Names our own message of a reply whose id on the platform isn't known. */
export const standIn = (delivery: Delivery): string => `delivery:${delivery.id}`

function sentMessage(
  { ground }: RepliesDeps,
  delivery: Delivery,
  sent: { at: Date; externalId: string | null },
): NewMessage {
  return {
    id: newId(ground.clock),
    conversationId: delivery.conversationId,
    direction: 'outbound',
    seq: null,
    // A reply sent by hand has no id of the platform's: ours stands in for it.
    externalId: sent.externalId ?? standIn(delivery),
    text: delivery.text ?? '',
    deliveryId: delivery.id,
    at: sent.at,
  }
}

/** Part: the reply will not leave. Its place under the fan's limits is free again. */
export async function stop(
  deps: RepliesDeps,
  sql: Sql,
  held: HeldDelivery,
  by: Cause,
  why: NotSentWhy,
): Promise<Delivery | null> {
  // The sentence names the fan, so it stands in the row; facts are for ever and keep the code.
  const said = words.notSent[why](held.fan.name)
  const moved = await move(deps, sql, held, 'stop', by, { why: said }, { why })
  if (!moved) return null
  await deps.guardrails.release(sql, moved.agencyId, moved.decisionId)
  await deps.drafting.move(sql, held.draft, 'stop', { settledAt: deps.ground.clock.now(), settledWhy: said })
  return moved
}
