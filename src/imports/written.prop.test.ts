import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectFile } from './decode.ts'
import { fileOf } from './fixtures.ts'
import { type Kind, Mapping, type MappingInput } from './mapping.ts'
import { Tally } from './outcome.ts'
import { type AnyRow, readFile } from './read-file.ts'
import type { Placed } from './request.ts'
import { surveyFile } from './survey.ts'
import { style, transactions, transactionsFile, written } from './written.fixtures.ts'

const NOW = new Date('2026-11-21T00:00:00Z')

/** Reads a file as an import does, up to the database. */
async function readAll(bytes: Buffer, kind: Kind, mapping: MappingInput, pieceBytes = 65_536) {
  const file = fileOf(bytes, pieceBytes)
  const { encoding } = await inspectFile(file)
  const options = { kind, mapping: Mapping.parse(mapping), zone: 'UTC', currency: 'USD', now: NOW }
  const survey = await surveyFile(file, encoding, options)
  const tally = new Tally()
  const rows: AnyRow[] = []
  await readFile(
    { file, survey, kind, onBytes: () => {} } as unknown as Placed,
    tally,
    async (more) => void rows.push(...more),
  )
  return { rows, tally }
}

describe('a table', () => {
  it('is read as it was meant, however it is written: encoding, separator, line ends, numbers, dates, quotes', async () => {
    await fc.assert(
      fc.asyncProperty(transactions, style, fc.integer({ min: 1, max: 300 }), async (meant, how, pieceBytes) => {
        const dates = how.dates === 'mdy' ? 'mdy' : 'dmy'
        const { rows, tally } = await readAll(transactionsFile(meant, how), 'transactions', { dates }, pieceBytes)
        expect(tally.problems).toEqual([])
        expect(rows).toEqual(meant)
      }),
      { numRuns: 400 },
    )
  })

  it('keeps every other row whole, whatever stands in one of its cells', async () => {
    const plain = { encoding: 'utf-8', separator: ',', newline: '\r\n', quotes: 'needed' } as const
    const hostile = fc.oneof(
      fc.constantFrom(
        ...[
          '=HYPERLINK("http://x")',
          '+cmd|calc',
          '@SUM(A1)',
          '-1+1',
          '\u0000',
          'a\u0000b',
          '<script>alert(1)</script>',
        ],
        ...[
          '<p>&lt;b&gt;</p>',
          '"',
          '""',
          '"\n"',
          '\r\n\r\n',
          'Total',
          '__proto__',
          '\u202e',
          '\ufeff',
          '%s%n',
          "'; DROP TABLE fans",
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.constant('x'.repeat(100_000)),
    )
    const good = (n: number) => [`fan-${n}`, '2026-11-01T00:00:00Z', 'received', `text ${n}`, `m${n}`, 'Ann']
    await fc.assert(
      fc.asyncProperty(fc.nat(5), fc.nat(5), hostile, async (place, column, cell) => {
        const table = [1, 2, 3, 4, 5, 6].map(good)
        const row = table[place]
        if (row) row[column] = cell
        const head = ['user_id', 'created_at', 'direction', 'text', 'id', 'display_name']
        const bytes = written([head, ...table], plain)
        const { rows, tally } = await readAll(bytes, 'messages', { encoding: 'utf-8' })
        const others = [1, 2, 3, 4, 5, 6].filter((n) => n !== place + 1)
        const fine = rows.filter(
          (read) =>
            'id' in read && read.id !== null && others.includes(Number(read.id.slice(1))) && read.id.length === 2,
        )
        expect(fine.filter((read) => 'text' in read && read.text.startsWith('text'))).toEqual(
          expect.arrayContaining(
            others.map((n) => expect.objectContaining({ fan: `fan-${n}`, id: `m${n}`, text: `text ${n}` })),
          ),
        )
        expect(rows.length + tally.problems.length).toBe(6)
        for (const read of rows) expect(JSON.stringify(read)).not.toMatch(/\\u0000/)
        for (const problem of tally.problems) expect(problem.line).toBeGreaterThan(1)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a line', () => {
  it('is named as an editor counts it, quoted line breaks included', async () => {
    const file = 'user_id,created_at,amount,type,name\r\n\r\nu1,2026-11-01,1,tip,"a\r\nb"\r\nu2,2026-11-01,no,tip,x\r\n'
    const { tally } = await readAll(Buffer.from(file), 'transactions', {})
    expect(tally.problems).toMatchObject([{ line: 5, column: 'amount', cell: 'no' }])
  })
})
