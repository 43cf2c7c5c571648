import type { Sql } from '../database/sql.ts'

/** A fan as the statements below give it. Amounts in minor units of the creator's currency. */
export interface Fan {
  id: string
  accountId: string
  creatorId: string
  externalId: string
  name: string
  /** Bought and kept: what was refunded in full counts as none, here and in the two dates. */
  purchaseCount: number
  spentMinor: number
  firstPurchaseAt: Date | null
  lastPurchaseAt: Date | null
  firstSeenAt: Date
  frozenAt: Date | null
  frozenReason: string | null
  /** Since when the fan objects to profiling: no segment, score or price is made of them. */
  profilingRefusedAt: Date | null
  /** IANA, where a person has set it. */
  zone: string | null
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
  profiling_refused_at: Date | null
  zone: string | null
}

const COLUMNS = `id, account_id, creator_id, external_id, name, purchase_count, spent_minor, first_purchase_at,
  last_purchase_at, first_seen_at, frozen_at, frozen_reason, profiling_refused_at, zone`

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
  profilingRefusedAt: row.profiling_refused_at,
  zone: row.zone,
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

/** Adds fans not seen before and takes over changed names; who was known from imports only, isn't any more. `seen` has each fan once, in key order. */
export async function upsertFans(sql: Sql, agencyId: string, seen: readonly SeenFan[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; account_id: string; external_id: string }>(
    `WITH seen AS (
       SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
         AS s(id, account_id, creator_id, external_id, name, alias, seen_at)),
     added AS (
       INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at)
       SELECT $1, id, account_id, creator_id, external_id, coalesce(name, alias), '{}', seen_at FROM seen
       ON CONFLICT (agency_id, account_id, external_id) DO UPDATE SET expires_at = NULL,
         name = CASE WHEN EXISTS (SELECT FROM seen s WHERE s.account_id = excluded.account_id
           AND s.external_id = excluded.external_id AND s.name IS NOT NULL) THEN excluded.name ELSE fans.name END
         WHERE fans.expires_at IS NOT NULL
           OR (fans.name <> excluded.name AND EXISTS (SELECT FROM seen s WHERE s.account_id = excluded.account_id
             AND s.external_id = excluded.external_id AND s.name IS NOT NULL))
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

/** Fans whose name holds `text`, or whose id on the platform is it; those who bought last come first. */
export async function findFans(sql: Sql, agencyId: string, text: string, limit: number): Promise<Fan[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await sql.query<FanRow>(
    `SELECT ${COLUMNS} FROM fans WHERE agency_id = $1 AND (name ILIKE $2 OR external_id = $3)
     ORDER BY last_purchase_at DESC NULLS LAST, id LIMIT $4`,
    [agencyId, pattern, text, limit],
  )
  return rows.map(toFan)
}

/** True when this froze or thawed the fan, or made a freeze one of level 4; false when it was so already. */
export async function setFrozen(
  sql: Sql,
  agencyId: string,
  id: string,
  frozen: { at: Date; reason: string } | null,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE fans SET frozen_at = $3, frozen_reason = $4
     WHERE agency_id = $1 AND id = $2 AND ((frozen_at IS NULL) = ($3::timestamptz IS NOT NULL)
       OR ($4 ^@ 'level 4' AND NOT frozen_reason ^@ 'level 4')) RETURNING id`,
    [agencyId, id, frozen?.at ?? null, frozen?.reason ?? null],
  )
  return rows.length === 1
}

/** One whom only an import brought stays when that import's time is over. The fan is locked by the caller. */
export async function keepFan(sql: Sql, agencyId: string, id: string): Promise<void> {
  await sql.query('UPDATE fans SET expires_at = NULL WHERE agency_id = $1 AND id = $2 AND expires_at IS NOT NULL', [
    agencyId,
    id,
  ])
}
