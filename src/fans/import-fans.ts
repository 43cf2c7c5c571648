import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { cleanFanName, fanAlias } from './fan-name.ts'
import { importFanRows, importPurchaseRows, keepImportedPurchases, nameFans } from './import-store.ts'
import { recountImported } from './kept-store.ts'

/** Whose rows an import brings, and until when what it alone brought is kept; null: no end. */
export interface ImportTarget {
  agencyId: string
  account: { id: string; creatorId: string }
  expiresAt: Date | null
}

/** A fan as an export names one. */
export interface SeenInImport {
  externalId: string
  name: string | null
  at: Date
}

const FANS_A_STATEMENT = 5_000
const ROWS_A_STATEMENT = 20_000

/**
 * Part: makes sure that these fans exist, and holds them until the transaction ends, in key order. `fans` has each once.
 * Records no fact: an import is one fact. Returns external id → fan id, and how many were new.
 */
export async function importFans(
  { clock }: Ground,
  sql: Sql,
  { agencyId, account, expiresAt }: ImportTarget,
  fans: readonly SeenInImport[],
): Promise<{ ids: Map<string, string>; added: number }> {
  const ordered = fans.toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1))
  const ids = new Map<string, string>()
  let added = 0
  for (let from = 0; from < ordered.length; from += FANS_A_STATEMENT) {
    const rows = ordered.slice(from, from + FANS_A_STATEMENT).map(({ externalId, name, at }) => ({
      id: newId(clock),
      externalId,
      name: name === null ? null : cleanFanName(name),
      alias: fanAlias(account.id, externalId),
      seenAt: at,
    }))
    const written = await importFanRows(sql, agencyId, account, rows, expiresAt)
    for (const [externalId, id] of written.ids) ids.set(externalId, id)
    added += written.added
  }
  return { ids, added }
}

/**
 * Part: makes `count` staged purchases real, each once, and moves the aggregates of their fans, who were imported before.
 * Records no fact, so nothing reacts. Returns how many were new.
 */
export async function importPurchases(
  sql: Sql,
  target: ImportTarget,
  count: number,
  /** External id → id, of the fans whom the rows name. */
  fanIds: ReadonlyMap<string, string>,
  /** External id → id, of the assets that the rows name. */
  assetIds: ReadonlyMap<string, string>,
): Promise<number> {
  const { agencyId, expiresAt } = target
  await nameFans(sql, fanIds)
  let added = 0
  for (let from = 0; from < count; from += ROWS_A_STATEMENT) {
    const range = { from, to: Math.min(count, from + ROWS_A_STATEMENT) }
    const fresh = await importPurchaseRows(sql, agencyId, range, expiresAt, assetIds)
    if (fresh < range.to - range.from) await keepImportedPurchases(sql, agencyId, range, expiresAt)
    added += fresh
  }
  if (added > 0) await recountImported(sql, agencyId)
  return added
}
