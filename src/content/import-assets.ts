import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { insertAssets } from './store.ts'

/** An asset as an export names one; price in minor units. */
export interface ImportedAsset {
  externalId: string
  title: string
  priceMinor: number
  currency: string
  tags: string[]
}

const ASSETS_A_STATEMENT = 5_000

/**
 * Part: adds a creator's assets that are not known by their external id; known ones stay as they are. Records no fact: an
 * import is one fact. Returns how many were new.
 */
export async function importAssets(
  { clock }: Ground,
  sql: Sql,
  agencyId: string,
  creatorId: string,
  assets: readonly ImportedAsset[],
): Promise<number> {
  const once = new Map(assets.map((asset) => [asset.externalId, asset]))
  const ordered = [...once.values()].sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
  let added = 0
  for (let from = 0; from < ordered.length; from += ASSETS_A_STATEMENT) {
    const rows = ordered
      .slice(from, from + ASSETS_A_STATEMENT)
      .map((asset) => ({ ...asset, creatorId, id: newId(clock) }))
    added += await insertAssets(sql, agencyId, rows, clock.now())
  }
  return added
}
