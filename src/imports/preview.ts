import { type Outcome, Tally } from './outcome.ts'
import { type AnyRow, outcomeOf, readFile } from './read-file.ts'
import { type FileRequest, type ImportsDeps, placeRequest } from './request.ts'
import type { Problem } from './trouble.ts'

/** What an import of the file would do; nothing is stored. */
export interface Preview {
  outcome: Outcome
  /** The first rows as they would be taken in. */
  first: AnyRow[]
  /** The first rows that would not. */
  problems: Problem[]
}

const FIRST = 5
const PROBLEMS_SHOWN = 20

/** Reads a file to its end as an import would, and stores nothing. Throws as `importFile` does. */
export async function previewFile(deps: ImportsDeps, request: FileRequest): Promise<Preview> {
  const placed = await placeRequest(deps, request)
  const tally = new Tally()
  const first: AnyRow[] = []
  await readFile(placed, tally, async (rows) => {
    first.push(...rows.slice(0, FIRST - first.length))
    for (const row of rows) if ('amountMinor' in row) tally.money(placed.creator.currency, row.amountMinor)
  })
  return { outcome: outcomeOf(placed, tally, null), first, problems: tally.problems.slice(0, PROBLEMS_SHOWN) }
}
