import type { Folded } from './folded.ts'
import type { Phrase } from './phrase.ts'
import { GAP, seen } from './seen.ts'
import { KIND, kindOf } from './signs.ts'

interface Layout {
  /** Places inside words where something stands between two letters. */
  gaps: number
  /** Places inside words where two different letters stand side by side. */
  joined: number
  worst: number
  uniform: boolean
  /** Whether all words of the phrase are apart. */
  wordsApart: boolean
  /** Whether each stretch between two gaps inside words has a letter of its own, and one that a digit or sign stands for. */
  disguised: boolean
}

interface Part {
  letters: number
  disguises: number
}

/** Whether what stands between the letters of `seen` is a disguise, and not the bounds of innocent words. */
export function layoutAllows(phrase: Phrase): boolean {
  const { gaps, joined, worst, uniform, wordsApart, disguised } = layoutOf(phrase)
  if (!wordsApart) return false
  if (gaps === 0) return true
  const { letters } = phrase
  const spelledOut = joined === 0
  if (worst === GAP.apostrophe) return spelledOut && uniform && letters >= 5
  if (spelledOut) return letters >= 3 && (uniform || letters >= 5)
  if (gaps === 1 && worst === GAP.lineBreak) return letters >= 3
  if (worst <= GAP.joint) return letters >= 5 || worst === GAP.sign
  // Parts of a word with spaces between: "p ay pa l", but not "as set s"; and two parts that are both written in digits and
  // signs, "m00n b3am": of innocent words at most one is.
  return letters >= 5 && ((gaps >= 2 && gaps >= joined) || (gaps === 1 && worst === GAP.space && disguised))
}

function layoutOf({ runs }: Phrase): Layout {
  const layout: Layout = { gaps: 0, joined: 0, worst: GAP.none, uniform: true, wordsApart: true, disguised: true }
  const first = { gap: GAP.none }
  let at = 0
  let wordBegins = true
  const part: Part = { letters: 0, disguises: 0 }
  for (const [index, run] of runs.entries()) {
    const end = at + (seen.taken[index] as number)
    for (let letter = at; letter < end; letter += 1) {
      if (letter > 0 && seen.gaps[letter] !== GAP.none) endPart(layout, part)
      countLetter(part, seen.codes[letter] as number)
    }
    if (wordBegins) {
      layout.wordsApart &&= at === 0 || seen.gaps[at] !== GAP.none
      at += 1
    } else if (seen.gaps[at] === GAP.none) layout.joined += 1
    for (; at < end; at += 1) addGap(layout, first, seen.gaps[at] as number)
    wordBegins = run.endsWord
  }
  endPart(layout, part)
  return layout
}

const AT = '@'.charCodeAt(0)
const DOLLAR = '$'.charCodeAt(0)

/** Other signs stand between innocent words too: "hi! there". */
function countLetter(part: Part, code: number): void {
  const kind = kindOf(code)
  if (kind === KIND.digit || code === AT || code === DOLLAR) part.disguises += 1
  else if (kind >= KIND.letter) part.letters += 1
}

function endPart(layout: Layout, part: Part): void {
  layout.disguised &&= part.letters > 0 && part.disguises > 0
  part.letters = 0
  part.disguises = 0
}

function addGap(layout: Layout, first: { gap: number }, gap: number): void {
  if (gap === GAP.none) return
  layout.gaps += 1
  layout.worst = Math.max(layout.worst, gap)
  if (first.gap === GAP.none) first.gap = gap
  layout.uniform &&= first.gap === gap
}

/** A short word that is spelled out may not be a part of a longer one that is: "b a s s". */
export function isSetApart(folded: Folded, from: number, to: number): boolean {
  if (seen.gaps.subarray(1, seen.count).every((gap) => gap === GAP.none)) return true
  return !isSingleAt(folded, from, -1) && !isSingleAt(folded, to, 1)
}

/** Whether behind the next gap stands a single letter. */
function isSingleAt({ codes, length }: Folded, edge: number, step: 1 | -1): boolean {
  const kindAt = (at: number): number => (at < 0 || at >= length ? KIND.separator : kindOf(codes[at] as number))
  let at = edge + step
  while (at >= 0 && at < length && Math.abs(at - edge) <= 4 && kindAt(at) < KIND.digit) at += step
  return at !== edge + step && kindAt(at) >= KIND.letter && kindAt(at + step) < KIND.digit
}
