import type { Sql } from '../database/sql.ts'
import type { TaskRun } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type Approach, type LeftOut, leaveOut, markDrafted, readApproach } from './approach-store.ts'
import { approachFact } from './ask-approach.ts'
import { type Draft, isLive } from './draft.ts'
import { latestDraft, unsettledDrafts } from './draft-store.ts'
import type { DraftingDeps } from './gather.ts'
import { gatherApproach } from './gather-approach.ts'
import { giveUpRedraft, REDRAFT_TRIES } from './give-up-redraft.ts'
import { type Known, obstacleTo } from './obstacle.ts'
import { draftOf, quoteIt, replaceLive } from './place-draft.ts'
import { words } from './proposal-words.ts'
import { type Proposed, propose } from './propose.ts'

/** Something came between: the fan wrote, or was frozen, while it was written. */
const AGAIN_MS = 60_000

/**
 * Makes the draft card that somebody asked for, by the way of every draft: persona, context, price, judge. Waits for quiet
 * hours, a limit or an open card to pass, and leaves out what can't be or isn't wanted any more, with its reason.
 */
export async function draftApproach(deps: DraftingDeps, { task, commit, signal }: TaskRun): Promise<void> {
  const { ground } = deps
  const { agencyId } = task
  const approach = await readApproach(ground.database, agencyId, task.input.subject)
  if (approach?.state !== 'asked') return
  const known = await gatherApproach(deps, approach)
  const now = ground.clock.now()
  const obstacle = known ? obstacleTo(known, now) : { reason: 'no-conversation' as const, dueAt: null }
  if (obstacle || !known) {
    const { reason = 'no-conversation', dueAt = null } = obstacle ?? {}
    await commit('put-off-approach', (sql) => putOff(deps, sql, approach, reason, dueAt))
    return
  }
  const proposed = await propose(known, deps.writer, { attempt: 0, variant: null }, signal)
  const reason = unfit(proposed)
  await commit('draft-approach', async (sql) => {
    if (reason) return putOff(deps, sql, approach, reason, null)
    if (!(await open(deps, sql, known, proposed, 0))) await owe(deps, sql, approach, new Date(now.getTime() + AGAIN_MS))
  })
}

/**
 * Another draft of an approach, as somebody asked on its card. One that can't be written gives the card back as it was; a
 * message that came meanwhile asks for an ordinary draft, which takes its place.
 */
export async function redraftApproach(
  deps: DraftingDeps,
  { task, commit, signal }: TaskRun,
  conversationId: string,
): Promise<void> {
  const { database } = deps.ground
  const { agencyId } = task
  const live = (await unsettledDrafts(database, agencyId, conversationId)).find(({ state }) => isLive(state))
  if (live?.state !== 'redrafting' || live.approachId === null) return
  const approach = await readApproach(database, agencyId, live.approachId)
  const known = approach && (await gatherApproach(deps, approach))
  if (!known || known.fan.frozenAt) return giveUpRedraft(deps, live)
  const attempt = live.attempt + 1
  let proposed: Proposed
  try {
    proposed = await propose(known, deps.writer, { attempt, variant: live.askedFor }, signal)
  } catch (cause) {
    if (!signal.aborted && task.attempts >= REDRAFT_TRIES) await giveUpRedraft(deps, live)
    throw cause
  }
  if (unfit(proposed)) return giveUpRedraft(deps, live)
  await commit('redraft-approach', async (sql) => void (await open(deps, sql, known, proposed, attempt)))
}

/** Why a proposal is no card that somebody should see unasked; null when it is one. */
function unfit({ outcome, text, warning }: Proposed): LeftOut | null {
  if (outcome === 'ESCALATE') return 'flagged'
  if (text !== null) return null
  return warning === words.writerFailed ? 'writer-failed' : 'judge-failed'
}

/** Part: left out for good, or looked at again at `dueAt`. */
async function putOff(
  deps: DraftingDeps,
  sql: Sql,
  approach: Approach,
  reason: LeftOut,
  dueAt: Date | null,
): Promise<void> {
  const { ground } = deps
  if (dueAt) return owe(deps, sql, approach, dueAt)
  if (!(await leaveOut(sql, approach, reason, ground.clock.now()))) return
  await ground.facts.record(sql, [approachFact(ground, approach, 'approach.left-out', { reason })])
}

const owe = ({ ground }: DraftingDeps, sql: Sql, { agencyId, id }: Approach, dueAt: Date): Promise<void> => {
  const input = { fact: 'approach.asked', subject: id, data: {} }
  return ground.facts.owe(sql, [{ agencyId, name: 'draft-approach', key: id, input, dueAt, latestAt: null }])
}

/** Part: makes a proposal the conversation's card; false when there is another by now, or the fan wrote or may not be written to. */
async function open(deps: DraftingDeps, sql: Sql, known: Known, proposed: Proposed, attempt: number): Promise<boolean> {
  const { ground, inbox } = deps
  const { agencyId, approach } = known
  const fan = await deps.fans.lock(sql, agencyId, known.fan.id)
  if (!fan || fan.frozenAt) return false
  if (fan.profilingRefusedAt && known.score.segment !== null) return false
  const conversation = await inbox.begin(sql, agencyId, fan)
  if (!conversation || conversation.inboundSeq !== known.turn.toSeq) return false
  const unsettled = await unsettledDrafts(sql, agencyId, conversation.id)
  const live = unsettled[0] ?? null
  if (!isPlaceFor(live, approach, attempt)) return false
  const now = ground.clock.now()
  const before = live ?? (await latestDraft(sql, agencyId, conversation.id))
  const draft: Draft = {
    ...draftOf(agencyId, { ...known, conversation }, proposed),
    ...{ id: newId(ground.clock), attempt, createdAt: now, drawnAt: now, supersedesId: before?.id ?? null },
    ...{ messageId: null, turnAt: now, dueAt: approach.until, approachId: approach.id },
  }
  draft.knowledge.approach = { cause: approach.causeKind, why: approach.why ?? words.approached[approach.causeKind] }
  // Whom a card is about is somebody the team writes to: an import's end no longer takes them away.
  await deps.fans.keep(sql, agencyId, fan.id)
  await replaceLive(deps, sql, live, draft)
  await deps.guardrails.raise(sql, draft, proposed.alarms, known.rules.version)
  await quoteIt(deps, sql, draft, proposed)
  await markDrafted(sql, approach, draft.id, now)
  const data = { draftId: draft.id, until: approach.until.toISOString() }
  if (!live) await ground.facts.record(sql, [approachFact(ground, approach, 'approach.drafted', data)])
  return true
}

/** Another draft takes the place of the card on which it was asked for, which may be gone; the first one needs a free place. */
const isPlaceFor = (live: Draft | null, { id }: Approach, attempt: number): boolean =>
  attempt === 0 ? live === null : live?.state === 'redrafting' && live.approachId === id
