import type { Table } from './report.ts'

/** What a spreadsheet would take for a formula, or for a sign before one. */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/
const QUOTED = /[",\r\n]/

/**
 * A table as RFC 4180 has it, with a byte order mark so that spreadsheets read it as UTF-8. Words that look like a formula get an
 * apostrophe in front: what somebody called an asset is never run.
 */
export const toCsv = ({ columns, rows }: Table): string =>
  `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
