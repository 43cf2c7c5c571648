import type { InTransaction, Sql } from '../database/sql.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type Draft, isLive, PROFILING_REFUSED } from './draft.ts'
import { redraftApproach } from './draft-approach.ts'
import { latestDraft, unsettledDrafts } from './draft-store.ts'
import { type DraftingDeps, type Gathered, gather } from './gather.ts'
import { giveUpRedraft, REDRAFT_TRIES } from './give-up-redraft.ts'
import { draftOf, quoteIt, replaceLive } from './place-draft.ts'
import { judgeTurn, type Proposed, propose } from './propose.ts'
import { summaryOwed } from './summarise.ts'

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
  // Nobody waits: another draft of an approach may be what was asked for.
  if (!gathered) return redraftApproach(deps, { task, commit, signal }, conversationId)
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
  await commit('draft-reply', async (sql) => {
    await openDraft(deps, sql, agencyId, gathered, proposed, attempt)
    const owed = summaryOwed(deps, gathered)
    if (owed.length > 0) await deps.ground.facts.owe(sql, owed)
  })
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
  // What was to be said unasked is no answer.
  draft.approachId === null &&
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
    offerId: null,
    translations: null,
  }
  const knowledge = { ...draft.knowledge, price: null }
  const held = { outcome: 'ESCALATE' as const, level, category, rule: null, writer: 'none', escalatedById, note }
  return { ...draft, ...empty, knowledge, ...held }
}
