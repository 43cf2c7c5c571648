import type { Operator } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import type { Role } from '../desk/index.ts'
import { aboutDraft, type Draft } from '../drafting/index.ts'
import { bySystem, type FactData, type TaskRun } from '../facts/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { insertRaised, type Stage, wasSeen } from './raise-store.ts'

/** The owner is asked again so often until a card of level 4 was seen. */
const AGAIN_MS = 5 * 60_000
const WAITING: readonly Draft['state'][] = ['open', 'redrafting', 'second']

/**
 * A card that waits too long is raised to who claimed it, else to the shift; of level 2 and 3 to the managers at once, of
 * level 4 to the owner, again and again until somebody has seen it. At most once a card and stage. Says who is meant as a
 * fact; telling them is another task's.
 */
export async function raiseCard(deps: ApprovalsDeps, stage: Stage, { task, commit }: TaskRun): Promise<void> {
  const { ground, drafting } = deps
  const { agencyId } = task
  const draftId = task.input.subject
  const round = roundOf(task.input.data)
  // Before the transaction: reading them takes a connection of its own.
  const operators = await deps.agencies.operators(agencyId)
  await commit('raise-card', async (sql) => {
    const draft = await drafting.lock(sql, agencyId, draftId)
    const now = ground.clock.now()
    if (!draft || !mayRaise(stage, draft)) return
    if (stage === 'owner' && (await wasSeen(sql, agencyId, draftId))) return
    const dueAt = later(stage, draft, now)
    if (dueAt !== null) return owe(deps, sql, draft, { stage, round, dueAt })
    if (!(await insertRaised(sql, agencyId, { draftId, stage, round }, now))) return
    const operatorIds = await meant(deps, sql, { draft, stage, now, operators })
    const data = { ...aboutDraft(draft), stage, round, operatorIds }
    await ground.facts.record(sql, [
      { agencyId, name: 'draft.raised', subject: draft.id, by: bySystem('clock'), data, at: now },
    ])
    const again = new Date(now.getTime() + AGAIN_MS)
    // Who froze a fan was asked until they had seen why; that the frozen one writes again is said once.
    if (stage === 'owner' && draft.category !== 'fan-frozen')
      await owe(deps, sql, draft, { stage, round: round + 1, dueAt: again })
  })
}

/** Nobody waits for what they did not ask: it is never late. */
const mayRaise = (stage: Stage, { state, approachId }: Draft): boolean =>
  WAITING.includes(state) && (stage !== 'late' || approachId === null)

/** When to look again; null: it is time. */
function later(stage: Stage, draft: Draft, now: Date): Date | null {
  // It was woken or reopened before its time.
  if (stage === 'late') return draft.dueAt > now ? draft.dueAt : null
  // Somebody is on it; they may let it go without having looked.
  return stage === 'owner' && isClaimed(draft, now) ? draft.claimedUntil : null
}

const roundOf = ({ round }: FactData): number => (typeof round === 'number' ? round : 0)

const isClaimed = ({ claimedById, claimedUntil }: Draft, now: Date): boolean =>
  claimedById !== null && claimedUntil !== null && claimedUntil > now

function owe(
  { ground }: ApprovalsDeps,
  sql: Sql,
  { agencyId, id }: Draft,
  { stage, round, dueAt }: { stage: Stage; round: number; dueAt: Date },
): Promise<void> {
  const input = { fact: 'draft.raised', subject: id, data: { round } }
  return ground.facts.owe(sql, [{ agencyId, name: `raise-${stage}`, key: id, input, dueAt, latestAt: null }])
}

/** Ids of those who are meant. Where nobody has the role, the next higher one is. */
async function meant(
  { agencies }: ApprovalsDeps,
  sql: Sql,
  { draft, stage, now, operators }: { draft: Draft; stage: Stage; now: Date; operators: readonly Operator[] },
): Promise<string[]> {
  if (stage === 'late' && isClaimed(draft, now)) return [draft.claimedById ?? '']
  // Who approved first may not be the second.
  const first = draft.state === 'second' ? draft.handledById : null
  const shift = stage === 'late' ? await agencies.onShift(sql, draft.agencyId, now) : []
  const others = shift.filter((id) => id !== first)
  if (others.length > 0) return others
  const from: Role[] = stage === 'late' ? ['chatter', 'manager', 'admin'] : ['manager', 'admin']
  const able = operators.filter(({ id }) => id !== first)
  return firstOf(able, stage === 'owner' ? ['admin'] : from)
}

function firstOf(all: readonly Operator[], roles: readonly Role[]): string[] {
  for (const role of roles) {
    const its = all.filter((each) => each.role === role)
    if (its.length > 0) return its.map(({ id }) => id)
  }
  return []
}
