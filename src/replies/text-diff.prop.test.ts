import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textDiff } from './text-diff.ts'

const word = fc.stringMatching(/^[a-z]{1,3}$/)
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '))
const without = (diff: string, mark: string) => diff.replaceAll(new RegExp(`\\[${mark} [^\\]]* ${mark}\\] ?`, 'g'), '')
const unmarked = (diff: string) => diff.replaceAll(/\[[–+] | [–+]\]/g, '').trim()

it('holds both texts whole: without what came in it is the draft, without what went out the approved one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = textDiff(before, after)
      expect(unmarked(without(diff, '\\+'))).toBe(before)
      expect(unmarked(without(diff, '–'))).toBe(after)
    }),
    { numRuns: 200 },
  )
})

it('reads like a sentence, marks nothing where nothing was changed, and cuts no long text', () => {
  expect(textDiff('Hey Marcus, welcome home.', 'Hey you, welcome home.')).toBe(
    'Hey [– Marcus, –] [+ you, +] welcome home.',
  )
  expect(textDiff('same words', 'same words')).toBe('same words')
  const long = Array.from({ length: 700 }, (_, n) => `w${n}`).join(' ')
  expect(textDiff('', long)).toContain('w699')
})
