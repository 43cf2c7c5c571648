import { accepts } from './fits.ts'
import type { Folded } from './folded.ts'
import type { Phrase, Run } from './phrase.ts'
import { KIND, kindOf, STARS } from './signs.ts'
import { leftBound, rightEnd } from './word-bounds.ts'

const STAR = '*'.charCodeAt(0)
const VOWELS = [...'aeiou'].reduce((mask, vowel) => mask | (1 << (vowel.charCodeAt(0) - 97)), 0)
/** Starts that are tried before a star, so that phrases of some words are found as well. */
const MAX_WORDS = 4
/** More signs in a row are a line, not a word. */
const MAX_STARS = 8

type Add = (phrase: Pick<Phrase, 'index' | 'form'>, from: number, to: number) => void

/** Finds phrases in which signs stand for vowels ("p*ypal"), or two signs and more for any letters ("f**k"). */
export function starredIn(phrases: readonly Phrase[]) {
  const byFirst = new Map<number, Phrase[]>()
  for (const phrase of phrases) {
    const code = phrase.runs[0]?.code ?? 0
    byFirst.set(code, [...(byFirst.get(code) ?? []), phrase])
  }
  return (folded: Folded, add: Add): void => {
    if (!folded.hasStars) return
    markStars(folded)
    const starts = new Set<number>()
    for (let at = 0; at < folded.length; at += 1) for (const from of startsBefore(folded, at)) starts.add(from)
    for (const from of starts) for (const phrase of candidates(byFirst, folded, from)) tryAt(folded, phrase, from, add)
  }
}

function* candidates(byFirst: ReadonlyMap<number, Phrase[]>, folded: Folded, from: number): Generator<Phrase> {
  for (const phrases of isStar(folded, from) ? byFirst.values() : firstOf(byFirst, folded, from)) yield* phrases
}

function* firstOf(byFirst: ReadonlyMap<number, Phrase[]>, { codes }: Folded, at: number): Generator<Phrase[]> {
  for (const phrases of byFirst.values()) {
    const run = phrases[0]?.runs[0]
    if (run && accepts(run, codes[at] as number)) yield phrases
  }
}

/** For each unit of the text at hand whether it is such a sign: asked often, so found out once. */
let stars = new Uint8Array(0)

function markStars(folded: Folded): void {
  const { codes, length } = folded
  if (stars.length < length) stars = new Uint8Array(length * 2)
  const only = codes.indexOf(STAR)
  const lone = only === codes.subarray(0, length).lastIndexOf(STAR) ? only : -1
  for (let at = 0; at < length; at += 1) stars[at] = STARS.has(codes[at] as number) && isMask(folded, at, lone) ? 1 : 0
}

const isStar = ({ length }: Folded, at: number): boolean => at >= 0 && at < length && stars[at] === 1

/** A sign that touches a letter, other than the pair of signs around emphasised words; `lone` is where the text's only star is. */
function isMask({ codes, length }: Folded, at: number, lone: number): boolean {
  const touches = (from: number, step: 1 | -1): boolean => {
    let by = from + step
    while (Math.abs(by - from) < MAX_STARS && STARS.has(codes[by] as number)) by += step
    return by >= 0 && by < length && kindOf(codes[by] as number) >= KIND.digit
  }
  const before = touches(at, -1)
  const after = touches(at, 1)
  return (before && after) || ((before || after) && at === lone)
}

/** Where words begin up to the star at `star`, the nearest first; nowhere where none is. */
function startsBefore(folded: Folded, star: number): number[] {
  if (!isStar(folded, star)) return []
  const starts: number[] = []
  for (let at = star; at >= 0 && star - at < 120 && starts.length < MAX_WORDS; at -= 1) {
    const kind = at === 0 ? KIND.space : kindOf(folded.codes[at - 1] as number)
    if (kind < KIND.digit && !(at > 0 && isStar(folded, at - 1)) && leftBound(folded, at)) starts.push(at)
  }
  return starts
}

function tryAt(folded: Folded, phrase: Phrase, from: number, add: Add): void {
  let at = from
  let masked = 0
  for (const run of phrase.runs) {
    const read = starsIn(folded, run, at)
    if (read === -1) return
    masked += read
    at += run.count
    if (run.endsWord && run !== phrase.runs.at(-1)) at = pastGap(folded, at)
  }
  const end = rightEnd(folded, at - 1)
  const goesOn = at < folded.length && STARS.has(folded.codes[at] as number)
  if (masked > 0 && phrase.letters - masked >= 2 && end !== -1 && !goesOn) add(phrase, from, end)
}

/** In how many places of a run a sign stands for its letter; -1 where something else stands there. */
function starsIn(folded: Folded, run: Run, from: number): number {
  let masked = 0
  for (let at = from; at < from + run.count; at += 1) {
    if (at >= folded.length) return -1
    if (accepts(run, folded.codes[at] as number)) continue
    if (!standsFor(folded, at, run)) return -1
    masked += 1
  }
  return masked
}

/** One sign is a vowel, several in a row are any letters. */
function standsFor(folded: Folded, at: number, { bit }: Run): boolean {
  if (!isStar(folded, at)) return false
  return (
    (bit & VOWELS) !== 0 ||
    (folded.codes[at] === STAR && (folded.codes[at + 1] === STAR || folded.codes[at - 1] === STAR))
  )
}

function pastGap({ codes, length }: Folded, at: number): number {
  let to = at
  while (to < length && to - at < 4 && kindOf(codes[to] as number) < KIND.digit) to += 1
  return to === at ? length : to
}
