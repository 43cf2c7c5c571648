import type { Sql } from '../database/sql.ts'

export interface SubscriptionChange {
  fanId: string
  externalId: string
  state: 'active' | 'expiring' | 'expired'
  priceMinor: number
  currency: string
  until: Date
  autoRenew: boolean | null
  /** It began with this change. */
  begun?: boolean
  at: Date
}

/** Takes over a subscription's newest state; an older change that arrives late changes nothing. */
export async function upsertSubscriptions(
  sql: Sql,
  agencyId: string,
  changes: readonly SubscriptionChange[],
): Promise<void> {
  await sql.query(
    `INSERT INTO subscriptions (agency_id, fan_id, external_id, state, price_minor, currency, until, auto_renew, changed_at)
     SELECT $1, s.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int4[], $6::text[], $7::timestamptz[], $8::bool[],
       $9::timestamptz[]) s
     ON CONFLICT (agency_id, fan_id, external_id) DO UPDATE SET state = excluded.state, price_minor = excluded.price_minor,
       currency = excluded.currency, until = excluded.until, auto_renew = coalesce(excluded.auto_renew, subscriptions.auto_renew),
       changed_at = excluded.changed_at
     WHERE subscriptions.changed_at <= excluded.changed_at`,
    [
      agencyId,
      changes.map((c) => c.fanId),
      changes.map((c) => c.externalId),
      changes.map((c) => c.state),
      changes.map((c) => c.priceMinor),
      changes.map((c) => c.currency),
      changes.map((c) => c.until),
      changes.map((c) => c.autoRenew),
      changes.map((c) => c.at),
    ],
  )
}

/** Keeps every report once: an older one that arrives late belongs to the subscription's past all the same. */
export async function keepReports(sql: Sql, agencyId: string, changes: readonly SubscriptionChange[]): Promise<void> {
  await sql.query(
    `INSERT INTO subscription_events (agency_id, fan_id, external_id, at, state, until, price_minor, currency)
     SELECT $1, s.* FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[], $7::int4[],
       $8::text[]) s ON CONFLICT DO NOTHING`,
    [
      agencyId,
      changes.map((c) => c.fanId),
      changes.map((c) => c.externalId),
      changes.map((c) => c.at),
      changes.map((c) => c.state),
      changes.map((c) => c.until),
      changes.map((c) => c.priceMinor),
      changes.map((c) => c.currency),
    ],
  )
}

/** The fan's current subscription: the one that lasts longest. */
export async function subscriptionOfFan(
  sql: Sql,
  agencyId: string,
  fanId: string,
): Promise<Pick<SubscriptionChange, 'state' | 'until' | 'priceMinor' | 'autoRenew'> | null> {
  const [row] = await sql.query<Pick<SubscriptionChange, 'state' | 'until' | 'priceMinor' | 'autoRenew'>>(
    `SELECT state, until, price_minor AS "priceMinor", auto_renew AS "autoRenew" FROM subscriptions
     WHERE agency_id = $1 AND fan_id = $2 ORDER BY until DESC LIMIT 1`,
    [agencyId, fanId],
  )
  return row ?? null
}
