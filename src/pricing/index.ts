/**
 * What to ask one fan for one asset, and why: from purchases alone, within the floor and ceiling. No message text enters,
 * so nothing of distress or traits can raise a price. Leaves to approvals who decides, to guardrails when no price is shown.
 */
export { type PriceSuggestion, priceFor } from './price-for.ts'

import type { Sql } from '../database/sql.ts'
import type { Ground, TaskRun } from '../facts/index.ts'
import { insertQuote, markShown, markUnlocked, type NewQuote } from './store.ts'

export type Pricing = ReturnType<typeof createPricing>

export function createPricing(ground: Ground) {
  return {
    /** Part: remembers a suggestion with what it was based on. */
    quote: (sql: Sql, agencyId: string, quote: NewQuote) => insertQuote(sql, agencyId, quote),
    /** Part: the price a person approved has reached the fan. */
    shown: (sql: Sql, agencyId: string, draftId: string, shownMinor: number) =>
      markShown(sql, agencyId, draftId, shownMinor, ground.clock.now()),
    /** Reaction to a purchase of an asset: what was quoted for it was taken. */
    async noteUnlock({ task, commit }: TaskRun): Promise<void> {
      const { assetId, boughtAt } = task.input.data
      if (typeof assetId !== 'string' || typeof boughtAt !== 'string') return
      await commit('note-unlock', (sql) =>
        markUnlocked(sql, task.agencyId, task.input.subject, assetId, new Date(boughtAt)),
      )
    },
  }
}
