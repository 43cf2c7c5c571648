import type { Sql } from '../database/sql.ts'

/** A fan as the statements below give it. Amounts in minor units of the creator's currency. */
export interface Fan {
  id: string
  accountId: string
  creatorId: string
  externalId: string
  name: string
  purchaseCount: number
  spentMinor: number
  firstPurchaseAt: Date | null
  lastPurchaseAt: Date | null
  firstSeenAt: Date
  frozenAt: Date | null
  frozenReason: string | null
}

interface FanRow {
  id: string
  account_id: string
  creator_id: string
  external_id: string
  name: string
  purchase_count: number
  spent_minor: number
  first_purchase_at: Date | null
  last_purchase_at: Date | null
  first_seen_at: Date
  frozen_at: Date | null
  frozen_reason: string | null
}

const COLUMNS = `id, account_id, creator_id, external_id, name, purchase_count, spent_minor, first_purchase_at,
  last_purchase_at, first_seen_at, frozen_at, frozen_reason`

const toFan = (row: FanRow): Fan => ({
  id: row.id,
  accountId: row.account_id,
  creatorId: row.creator_id,
  externalId: row.external_id,
  name: row.name,
  purchaseCount: row.purchase_count,
  spentMinor: row.spent_minor,
  firstPurchaseAt: row.first_purchase_at,
  lastPurchaseAt: row.last_purchase_at,
  firstSeenAt: row.first_seen_at,
  frozenAt: row.frozen_at,
  frozenReason: row.frozen_reason,
})

export interface SeenFan {
  id: string
  accountId: string
  creatorId: string
  externalId: string
  name: string | null
  alias: string
  seenAt: Date
}

/** Adds fans not seen before and takes over changed names; `seen` has each fan once, in key order. */
export async function upsertFans(sql: Sql, agencyId: string, seen: readonly SeenFan[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; account_id: string; external_id: string }>(
    `WITH seen AS (
       SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
         AS s(id, account_id, creator_id, external_id, name, alias, seen_at)),
     added AS (
       INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at)
       SELECT $1, id, account_id, creator_id, external_id, coalesce(name, alias), '{}', seen_at FROM seen
       ON CONFLICT (agency_id, account_id, external_id) DO UPDATE SET name = excluded.name
         WHERE fans.name <> excluded.name AND EXISTS (SELECT FROM seen s WHERE s.account_id = excluded.account_id
           AND s.external_id = excluded.external_id AND s.name IS NOT NULL)
       RETURNING id, account_id, external_id)
     SELECT id, account_id, external_id FROM added
     UNION SELECT f.id, f.account_id, f.external_id FROM seen s
       JOIN fans f ON f.agency_id = $1 AND f.account_id = s.account_id AND f.external_id = s.external_id`,
    [
      agencyId,
      seen.map((f) => f.id),
      seen.map((f) => f.accountId),
      seen.map((f) => f.creatorId),
      seen.map((f) => f.externalId),
      seen.map((f) => f.name),
      seen.map((f) => f.alias),
      seen.map((f) => f.seenAt),
    ],
  )
  return new Map(rows.map((row) => [`${row.account_id} ${row.external_id}`, row.id]))
}

export interface NewPurchase {
  fanId: string
  externalId: string
  kind: 'tip' | 'ppv' | 'subscription' | 'renewal' | 'product' | 'refund'
  /** Negative for refunds. */
  amountMinor: number
  currency: string
  assetId: string | null
  refundOf: string | null
  at: Date
}

/**
 * Adds purchases not known before, each once, and moves the fans' aggregates by exactly the added ones. Returns the
 * keys `fanId externalId` of those added. `purchases` is in key order.
 */
export async function insertPurchases(
  sql: Sql,
  agencyId: string,
  purchases: readonly NewPurchase[],
): Promise<Set<string>> {
  const rows = await sql.query<{ fan_id: string; external_id: string }>(
    `WITH added AS (
       INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, refund_of, at)
       SELECT $1, p.* FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int4[], $6::text[], $7::uuid[], $8::text[],
         $9::timestamptz[]) p
       ON CONFLICT DO NOTHING RETURNING fan_id, external_id, kind, amount_minor, at),
     sums AS (
       SELECT fan_id, sum(amount_minor) AS amount, count(*) FILTER (WHERE kind <> 'refund') AS bought,
         min(at) FILTER (WHERE kind <> 'refund') AS first_at, max(at) FILTER (WHERE kind <> 'refund') AS last_at
       FROM added GROUP BY fan_id),
     moved AS (
       UPDATE fans SET spent_minor = spent_minor + sums.amount, purchase_count = purchase_count + sums.bought,
         first_purchase_at = least(first_purchase_at, sums.first_at), last_purchase_at = greatest(last_purchase_at, sums.last_at)
       FROM sums WHERE fans.agency_id = $1 AND fans.id = sums.fan_id)
     SELECT fan_id, external_id FROM added`,
    [
      agencyId,
      purchases.map((p) => p.fanId),
      purchases.map((p) => p.externalId),
      purchases.map((p) => p.kind),
      purchases.map((p) => p.amountMinor),
      purchases.map((p) => p.currency),
      purchases.map((p) => p.assetId),
      purchases.map((p) => p.refundOf),
      purchases.map((p) => p.at),
    ],
  )
  return new Set(rows.map((row) => `${row.fan_id} ${row.external_id}`))
}

export interface SubscriptionChange {
  fanId: string
  externalId: string
  state: 'active' | 'expiring' | 'expired'
  priceMinor: number
  currency: string
  until: Date
  autoRenew: boolean | null
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

export async function readFan(sql: Sql, agencyId: string, id: string): Promise<Fan | null> {
  const [row] = await sql.query<FanRow>(`SELECT ${COLUMNS} FROM fans WHERE agency_id = $1 AND id = $2`, [agencyId, id])
  return row ? toFan(row) : null
}

/** Reads a fan and holds the row until the transaction ends. */
export async function lockFan(sql: Sql, agencyId: string, id: string): Promise<Fan | null> {
  const text = `SELECT ${COLUMNS} FROM fans WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE`
  const [row] = await sql.query<FanRow>(text, [agencyId, id])
  return row ? toFan(row) : null
}

export async function fansOfCreator(sql: Sql, agencyId: string, creatorId: string): Promise<Fan[]> {
  const text = `SELECT ${COLUMNS} FROM fans WHERE agency_id = $1 AND creator_id = $2 ORDER BY id`
  return (await sql.query<FanRow>(text, [agencyId, creatorId])).map(toFan)
}

/** Those who bought: what a creator's quintiles are cut from. */
export async function buyersOfCreator(sql: Sql, agencyId: string, creatorId: string): Promise<Fan[]> {
  const text = `SELECT ${COLUMNS} FROM fans WHERE agency_id = $1 AND creator_id = $2 AND last_purchase_at IS NOT NULL`
  return (await sql.query<FanRow>(text, [agencyId, creatorId])).map(toFan)
}

/** What a fan bought, newest first. */
export async function purchasesOfFan(
  sql: Sql,
  agencyId: string,
  fanId: string,
  limit: number,
): Promise<{ kind: NewPurchase['kind']; amountMinor: number; assetId: string | null; at: Date }[]> {
  const rows = await sql.query<{ kind: NewPurchase['kind']; amount_minor: number; asset_id: string | null; at: Date }>(
    `SELECT kind, amount_minor, asset_id, at FROM purchases WHERE agency_id = $1 AND fan_id = $2
     ORDER BY at DESC, external_id LIMIT $3`,
    [agencyId, fanId, limit],
  )
  return rows.map((row) => ({ kind: row.kind, amountMinor: row.amount_minor, assetId: row.asset_id, at: row.at }))
}

/** The newest PPV unlocks with a creator, whoever bought. */
export async function recentUnlocks(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  limit: number,
): Promise<{ fanId: string; amountMinor: number }[]> {
  const rows = await sql.query<{ fan_id: string; amount_minor: number }>(
    `SELECT p.fan_id, p.amount_minor FROM fans f JOIN purchases p ON p.agency_id = f.agency_id AND p.fan_id = f.id
     WHERE f.agency_id = $1 AND f.creator_id = $2 AND p.kind = 'ppv' ORDER BY p.at DESC LIMIT $3`,
    [agencyId, creatorId, limit],
  )
  return rows.map((row) => ({ fanId: row.fan_id, amountMinor: row.amount_minor }))
}

/** The fan's current subscription: the one that lasts longest. */
export async function subscriptionOfFan(
  sql: Sql,
  agencyId: string,
  fanId: string,
): Promise<{ state: SubscriptionChange['state']; until: Date } | null> {
  const [row] = await sql.query<{ state: SubscriptionChange['state']; until: Date }>(
    'SELECT state, until FROM subscriptions WHERE agency_id = $1 AND fan_id = $2 ORDER BY until DESC LIMIT 1',
    [agencyId, fanId],
  )
  return row ?? null
}

/** True when this froze or thawed the fan; false when it was so already. */
export async function setFrozen(
  sql: Sql,
  agencyId: string,
  id: string,
  frozen: { at: Date; reason: string } | null,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE fans SET frozen_at = $3, frozen_reason = $4
     WHERE agency_id = $1 AND id = $2 AND (frozen_at IS NULL) = ($3::timestamptz IS NOT NULL) RETURNING id`,
    [agencyId, id, frozen?.at ?? null, frozen?.reason ?? null],
  )
  return rows.length === 1
}
