import { expect, it } from 'vitest'
import { cutText, isBlank, plainReply, storableText } from './text.ts'

it('removes what PostgreSQL cannot store and nothing else', () => {
  expect(storableText('a\u0000b\ud800c 👩‍👩‍👧 \u202eש')).toBe('ab\ufffdc 👩‍👩‍👧 \u202eש')
})

it('takes direction controls out of a reply, and leaves joined emoji and right-to-left letters', () => {
  expect(plainReply(' \u202eabc\u2066 שלום 👩‍👧\u200f ')).toBe('abc שלום 👩‍👧')
})

it('never cuts a character in half', () => {
  expect(cutText('ab👍', 3)).toBe('ab')
  expect(cutText('ab👍', 4)).toBe('ab👍')
})

it('calls a text blank of which nothing can be seen, and no other', () => {
  for (const text of [
    '',
    ' \n\t',
    '\u200b\u200d\ufeff',
    '\u2060\u00ad',
    '\u3164\u115f',
    '\u2800',
    '\u202e\ufe0f',
    '\u0000',
  ])
    expect(isBlank(text), JSON.stringify(text)).toBe(true)
  for (const text of ['.', '\u200b.', '👍', '👩‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'ש', '\ufffd']) expect(isBlank(text), text).toBe(false)
})
