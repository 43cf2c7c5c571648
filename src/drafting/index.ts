/**
 * Proposes a reply in the creator's persona for a person to decide on. The writer is a port; the built-in one fills the
 * persona's templates and needs nothing from outside. Leaves judging to guardrails, the price to pricing, deciding to approvals.
 */
export { createModelWriter } from './model-writer.ts'
export { createTemplateWriter } from './template-writer.ts'
export type { Proposal, Writer } from './writer.ts'

import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { TaskRun } from '../facts/index.ts'
import { approachAction, approachCommand } from './approach-fan.ts'
import { readApproach } from './approach-store.ts'
import { askApproach, type WantedApproach } from './ask-approach.ts'
import { type Asker, askDraft, type Question } from './ask-draft.ts'
import { withCards } from './card-holder-store.ts'
import { claimedBy, keepTyped, putWords, setClaim } from './claim-store.ts'
import { draftingCommands } from './commands.ts'
import type { Draft, DraftEvent } from './draft.ts'
import { draftApproach } from './draft-approach.ts'
import { draftReply } from './draft-reply.ts'
import {
  countLate,
  countOpenDrafts,
  type DraftPatch,
  lastSettled,
  lockDraft,
  moveDraft,
  openDrafts,
  readDraft,
  unsettledDrafts,
  waitingWithOffer,
} from './draft-store.ts'
import { draftWithoutProfile } from './draft-without-profile.ts'
import type { DraftingDeps } from './gather.ts'
import { setHoldOut } from './hold-out.ts'
import { flowWinBacks, heldOutPercent } from './hold-out-store.ts'
import { type Decided, learn } from './learn.ts'
import { replaceLive } from './place-draft.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'
import { sentApproaches, sentUnderKeys } from './sent-approach-store.ts'
import { settleApproach } from './settle-approach.ts'
import { type ReplyTo, snippetsFor } from './snippets-for.ts'
import { forgetSummary, summarise } from './summarise.ts'
import { testCommand } from './test-command.ts'
import { releasedInTurn } from './turn-store.ts'
import { wakeDraft } from './wake-draft.ts'
import { withdrawApproach } from './withdraw-approach.ts'

export { type Asked, Question } from './ask-draft.ts'
export { LOW_CONFIDENCE } from './calibrate.ts'
export {
  assetsSold,
  boundsOf,
  type Draft,
  type DraftEvent,
  type DraftState,
  isAnswered,
  isLive,
  isOlderThan,
  type KnownOffer,
  offerUsed,
  PROFILING_REFUSED,
  useOfOffers,
  VARIANTS,
  type Variant,
} from './draft.ts'
export { withUnsettledDraft } from './draft-store.ts'
export { aboutDraft } from './facts.ts'
export { HoldOutPercent, isHeldOut } from './hold-out.ts'
/** Part: for erasure, and for a creator who no longer agrees to learning. */
export { forgetExamples } from './outcome-store.ts'
export { fenceJson } from './prompt-parts.ts'
export type { Proposed } from './propose.ts'
export { withSummary } from './summary-store.ts'
export type Drafting = ReturnType<typeof createDrafting>

export function createDrafting(deps: DraftingDeps) {
  return {
    commands: [...draftingCommands(deps), testCommand(deps), approachCommand(deps)],
    actions: [approachAction(deps)],
    draftReply: (run: TaskRun) => draftReply(deps, run),
    draftApproach: (run: TaskRun) => draftApproach(deps, run),
    withdrawApproach: (run: TaskRun) => withdrawApproach(deps, run),
    settleApproach: (run: TaskRun) => settleApproach(deps, run),
    draftWithoutProfile: (run: TaskRun) => draftWithoutProfile(deps, run),
    summarise: (run: TaskRun) => summarise(deps, run),
    forgetSummary,
    wakeDraft: (run: TaskRun) => wakeDraft(deps, run),
    /** A draft beside the cards, logged like any other; it opens a card only when asked to. */
    ask: (agencyId: string, question: Question, asker: Asker, signal: AbortSignal) =>
      askDraft(deps, agencyId, question, asker, signal),
    /** What would be drafted for a turn of a stranger: nothing is stored, nothing sent. */
    rehearse: (agencyId: string, rehearsal: Rehearsal, signal: AbortSignal) =>
      rehearse(deps, agencyId, rehearsal, signal),
    /** Part: what became of approaches as replies. */
    sent: sentApproaches,
    sentUnderKeys,
    withCards,
    /** Parts: how many of a hundred fans digests and flows leave alone. */
    heldOutPercent,
    flowWinBacks,
    setHoldOut: (actor: Actor, creatorId: string, percent: number) =>
      setHoldOut(deps.ground, actor, creatorId, percent),
    /** Part: what whoever asked for an approach told the writer; null: nothing. */
    noteOf: async (
      sql: Sql,
      { agencyId, approachId }: Pick<Draft, 'agencyId' | 'approachId'>,
    ): Promise<string | null> =>
      approachId === null ? null : ((await readApproach(sql, agencyId, approachId))?.note ?? null),
    /** Part: cards that wait and whose price is made with an offer. */
    withOffer: waitingWithOffer,
    /** Part: asks for a draft card to a fan who has not just written; once for each key. Nothing is sent from here. */
    askApproach: (sql: Sql, wanted: WantedApproach) => askApproach(deps.ground, sql, wanted),
    /** What is at hand for a reply, filled for its fan, the most useful first. */
    snippets: (agencyId: string, to: ReplyTo) => snippetsFor(deps, deps.ground.database, agencyId, to),
    // Parts.
    draft: readDraft,
    lock: lockDraft,
    unsettled: unsettledDrafts,
    queue: openDrafts,
    counts: countOpenDrafts,
    late: countLate,
    lastSettled,
    /** Moves a draft by an event of its machine; null when somebody was first. The draft is locked by the caller. */
    move: (sql: Sql, draft: Draft, event: DraftEvent, patch: DraftPatch = {}) => moveDraft(sql, draft, event, patch),
    releasedInTurn,
    setClaim,
    claimedBy,
    keepTyped,
    putWords,
    /** Part: what a person did with a draft teaches the next ones. */
    learn: (sql: Sql, draft: Draft, decided: Decided) => learn(deps, sql, draft, decided),
    /** Stores a draft as its conversation's live card, in place of `live`. */
    open: (sql: Sql, live: Draft | null, draft: Draft) => replaceLive(deps, sql, live, draft),
  }
}
