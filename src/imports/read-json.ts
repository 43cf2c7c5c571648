import type { TableRow } from './read-csv.ts'
import { ImportTrouble } from './trouble.ts'
import { words } from './words.ts'

/** JSON is read whole: so much of it fits into memory beside everything else. */
const JSON_CHARACTERS_MAX = 128 * 1024 * 1024
const DEPTH_MAX = 4

/** Whether a file begins as JSON does. */
export const looksLikeJson = (head: string): boolean => /^\s*[[{]/.test(head)

/**
 * The records of a JSON file: an array, an object with one array in it, or one object a line. Objects in records become
 * columns such as `fan.id`. The first row is the names of all columns.
 */
export async function* jsonRows(texts: AsyncIterable<string>): AsyncGenerator<TableRow[]> {
  let text = ''
  for await (const piece of texts) {
    text += piece
    if (text.length > JSON_CHARACTERS_MAX) throw new ImportTrouble('too-large', words.jsonTooLarge(JSON_CHARACTERS_MAX))
  }
  const records = recordsOf(text).map(flat)
  const columns = [...new Set(records.flatMap((record) => [...record.keys()]))]
  yield [{ line: 0, cells: columns }]
  yield records.map((record, n) => ({ line: n + 1, cells: columns.map((column) => record.get(column) ?? '') }))
}

function recordsOf(text: string): unknown[] {
  try {
    const whole: unknown = JSON.parse(text)
    if (Array.isArray(whole)) return whole
    const lists = Object.values(whole as object).filter(Array.isArray)
    if (lists.length === 1) return lists[0] as unknown[]
    return [whole]
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return lines.map((line, n) => {
      try {
        return JSON.parse(line) as unknown
      } catch {
        throw new ImportTrouble('not-json', words.notJson(n + 1))
      }
    })
  }
}

function flat(record: unknown): Map<string, string> {
  const cells = new Map<string, string>()
  flatten(record, '', 0, cells)
  return cells
}

function flatten(value: unknown, name: string, depth: number, cells: Map<string, string>): void {
  if (value === null || value === undefined) return
  if (typeof value !== 'object') cells.set(name, String(value))
  else if (Array.isArray(value)) cells.set(name, value.filter((item) => typeof item !== 'object').join(';'))
  else if (depth < DEPTH_MAX) {
    const inside = name === '' ? '' : `${name}.`
    for (const [key, inner] of Object.entries(value)) flatten(inner, inside + key, depth + 1, cells)
  }
}
