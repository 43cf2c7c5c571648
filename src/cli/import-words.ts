import type { Imports, Outcome, Preview } from '../imports/index.ts'
import { formatMoney } from '../kernel/money.ts'

type Say = (line: string) => void

/** The first rows, what would be skipped and why, and totals: what a person looks at before they take a file in. */
export function sayPreview(name: string, kind: string, { outcome, first, problems }: Preview, say: Say): void {
  say(`${name}: a preview, nothing was stored.`)
  sayReading(outcome, say)
  say(`  First ${first.length} of ${taken(outcome)} ${kind}:`)
  for (const row of first)
    say(
      `    ${Object.values(row)
        .map(shown)
        .filter((cell) => cell !== '')
        .join('  ')}`,
    )
  sayCounts(outcome, say)
  for (const { line, column, reason, cell } of problems) {
    say(`    line ${line}: ${column === '' ? '' : `${column}: `}${cell === '' ? '' : `“${cell}” `}${reason}`)
  }
}

/** What came of a file. */
export function sayOutcome(
  name: string,
  { import: stored, repeated }: Awaited<ReturnType<Imports['take']>>,
  say: Say,
): void {
  const { outcome } = stored
  const day = stored.at.toISOString().slice(0, 10)
  say(
    repeated ? `${name}: was taken in on ${day} already, nothing was changed. It brought then:` : `${name}: taken in.`,
  )
  say(`  Import    ${stored.id}`)
  sayReading(outcome, say)
  say(`  New       ${outcome.added} rows, ${outcome.newFans} fans; ${outcome.known} rows were known`)
  sayCounts(outcome, say)
  say(
    stored.keepUntil
      ? `  Kept      until ${stored.keepUntil.toISOString().slice(0, 10)}`
      : '  Kept      without an end',
  )
}

function sayReading({ readAs, used, dropped }: Outcome, say: Say): void {
  say(
    `  Read as   ${readAs.encoding}, separator ${readAs.separator}, dates ${readAs.dates} in ${readAs.zone}, decimals ${readAs.decimal}`,
  )
  say(
    `  Columns   ${Object.entries(used)
      .map(([field, column]) => `${field} = ${column}`)
      .join(', ')}`,
  )
  const reasons = [...new Set(dropped.map(({ why }) => why))]
  for (const why of reasons) {
    say(
      `  Dropped   ${dropped
        .filter((d) => d.why === why)
        .map(({ column }) => column)
        .join(', ')} (${why})`,
    )
  }
}

function sayCounts({ totals, skipped, refused, reasons }: Outcome, say: Say): void {
  for (const [currency, { paidMinor, refundedMinor, rows }] of Object.entries(totals)) {
    const refunds = refundedMinor > 0 ? `, ${formatMoney({ minor: refundedMinor, currency })} refunded` : ''
    say(`  Total     ${formatMoney({ minor: paidMinor, currency })} ${currency} paid${refunds}, ${rows} rows`)
  }
  say(`  Left out  ${skipped} rows with nothing to take in, ${refused} that can't be read`)
  for (const [reason, rows] of Object.entries(reasons)) say(`    ${String(rows).padStart(7)}  ${reason}`)
}

const taken = ({ rows, skipped, refused }: Outcome): number => rows - skipped - refused

function shown(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString()
  const text = Array.isArray(cell) ? cell.join(' ') : String(cell ?? '')
  return text.length > 60 ? `${text.slice(0, 60)}…` : text.replace(/\s+/g, ' ')
}
