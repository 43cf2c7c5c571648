import { newId } from '../kernel/ids.ts'
import { type DraftingDeps, gatherTurn } from './gather.ts'
import { type Proposed, propose } from './propose.ts'
import { strangerOf } from './stranger.ts'

/** A turn that was once written by somebody: what was said before it, and its messages, both oldest first. */
export interface Rehearsal {
  creatorId: string
  history: readonly { by: 'fan' | 'creator'; text: string; at: Date }[]
  /** At least one. */
  turn: readonly { text: string; at: Date }[]
}

/**
 * What would be proposed to somebody of whom nothing is known but these words: judged, written and judged again as for a
 * card. Nothing is stored but what a model's calls used; no card, no fact, nothing sent. Null when there is no such creator.
 * Rejects with `Failure` when the writer is away.
 */
export async function rehearse(
  deps: DraftingDeps,
  agencyId: string,
  { creatorId, history, turn }: Rehearsal,
  signal: AbortSignal,
): Promise<Proposed | null> {
  const { clock, database } = deps.ground
  if (!(await deps.agencies.creator(database, agencyId, creatorId))) return null
  const { conversation, stranger } = strangerOf(deps, creatorId)
  const messages = turn.map(({ text, at }, n) => ({ seq: n + 1, text, at }))
  const at = messages[0]?.at ?? clock.now()
  const asked = { fromSeq: 1, toSeq: messages.length, messageId: newId(clock), at, messages, deleted: [] }
  const gathered = await gatherTurn(deps, agencyId, { conversation, turn: asked, ...(stranger && { stranger }) })
  if (!gathered) return null
  const before = history.map(({ by, ...message }, n) => ({
    ...{ id: `said-${n}`, externalId: `said-${n}`, seq: null, deliveryId: null, deleted: false },
    ...{ direction: by === 'fan' ? ('inbound' as const) : ('outbound' as const), ...message },
  }))
  return propose({ ...gathered, history: before }, deps.writer, { attempt: 0, variant: null }, signal)
}
