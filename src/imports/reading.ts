import { storableText } from '../kernel/text.ts'
import type { ReadAmount } from './amount.ts'
import type { Columns } from './columns.ts'
import type { Field, Kind, Mapping } from './mapping.ts'
import { isPersonal } from './personal.ts'
import { cellValue, isFormula } from './plain-text.ts'
import type { TableRow } from './read-csv.ts'
import { isRefusal, type Problem, type Refusal } from './trouble.ts'
import { words } from './words.ts'

/** Everything that reading a row needs to know about its file. */
export interface Reading {
  kind: Kind
  mapping: Mapping
  columns: Columns
  /** The creator's: figures are in one currency. */
  currency: string
  amount(cell: string): ReadAmount | Refusal
  instant(cell: string): Date | Refusal
}

const ID_MAX = 200
const CELL_SHOWN = 60
const NOT_SHOWN: ReadonlySet<Field> = new Set(['text', 'name', 'title'])
/** A number that a spreadsheet wrote its own way: its last digits are gone. */
const ROUNDED = /^\d[.,]\d+E\+?\d+$/i

/** Thrown while a row is read, and caught by `readRow`: the row is reported and the rest goes on. */
class RowRefused extends Error {
  readonly field: Field | null
  readonly refusal: Refusal
  constructor(field: Field | null, refusal: Refusal) {
    super(refusal.refused)
    this.field = field
    this.refusal = refusal
  }
}

/** A row's cells by field, one row after the other; each throws what `rowReader` catches when the cell can't be used. */
export class Cells {
  readonly #reading: Reading
  #cells: readonly string[] = []
  constructor(reading: Reading) {
    this.#reading = reading
  }

  /** Goes on to a row. */
  of(cells: readonly string[]): this {
    this.#cells = cells
    return this
  }

  /** As it stands there; empty when there is no such column. */
  raw(field: Field): string {
    const column = this.#reading.columns.at[field]
    return column === undefined ? '' : (this.#cells[column] ?? '')
  }

  value(field: Field): string {
    const raw = this.raw(field)
    return raw === '' ? '' : cellValue(raw)
  }

  /** An id of another system; null when the cell is empty. */
  id(field: Field): string | null {
    const value = storableText(this.value(field))
    if (value === '') return null
    if (value.length > ID_MAX) this.refuse(field, { refused: words.longId(ID_MAX) })
    if (isFormula(value)) this.refuse(field, { refused: words.formula })
    if (ROUNDED.test(value)) this.refuse(field, { refused: words.rounded })
    return value
  }

  fan(): string {
    const id = this.id('fan')
    if (id === null) return this.refuse('fan', { refused: words.noFan })
    return id.startsWith('@') ? id.slice(1) : id
  }

  /** A fan's name; none when it is something personal that isn't a name. */
  name(): string | null {
    const name = this.value('name')
    return name === '' || name.length > ID_MAX || isPersonal(name) ? null : storableText(name)
  }

  at(): Date {
    const value = this.value('at')
    return this.#checked('at', value === '' ? { refused: words.noTime } : this.#reading.instant(value))
  }

  /** In the creator's currency, which the row's own must be. */
  amountMinor(): number {
    const { minor, currency } = this.#checked('amount', this.#reading.amount(this.value('amount')))
    const written = this.value('currency')
    if (written === this.#reading.currency) return minor
    const named = written.toUpperCase()
    const given = /^[A-Z]{3}$/.test(named) ? named : (currency ?? this.#reading.mapping.currency)
    if (named !== '' && given === undefined) this.refuse('currency', { refused: words.noCurrency })
    if (given !== undefined && given !== this.#reading.currency) {
      this.refuse('currency', { refused: words.otherCurrency(given, this.#reading.currency) })
    }
    return minor
  }

  refuse(field: Field | null, refusal: Refusal): never {
    throw new RowRefused(field, refusal)
  }

  #checked<T>(field: Field, value: T | Refusal): T {
    if (isRefusal(value)) this.refuse(field, value)
    return value
  }
}

const TOTALS = /^(grand[ -]?|sub[ -]?)?totals?\b|^(summe|gesamt|insgesamt|somme|totaux|suma)\b/i

/** Reads the rows of one file by `read`, or says of one why not. */
export function rowReader<T extends object>(
  reading: Reading,
  read: (cells: Cells) => T,
): (row: TableRow) => T | RowProblem {
  const cells = new Cells(reading)
  const columns = reading.columns.names.length
  return (row) => {
    if (row.torn) return new RowProblem(row, '', { refused: words.tornQuotes })
    if (row.cells.length > columns && row.cells.slice(columns).some((cell) => cell.trim() !== '')) {
      return new RowProblem(row, '', { refused: words.tooManyCells(row.cells.length, columns) })
    }
    try {
      return read(cells.of(row.cells))
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error
      return problemOf(reading, row, error, cells)
    }
  }
}

/** Why a row is none. */
export class RowProblem implements Problem {
  readonly line: number
  readonly column: string
  readonly reason: string
  readonly cell: string
  readonly skip: boolean
  constructor(row: TableRow, column: string, refusal: Refusal, cell = '') {
    this.line = row.line
    this.column = column
    this.reason = refusal.refused
    this.cell = cell
    this.skip = refusal.skip === true
  }
}

function problemOf(reading: Reading, row: TableRow, { field, refusal }: RowRefused, cells: Cells): RowProblem {
  const { names, at } = reading.columns
  const other = notARecord(row.cells, names)
  if (other !== null) return new RowProblem(row, '', { refused: other, skip: true })
  if (field === null) return new RowProblem(row, '', refusal)
  const cell = NOT_SHOWN.has(field) ? '' : shown(cells.value(field))
  return new RowProblem(row, names[at[field] ?? -1] ?? field, refusal, cell)
}

/** What is no record by its first word: a line of totals, the names once more, an empty one. */
function notARecord(cells: readonly string[], names: readonly string[]): string | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (filled.length === 0) return words.emptyRow
  if (filled.some((cell) => TOTALS.test(cell)) && filled.length <= Math.max(3, names.length / 2)) return words.totalsRow
  const same = cells.filter((cell, n) => cell.trim() !== '' && cell.trim() === names[n]).length
  return same > names.length / 2 ? words.namesAgain : null
}

/** Short, and nothing personal: a report goes through many hands. */
function shown(value: string): string {
  const begin = storableText(value.slice(0, ID_MAX))
  return isPersonal(begin) ? '' : [...begin].slice(0, CELL_SHOWN).join('')
}
