import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCsv } from './csv.ts'

/** Reads what RFC 4180 writes; knows nothing of formulas. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 1; at < csv.length; at += 1) {
    const [sign, next] = [csv[at], csv[at + 1]]
    if (quoted && sign === '"' && next === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') quoted = !quoted
    else if (quoted || (sign !== ',' && sign !== '\r' && sign !== '\n')) cell += sign
    else if (sign !== '\r') {
      rows.at(-1)?.push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    }
  }
  return rows.slice(0, -1)
}

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('=1+1', '+cmd|calc', '-2', '@SUM(A1)', '\t=1', ' =1', '\r=1', '"=1"', 'a,b', 'a"b', 'a\r\nb'),
)

it('comes back cell for cell, and no cell begins like a formula, however an asset is called', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(nasty, fc.integer(), fc.option(nasty)), { maxLength: 5 }), (rows) => {
      const csv = toCsv({ columns: ['name', 'n', 'more'], rows })
      const back = read(csv)
      expect(back[0]).toEqual(['name', 'n', 'more'])
      for (const [n, [name, count, more]] of rows.entries()) {
        const [first = '', second, third = ''] = back[n + 1] ?? []
        expect(second).toBe(String(count))
        for (const [cell, given] of [
          [first, name],
          [third, more ?? ''],
        ] as const) {
          expect([given, `'${given}`]).toContain(cell)
          expect(cell).not.toMatch(/^\s*[=+\-@|%]/)
        }
      }
    }),
    { numRuns: 300 },
  )
})
