import type { Sql, Staging, Transaction } from '../database/sql.ts'

/** Purchases on their way in, for one transaction. */
const INCOMING = {
  name: 'incoming_purchases',
  columns: {
    fan: 'text',
    external_id: 'text',
    kind: 'text',
    amount_minor: 'int4',
    currency: 'text',
    asset: 'text',
    refund_of: 'text',
    at_ms: 'int8',
  },
}

/** Opens the transaction's staging of purchases; cells in the order of `INCOMING`, `fan` and `asset` by external id. */
export const stagePurchases = (sql: Transaction): Promise<Staging> => sql.stage(INCOMING)

export interface ImportedFan {
  id: string
  externalId: string
  name: string | null
  alias: string
  seenAt: Date
}

/**
 * Adds fans that are not known; of known ones it takes over an earlier first sight, a name where there was none, and a later
 * date to go. Holds all of them until the transaction ends. `fans` has each once, in key order. Returns external id → id of
 * those added and those that were there.
 */
export async function importFanRows(
  sql: Sql,
  agencyId: string,
  account: { id: string; creatorId: string },
  fans: readonly ImportedFan[],
  expiresAt: Date | null,
): Promise<{ ids: Map<string, string>; added: number }> {
  const rows = await sql.query<{ id: string; external_id: string; added: boolean }>(
    `WITH seen AS (
       SELECT * FROM unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[]) AS s(id, external_id, name, seen_at)),
     written AS (
       INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at, expires_at)
       SELECT $1, id, $2, $3, external_id, name, '{}', seen_at, $8 FROM seen
       ON CONFLICT (agency_id, account_id, external_id) DO UPDATE SET
         first_seen_at = least(fans.first_seen_at, excluded.first_seen_at),
         name = CASE WHEN fans.name ~ '^Fan [1-9][0-9]{3}$' THEN excluded.name ELSE fans.name END,
         expires_at = CASE WHEN fans.expires_at IS NULL OR excluded.expires_at IS NULL THEN NULL
           ELSE greatest(excluded.expires_at, fans.expires_at) END
       WHERE fans.first_seen_at > excluded.first_seen_at
         OR (fans.name ~ '^Fan [1-9][0-9]{3}$' AND fans.name <> excluded.name)
         OR fans.expires_at < coalesce(excluded.expires_at, 'infinity')
       RETURNING id, external_id, xmax = 0 AS added)
     SELECT id, external_id, added FROM written
     UNION SELECT f.id, f.external_id, false FROM seen s
       JOIN fans f ON f.agency_id = $1 AND f.account_id = $2 AND f.external_id = s.external_id`,
    [
      agencyId,
      account.id,
      account.creatorId,
      fans.map((f) => f.id),
      fans.map((f) => f.externalId),
      fans.map((f) => f.name ?? f.alias),
      fans.map((f) => f.seenAt),
      expiresAt,
    ],
  )
  return {
    ids: new Map(rows.map((row) => [row.external_id, row.id])),
    added: rows.filter((row) => row.added).length,
  }
}

/** Who the fans of staged purchases are, by external id: a table for one transaction. */
export async function nameFans(sql: Sql, ids: ReadonlyMap<string, string>): Promise<void> {
  await sql.query('CREATE TEMP TABLE incoming_fans (fan text, id uuid) ON COMMIT DROP')
  await sql.query('INSERT INTO incoming_fans SELECT * FROM unnest($1::text[], $2::uuid[])', [
    [...ids.keys()],
    [...ids.values()],
  ])
  await sql.query('ANALYZE incoming_fans')
}

/** Makes the staged purchases of rows `from` to `to` real, each once; returns how many were new. */
export async function importPurchaseRows(
  sql: Sql,
  agencyId: string,
  range: { from: number; to: number },
  expiresAt: Date | null,
  assetIds: ReadonlyMap<string, string>,
): Promise<number> {
  const [row] = await sql.query<{ added: number }>(
    `WITH added AS (
       INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, refund_of, at, expires_at)
       SELECT $1, f.id, i.external_id, i.kind, i.amount_minor, i.currency, a.id, i.refund_of,
         to_timestamp(i.at_ms / 1000::float8), $4
       FROM incoming_purchases i LEFT JOIN unnest($5::text[], $6::uuid[]) AS a(name, id) ON a.name = i.asset
       JOIN incoming_fans f ON f.fan = i.fan
       WHERE i.row >= $2 AND i.row < $3 ORDER BY f.id, i.external_id, i.row
       ON CONFLICT DO NOTHING RETURNING fan_id, kind, amount_minor, at),
     sums AS (
       SELECT fan_id, sum(amount_minor) AS amount, count(*) FILTER (WHERE paid) AS bought,
         min(at) FILTER (WHERE paid) AS first_at, max(at) FILTER (WHERE paid) AS last_at
       FROM (SELECT *, kind <> 'refund' AND amount_minor > 0 AS paid FROM added) a GROUP BY fan_id),
     moved AS (
       UPDATE fans SET spent_minor = spent_minor + sums.amount, purchase_count = purchase_count + sums.bought,
         first_purchase_at = least(first_purchase_at, sums.first_at), last_purchase_at = greatest(last_purchase_at, sums.last_at)
       FROM sums WHERE fans.agency_id = $1 AND fans.id = sums.fan_id)
     SELECT count(*) AS added FROM added`,
    [agencyId, range.from, range.to, expiresAt, [...assetIds.keys()], [...assetIds.values()]],
  )
  return row?.added ?? 0
}

/** Staged purchases that were known already, and only from imports, stay as long as this import's. */
export async function keepImportedPurchases(
  sql: Sql,
  agencyId: string,
  range: { from: number; to: number },
  expiresAt: Date | null,
): Promise<void> {
  await sql.query(
    `UPDATE purchases p SET expires_at = $4 FROM incoming_purchases i JOIN incoming_fans f ON f.fan = i.fan
     WHERE i.row >= $2 AND i.row < $3 AND p.agency_id = $1 AND p.fan_id = f.id AND p.external_id = i.external_id
       AND p.expires_at < coalesce($4::timestamptz, 'infinity')`,
    [agencyId, range.from, range.to, expiresAt],
  )
}
