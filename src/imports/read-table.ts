import { couldBeHeader, headerNames } from './columns.ts'
import { type ImportFile, textOf } from './decode.ts'
import { type Encoding, type Kind, type Mapping, SEPARATORS, type Separator } from './mapping.ts'
import { csvRows, outsideQuotes, type TableRow } from './read-csv.ts'
import { jsonRows, looksLikeJson } from './read-json.ts'
import { ImportTrouble } from './trouble.ts'
import { words } from './words.ts'

/** How a file is cut into rows. */
export interface Dialect {
  encoding: Encoding
  format: 'json' | Separator
  /** Lines before this one say something else; 0: no line has names. */
  headerLine: number
  names: string[]
}

const SAMPLE_CHARACTERS = 64 * 1024
const HEADER_WITHIN_ROWS = 20

/** Finds out how a file is written. Throws `ImportTrouble` for an empty one. */
export async function dialectOf(file: ImportFile, encoding: Encoding, kind: Kind, mapping: Mapping): Promise<Dialect> {
  let head = ''
  for await (const text of textOf(file, encoding)) {
    head += text
    if (head.length >= SAMPLE_CHARACTERS) break
  }
  const format = looksLikeJson(head) ? 'json' : mapping.separator === 'auto' ? separatorOf(head) : mapping.separator
  const first: TableRow[] = []
  for await (const rows of rowsOf(file, { encoding, format })) {
    first.push(...rows.slice(0, HEADER_WITHIN_ROWS))
    if (first.length >= HEADER_WITHIN_ROWS) break
  }
  const filled = first.filter(isFilled)
  if (mapping.headers && format !== 'json')
    return { encoding, format, headerLine: 0, names: headerNames(mapping.headers) }
  const header = filled.find(({ cells }) => couldBeHeader(cells, kind, mapping)) ?? filled[0]
  if (header === undefined) throw new ImportTrouble('empty', words.emptyFile)
  return { encoding, format, headerLine: header.line, names: headerNames(header.cells) }
}

/** The rows after the names, as many at once as a piece of the file has. */
export async function* dataRows(
  file: ImportFile,
  dialect: Dialect,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<TableRow[]> {
  const { headerLine, format } = dialect
  let begun = headerLine === 0 && format !== 'json'
  for await (const rows of rowsOf(file, dialect, onBytes)) {
    const data = begun ? rows : rows.filter(({ line }) => line > headerLine)
    begun ||= data.length > 0
    if (data.length > 0) yield data
  }
}

function rowsOf(
  file: ImportFile,
  { encoding, format }: Pick<Dialect, 'encoding' | 'format'>,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<TableRow[]> {
  const texts = textOf(file, encoding, onBytes)
  return format === 'json' ? jsonRows(texts) : csvRows(texts, format)
}

export const isFilled = ({ cells }: Pick<TableRow, 'cells'>): boolean => cells.some((cell) => cell.trim() !== '')

/** The mark that most lines have equally often; spreadsheets may name it in a line `sep=;`. */
function separatorOf(head: string): Separator {
  const named = /^sep=(.)\r?\n/.exec(head)?.[1]
  const lines = outsideQuotes(head)
    .split(/[\r\n]+/)
    .filter((line) => line !== '')
    .slice(0, HEADER_WITHIN_ROWS)
  const score = (mark: Separator): number => {
    const counts = lines.map((line) => line.split(mark).length - 1)
    const most = Math.max(...counts, 0)
    return most === 0 ? 0 : counts.filter((count) => count === most).length * 100 + most
  }
  const found = SEPARATORS.find((mark) => mark === named)
  return found ?? SEPARATORS.reduce((best, mark) => (score(mark) > score(best) ? mark : best))
}
