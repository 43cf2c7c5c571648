import { minorDigits } from '../kernel/money.ts'
import { type DecimalMark, decimalSign, readAmount } from './amount.ts'
import { type Columns, findColumns } from './columns.ts'
import type { ImportFile } from './decode.ts'
import { type DateOrder, instantReader, orderSign } from './instant.ts'
import type { Encoding, Kind, Mapping } from './mapping.ts'
import { cellValue } from './plain-text.ts'
import { type Dialect, dataRows, dialectOf, isFilled } from './read-table.ts'
import type { Reading } from './reading.ts'
import { ImportTrouble } from './trouble.ts'
import { words } from './words.ts'

/** Of whom and how: what a file alone doesn't say. */
export interface SurveyOptions {
  kind: Kind
  mapping: Mapping
  /** Of the creator, for what the mapping leaves open. */
  zone: string
  currency: string
  now: Date
}

export interface Survey {
  dialect: Dialect
  reading: Reading
  /** What was decided about times and amounts, for the preview. */
  order: DateOrder
  decimal: DecimalMark
  zone: string
}

/** Enough to see how a file writes dates and amounts; when it doesn't show there, the file is read on until it does. */
const SAMPLE_ROWS = 1_000

/**
 * Looks at the beginning of a file and decides how all of it is read. Throws `ImportTrouble`, which asks, when that can't
 * be told: nothing is guessed that would change money or time.
 */
export async function surveyFile(file: ImportFile, encoding: Encoding, options: SurveyOptions): Promise<Survey> {
  const { kind, mapping, currency } = options
  const dialect = await dialectOf(file, mapping.encoding === 'auto' ? encoding : mapping.encoding, kind, mapping)
  const sample = await sampleOf(file, dialect)
  const columns = findColumns(kind, mapping, dialect.names, sample)
  if (kind === 'transactions' && columns.at.type === undefined && mapping.type === undefined) {
    throw new ImportTrouble('missing-type', words.missingType)
  }
  const digits = mapping.amounts === 'minor' ? 0 : minorDigits(mapping.currency ?? currency)
  const order = new Evidence<DateOrder>(mapping.dates, columns.at.at, orderSign)
  const decimal = new Evidence<DecimalMark>(mapping.decimal, columns.at.amount, (cell) => {
    const sign = decimalSign(cell)
    // Three digits after a mark are no decimals of a currency that has two.
    return sign === 'either' && digits !== 3 ? otherMark(cell) : sign
  })
  for (const cells of sample) look(cells, order, decimal)
  if (order.isOpen || decimal.isOpen) await lookFurther(file, dialect, order, decimal)
  const decided = { order: decidedOrder(order), decimal: decidedDecimal(decimal) }
  const zone = mapping.zone ?? options.zone
  const reading = readingOf(options, columns, { ...decided, digits, zone })
  return { dialect, reading, ...decided, zone }
}

async function sampleOf(file: ImportFile, dialect: Dialect): Promise<string[][]> {
  const sample: string[][] = []
  for await (const rows of dataRows(file, dialect)) {
    sample.push(...rows.filter(isFilled).map(({ cells }) => cells))
    if (sample.length >= SAMPLE_ROWS) break
  }
  return sample.slice(0, SAMPLE_ROWS)
}

const otherMark = (cell: string): DecimalMark => (/,\d{3}\D*$/.test(cell) ? '.' : ',')

function readingOf(
  { kind, mapping, currency, now }: SurveyOptions,
  columns: Columns,
  { order, decimal, digits, zone }: { order: DateOrder; decimal: DecimalMark; digits: number; zone: string },
): Reading {
  const amountOptions = { decimal, digits, inMinor: mapping.amounts === 'minor' }
  return {
    kind,
    mapping,
    columns,
    currency,
    amount: (cell) => readAmount(cell, amountOptions),
    instant: instantReader({ order, zone, now }),
  }
}

/** What the cells of a column say about how they are written, the first cell for each. */
class Evidence<T extends string> {
  readonly #column: number | undefined
  readonly #signOf: (cell: string) => T | 'either' | null
  readonly given: T | null
  readonly seen = new Map<T | 'either', string>()
  constructor(given: T | 'auto', column: number | undefined, signOf: (cell: string) => T | 'either' | null) {
    this.given = given === 'auto' ? null : given
    this.#column = column
    this.#signOf = signOf
  }
  look(cells: readonly string[]): void {
    if (this.given !== null || this.#column === undefined) return
    const cell = cellValue(cells[this.#column] ?? '')
    const sign = this.#signOf(cell)
    if (sign !== null && !this.seen.has(sign)) this.seen.set(sign, cell.slice(0, 40))
  }
  /** Only cells that can be read both ways so far. */
  get isOpen(): boolean {
    return this.given === null && this.seen.size === 1 && this.seen.has('either')
  }
}

function look(cells: readonly string[], order: Evidence<DateOrder>, decimal: Evidence<DecimalMark>): void {
  order.look(cells)
  decimal.look(cells)
}

async function lookFurther(
  file: ImportFile,
  dialect: Dialect,
  order: Evidence<DateOrder>,
  decimal: Evidence<DecimalMark>,
): Promise<void> {
  for await (const rows of dataRows(file, dialect)) {
    for (const { cells } of rows) look(cells, order, decimal)
    if (!order.isOpen && !decimal.isOpen) return
  }
}

function decidedOrder({ given, seen, isOpen }: Evidence<DateOrder>): DateOrder {
  const [dmy, mdy] = [seen.get('dmy'), seen.get('mdy')]
  if (given !== null) return given
  if (isOpen) throw new ImportTrouble('ambiguous-dates', words.askDates(seen.get('either') ?? ''))
  if (dmy !== undefined && mdy !== undefined) throw new ImportTrouble('ambiguous-dates', words.clashingDates(dmy, mdy))
  return mdy === undefined ? 'dmy' : 'mdy'
}

function decidedDecimal({ given, seen, isOpen }: Evidence<DecimalMark>): DecimalMark {
  const [point, comma] = [seen.get('.'), seen.get(',')]
  if (given !== null) return given
  if (isOpen) throw new ImportTrouble('ambiguous-amounts', words.askDecimal(seen.get('either') ?? ''))
  if (point !== undefined && comma !== undefined) {
    throw new ImportTrouble('ambiguous-amounts', words.clashingDecimals(point, comma))
  }
  return comma === undefined ? '.' : ','
}
