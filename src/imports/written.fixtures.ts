import fc from 'fast-check'
import type { PurchaseKind } from './mapping.ts'
import type { TransactionRow } from './rows.ts'

/** A way of writing a table. */
export interface Style {
  encoding: 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  separator: ',' | ';' | '\t' | '|'
  newline: '\n' | '\r\n' | '\r'
  decimal: '.' | ','
  /** Between thousands. */
  group: '' | 'other' | ' ' | '\u00a0' | "'"
  /** Around amounts. */
  sign: '' | '$ before' | ' USD after'
  negative: '-' | '−' | '()'
  dates: 'iso' | 'local iso' | 'dmy' | 'mdy'
  quotes: 'needed' | 'all'
}

export const style: fc.Arbitrary<Style> = fc.record({
  encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be', 'windows-1252'),
  separator: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  decimal: fc.constantFrom('.', ','),
  group: fc.constantFrom('', 'other', ' ', '\u00a0', "'"),
  sign: fc.constantFrom('', '$ before', ' USD after'),
  negative: fc.constantFrom('-', '−', '()'),
  dates: fc.constantFrom('iso', 'local iso', 'dmy', 'mdy'),
  quotes: fc.constantFrom('needed', 'all'),
})

const letter = fc.constantFrom(...'abcXYZéüñß')
/** A name with everything that must be quoted; written the same in every encoding. */
const name = fc
  .tuple(
    letter,
    fc.array(fc.oneof(letter, fc.constantFrom(',', ';', '|', '\t', '"', "'", ' ', '\n')), { maxLength: 12 }),
    letter,
  )
  .map(([first, middle, last]) => `${first}${middle.join('')}${last}`)

/** Whole seconds, years from 2001 to 2026. */
const instant = fc.integer({ min: 978_307_200, max: 1_792_000_000 }).map((seconds) => new Date(seconds * 1000))

/** Transactions as they should be read, with ids. */
export const transactions: fc.Arbitrary<TransactionRow[]> = fc
  .array(
    fc.record({
      fan: fc.integer({ min: 1, max: 9 }).map((n) => `fan-${n}`),
      name: fc.option(name),
      at: instant,
      kind: fc.constantFrom<PurchaseKind>('tip', 'ppv', 'subscription', 'renewal', 'product', 'refund'),
      amountMinor: fc.integer({ min: 1, max: 300_000_000 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) =>
    rows.map((row, n) => ({
      ...row,
      id: `t${n}`,
      asset: null,
      refundOf: null,
      amountMinor: row.kind === 'refund' ? -row.amountMinor : row.amountMinor,
    })),
  )

const two = (n: number): string => String(n).padStart(2, '0')

function dateIn(at: Date, dates: Style['dates']): string {
  const [day, time] = [at.toISOString().slice(0, 10), at.toISOString().slice(11, 19)]
  if (dates === 'iso') return `${day}T${time}Z`
  if (dates === 'local iso') return `${day} ${time}`
  const [d, m] = [two(at.getUTCDate()), two(at.getUTCMonth() + 1)]
  return `${dates === 'dmy' ? `${d}/${m}` : `${m}/${d}`}/${at.getUTCFullYear()} ${time}`
}

function amountIn(minor: number, { decimal, group, sign, negative }: Style): string {
  const mark = group === 'other' ? (decimal === '.' ? ',' : '.') : group
  const whole = String(Math.floor(Math.abs(minor) / 100)).replace(/\B(?=(\d{3})+$)/g, mark)
  const digits = `${whole}${decimal}${two(Math.abs(minor) % 100)}`
  const signed = sign === '$ before' ? `$${digits}` : sign === '' ? digits : `${digits} USD`
  if (minor >= 0) return signed
  return negative === '()' ? `(${signed})` : `${negative}${signed}`
}

/** A table as a file. */
export function written(
  table: readonly (readonly string[])[],
  style: Pick<Style, 'encoding' | 'separator' | 'newline' | 'quotes'>,
): Buffer {
  const cell = (value: string): string =>
    style.quotes === 'all' || /["\r\n,;|\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  const text = table.map((row) => row.map(cell).join(style.separator) + style.newline).join('')
  // Windows-1252 has no true minus.
  if (style.encoding === 'windows-1252') return Buffer.from(text.replaceAll('−', '-'), 'latin1')
  if (style.encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (style.encoding === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return Buffer.from(style.encoding === 'utf-8' ? text : `\ufeff${text}`)
}

/** Transactions as a file in a style; `ids: false` leaves their ids out. */
export function transactionsFile(rows: readonly TransactionRow[], style: Style, ids = true): Buffer {
  const head = ['user_id', 'display_name', 'created_at', 'type', 'amount', ...(ids ? ['transaction_id'] : [])]
  const table = rows.map((row) => [
    ...[row.fan, row.name ?? '', dateIn(row.at, style.dates), row.kind, amountIn(row.amountMinor, style)],
    ...(ids ? [row.id ?? ''] : []),
  ])
  return written([head, ...table], style)
}
