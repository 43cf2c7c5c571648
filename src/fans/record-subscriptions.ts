import type { Sql } from '../database/sql.ts'
import { bySystem, type Ground } from '../facts/index.ts'
import { keepReports, type SubscriptionChange, upsertSubscriptions } from './subscription-store.ts'

/** Part: takes over subscriptions' states. Of several changes of one subscription the latest counts. */
export async function recordSubscriptions(
  { facts, clock }: Ground,
  sql: Sql,
  agencyId: string,
  changes: readonly SubscriptionChange[],
): Promise<void> {
  const latest = new Map<string, SubscriptionChange>()
  for (const change of changes) {
    const key = `${change.fanId} ${change.externalId}`
    const known = latest.get(key)
    if (!known || known.at <= change.at) latest.set(key, change)
  }
  const ordered = [...latest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change)
  await upsertSubscriptions(sql, agencyId, ordered)
  await keepReports(sql, agencyId, changes)
  await facts.record(
    sql,
    changes.map((change) => ({
      agencyId,
      name: 'subscription.changed',
      subject: change.fanId,
      by: bySystem('inbox'),
      data: {
        ...{ subscription: change.externalId, state: change.state, until: change.until.toISOString() },
        ...{ begun: change.begun === true, changedAt: change.at.toISOString() },
      },
      at: clock.now(),
    })),
  )
}
