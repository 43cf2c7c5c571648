/**
 * Fans, what they bought and subscribed to, and whether they are frozen. A fan is one presence on one account and is
 * never merged by itself. Leaves scores to `scoring` and what fans write to `inbox`.
 */
import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { Cause, FactData, Ground } from '../facts/index.ts'
import { boughtAfter } from './bought-after-store.ts'
import { fanCommands } from './commands.ts'
import { countFans, countFrozen } from './count-store.ts'
import { earlySpenders } from './early-store.ts'
import { expireFans, expirePurchases } from './expire-store.ts'
import { freezeFan, unfreezeFan } from './freeze-fan.ts'
import { type ImportTarget, importFans, importPurchases, type SeenInImport } from './import-fans.ts'
import { stagePurchases } from './import-store.ts'
import { takenBack } from './kept-store.ts'
import { countBuyers, purchaseDaysOfCreator, purchaseDaysOfFan, spentSince } from './ledger-store.ts'
import { boughtWithin, movedBuyers } from './moved-buyers-store.ts'
import { listedFans, occasionsOf } from './occasion-store.ts'
import { oneFan } from './one-fan.ts'
import { profileCommands } from './profile-commands.ts'
import { type NewPurchase, purchasesOfFan, recentUnlocks } from './purchase-store.ts'
import { recordPurchases } from './record-purchases.ts'
import { recordSubscriptions } from './record-subscriptions.ts'
import { seeFans } from './see-fans.ts'
import { quietFans, standingsOf } from './standing-store.ts'
import { fansOfCreator, findFans, keepFan, lockFan, readFan } from './store.ts'
import { type SubscriptionChange, subscriptionOfFan } from './subscription-store.ts'
import { changeTags } from './tag-fan.ts'
import { tagMany } from './tag-many.ts'
import type { TagStep } from './tag-store.ts'

/** The button that opens a fan's profile; the fan's id is its subject. */
export const SHOW_FAN = 'show-fan'
/** The button that opens what a fan was asked, and what fans like them pay. */
export const SHOW_PRICES = 'show-prices'
/** The button that asks for a draft to a fan; the fan's id is its subject. */
export const DRAFT_FOR_FAN = 'draft-for-fan'
export type { ImportTarget, SeenInImport } from './import-fans.ts'
export type { MovedBuyer } from './moved-buyers-store.ts'
export type { ListedFan } from './occasion-store.ts'
export type { NewPurchase } from './purchase-store.ts'
export type { FanStanding } from './standing-store.ts'
export type { Fan } from './store.ts'
export type { SubscriptionChange } from './subscription-store.ts'
export { tagMark } from './tag-mark.ts'
export type Fans = ReturnType<typeof createFans>

export function createFans(ground: Ground) {
  return {
    commands: [...fanCommands(ground), ...profileCommands(ground)],
    // Parts: each takes the caller's transaction first.
    see: (sql: Sql, agencyId: string, sightings: Parameters<typeof seeFans>[3]) =>
      seeFans(ground, sql, agencyId, sightings),
    recordPurchases: (sql: Sql, agencyId: string, purchases: (NewPurchase & { creatorId: string })[]) =>
      recordPurchases(ground, sql, agencyId, purchases),
    recordSubscriptions: (sql: Sql, agencyId: string, changes: SubscriptionChange[]) =>
      recordSubscriptions(ground, sql, agencyId, changes),
    freeze: (sql: Sql, input: { agencyId: string; fanId: string; by: Cause; reason: string; draftId?: string }) =>
      freezeFan(ground, sql, input),
    unfreeze: (sql: Sql, input: { agencyId: string; fanId: string; by: Cause }) => unfreezeFan(ground, sql, input),
    /** Part: the same as `/fan tag`. */
    tag: (sql: Sql, actor: Actor, change: { fanId: string; add: string[]; remove: string[] }) =>
      changeTags(ground, sql, actor, change),
    /** Parts: for flows, of many fans at once. */
    tagMany: (sql: Sql, agencyId: string, steps: readonly TagStep[], by: Cause, about: (fanId: string) => FactData) =>
      tagMany(ground, sql, agencyId, steps, by, about),
    standings: standingsOf,
    quiet: quietFans,
    earlySpenders,
    count: countFans,
    countFrozen,
    occasions: occasionsOf,
    listed: listedFans,
    movedBuyers,
    boughtWithin,
    boughtAfter,
    // For imports: history, of which nothing is told to anybody.
    stagePurchases,
    importFans: (sql: Sql, target: ImportTarget, fans: readonly SeenInImport[]) =>
      importFans(ground, sql, target, fans),
    importPurchases,
    expirePurchases,
    expireFans,
    lock: lockFan,
    keep: keepFan,
    fan: readFan,
    find: findFans,
    /** The one fan that a person means; else a sentence that says why not. */
    oneFan,
    ofCreator: fansOfCreator,
    purchases: purchasesOfFan,
    recentUnlocks,
    takenBack,
    purchaseDaysOfCreator,
    countBuyers,
    purchaseDaysOfFan,
    spentSince,
    subscription: subscriptionOfFan,
  }
}
