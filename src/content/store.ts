import { refuseTaken } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'

/** A piece of content; the price in minor units of an ISO 4217 currency. */
export interface Asset {
  id: string
  creatorId: string
  externalId: string
  title: string
  priceMinor: number
  currency: string
  tags: string[]
}

/** Inserts an asset; false when its id is there already. Throws a `ZodError` when its external id is another's. */
export async function insertAsset(sql: Sql, agencyId: string, asset: Asset, at: Date): Promise<boolean> {
  const inserted = sql.query(
    `INSERT INTO assets (agency_id, id, creator_id, external_id, title, price_minor, currency, tags, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (agency_id, id) DO NOTHING RETURNING id`,
    [
      agencyId,
      asset.id,
      asset.creatorId,
      asset.externalId,
      asset.title,
      asset.priceMinor,
      asset.currency,
      asset.tags,
      at,
    ],
  )
  const unique = { path: ['externalId'], value: asset.externalId, by: 'another asset of this creator has it' }
  return (await refuseTaken(inserted, 'assets_agency_id_creator_id_external_id_key', unique)).length === 1
}

/** Inserts assets whose external id the creator doesn't have; returns how many. Each stands once in `assets`, in key order. */
export async function insertAssets(sql: Sql, agencyId: string, assets: readonly Asset[], at: Date): Promise<number> {
  const rows = await sql.query(
    `INSERT INTO assets (agency_id, id, creator_id, external_id, title, price_minor, currency, tags, created_at)
     SELECT $1, a.id, a.creator_id, a.external_id, a.title, a.price_minor, a.currency,
       ARRAY(SELECT jsonb_array_elements_text(a.tags)), $9
     FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int4[], $7::text[], $8::jsonb[])
       AS a(id, creator_id, external_id, title, price_minor, currency, tags)
     ON CONFLICT (agency_id, creator_id, external_id) DO NOTHING RETURNING id`,
    [
      agencyId,
      assets.map((a) => a.id),
      assets.map((a) => a.creatorId),
      assets.map((a) => a.externalId),
      assets.map((a) => a.title),
      assets.map((a) => a.priceMinor),
      assets.map((a) => a.currency),
      assets.map((a) => JSON.stringify(a.tags)),
      at,
    ],
  )
  return rows.length
}

interface AssetRow {
  id: string
  creator_id: string
  external_id: string
  title: string
  price_minor: number
  currency: string
  tags: string[]
}

const toAsset = (row: AssetRow): Asset => ({
  id: row.id,
  creatorId: row.creator_id,
  externalId: row.external_id,
  title: row.title,
  priceMinor: row.price_minor,
  currency: row.currency,
  tags: row.tags,
})

const COLUMNS = 'a.id, a.creator_id, a.external_id, a.title, a.price_minor, a.currency, a.tags'

/** Whether fan `$3` owns asset `a`: bought it, or got it with another at one price. */
const OWNED = `(EXISTS (SELECT FROM purchases p WHERE p.agency_id = $1 AND p.fan_id = $3 AND p.asset_id = a.id)
  OR EXISTS (SELECT FROM unlocked_beside b WHERE b.agency_id = $1 AND b.fan_id = $3 AND b.asset_id = a.id))`

/** The newest assets of a creator that the fan doesn't own yet and that may still be sold, at most `limit`. */
export async function newestUnowned(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  fanId: string,
  limit: number,
): Promise<Asset[]> {
  const rows = await sql.query<AssetRow>(
    `SELECT ${COLUMNS} FROM assets a WHERE a.agency_id = $1 AND a.creator_id = $2 AND a.retired_at IS NULL
       AND NOT ${OWNED}
     ORDER BY a.created_at DESC, a.id LIMIT $4`,
    [agencyId, creatorId, fanId, limit],
  )
  return rows.map(toAsset)
}

/** One asset as it could be offered to this fan: `gone` where the creator has none or it is retired, `owned` where they have it. */
export async function offerable(
  sql: Sql,
  agencyId: string,
  { creatorId, fanId, assetId }: { creatorId: string; fanId: string; assetId: string },
): Promise<Asset | 'gone' | 'owned'> {
  const [row] = await sql.query<AssetRow & { owned: boolean }>(
    `SELECT ${COLUMNS}, ${OWNED} AS owned
     FROM assets a WHERE a.agency_id = $1 AND a.creator_id = $2 AND a.id = $4 AND a.retired_at IS NULL`,
    [agencyId, creatorId, fanId, assetId],
  )
  if (!row) return 'gone'
  return row.owned ? 'owned' : toAsset(row)
}

/** Those of `assetIds` that a creator has for sale and the fan doesn't own, any order. */
export async function unownedOf(
  sql: Sql,
  agencyId: string,
  { creatorId, fanId, assetIds }: { creatorId: string; fanId: string; assetIds: readonly string[] },
): Promise<Asset[]> {
  if (assetIds.length === 0) return []
  const rows = await sql.query<AssetRow>(
    `SELECT ${COLUMNS} FROM assets a WHERE a.agency_id = $1 AND a.creator_id = $2 AND a.id = ANY($4::uuid[])
       AND a.retired_at IS NULL AND NOT ${OWNED}`,
    [agencyId, creatorId, fanId, assetIds],
  )
  return rows.map(toAsset)
}

/** The fan owns these since a purchase that names another asset. Asked twice, it is once. */
export async function unlockBeside(
  sql: Sql,
  agencyId: string,
  { fanId, assetIds, purchaseId, at }: { fanId: string; assetIds: readonly string[]; purchaseId: string; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO unlocked_beside (agency_id, fan_id, asset_id, purchase_id, at)
     SELECT $1, $2, a, $4, $5 FROM unnest($3::uuid[]) AS a ORDER BY a ON CONFLICT DO NOTHING`,
    [agencyId, fanId, assetIds, purchaseId, at],
  )
}

/** Assets by id, retired ones included; those that the agency doesn't have are absent. */
export async function readAssets(sql: Sql, agencyId: string, ids: readonly string[]): Promise<Map<string, Asset>> {
  if (ids.length === 0) return new Map()
  const rows = await sql.query<AssetRow>(
    `SELECT ${COLUMNS} FROM assets a WHERE a.agency_id = $1 AND a.id = ANY($2::uuid[])`,
    [agencyId, ids],
  )
  return new Map(rows.map((row) => [row.id, toAsset(row)]))
}

/** What creators have for sale, the newest first. */
export async function assetsOfCreators(sql: Sql, agencyId: string, creatorIds: readonly string[]): Promise<Asset[]> {
  const rows = await sql.query<AssetRow>(
    `SELECT ${COLUMNS} FROM assets a WHERE a.agency_id = $1 AND a.creator_id = ANY($2::uuid[]) AND a.retired_at IS NULL
     ORDER BY a.created_at DESC, a.id`,
    [agencyId, creatorIds],
  )
  return rows.map(toAsset)
}

/** The middle of what a creator lists assets at in a currency, minor units; null where nothing is listed. */
export async function typicalPrice(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  currency: string,
): Promise<number | null> {
  const [row] = await sql.query<{ typical: number | null }>(
    `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY price_minor) AS typical FROM assets
     WHERE agency_id = $1 AND creator_id = $2 AND currency = $3 AND price_minor > 0 AND retired_at IS NULL`,
    [agencyId, creatorId, currency],
  )
  return row?.typical ?? null
}

/** The asset of that id, retired ones included; null when the agency has none. */
export async function readAsset(sql: Sql, agencyId: string, id: string): Promise<Asset | null> {
  const [row] = await sql.query<AssetRow>(`SELECT ${COLUMNS} FROM assets a WHERE a.agency_id = $1 AND a.id = $2`, [
    agencyId,
    id,
  ])
  return row ? toAsset(row) : null
}

/** The assets that events name: `creatorId externalId` → id. */
export async function assetIds(
  sql: Sql,
  agencyId: string,
  named: readonly { creatorId: string; externalId: string }[],
): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; creator_id: string; external_id: string }>(
    `SELECT a.id, a.creator_id, a.external_id FROM unnest($2::uuid[], $3::text[]) AS n(creator_id, external_id)
     JOIN assets a ON a.agency_id = $1 AND a.creator_id = n.creator_id AND a.external_id = n.external_id`,
    [agencyId, named.map((n) => n.creatorId), named.map((n) => n.externalId)],
  )
  return new Map(rows.map((row) => [`${row.creator_id} ${row.external_id}`, row.id]))
}
