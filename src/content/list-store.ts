import type { Sql } from '../database/sql.ts'
import type { Asset } from './store.ts'

/** An asset in a list: whether it is still offered, and how many fans own it. */
export interface ListedAsset extends Asset {
  retiredAt: Date | null
  owners: number
}

const SELECT = `SELECT a.id, a.creator_id AS "creatorId", a.external_id AS "externalId", a.title,
    a.price_minor AS "priceMinor", a.currency, a.tags, a.retired_at AS "retiredAt",
    (SELECT count(DISTINCT p.fan_id)::int4 FROM purchases p WHERE p.agency_id = a.agency_id AND p.asset_id = a.id) AS owners
  FROM assets a`

/** A creator's assets, those that are offered first, the newest first. */
export async function listAssets(sql: Sql, agencyId: string, creatorId: string): Promise<ListedAsset[]> {
  return sql.query<ListedAsset>(
    `${SELECT} WHERE a.agency_id = $1 AND a.creator_id = $2
     ORDER BY a.retired_at IS NOT NULL, a.created_at DESC, a.id LIMIT 500`,
    [agencyId, creatorId],
  )
}

/** Assets whose title holds `text`, or whose id on the platform is it, newest first. */
export async function findAssets(sql: Sql, agencyId: string, text: string, limit: number): Promise<ListedAsset[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql.query<ListedAsset>(
    `${SELECT} WHERE a.agency_id = $1 AND (a.title ILIKE $2 OR a.external_id = $3)
     ORDER BY a.retired_at IS NOT NULL, a.created_at DESC, a.id LIMIT $4`,
    [agencyId, pattern, text, limit],
  )
}

export async function updateAsset(
  sql: Sql,
  agencyId: string,
  asset: { id: string; title: string; priceMinor: number; tags: string[] },
): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE assets SET title = $3, price_minor = $4, tags = $5 WHERE agency_id = $1 AND id = $2 RETURNING id',
    [agencyId, asset.id, asset.title, asset.priceMinor, asset.tags],
  )
  return rows.length === 1
}

/** False when it was retired before. */
export async function retireAsset(sql: Sql, agencyId: string, id: string, at: Date): Promise<boolean> {
  const rows = await sql.query(
    'UPDATE assets SET retired_at = $3 WHERE agency_id = $1 AND id = $2 AND retired_at IS NULL RETURNING id',
    [agencyId, id, at],
  )
  return rows.length === 1
}

/** The tags of what a fan bought and kept, the most frequent first; each asset counts once however often it was bought. */
export async function favouriteTags(sql: Sql, agencyId: string, fanId: string, most: number): Promise<string[]> {
  const rows = await sql.query<{ tag: string }>(
    `SELECT t.tag FROM assets a CROSS JOIN LATERAL unnest(a.tags) AS t(tag)
     WHERE a.agency_id = $1 AND EXISTS (SELECT FROM purchases p WHERE p.agency_id = $1 AND p.fan_id = $2
       AND p.asset_id = a.id AND p.kind <> 'refund' AND p.amount_minor > 0 AND p.amount_minor + coalesce((
         SELECT sum(b.amount_minor) FROM purchases b WHERE b.agency_id = $1 AND b.fan_id = $2 AND b.kind = 'refund'
           AND b.refund_of = p.external_id), 0) > 0)
     GROUP BY t.tag ORDER BY count(*) DESC, t.tag LIMIT $3`,
    [agencyId, fanId, most],
  )
  return rows.map(({ tag }) => tag)
}
