import type { Actor } from '../desk/index.ts'
import { type ApprovalsDeps, holdDraft, type OnDraft } from './hold-draft.ts'
import { type Outcome, ok, refuse } from './refusal.ts'

/** A manager freezes the fan of a card: what is on its way to them stops, and the card stays for a person. */
export async function freezeFromCard(
  deps: ApprovalsDeps,
  actor: Actor,
  on: OnDraft & { reason: string },
): Promise<Outcome<null>> {
  if (on.reason === '') return refuse({ kind: 'no-reason' })
  return deps.ground.database.transaction('freeze-fan', async (sql) => {
    const held = await holdDraft(deps, sql, actor, on)
    if (held.kind === 'refused') return held
    const { fan, draft } = held.value
    const by = { kind: 'operator' as const, id: actor.operatorId }
    const { agencyId } = actor
    await deps.fans.freeze(sql, { agencyId, fanId: fan.id, by, reason: on.reason, draftId: draft.id })
    return ok(null)
  })
}
