import type { Creator } from '../agency/index.ts'
import type { EscalationPlace } from '../channels/index.ts'
import type { Sql } from '../database/sql.ts'
import { type Draft, isLive, useOfOffers } from '../drafting/index.ts'
import type { Fan } from '../fans/index.ts'
import type { Message } from '../inbox/index.ts'
import { type FirstApproval, firstOf } from './first-store.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { type Decision, lastDecision, operatorName } from './store.ts'

/** All that a draft's card shows, as stored now. */
export interface DraftView {
  draft: Draft
  fan: Fan
  creator: Creator
  /** The turn's messages that still stand, and those after it, oldest first. */
  turn: { text: string; at: Date; afterDraft: boolean }[]
  /** Of a draft that nobody asked for: what was said last, oldest first; else empty. */
  before: { by: 'fan' | 'creator'; text: string; at: Date }[]
  decision: Decision | null
  /** What a person approved, while it waits for a second one. */
  first: FirstApproval | null
  /** Who is on it now; null when nobody is. */
  claim: { byName: string; until: Date } | null
  escalatedBy: string | null
  /** Who asked for another draft, snoozed it or approved it first of two, while it is so. */
  handledBy: string | null
  /** What the platform is called. */
  platform: string
  /** The platform's title when the program can hand over by itself; null when a person sends. */
  sendsThrough: string | null
  /** Of a card that a manager must see: the channel it went to; null when it stays on the creator's. */
  escalation: EscalationPlace | null
  /** Why the offers that its price is made with hold no more; null where they do, and where there are none. */
  offerOver: string | null
  /** What whoever asked for it told the writer. */
  note: string | null
  /** Another creator's cards stand on the same channel. */
  sharesChannel: boolean
  now: Date
}

/** Null when there is no such draft in this agency. */
export async function viewDraft(
  deps: ApprovalsDeps,
  sql: Sql,
  agencyId: string,
  draftId: string,
): Promise<DraftView | null> {
  const draft = await deps.drafting.draft(sql, agencyId, draftId)
  if (!draft) return null
  const [fan, creator, account, recent, decision, sharesChannel] = await Promise.all([
    deps.fans.fan(sql, agencyId, draft.fanId),
    deps.agencies.creator(sql, agencyId, draft.creatorId),
    deps.platforms.account(sql, agencyId, draft.accountId),
    deps.inbox.recent(sql, agencyId, draft.conversationId),
    lastDecision(sql, agencyId, draftId),
    deps.channels.sharesChannel(sql, agencyId, draft.creatorId),
  ])
  if (!fan || !creator) return null
  const escalation = leaves(draft) ? await deps.channels.escalation(sql, agencyId, draft.creatorId) : null
  const platform = deps.platforms.platform(account?.platform ?? '')
  const now = deps.ground.clock.now()
  const claimed = draft.claimedById !== null && draft.claimedUntil !== null && draft.claimedUntil > now
  return {
    draft,
    fan,
    creator,
    turn: recent
      .filter((m) => m.direction === 'inbound' && !m.deleted && (m.seq ?? 0) >= draft.turnFromSeq)
      .map((m) => ({ text: m.text, at: m.at, afterDraft: (m.seq ?? 0) > draft.turnToSeq })),
    before: draft.approachId === null ? [] : saidBefore(recent, draft),
    decision,
    first: draft.state === 'second' ? await firstOf(sql, draft) : null,
    claim:
      claimed && draft.claimedById && draft.claimedUntil
        ? { byName: await operatorName(sql, agencyId, draft.claimedById), until: draft.claimedUntil }
        : null,
    escalatedBy: draft.escalatedById ? await operatorName(sql, agencyId, draft.escalatedById) : null,
    handledBy: draft.handledById ? await operatorName(sql, agencyId, draft.handledById) : null,
    escalation,
    offerOver: await offerOver(deps, sql, draft),
    note: await deps.drafting.noteOf(sql, draft),
    sharesChannel: sharesChannel || (escalation?.shared ?? false),
    platform: platform.title,
    sendsThrough: platform.send ? platform.title : null,
    now,
  }
}

/** A settled card says what was, one that waits what is. */
async function offerOver({ guardrails, offers }: ApprovalsDeps, sql: Sql, draft: Draft): Promise<string | null> {
  const use = isLive(draft.state) ? useOfOffers(draft, draft.priceMinor) : null
  if (use === null) return null
  const { floorMinor } = await guardrails.rules(sql, draft.agencyId, draft.creatorId)
  return (await offers.standing(sql, draft.agencyId, use, floorMinor)).why
}

/** So many show where the talk stood. */
const BEFORE = 3

const saidBefore = (recent: readonly Message[], draft: Draft): DraftView['before'] =>
  recent
    .filter(({ deleted, at, seq }) => !deleted && at <= draft.createdAt && (seq ?? 0) < draft.turnFromSeq)
    .slice(-BEFORE)
    .map(({ direction, text, at }) => ({ by: direction === 'inbound' ? 'fan' : 'creator', text, at }))

/** Whether a card belongs on the escalation channel, where there is one; or its successor does. */
const leaves = (draft: Draft): boolean => isEscalated(draft) || draft.state === 'escalated'

/** A card that a manager must see. */
export const isEscalated = ({ outcome, level }: Draft): boolean => outcome === 'ESCALATE' && level >= 2
