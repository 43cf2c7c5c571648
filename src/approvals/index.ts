/**
 * A person decides: accept, edit, escalate, dismiss, release, and everything else one can do with a draft's card. The
 * first decision wins; it binds exactly one reply. Makes no call: `replies` takes the approved one on its way.
 */
import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { Variant } from '../drafting/index.ts'
import type { TaskRun } from '../facts/index.ts'
import { approvalActions } from './actions.ts'
import { consentCommand } from './consent-commands.ts'
import { type Approval, decide } from './decide.ts'
import { dismissDraft, type Escalation, escalateDraft, type Release, releaseDraft } from './decline.ts'
import { freezeCommands } from './freeze-commands.ts'
import { askRedraft, changePrice, claimDraft, letGoDraft, reopenDraft, snoozeDraft, wakeNow } from './handle-card.ts'
import type { ApprovalsDeps, OnDraft } from './hold-draft.ts'
import { letGoClaims } from './let-go-claims.ts'
import { lookingCommand } from './looking-report.ts'
import { usualLooks } from './looking-store.ts'
import { pingCard } from './ping-card.ts'
import { raiseCard } from './raise-card.ts'
import { decidedBy, operatorName } from './store.ts'
import { viewDraft } from './view-draft.ts'

export { asideCard } from './aside-card.ts'
export { fanQuote, hide, isCut, nameOf } from './card-parts.ts'
export { draftCard } from './cards.ts'
export { editShare } from './edit-share.ts'
export { historyButton, historyNodes } from './history-card.ts'
export { type ApprovalsDeps, isCrisisMessage } from './hold-draft.ts'

export { type DraftView, isEscalated } from './view-draft.ts'
export { howDecided, recordOf, whyNodes } from './why-card.ts'
export type Approvals = ReturnType<typeof createApprovals>

export function createApprovals(deps: ApprovalsDeps) {
  return {
    actions: approvalActions(deps),
    commands: [...freezeCommands(deps), lookingCommand(deps), consentCommand(deps)],
    decide: (actor: Actor, approval: Approval) => decide(deps, actor, approval),
    escalate: (actor: Actor, escalation: Escalation) => escalateDraft(deps, actor, escalation),
    dismiss: (actor: Actor, on: OnDraft & { reason: string }) => dismissDraft(deps, actor, on),
    release: (actor: Actor, on: Release) => releaseDraft(deps, actor, on),
    claim: (actor: Actor, on: OnDraft) => claimDraft(deps, actor, on),
    letGo: (actor: Actor, on: OnDraft) => letGoDraft(deps, actor, on),
    askRedraft: (actor: Actor, on: OnDraft & { variant?: Variant }) => askRedraft(deps, actor, on),
    snooze: (actor: Actor, on: OnDraft & { until: Date; why?: string }) => snoozeDraft(deps, actor, on),
    wake: (actor: Actor, on: OnDraft) => wakeNow(deps, actor, on),
    reopen: (actor: Actor, on: OnDraft) => reopenDraft(deps, actor, on),
    changePrice: (actor: Actor, on: OnDraft & { priceMinor: number | null; reason: string }) =>
      changePrice(deps, actor, on),
    /** Reactions to a card that waits too long, and to one that somebody in particular must see. */
    raiseLate: (run: TaskRun) => raiseCard(deps, 'late', run),
    raiseToManagers: (run: TaskRun) => raiseCard(deps, 'managers', run),
    raiseToOwner: (run: TaskRun) => raiseCard(deps, 'owner', run),
    pingCard: (run: TaskRun) => pingCard(deps, run),
    /** Reaction to a person leaving the team. */
    letGoClaims: (run: TaskRun) => letGoClaims(deps, run),
    /** Part: what an operator did in a time. */
    decidedBy,
    /** Part: how long a card takes. */
    usualLooks,
    /** Part: what an operator is called, also one who has left. */
    operatorName,
    /** Part: all that a draft's card shows. */
    view: (sql: Sql, agencyId: string, draftId: string) => viewDraft(deps, sql, agencyId, draftId),
  }
}
