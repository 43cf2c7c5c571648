import type { Sql } from '../database/sql.ts'
import { bySystem } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { unsettledDrafts } from './draft-store.ts'
import type { DraftingDeps, Gathered } from './gather.ts'
import { draftOf, replaceLive } from './place-draft.ts'
import { words } from './proposal-words.ts'
import type { Proposed } from './propose.ts'
import { NOBODY } from './stranger.ts'

/**
 * Part: what a program handed in of a known fan's, and is level 4, stops what the same words would stop as a message: the fan
 * is frozen, and where they have a conversation a card calls an admin. The words are not in it: they are the program's. Returns
 * the card's id; null where none was opened.
 */
export async function stopAsked(
  deps: DraftingDeps,
  sql: Sql,
  gathered: Gathered,
  proposed: Proposed,
): Promise<string | null> {
  const { agencyId, fan } = gathered
  const { level, category } = proposed
  if (level !== 4 || category === null || category === 'fan-frozen' || fan.id === NOBODY) return null
  await deps.fans.lock(sql, agencyId, fan.id)
  const draftId = gathered.conversation.id === NOBODY ? null : await openStop(deps, sql, gathered, proposed)
  await deps.fans.freeze(sql, { agencyId, fanId: fan.id, by: bySystem('guardrails'), reason: `level 4: ${category}` })
  return draftId
}

async function openStop(deps: DraftingDeps, sql: Sql, gathered: Gathered, proposed: Proposed): Promise<string | null> {
  const { ground, inbox, guardrails } = deps
  const { agencyId, rules } = gathered
  const conversation = await inbox.lock(sql, agencyId, gathered.conversation.id)
  const recent = await inbox.recent(sql, agencyId, gathered.conversation.id)
  const newest = recent.findLast(({ direction }) => direction === 'inbound')
  if (!conversation || !newest) return null
  const [live] = await unsettledDrafts(sql, agencyId, conversation.id)
  // An approved reply stops by the freeze, and its end asks for a card; one of this level is there already.
  if (live && (live.state === 'accepted' || (live.outcome === 'ESCALATE' && live.level === 4))) return null
  const toSeq = conversation.inboundSeq
  const fromSeq = Math.min(conversation.answeredSeq + 1, toSeq)
  const turn = { ...gathered.turn, fromSeq, toSeq, messageId: newest.id, at: newest.at }
  const at = ground.clock.now()
  const draft = {
    ...draftOf(agencyId, { ...gathered, turn }, proposed),
    ...{ id: newId(ground.clock), attempt: 0, createdAt: at, drawnAt: at, supersedesId: live?.id ?? null },
    note: words.askedByProgram,
  }
  await replaceLive(deps, sql, live ?? null, draft)
  await guardrails.raise(sql, draft, proposed.alarms, rules.version)
  return draft.id
}
