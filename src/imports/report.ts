import type { Sql } from '../database/sql.ts'
import { readImport, readProblems } from './store.ts'
import { words } from './words.ts'

/**
 * What an import left out, as CSV: the columns that were dropped (their names only), then rows with line and reason. Cells
 * that a spreadsheet would calculate are defused. Null when the agency has no such import.
 */
export async function reportOf(sql: Sql, agencyId: string, id: string): Promise<string | null> {
  const found = await readImport(sql, agencyId, id)
  if (found === null) return null
  const problems = await readProblems(sql, agencyId, id)
  const rows = [
    words.reportColumns,
    ...found.outcome.dropped.map(({ column, why }) => ['', column, words.columnDropped(why), '']),
    ...problems.map(({ line, column, reason, cell }) => [String(line), column, reason, cell]),
  ]
  const left = found.outcome.skipped + found.outcome.refused - problems.length
  if (left > 0 && found.expiredAt === null) rows.push(['', '', words.moreLeftOut(left), ''])
  return `\ufeff${rows.map((row) => row.map(written).join(',')).join('\r\n')}\r\n`
}

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), full-width forms included. */
const CALCULATED = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u

function written(cell: string): string {
  const harmless = CALCULATED.test(cell) ? `'${cell}` : cell
  return /[",;\t\r\n]|^\s|\s$|^'/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
