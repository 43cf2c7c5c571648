import type { Sql } from '../database/sql.ts'

/** What a person asked for an asset before and after a change, in minor units. */
export interface PriceChange {
  assetId: string
  title: string
  at: Date
  currency: string
  fromMinor: number
  toMinor: number
}

/** Prices of a creator's assets that people changed in [`from`, `until`), as the facts of it say, the oldest first. */
export async function priceChanges(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { from, until }: { from: Date; until: Date },
): Promise<PriceChange[]> {
  return sql.query<PriceChange>(
    `SELECT a.id AS "assetId", a.title, f.at, a.currency, (f.data ->> 'wasMinor')::int4 AS "fromMinor",
       (f.data ->> 'priceMinor')::int4 AS "toMinor"
     FROM facts f JOIN assets a ON a.agency_id = f.agency_id AND a.id::text = f.subject
     WHERE f.agency_id = $1 AND f.at >= $3 AND f.at < $4 AND f.name = 'asset.edited' AND a.creator_id = $2
       AND f.data ->> 'wasMinor' <> f.data ->> 'priceMinor'
     ORDER BY f.at, f.id`,
    [agencyId, creatorId, from, until],
  )
}
