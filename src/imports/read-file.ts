import type { Outcome, Tally } from './outcome.ts'
import { dataRows, isFilled } from './read-table.ts'
import { type Cells, type Reading, RowProblem, rowReader } from './reading.ts'
import type { Placed } from './request.ts'
import { assetOf, fanOf, messageOf, transactionOf } from './rows.ts'
import { words } from './words.ts'

/** How a row of each kind is read. */
const READERS = {
  transactions: transactionOf,
  messages: messageOf,
  fans: fanOf,
  assets: assetOf,
} as const satisfies Record<string, (cells: Cells, reading: Reading) => object>

export type AnyRow = ReturnType<(typeof READERS)[keyof typeof READERS]>

/** Reads a whole file: good rows go to `take`, piece by piece, the others into the tally. */
export async function readFile(
  { file, survey, onBytes, kind }: Placed,
  tally: Tally,
  take: (rows: AnyRow[]) => Promise<void>,
): Promise<void> {
  const { reading, dialect } = survey
  const read: (cells: Cells, reading: Reading) => AnyRow = READERS[kind]
  const readRow = rowReader(reading, (cells): AnyRow => read(cells, reading))
  for await (const rows of dataRows(file, dialect, onBytes)) {
    const good: AnyRow[] = []
    for (const row of rows) {
      const result = readRow(row)
      if (!(result instanceof RowProblem)) good.push(result)
      else if (isFilled(row)) tally.refuse(result)
    }
    tally.taken += good.length
    if (good.length > 0) await take(good)
  }
}

const SEPARATOR_NAMES: Record<string, string> = { ',': ',', ';': ';', '\t': 'tab', '|': '|', json: 'JSON' }

/** What came of a file, with how it was read. */
export function outcomeOf({ survey }: Placed, tally: Tally, done: { added: number; newFans: number } | null): Outcome {
  const { dialect, reading, order, decimal, zone } = survey
  const { columns, mapping } = reading
  return {
    rows: tally.taken + tally.skipped + tally.refused,
    added: done?.added ?? 0,
    known: done === null ? 0 : tally.taken - done.added,
    skipped: tally.skipped,
    refused: tally.refused,
    newFans: done?.newFans ?? 0,
    totals: tally.totals,
    reasons: tally.reasons,
    used: Object.fromEntries(Object.entries(columns.at).map(([field, n]) => [field, columns.names[n] ?? ''])),
    dropped: columns.dropped,
    readAs: {
      encoding: dialect.encoding,
      separator: SEPARATOR_NAMES[dialect.format] ?? dialect.format,
      dates: order === 'dmy' ? words.dayFirst : words.monthFirst,
      decimal: mapping.amounts === 'minor' ? words.inMinor : decimal,
      zone,
    },
  }
}
