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

/** A row's cells by field; each throws what `readRow` catches when the cell can't be used. */
export class Cells {
  readonly #cells: readonly string[]
  readonly #reading: Reading
  constructor(reading: Reading, cells: readonly string[]) {
    this.#reading = reading
    this.#cells = cells
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
    const named = this.value('currency').toUpperCase()
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

/** Reads one row by `read`, or says why not. */
export function readRow<T extends object>(
  reading: Reading,
  row: TableRow,
  read: (cells: Cells) => T,
): { taken: T } | { problem: Problem } {
  const { names, at } = reading.columns
  const problem = (column: string, refusal: Refusal, cell = ''): { problem: Problem } => ({
    problem: { line: row.line, column, reason: refusal.refused, cell, skip: refusal.skip === true },
  })
  if (row.torn) return problem('', { refused: words.tornQuotes })
  if (row.cells.length > names.length && row.cells.slice(names.length).some((cell) => cell.trim() !== '')) {
    return problem('', { refused: words.tooManyCells(row.cells.length, names.length) })
  }
  const cells = new Cells(reading, row.cells)
  try {
    return { taken: read(cells) }
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    const other = notARecord(row.cells, names)
    if (other !== null) return problem('', { refused: other, skip: true })
    const { field, refusal } = error
    if (field === null) return problem('', refusal)
    const cell = NOT_SHOWN.has(field) ? '' : shown(cells.value(field))
    return problem(names[at[field] ?? -1] ?? field, refusal, cell)
  }
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
