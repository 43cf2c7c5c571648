import type { Sql } from '../database/sql.ts'
import { type Actor, hasRole } from '../desk/index.ts'
import { aboutDraft, type Draft } from '../drafting/index.ts'
import { type Finding, judge } from '../guardrails/index.ts'
import type { Message } from '../inbox/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { insertRaised } from './raise-store.ts'
import { type Outcome, ok, type Refusal, refuse } from './refusal.ts'
import { type DraftView, viewDraft } from './view-draft.ts'

/** A message that a card hides, as those see it who must judge it. */
export interface Evidence {
  id: string
  text: string
  at: Date
  /** The fan took it back. */
  deleted: boolean
  /** A rule of the card's level finds something in it, alone or together with the messages beside it. */
  matched: boolean
  /** From before this card's turn. */
  earlier: boolean
}

/** As far back as what froze a fan is looked for. */
const EARLIER = 200
const NO_LISTS = { forbiddenWords: [], escalationTriggers: [] }

/** Why this person may not see what the card hides; null when they may. */
function mayOpenEvidence(actor: Actor, draft: Draft): Refusal | null {
  if (draft.level < 4) return { kind: 'nothing-hidden' }
  // Somebody at risk is anybody's to help, and one helps better who has read what they wrote.
  if (draft.category === 'self-harm' || hasRole(actor.role, 'admin')) return null
  return { kind: 'needs-role', least: 'admin' }
}

/**
 * Shows what a card of level 4 hides, also of a settled one. That it was seen, by whom and which messages, is a fact of
 * the same transaction: nobody sees it unrecorded.
 */
export async function openEvidence(
  deps: ApprovalsDeps,
  actor: Actor,
  draftId: string,
): Promise<Outcome<{ view: DraftView; evidence: Evidence[] }>> {
  const { ground } = deps
  const { agencyId, operatorId, via, verified } = actor
  const view = await viewDraft(deps, ground.database, agencyId, draftId)
  if (!view) return refuse({ kind: 'unknown-draft' })
  const { draft } = view
  const refusal = mayOpenEvidence(actor, draft)
  if (refusal) return refuse(refusal)
  return ground.database.transaction('open-evidence', async (sql) => {
    const evidence = await evidenceOf(deps, sql, draft)
    const { level, category, rule } = draft
    const data = {
      ...aboutDraft(draft),
      level,
      category,
      rule,
      via,
      verified,
      messageIds: evidence.map(({ id }) => id),
    }
    await ground.facts.record(sql, [
      {
        agencyId,
        name: 'evidence.opened',
        subject: draft.id,
        by: { kind: 'operator', id: operatorId },
        data,
        at: ground.clock.now(),
      },
    ])
    // Nobody is called to it any more.
    await insertRaised(sql, agencyId, { draftId: draft.id, stage: 'seen', round: 0 }, ground.clock.now())
    return ok({ view, evidence })
  })
}

/** The turn's messages, oldest first. A fan frozen by an earlier turn: what froze them stands before it. */
async function evidenceOf({ inbox }: ApprovalsDeps, sql: Sql, draft: Draft): Promise<Evidence[]> {
  const conversation = await inbox.conversation(sql, draft.agencyId, draft.conversationId)
  // However many messages followed: the first of the turn may be the one that counts.
  const since = Math.max(0, (conversation?.inboundSeq ?? 0) - draft.turnFromSeq + 1)
  const recent = await inbox.recent(sql, draft.agencyId, draft.conversationId, 2 * since + EARLIER)
  const inbound = recent.filter(({ direction, seq }) => direction === 'inbound' && (seq ?? 0) <= draft.turnToSeq)
  const found = matching(inbound, draft.level)
  return inbound
    .map((message) => ({
      id: message.id,
      text: message.text,
      at: message.at,
      deleted: message.deleted,
      matched: found.has(message.id),
      earlier: (message.seq ?? 0) < draft.turnFromSeq,
    }))
    .filter(({ earlier, matched }) => !earlier || (draft.category === 'fan-frozen' && matched))
}

/** Ids of the messages in which a rule of this level finds something: a sign can be split over two of them. */
function matching(messages: readonly Message[], level: number): Set<string> {
  const ids = new Set<string>()
  const grave = (text: string): Finding[] =>
    judge(text, 'fan', NO_LISTS).findings.filter((finding) => finding.level === level)
  try {
    let end = 0
    const whole = grave(messages.map(({ text }) => text).join('\n'))
    for (const { id, text } of messages) {
      const start = end
      end += text.length + 1
      const touched = whole.some((finding) => finding.start < end - 1 && finding.end > start)
      if (touched || grave(text).length > 0) ids.add(id)
    }
  } catch {
    // A judge that can't run marks nothing; the messages are shown all the same.
  }
  return ids
}
