import type { Content } from '../content/index.ts'
import type { Transaction } from '../database/sql.ts'
import type { Fans, ImportTarget, SeenInImport } from '../fans/index.ts'
import type { Inbox } from '../inbox/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Tally } from './outcome.ts'
import type { Reading } from './reading.ts'
import { rowIds } from './row-id.ts'
import type { TransactionRow } from './rows.ts'

/** Where rows go: a transaction, the slices that own the tables, and whose rows they are. */
export interface Destination {
  sql: Transaction
  target: ImportTarget
  fans: Fans
  content: Content
  inbox: Inbox
  reading: Reading
  tally: Tally
  clock: Clock
}

/** Takes rows of one kind in. */
export interface Intake<Row> {
  /** Rows in the order of the file; may wait for the database. */
  add(rows: readonly Row[]): Promise<void>
  /** Makes real what was added: all of it, in the caller's transaction. Returns how many rows brought something new. */
  end(): Promise<{ added: number; newFans: number }>
}

/** Fans as a file shows them: one each, the first name that isn't empty, the earliest sight. */
export class SeenFans {
  readonly #seen = new Map<string, { name: string | null; atMs: number }>()
  see(externalId: string, name: string | null, atMs: number): void {
    const known = this.#seen.get(externalId)
    if (known === undefined) {
      this.#seen.set(externalId, { name, atMs })
      return
    }
    if (atMs < known.atMs) known.atMs = atMs
    known.name ??= name
  }
  get all(): SeenInImport[] {
    return Array.from(this.#seen, ([externalId, { name, atMs }]) => ({ externalId, name, at: new Date(atMs) }))
  }
}

/** Takes transactions in as purchases and refunds. */
export async function transactionIntake(to: Destination): Promise<Intake<TransactionRow>> {
  const { sql, target, fans, reading, tally } = to
  const staging = await fans.stagePurchases(sql)
  const seen = new SeenFans()
  const idOf = rowIds()
  const assets = new Set<string>()
  return {
    async add(rows) {
      for (const row of rows) {
        const { fan, at, kind, amountMinor } = row
        const atMs = at.getTime()
        seen.see(fan, row.name, atMs)
        tally.money(reading.currency, amountMinor)
        const id = row.id ?? idOf(fan, at.toISOString(), kind, amountMinor, row.asset)
        if (row.asset !== null) assets.add(row.asset)
        const full = staging.add([fan, id, kind, amountMinor, reading.currency, row.asset, row.refundOf, atMs])
        if (full !== undefined) await full
      }
    },
    async end() {
      const count = await staging.end()
      const { ids, added: newFans } = await fans.importFans(sql, target, seen.all)
      const assetIds = await knownAssets(to, assets)
      return { added: await fans.importPurchases(sql, target, count, ids, assetIds), newFans }
    },
  }
}

/** Content that purchases name and that is known here; what isn't stays unnamed. */
async function knownAssets(
  { sql, target, content }: Destination,
  names: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const { agencyId, account } = target
  if (names.size === 0) return new Map()
  const named = [...names].map((externalId) => ({ creatorId: account.creatorId, externalId }))
  const ids = await content.assetIds(sql, agencyId, named)
  return new Map([...ids].map(([key, id]) => [key.slice(account.creatorId.length + 1), id]))
}
