import type { Sql } from '../database/sql.ts'
import { bySystem, type Ground } from '../facts/index.ts'
import { insertPurchases, keepPurchases, type NewPurchase } from './purchase-store.ts'

/** Part: stores purchases and refunds, each once, with a fact for each that is new. */
export async function recordPurchases(
  { facts, clock }: Ground,
  sql: Sql,
  agencyId: string,
  purchases: readonly (NewPurchase & { creatorId: string })[],
): Promise<void> {
  const once = new Map(purchases.map((purchase) => [`${purchase.fanId} ${purchase.externalId}`, purchase]))
  const ordered = [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  const added = await insertPurchases(
    sql,
    agencyId,
    ordered.map(([, purchase]) => purchase),
  )
  const known = ordered.filter(([key]) => !added.has(key)).map(([, purchase]) => purchase)
  if (known.length > 0) await keepPurchases(sql, agencyId, known)
  await facts.record(
    sql,
    ordered
      .filter(([key]) => added.has(key))
      .map(([, purchase]) => ({
        agencyId,
        name: 'purchase.recorded',
        subject: purchase.fanId,
        by: bySystem('inbox'),
        data: {
          creatorId: purchase.creatorId,
          kind: purchase.kind,
          amountMinor: purchase.amountMinor,
          currency: purchase.currency,
          assetId: purchase.assetId,
          purchaseId: purchase.externalId,
          refundOf: purchase.refundOf,
          boughtAt: purchase.at.toISOString(),
        },
        at: clock.now(),
      })),
  )
}
