import type { OpenCopy } from './copy.ts'
import type { Cell, Sql, Staging, StagingTable } from './sql.ts'

/** A statement has ten seconds: so many rows are in long before. */
const ROWS_A_COPY = 50_000
const WRITE_CHARACTERS = 64 * 1024

/** `Transaction.stage` over its statements and its COPY. */
export async function openStaging(
  sql: Sql,
  copyInto: (statement: string) => OpenCopy,
  { name, columns }: StagingTable,
): Promise<Staging> {
  const named = Object.entries(columns)
  const defined = named.map(([column, type]) => `${column} ${type}`).join(', ')
  await sql.query(`CREATE TEMP TABLE ${name} (row int4, ${defined}) ON COMMIT DROP`)
  const statement = `COPY ${name} FROM STDIN`
  let copy: OpenCopy | null = null
  let text = ''
  let rows = 0

  async function flush(last: boolean): Promise<void> {
    copy ??= copyInto(statement)
    const lines = text
    text = ''
    await copy.write(lines)
    if (!last) return
    await copy.end()
    copy = null
  }

  return {
    add(cells) {
      text += String(rows)
      for (let n = 0; n < cells.length; n += 1) text += `\t${written(cells[n] ?? null)}`
      text += '\n'
      rows += 1
      const last = rows % ROWS_A_COPY === 0
      return last || text.length >= WRITE_CHARACTERS ? flush(last) : undefined
    },
    async end() {
      if (text !== '' || copy !== null) await flush(true)
      // Nobody analyses a temporary table by itself, and a plan for an unknown one is a bad plan.
      await sql.query(`ANALYZE ${name}`)
      return rows
    },
  }
}

const SPECIAL = /[\\\n\r\t]/
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function written(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'number') return String(cell)
  return SPECIAL.test(cell) ? cell.replace(/[\\\n\r\t]/g, (character) => ESCAPED[character] ?? '') : cell
}
