import fc from 'fast-check'
import { expect, it } from 'vitest'
import { editShare } from './edit-share.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })

it('is 0 for the same text and 1 for a wholly other one', () => {
  fc.assert(
    fc.property(text, (a) => {
      expect(editShare(a, a)).toBe(0)
    }),
  )
  expect([editShare('', 'abc'), editShare('abc', ''), editShare('abc', 'xyz'), editShare('', '')]).toEqual([1, 1, 1, 0])
})

it('is a distance: between 0 and 1, the same both ways, 0 for the same alone', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const share = editShare(a, b)
      expect(share).toBe(editShare(b, a))
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
      expect(share === 0).toBe(a === b)
    }),
  )
})

/** By its definition, without any shortcut. */
function plainly(a: readonly string[], b: readonly string[]): number {
  let before = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (const [i, char] of a.entries()) {
    const row = [i + 1]
    for (const [j, other] of b.entries())
      row.push(Math.min((before[j] ?? 0) + (char === other ? 0 : 1), (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    before = row
  }
  return before.at(-1) ?? 0
}

it('is the distance by its definition, also of texts that begin and end alike', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', '😊', 'é'), maxLength: 12 })
  fc.assert(
    fc.property(few, few, few, few, (head, x, y, tail) => {
      const [a, b] = [head + x + tail, head + y + tail]
      const longest = Math.max([...a].length, [...b].length)
      expect(editShare(a, b)).toBe(longest === 0 ? 0 : plainly([...a], [...b]) / longest)
    }),
    { numRuns: 500 },
  )
})

it('counts whole characters: one emoji more is one change', () => {
  expect(editShare('hey you', 'hey you😊')).toBe(1 / 8)
  expect(editShare('kitten', 'sitting')).toBe(3 / 7)
})

it('takes n changed characters of n for a share of at most n', () => {
  fc.assert(
    fc.property(text, fc.nat(39), (a, n) => {
      const chars = [...a]
      fc.pre(chars.length > 0)
      const at = n % chars.length
      const changed = [...chars.slice(0, at), '§', ...chars.slice(at + 1)].join('')
      expect(editShare(a, changed)).toBeLessThanOrEqual(1 / chars.length + 1e-9)
    }),
  )
})

it('ends in time for the longest texts', () => {
  expect(editShare('a'.repeat(200_000), 'b'.repeat(200_000))).toBe(1)
})
