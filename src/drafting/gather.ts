import type { Agencies, Creator } from '../agency/index.ts'
import type { Asset, Content } from '../content/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import { type Brake, brakeOf, type GuardrailRules, type Guardrails } from '../guardrails/index.ts'
import type { Conversation, Inbox, Message, Turn } from '../inbox/index.ts'
import type { LanguageModel } from '../language-model/index.ts'
import type { Offer, Offers } from '../offers/index.ts'
import type { Persona, Personas, Snippet } from '../personas/index.ts'
import type { Demand, Pricing } from '../pricing/index.ts'
import type { FanScore, Outlook, Scoring } from '../scoring/index.ts'
import type { Approach } from './approach-store.ts'
import type { Draft } from './draft.ts'
import { unsettledDrafts } from './draft-store.ts'
import { fitToSay } from './fit-to-say.ts'
import { type LookBack, lookBackOn } from './look-back.ts'
import { bestExamples, type Example, outcomesByTenth, type Tenth } from './outcome-store.ts'
import { brakeDealtWith, earlierTexts, hadCard, releasedUpTo } from './turn-store.ts'
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
  offers: Pick<Offers, 'runningFor'>
  writer: Writer
  /** For what is made beside the cards: summaries of what was said long ago. */
  model: Pick<LanguageModel, 'connected' | 'ask'>
}

/** All that a draft is made from, read before the slow work. */
export interface Gathered {
  agencyId: string
  conversation: Conversation
  turn: Turn
  fan: Fan
  creator: Creator
  /** The creator's disclosure line is one that the rules refuse today: it ends no draft. */
  disclosureLeftOut: boolean
  /** As far as the rules let it be said. */
  persona: Persona
  rules: Guardrails
  score: FanScore
  /** Null before the first fit, and for who never bought. */
  outlook: Outlook | null
  /** What the fan doesn't own and may be sold, the newest first. */
  assets: Asset[]
  /** What the fan bought, newest first; the asset where one was. */
  bought: { kind: string; at: Date; asset: Asset | null }[]
  /** What the fan paid for PPVs, newest first. */
  ownUnlocks: number[]
  /** What was said before the turn, oldest first. */
  history: Message[]
  /** What was said before that; null while nothing was. */
  lookBack: LookBack | null
  /** Texts that were drafted for this turn before. */
  earlier: string[]
  /** What operators did with earlier drafts. */
  outcomes: Tenth[]
  /** Accepted edits, where the creator agreed to learn from them. */
  examples: Example[]
  /** The creator's, the newest first. */
  snippets: Snippet[]
  demand: Demand
  /** The running offers that the fan may use. */
  offers: Offer[]
  /** What else the fan could be sold together with one of `assets`: their bundles' parts, and `assets` themselves. */
  alongside: Asset[]
  /** When it was gathered. */
  now: Date
  /** Number of the newest inbound message that a manager has released. */
  released: number | null
  /** The fan spends far above their habit: nothing is offered. `seen`: a person has dealt with a card about it. */
  brake: (Brake & { seen: boolean }) | null
  /** What may still be asked of the fan now; null: no cap is set. */
  capLeft: Awaited<ReturnType<GuardrailRules['left']>>
  /** Live or accepted drafts of the conversation. */
  unsettled: Draft[]
  /** What it is made for where nobody wrote; the turn is empty then. */
  approach?: Approach
}

/** A writer may choose among so many. */
const OFFERED = 5
const EXAMPLES_EACH = 2
/** Operators and models change: older decisions say little. */
const OUTCOMES_MS = 90 * 86_400_000

const isOfTurn = ({ direction, seq }: Message, turn: Turn): boolean =>
  direction === 'inbound' && (seq ?? 0) >= turn.fromSeq

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
  return turn && gatherTurn(deps, agencyId, { conversation, turn })
}

/** What a reply is asked for: a conversation's turn, or words that stand for one. */
export interface TurnAsked {
  conversation: Conversation
  turn: Turn
  /** Somebody of whom nothing is known. */
  stranger?: Fan
  /** Another persona than the one that writes now. */
  persona?: Persona
}

/** All that a reply to a turn is made from; null when its fan or creator isn't there. */
export async function gatherTurn(
  deps: DraftingDeps,
  agencyId: string,
  { conversation, turn, stranger, persona: wanted }: TurnAsked,
): Promise<Gathered | null> {
  const sql = deps.ground.database
  const conversationId = conversation.id
  const { creatorId, fanId } = conversation
  const now = deps.ground.clock.now()
  const [
    fan,
    creator,
    persona,
    rules,
    assets,
    purchases,
    released,
    unsettled,
    recent,
    earlier,
    outcomes,
    learns,
    snippets,
  ] = await Promise.all([
    stranger ?? deps.fans.fan(sql, agencyId, fanId),
    deps.agencies.creator(sql, agencyId, creatorId),
    wanted ?? deps.personas.active(sql, agencyId, creatorId),
    deps.guardrails.rules(sql, agencyId, creatorId),
    deps.content.newestUnowned(sql, agencyId, creatorId, fanId, OFFERED),
    deps.fans.purchases(sql, agencyId, fanId, 100),
    releasedUpTo(sql, agencyId, conversationId),
    unsettledDrafts(sql, agencyId, conversationId),
    deps.inbox.recent(sql, agencyId, conversationId),
    earlierTexts(sql, agencyId, conversationId, turn.toSeq),
    outcomesByTenth(sql, agencyId, creatorId, new Date(now.getTime() - OUTCOMES_MS)),
    deps.personas.learns(sql, agencyId, creatorId),
    deps.personas.snippets(sql, agencyId, creatorId),
  ])
  if (!fan || !creator) return null
  const score = await deps.scoring.score(sql, agencyId, fan, creator.currency)
  const outlook = await deps.scoring.outlook(sql, agencyId, fan, creator.currency)
  const boughtIds = [...new Set(purchases.flatMap(({ assetId }) => assetId ?? []))]
  const owned = await deps.content.assets(sql, agencyId, boughtIds)
  const bought = purchases.map(({ kind, at, assetId }) => ({ kind, at, asset: owned.get(assetId ?? '') ?? null }))
  const examples = learns ? await bestExamples(sql, agencyId, creatorId, EXAMPLES_EACH) : []
  const demand = await deps.pricing.demand(sql, agencyId, { creatorId, fanId, currency: creator.currency })
  const brake = await brakeOf(deps.fans, sql, { agencyId, fan, currency: creator.currency, rules, now })
  const seen = brake !== null && (await brakeDealtWith(sql, agencyId, conversationId, brake.since))
  const ownUnlocks = purchases
    .filter((purchase) => purchase.kind === 'ppv' && purchase.kept && purchase.currency === creator.currency)
    .map((purchase) => purchase.amountMinor)
  return {
    agencyId,
    conversation,
    turn,
    fan,
    ...fitToSay({ creator, persona, snippets }, rules),
    rules,
    score,
    outlook,
    assets: brake ? [] : assets,
    bought,
    ownUnlocks,
    history: recent.filter((message) => !message.deleted && !isOfTurn(message, turn)),
    lookBack: await lookBackOn(deps, agencyId, conversationId, recent, purchases),
    earlier,
    outcomes,
    examples,
    demand,
    ...(brake ? { offers: [], alongside: [] } : await offersFor(deps, sql, agencyId, { creatorId, fanId, assets })),
    now,
    released,
    brake: brake && { ...brake, seen },
    capLeft: await deps.guardrails.left(sql, agencyId, fanId, rules),
    unsettled,
  }
}

/** The offers that run for the fan, and what they could be sold together with one of `assets`. */
async function offersFor(
  { offers, content }: DraftingDeps,
  sql: Sql,
  agencyId: string,
  { creatorId, fanId, assets }: { creatorId: string; fanId: string; assets: Asset[] },
): Promise<Pick<Gathered, 'offers' | 'alongside'>> {
  const running = await offers.runningFor(sql, agencyId, { fanId, creatorId })
  const named = [...new Set(running.flatMap(({ contentIds }) => contentIds))]
  const parts = await content.unownedOf(sql, agencyId, { creatorId, fanId, assetIds: named })
  return { offers: running, alongside: [...assets, ...parts.filter(({ id }) => assets.every((a) => a.id !== id))] }
}
