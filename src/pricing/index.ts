/**
 * What to ask one fan for one asset, and why: from prices shown and what came of them, within the floor and ceiling. No
 * message text enters, so nothing of distress or traits can raise a price. Leaves to approvals who decides, to guardrails when no price is shown.
 */
export type { SegmentAnswers } from './demand/segment-demand.ts'
export { ladderOf, minorOfUnit, type PriceSuggestion, priceFor } from './price-for.ts'
export { priceWithinCaps } from './price-within-caps.ts'

import type { Sql } from '../database/sql.ts'
import type { TaskRun } from '../facts/index.ts'
import type { Fans } from '../fans/index.ts'
import { pricingActions, pricingCommands } from './commands.ts'
import { noteUnlock } from './note-unlock.ts'
import type { PriceInput } from './price-for.ts'
import type { CommandDeps } from './prices-panel.ts'
import { settleExpired } from './settle-expired.ts'
import {
  insertQuote,
  markShown,
  type NewQuote,
  readAnswers,
  readChanges,
  readExploring,
  readOpen,
  readOwnAnswers,
} from './store.ts'
import { unsoldPrices } from './unsold-store.ts'

export type Pricing = ReturnType<typeof createPricing>

/** What a price is made from beside the fan and the asset. */
export type Demand = Pick<
  PriceInput,
  'answers' | 'ownTaken' | 'ownIgnored' | 'typicalMinor' | 'exploring' | 'changes'
> & {
  /** What the fan was asked and may still take. */
  open: { assetId: string; priceMinor: number }[]
}

type Deps = CommandDeps & { fans: Pick<Fans, 'takenBack'> }

export function createPricing(deps: Deps) {
  const { ground, content } = deps
  return {
    commands: pricingCommands(deps),
    actions: pricingActions(deps),
    /** Part: what is known of a creator's demand, and what one fan took and let pass. */
    async demand(
      sql: Sql,
      agencyId: string,
      { creatorId, fanId, currency }: { creatorId: string; fanId: string; currency: string },
    ): Promise<Demand> {
      const [answers, own, open, typicalMinor, exploring, changes] = await Promise.all([
        readAnswers(sql, agencyId, creatorId),
        readOwnAnswers(sql, agencyId, fanId, currency),
        readOpen(sql, agencyId, fanId, currency, ground.clock.now()),
        content.typicalPrice(sql, agencyId, creatorId, currency),
        readExploring(sql, agencyId, creatorId),
        readChanges(sql, agencyId, creatorId),
      ])
      return { answers, ...own, open, typicalMinor, exploring, changes }
    },
    /** Part: every answer to a price that is known of a creator's fans. */
    answers: readAnswers,
    /** Each minute: prices whose time is over were let pass, and are learnt from. */
    settleExpired: () => settleExpired(ground),
    /** Part: remembers a suggestion with what it was based on. */
    quote: (sql: Sql, agencyId: string, quote: NewQuote) => insertQuote(sql, agencyId, quote),
    /** Part: the price a person approved has reached the fan. */
    shown: (sql: Sql, agencyId: string, draftId: string, shownMinor: number) =>
      markShown(sql, agencyId, draftId, shownMinor, ground.clock.now()),
    /** Part: what was shown and not taken. */
    unsold: unsoldPrices,
    noteUnlock: (run: TaskRun) => noteUnlock(deps, run),
  }
}
