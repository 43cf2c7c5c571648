import type { Sql } from '../database/sql.ts'
import { type Actor, type DeskName, hasRole } from '../desk/index.ts'
import { aboutDraft } from '../drafting/index.ts'
import type { FactData } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import type { RepliesDeps } from './end-delivery.ts'
import { type Handover, insertHandover, insertNote, markTaken, readHandover } from './handover-store.ts'

/** A shift that nobody took over by a handover is counted from so long before. */
const USUAL_SHIFT_MS = 8 * 60 * 60_000
/** As long as any claim. */
const CLAIM_MS = 10 * 60_000

export type TakeOver =
  | { kind: 'taken'; from: string; moved: number }
  | { kind: 'unknown' }
  | { kind: 'own' }
  | { kind: 'taken-already'; by: string; at: Date }
  | { kind: 'for-another'; to: string }

/** Hands the actor's shift over: to somebody, or to whoever takes it. Its card is a reaction to the fact. */
export async function beginHandover(
  deps: RepliesDeps,
  actor: Actor,
  { toId, place }: { toId: string | null; place: { desk: DeskName; channel: string } | null },
): Promise<string> {
  const { ground, agencies } = deps
  const { agencyId, operatorId: fromId } = actor
  const id = newId(ground.clock)
  await ground.database.transaction('begin-handover', async (sql) => {
    const at = ground.clock.now()
    const since = (await agencies.shiftBegan(sql, agencyId, fromId, at)) ?? new Date(at.getTime() - USUAL_SHIFT_MS)
    const on = { desk: place?.desk ?? null, channel: place?.channel ?? null }
    await insertHandover(sql, agencyId, { id, fromId, toId, ...on, since, at })
    await note(deps, sql, actor, 'handover.begun', id, { toId })
  })
  return id
}

/**
 * Takes a shift over: the claims of the one who goes become the taker's, good for ten minutes from now, and late cards
 * call the taker from then on. The first one wins; a handover to somebody is theirs, or a manager's.
 */
export async function takeOver(deps: RepliesDeps, actor: Actor, id: string): Promise<TakeOver> {
  const { ground, agencies } = deps
  const { agencyId, operatorId } = actor
  return ground.database.transaction('take-over', async (sql) => {
    const handover = await readHandover(sql, agencyId, id)
    const refusal = cantTake(actor, handover)
    if (refusal || !handover) return refusal ?? { kind: 'unknown' }
    const now = ground.clock.now()
    if (!(await markTaken(sql, agencyId, id, operatorId, now))) {
      const first = await readHandover(sql, agencyId, id)
      return { kind: 'taken-already', by: first?.takenByName ?? '', at: first?.takenAt ?? now }
    }
    await agencies.changeShift(sql, agencyId, handover.fromId, operatorId, now)
    const moved = await moveClaims(deps, sql, actor, handover.fromId, now)
    await note(deps, sql, actor, 'handover.taken', id, { fromId: handover.fromId, moved })
    return { kind: 'taken', from: handover.fromName, moved }
  })
}

function cantTake(actor: Actor, handover: Handover | null): TakeOver | null {
  if (!handover) return { kind: 'unknown' }
  const { takenAt, takenByName, fromId, toId, toName } = handover
  if (takenAt) return { kind: 'taken-already', by: takenByName ?? '', at: takenAt }
  if (fromId === actor.operatorId) return { kind: 'own' }
  const another = toId !== null && toId !== actor.operatorId && !hasRole(actor.role, 'manager')
  return another ? { kind: 'for-another', to: toName ?? '' } : null
}

async function moveClaims(deps: RepliesDeps, sql: Sql, actor: Actor, fromId: string, now: Date): Promise<number> {
  const { drafting } = deps
  const until = new Date(now.getTime() + CLAIM_MS)
  let moved = 0
  for (const seen of await drafting.claimedBy(sql, actor.agencyId, fromId, now)) {
    const draft = await drafting.lock(sql, actor.agencyId, seen.id)
    if (draft?.claimedById !== fromId) continue
    await drafting.setClaim(sql, draft, { byId: actor.operatorId, until })
    await note(deps, sql, actor, 'draft.claimed', draft.id, { ...aboutDraft(draft), until: until.toISOString() })
    moved += 1
  }
  return moved
}

/** Adds what those who come next should know; false when there is no such handover. */
export async function addNote(deps: RepliesDeps, actor: Actor, handoverId: string, text: string): Promise<boolean> {
  const { ground } = deps
  const { agencyId, operatorId: byId } = actor
  return ground.database.transaction('add-handover-note', async (sql) => {
    if (!(await readHandover(sql, agencyId, handoverId))) return false
    const at = ground.clock.now()
    await insertNote(sql, agencyId, { id: newId(ground.clock), handoverId, byId, text, at })
    await note(deps, sql, actor, 'handover.noted', handoverId, {})
    return true
  })
}

async function note(
  { ground }: RepliesDeps,
  sql: Sql,
  { agencyId, operatorId }: Actor,
  name: string,
  subject: string,
  data: FactData,
): Promise<void> {
  const by = { kind: 'operator' as const, id: operatorId }
  await ground.facts.record(sql, [{ agencyId, name, subject, by, data, at: ground.clock.now() }])
}
