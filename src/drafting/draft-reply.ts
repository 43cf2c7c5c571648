import type { InTransaction, Sql } from '../database/sql.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type Draft, isLive, PROFILING_REFUSED } from './draft.ts'
import { insertDraft, latestDraft, linkSuccessor, moveDraft, unsettledDrafts } from './draft-store.ts'
import { openedFact, supersededFact } from './facts.ts'
import { type DraftingDeps, type Gathered, gather } from './gather.ts'
import { giveUpRedraft } from './give-up-redraft.ts'
import { brakeKnowledge, priceKnowledge } from './knowledge.ts'
import { judgeTurn, type Proposed, propose } from './propose.ts'

/** So often a writer is asked for another draft; with the pauses of a retried task, for 15 s and what each try takes. */
const REDRAFT_TRIES = 5

/**
 * Makes sure that a conversation's unanswered turn has a card: writes a draft for it and supersedes an older one.
 * Idempotent: with a card on the turn already, or an approved reply on its way, nothing happens. When more messages came
 * while it wrote, it leaves the turn to the task that they owe.
 */
export async function draftReply(deps: DraftingDeps, { task, commit, signal }: TaskRun): Promise<void> {
  const { agencyId } = task
  const named = task.input.data.conversationId
  const conversationId = typeof named === 'string' ? named : task.input.subject
  const gathered = await gather(deps, agencyId, conversationId)
  if (!gathered) return
  const accepted = gathered.unsettled.find((draft) => draft.state === 'accepted')
  if (accepted) return flagPending(deps, gathered, accepted, commit)
  const live = gathered.unsettled.find((draft) => isLive(draft.state)) ?? null
  if (live && covers(live, gathered)) return
  // Everything was taken back, and nothing of it must reach a person.
  if (gathered.turn.messages.length === 0 && !live && levelOf(gathered) < 2) return
  const asked = live?.state === 'redrafting'
  const attempt = asked ? live.attempt + 1 : 0
  const variant = asked ? live.askedFor : null
  let proposed: Proposed
  try {
    proposed = await propose(gathered, deps.writer, { attempt, variant }, signal)
  } catch (cause) {
    // A new turn waits for the writer; a card that was there already goes back to the people who can answer without it.
    if (asked && !signal.aborted && task.attempts >= REDRAFT_TRIES) await giveUpRedraft(deps, live)
    // The task comes again: what the fan wrote since still waits for the writer.
    throw cause
  }
  await commit('draft-reply', async (sql) => void (await openDraft(deps, sql, agencyId, gathered, proposed, attempt)))
}

/** The turn's level. A judge that can't run is no all-clear: what waits stops, and the card says why. */
function levelOf(gathered: Gathered): number {
  try {
    return judgeTurn(gathered).level
  } catch {
    return 2
  }
}

/** What was made of a fan's profile must go when they object to it. */
const covers = (draft: Draft, { turn, score }: Gathered): boolean =>
  draft.turnToSeq >= turn.toSeq &&
  draft.state !== 'redrafting' &&
  (score.segment !== null || draft.knowledge.segment === PROFILING_REFUSED)

/**
 * A message that must reach a person came while an approved reply waits: that reply stops, and its end asks for a card.
 * An ordinary one waits until the reply has left or was withdrawn.
 */
async function flagPending(
  deps: DraftingDeps,
  gathered: Gathered,
  accepted: Draft,
  commit: InTransaction,
): Promise<void> {
  const { agencyId } = accepted
  // Whoever approved the reply knew what the turn was then: it counts again only where the new words make it worse.
  const since = { ...gathered, released: Math.max(gathered.released ?? 0, accepted.turnToSeq) }
  const whole = levelOf(gathered)
  const level = whole > accepted.level ? whole : levelOf(since)
  if (level < 2) return
  await commit('flag-turn', async (sql) => {
    const by = bySystem('guardrails')
    const subject = gathered.conversation.id
    const worst = level === 4 ? judgeTurn(gathered).findings.find((finding) => finding.level === 4) : null
    // At once: where the reply's outcome is unknown, the card comes only when a person has settled that.
    if (worst) await freezeFor(deps, sql, agencyId, gathered.fan.id, worst.category)
    await deps.ground.facts.record(sql, [
      {
        agencyId,
        name: 'turn.flagged',
        subject,
        by,
        data: { level, fanId: gathered.fan.id, messageId: gathered.turn.messageId },
        at: deps.ground.clock.now(),
      },
    ])
  })
}

/**
 * Part: makes a proposal the live card of its conversation; returns the draft's id. Null when the turn is no longer what
 * it was, is answered, or has a card or an approved reply: then nothing is stored.
 */
export async function openDraft(
  deps: DraftingDeps,
  sql: Sql,
  agencyId: string,
  gathered: Gathered,
  proposed: Proposed,
  attempt: number,
): Promise<string | null> {
  const { ground } = deps
  const fan = await deps.fans.lock(sql, agencyId, gathered.fan.id)
  // Objected while it was written: the task that this owes writes another.
  if (fan?.profilingRefusedAt && gathered.score.segment !== null) return null
  const conversation = await deps.inbox.lock(sql, agencyId, gathered.conversation.id)
  if (!conversation || conversation.inboundSeq !== gathered.turn.toSeq) return null
  if (conversation.answeredSeq >= gathered.turn.toSeq) return null
  const unsettled = await unsettledDrafts(sql, agencyId, conversation.id)
  if (unsettled.some((draft) => draft.state === 'accepted' || covers(draft, gathered))) return null

  const now = ground.clock.now()
  const live = unsettled[0] ?? null
  const before = live ?? (await latestDraft(sql, agencyId, conversation.id))
  const placed = { id: newId(ground.clock), attempt, createdAt: now, drawnAt: now, supersedesId: before?.id ?? null }
  const draft = keepEscalated({ ...draftOf(agencyId, gathered, proposed), ...placed }, live)
  await replaceLive(deps, sql, live, draft)
  await deps.guardrails.raise(sql, draft, proposed.alarms, gathered.rules.version)
  await quoteIt(deps, sql, draft, proposed)
  if (proposed.level === 4 && proposed.category !== null && proposed.category !== 'fan-frozen')
    await freezeFor(deps, sql, agencyId, draft.fanId, proposed.category)
  return draft.id
}

async function freezeFor(
  deps: DraftingDeps,
  sql: Sql,
  agencyId: string,
  fanId: string,
  category: string,
): Promise<void> {
  await deps.fans.freeze(sql, { agencyId, fanId, by: bySystem('guardrails'), reason: `level 4: ${category}` })
}

/** What an operator handed to a manager stays with the manager, whatever the fan adds: only a release ends it. */
function keepEscalated(draft: Draft, live: Draft | null): Draft {
  if (!live?.escalatedById) return draft
  const { escalatedById, note, level, category } = live
  if (draft.level >= level) return { ...draft, escalatedById, note }
  const empty = {
    text: live.text,
    confidence: null,
    reasons: [],
    warning: null,
    upsell: false,
    priceMinor: null,
    assetId: null,
    translations: null,
  }
  const knowledge = { ...draft.knowledge, price: null }
  const held = { outcome: 'ESCALATE' as const, level, category, rule: null, writer: 'none', escalatedById, note }
  return { ...draft, ...empty, knowledge, ...held }
}

/** Part: stores a draft as its conversation's one live card; the card before it settles and links to it. */
export async function replaceLive(deps: DraftingDeps, sql: Sql, live: Draft | null, draft: Draft): Promise<void> {
  const now = draft.createdAt
  // The old one settles first, since a conversation has one open card; it links to the new one once that is stored.
  const settledWhy = live && live.turnToSeq < draft.turnToSeq ? 'wrote again' : 'another draft'
  if (live) await moveDraft(sql, live, 'supersede', { settledAt: now, settledWhy })
  await insertDraft(sql, draft)
  if (live) await linkSuccessor(sql, live, draft.id)
  await deps.ground.facts.record(sql, [...(live ? [supersededFact(live, draft, settledWhy)] : []), openedFact(draft)])
}

async function quoteIt(deps: DraftingDeps, sql: Sql, draft: Draft, { price }: Proposed): Promise<void> {
  if (!price || draft.assetId === null) return
  await deps.pricing.quote(sql, draft.agencyId, {
    id: newId(deps.ground.clock),
    draftId: draft.id,
    fanId: draft.fanId,
    assetId: draft.assetId,
    currency: draft.currency,
    suggestion: price,
    at: draft.createdAt,
  })
}

type Unplaced = Omit<Draft, 'id' | 'attempt' | 'createdAt' | 'drawnAt' | 'supersedesId'>

function draftOf(agencyId: string, gathered: Gathered, proposed: Proposed): Unplaced {
  const { conversation, turn, creator, fan, persona, score, outlook, brake } = gathered
  const { price, asset } = proposed
  return {
    agencyId,
    conversationId: conversation.id,
    fanId: fan.id,
    creatorId: creator.id,
    accountId: conversation.accountId,
    state: 'open',
    version: 1,
    outcome: proposed.outcome,
    level: proposed.level,
    category: proposed.category,
    rule: proposed.rule,
    text: proposed.text,
    confidence: proposed.confidence,
    reasons: proposed.reasons,
    warning: proposed.warning,
    upsell: proposed.upsell,
    priceMinor: price?.priceMinor ?? null,
    currency: creator.currency,
    assetId: price && asset ? asset.id : null,
    knowledge: {
      segment: score.segment ?? PROFILING_REFUSED,
      segmentReasons: score.reasons,
      ...(outlook && { outlook: outlook.lines }),
      ...proposed.written,
      ...(brake && { brake: brakeKnowledge(brake) }),
      spentMinor: score.history.spentMinor,
      purchases: score.history.purchases,
      lastPurchaseAt: score.history.lastPurchaseAt?.toISOString() ?? null,
      price: price && asset ? priceKnowledge(asset.title, price) : null,
    },
    personaVersion: persona.version,
    writer: proposed.writer,
    messageId: turn.messageId,
    turnFromSeq: turn.fromSeq,
    turnToSeq: turn.toSeq,
    turnAt: turn.at,
    dueAt: new Date(turn.at.getTime() + creator.replyWithinMinutes * 60_000),
    supersededById: null,
    settledAt: null,
    settledWhy: null,
    claimedById: null,
    claimedUntil: null,
    wakeAt: null,
    typedText: null,
    escalatedById: null,
    note: null,
    askedFor: null,
    handledById: null,
    handledWhy: null,
    redraftFailedAt: null,
    translations: proposed.translations,
    approachId: null,
  }
}
