import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMatcher } from './matcher.ts'

const WORDS = [
  'paypal',
  'whatsapp',
  'cocaine',
  'minderjährig',
  'mineure',
  'cobertura',
  'sangre',
  'underage',
  'ricatto',
  'telegram',
  'criança',
]
const matcher = createMatcher(WORDS)

const LEET: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }
const LOOK_ALIKE: Record<string, string> = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', i: 'і', s: 'ѕ' }
const letters = (text: string, change: (letter: string, index: number) => string): string =>
  [...text.normalize('NFC')].map(change).join('')

/** Disguises of the letters themselves, and of what stands between them; one of each kind at most. */
const OF_LETTERS: ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => letters(word, (letter, index) => (index % 2 ? letter.toUpperCase() : letter)),
  (word) => letters(word, (letter, index) => (index === 0 ? letter : (LEET[letter] ?? letter))),
  (word) => letters(word, (letter) => LOOK_ALIKE[letter] ?? letter),
  (word) =>
    letters(word, (letter) => (/[a-z]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter)),
  (word) =>
    letters(word, (letter) =>
      /[a-z]/.test(letter) ? String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97) : letter,
    ),
]
const OF_MARKS: ((word: string) => string)[] = [
  (word) => word,
  (word) => [...word].join('\u200b'),
  (word) => [...word].map((letter) => `${letter}\u0336`).join(''),
  (word) => [...word].map((letter) => `${letter}\ufe0f`).join(''),
]
const OF_SPACING: ((word: string) => string)[] = [
  (word) => word,
  ...[' ', '.', '-', '_', '/', '💦', '\u00a0', '. ', '  '].map(
    (between) => (word: string) => splitVisible(word).join(between),
  ),
]
const OF_LENGTH: ((word: string) => string)[] = [
  (word) => word,
  (word) => letters(word, (letter) => (/[aeiou]/.test(letter) ? letter.repeat(3) : letter)),
  (word) => letters(word, (letter) => letter.repeat(2)),
]

/** Letters with the marks and invisible characters that belong to them. */
const splitVisible = (word: string): string[] => word.match(/.[\u0300-\u036f\ufe0f\u200b]*/gu) ?? []

const disguised = fc
  .tuple(
    fc.constantFrom(...WORDS),
    fc.constantFrom(...OF_LENGTH),
    fc.constantFrom(...OF_LETTERS),
    fc.constantFrom(...OF_MARKS),
    fc.constantFrom(...OF_SPACING),
  )
  .map(([word, length, letter, mark, spacing]) => ({ word, text: spacing(mark(letter(length(word)))) }))

describe('the matcher, whatever it is given', () => {
  it('property disguise: a word under any combination of disguises is found, with a span that covers it', () => {
    fc.assert(
      fc.property(
        disguised,
        fc.constantFrom('', 'hey babe, ', '"', 'so (', '😀 '),
        fc.constantFrom('', '!!', ', ok?', ' 😀'),
        ({ word, text }, before, after) => {
          const whole = before + text + after
          const hit = matcher.find(whole).find(({ index }) => WORDS[index] === word)
          expect(hit, whole).toBeDefined()
          expect(hit?.start).toBeLessThanOrEqual(before.length)
          expect(hit?.end).toBeGreaterThanOrEqual(
            before.length + text.trimEnd().replace(/[\u0300-\u036f\ufe0f\u200b]+$/u, '').length,
          )
        },
      ),
      { numRuns: 600 },
    )
  })

  it('property places: it never throws, and every span lies within the text', () => {
    const list = fc.array(fc.string({ unit: 'binary', maxLength: 6 }), { maxLength: 5 })
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'ab i1!l*.\n\u0301😀'), maxLength: 60 }),
    )
    fc.assert(
      fc.property(list, text, (entries, read) => {
        for (const { start, end, index } of createMatcher([...entries, 'ab', 'ill']).find(read)) {
          expect(index).toBeLessThan(entries.length + 2)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(read.length)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('property innocent: words that hold a listed one are never found, however they are put together', () => {
    const innocent = fc.constantFrom(
      'class',
      'Essex',
      'analysis',
      'document',
      'title',
      'therapist',
      'drape',
      'fourteen',
      'cockpit',
      'grass',
      'something',
      'Scunthorpe',
      'was',
      'sets',
      'on',
    )
    const list = createMatcher(['ass', 'sex', 'anal', 'cum', 'tit', 'rape', 'teen', 'cock', 'meth', 'cunt'])
    fc.assert(
      fc.property(
        fc.array(innocent, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(' ', ', ', '. ', '\n', ' - '),
        (words, between) => {
          expect(list.find(words.join(between))).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })
})
