import { expect, it } from 'vitest'
import { cutText, plainReply, storableText } from './text.ts'

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
