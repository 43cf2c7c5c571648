import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstLetters, letterPair } from './first-letters.ts'

const letter = fc.constantFrom('a', 'b', '1', ' ', 'ß', '€')
const part: fc.Memo<string> = fc.memo((depth) => {
  const leaf = fc.oneof(
    letter,
    fc.constantFrom('\\d', '[ab]', '[^a]', '[a-c1]', '[^\\d]', '[\\u00df-\\u00ff]', '[ -]', '.', '\\.', '[.)|]'),
  )
  if (depth <= 1) return leaf
  const inner = fc.array(part(depth - 1), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))
  const group = fc
    .tuple(fc.constantFrom('(?:', '(', '(?=', '(?!', '(?<!'), fc.array(inner, { minLength: 1, maxLength: 3 }))
    .map(([open, all]) => `${open}${all.join('|')})`)
  const several = fc
    .tuple(
      fc.oneof(
        leaf,
        group.filter((text) => /^\((?:\?:|[^?])/.test(text)),
      ),
      fc.constantFrom('?', '*', '+', '{2}', '{0,3}', '{1,2}', '+?'),
    )
    .map(([text, sign]) => text + sign)
  return fc.oneof(leaf, group, several)
})
const source = fc.array(part(3), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
const text = fc
  .array(fc.oneof(letter, fc.constantFrom('c', '.', '2', '-')), { maxLength: 12 })
  .map((all) => all.join(''))

it('property: wherever an expression matches something, the table has the two letters there', () => {
  fc.assert(
    fc.property(source, text, (written, said) => {
      const expression = new RegExp(written, 'y')
      const table = firstLetters(written)
      for (let at = 0; at < said.length; at += 1) {
        expression.lastIndex = at
        const matched = expression.exec(said)?.[0] ?? ''
        if (matched !== '') expect(table[letterPair(said, at)], `${written} at ${at} of “${said}”`).toBe(1)
      }
    }),
    { numRuns: 300 },
  )
})

it('names few pairs for a word, and reads nothing that it does not know', () => {
  const table = firstLetters('(?<![a-z])(?:paypal|ven ?mo)(?![a-z])')
  expect(table.reduce((sum, one) => sum + one, 0)).toBe(2)
  expect(table[letterPair('ve', 0)]).toBe(1)
  expect(() => firstLetters('a)')).toThrow(SyntaxError)
})
