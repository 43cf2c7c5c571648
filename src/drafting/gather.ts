import type { Agencies, Creator } from '../agency/index.ts'
import type { Asset, Content } from '../content/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import type { GuardrailRules, Guardrails } from '../guardrails/index.ts'
import type { Conversation, Inbox, Turn } from '../inbox/index.ts'
import type { Persona, Personas } from '../personas/index.ts'
import type { Pricing } from '../pricing/index.ts'
import type { FanScore, Outlook, Scoring } from '../scoring/index.ts'
import type { Draft } from './draft.ts'
import { hadCard, releasedUpTo, unsettledDrafts } from './draft-store.ts'
import type { Writer } from './writer.ts'

export interface DraftingDeps {
  ground: Ground
  agencies: Agencies
  fans: Fans
  content: Content
  inbox: Inbox
  scoring: Scoring
  guardrails: GuardrailRules
  personas: Personas
  pricing: Pricing
  writer: Writer
}

/** All that a draft is made from, read before the slow work. */
export interface Gathered {
  conversation: Conversation
  turn: Turn
  fan: Fan
  creator: Creator
  persona: Persona
  rules: Guardrails
  score: FanScore
  /** Null before the first fit, and for who never bought. */
  outlook: Outlook | null
  asset: Asset | null
  /** Titles and prices of what the fan bought, newest first. */
  ownUnlocks: number[]
  lastAsset: string | null
  /** Number of the newest inbound message that a manager has released. */
  released: number | null
  /** Live or accepted drafts of the conversation. */
  unsettled: Draft[]
}

/**
 * Null when nothing waits for an answer. What waits for more than a day is history, unless it had a card before: what was
 * once asked for is asked for until it is answered.
 */
export async function gather(deps: DraftingDeps, agencyId: string, conversationId: string): Promise<Gathered | null> {
  const sql = deps.ground.database
  const conversation = await deps.inbox.conversation(sql, agencyId, conversationId)
  if (!conversation || conversation.inboundSeq <= conversation.answeredSeq) return null
  const turn =
    (await deps.inbox.turn(sql, agencyId, conversation, false)) ??
    ((await hadCard(sql, conversation, agencyId)) ? await deps.inbox.turn(sql, agencyId, conversation, true) : null)
  if (!turn) return null
  const { creatorId, fanId } = conversation
  const [fan, creator, persona, rules, asset, purchases, released, unsettled] = await Promise.all([
    deps.fans.fan(sql, agencyId, fanId),
    deps.agencies.creator(sql, agencyId, creatorId),
    deps.personas.active(sql, agencyId, creatorId),
    deps.guardrails.rules(sql, agencyId, creatorId),
    deps.content.newestUnowned(sql, agencyId, creatorId, fanId),
    deps.fans.purchases(sql, agencyId, fanId, 100),
    releasedUpTo(sql, agencyId, conversationId),
    unsettledDrafts(sql, agencyId, conversationId),
  ])
  if (!fan || !creator) return null
  const score = await deps.scoring.score(sql, agencyId, fan, creator.currency)
  const outlook = await deps.scoring.outlook(sql, agencyId, fan, creator.currency)
  const bought = purchases.find((purchase) => purchase.assetId !== null)?.assetId
  const lastAsset = bought ? ((await deps.content.asset(sql, agencyId, bought))?.title ?? null) : null
  const ownUnlocks = purchases.filter((purchase) => purchase.kind === 'ppv').map((purchase) => purchase.amountMinor)
  return {
    conversation,
    turn,
    fan,
    creator,
    persona,
    rules,
    score,
    outlook,
    asset,
    ownUnlocks,
    lastAsset,
    released,
    unsettled,
  }
}
