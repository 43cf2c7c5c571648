import type { Folded } from './folded.ts'
import { KIND, kindOf } from './signs.ts'

const MAX_DIGITS = 8

const kindAt = ({ codes, length }: Folded, at: number): number =>
  at < 0 || at >= length ? KIND.separator : kindOf(codes[at] as number)

/** Whether a word can begin at `at`. A number hung on a word doesn't make another word of it. */
export function leftBound(folded: Folded, at: number): boolean {
  const before = kindAt(folded, at - 1)
  if (before === KIND.letter) return false
  if (before !== KIND.digit) return true
  let from = at - 1
  while (at - from <= MAX_DIGITS && kindAt(folded, from) === KIND.digit) from -= 1
  return kindAt(folded, from) < KIND.digit
}

/** The last unit of the word that ends at `at`, a plural's s or a number included; -1 where the word goes on. */
export function rightEnd(folded: Folded, at: number): number {
  const end = pastDigits(folded, at)
  if (end !== -1) return end
  const { codes } = folded
  const isPlural = codes[at + 1] === 115 && codes[at] !== 115
  return isPlural && kindAt(folded, at + 2) < KIND.letter ? pastDigits(folded, at + 1) : -1
}

function pastDigits(folded: Folded, at: number): number {
  let end = at
  while (end - at < MAX_DIGITS && kindAt(folded, end + 1) === KIND.digit) end += 1
  return kindAt(folded, end + 1) === KIND.letter ? -1 : end
}
