import Papa from 'papaparse'
import type { Separator } from './mapping.ts'
import { ImportTrouble } from './trouble.ts'
import { words } from './words.ts'

/** A row of a file as it stands there. */
export interface TableRow {
  /** Where it begins, counting from 1; of JSON the number of the record. */
  line: number
  cells: string[]
  /** Quotes that don't fit: where its cells end is a guess. */
  torn?: true
}

/** A quote that nobody closes would take the rest of the file into one cell. */
const ROW_CHARACTERS_MAX = 4 * 1024 * 1024

/** The rows of a text with separators, as many at once as a piece of text has. Empty lines are left out. */
export async function* csvRows(texts: AsyncIterable<string>, separator: Separator): AsyncGenerator<TableRow[]> {
  let rest = ''
  let line = 1
  let newline: Newline | null = null
  for await (const text of withOneNewline(withHead(texts))) {
    rest += text
    newline ??= newlineOf(rest)
    const piece = parsePiece(rest, { separator, newline, line, last: false })
    rest = rest.slice(piece.taken)
    line = piece.line
    if (rest.length > ROW_CHARACTERS_MAX) throw new ImportTrouble('endless-row', words.endlessRow(line))
    if (piece.rows.length > 0) yield piece.rows
  }
  if (rest === '') return
  const { rows } = parsePiece(rest, { separator, newline: newline ?? '\n', line, last: true })
  if (rows.length > 0) yield rows
}

type Newline = '\n' | '\r' | '\r\n'

interface Parsed {
  data: string[][]
  errors: { code: string; row?: number }[]
  meta: { cursor: number }
}

/** The whole rows of a piece, how much of it they are, and on which line the next one begins. */
function parsePiece(
  text: string,
  { separator, newline, line, last }: { separator: Separator; newline: Newline; line: number; last: boolean },
): { rows: TableRow[]; taken: number; line: number } {
  const parser = new Papa.Parser({ delimiter: separator, newline })
  const { data, errors, meta } = parser.parse(text, 0, !last) as Parsed
  if (last && errors.some(({ code }) => code === 'MissingQuotes')) {
    throw new ImportTrouble('endless-row', words.endlessRow(line))
  }
  const torn = new Set(errors.map(({ row }) => row ?? -1))
  const quoted = text.includes('"')
  const rows: TableRow[] = []
  let at = line
  for (const [n, cells] of data.entries()) {
    if (cells.length > 1 || cells[0] !== '')
      rows.push(torn.has(n) ? { line: at, cells, torn: true } : { line: at, cells })
    at += 1 + (quoted ? breaksIn(cells, newline) : 0)
  }
  return { rows, line: at, taken: last ? text.length : meta.cursor }
}

/** A text without its quoted cells: what is left of it separates cells and lines. */
export const outsideQuotes = (sample: string): string => sample.replace(/"[^"]*(?:""[^"]*)*("|$)/g, '')

function newlineOf(sample: string): Newline {
  const bare = outsideQuotes(sample)
  if (bare.includes('\r\n')) return '\r\n'
  return !bare.includes('\n') && /\r(?!$)/.test(bare) ? '\r' : '\n'
}

/** So much of a text shows how it ends its lines. */
const HEAD_CHARACTERS = 16 * 1024

/** The same text, its first piece long enough to be looked at. */
async function* withHead(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | null = ''
  for await (const text of texts) {
    if (head === null) yield text
    else {
      head += text
      if (head.length < HEAD_CHARACTERS) continue
      yield head
      head = null
    }
  }
  if (head !== null && head !== '') yield head
}

/** A file that ends its lines in two ways is read as if it had one; what it has most of the time stays as it is. */
async function* withOneNewline(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let mixed: boolean | null = null
  let carried = ''
  for await (const piece of texts) {
    const bare: string = mixed === null ? outsideQuotes(piece) : ''
    mixed ??= bare.includes('\r\n') && /(^|[^\r])\n/.test(bare)
    if (!mixed) {
      yield piece
      continue
    }
    const text: string = carried + piece
    carried = text.endsWith('\r') ? '\r' : ''
    yield text.slice(0, text.length - carried.length).replaceAll('\r\n', '\n')
  }
  if (carried !== '') yield carried
}

function breaksIn(cells: readonly string[], newline: string): number {
  let breaks = 0
  for (const cell of cells) {
    for (let at = cell.indexOf(newline); at !== -1; at = cell.indexOf(newline, at + newline.length)) breaks += 1
  }
  return breaks
}
