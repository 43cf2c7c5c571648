import { bySystem } from '../facts/index.ts'
import type { Draft } from './draft.ts'
import { lockDraft, moveDraft } from './draft-store.ts'
import { aboutDraft } from './facts.ts'
import type { DraftingDeps } from './gather.ts'

/** So often a writer is asked for another draft; with the pauses of a retried task, for 15 s and what each try takes. */
export const REDRAFT_TRIES = 5

/**
 * The writer didn't come in its tries, so the card comes back as it was before somebody asked for another draft.
 * One that was settled or drawn anew meanwhile stays as it is.
 */
export async function giveUpRedraft({ ground }: DraftingDeps, asked: Draft): Promise<void> {
  await ground.database.transaction('give-up-redraft', async (sql) => {
    const draft = await lockDraft(sql, asked.agencyId, asked.id)
    if (draft?.state !== 'redrafting' || draft.version !== asked.version) return
    const now = ground.clock.now()
    const back = await moveDraft(sql, draft, 'give-up-redraft', { drawnAt: now, redraftFailedAt: now })
    if (!back) return
    await ground.facts.record(sql, [
      {
        agencyId: back.agencyId,
        name: 'draft.redraft-given-up',
        subject: back.id,
        by: bySystem('writer'),
        data: aboutDraft(back),
        at: now,
      },
    ])
  })
}
