import { foldCharacter } from '../fold.ts'
import { I_OR_L, STARS } from './signs.ts'

/**
 * A text as the matcher reads it: one code per visible character, and for each the place in the original it stands for. The arrays are
 * longer than the text and are used again for the next one.
 */
export interface Folded {
  length: number
  /** Whether any sign is in it that may pass for a letter, and any that may stand in a letter's place. */
  hasSigns: boolean
  hasStars: boolean
  codes: Uint16Array
  /** So many units at the beginning are one character of the original each; `starts` and `ends` hold the places of the others. */
  inStep: number
  starts: Int32Array
  ends: Int32Array
}

/** Not looked at yet, and not exactly one unit. */
const UNKNOWN = 0
const OTHER = 0xffff
const single = new Uint16Array(65_536)
const SIGN = 1
const STAR = 2
const MARKS = new Uint8Array(65_536)
for (const sign of '!|@$€¢£¥§+(') MARKS[sign.charCodeAt(0)] = SIGN
for (const star of STARS) MARKS[star] = STAR
const several = new Map<string, readonly number[]>()

/** Folds `original` into `into`. Never throws; lone surrogates are signs like any other. */
export function foldInto(original: string, into: Folded): void {
  makeRoom(into, original.length * 4 + 16)
  const { codes, starts, ends } = into
  const { length } = original
  let marks = 0
  let at = 0
  for (; at < length; at += 1) {
    const code = codeAt(original, at)
    if (code === OTHER) break
    marks |= MARKS[code] as number
    codes[at] = code
  }
  into.length = at
  into.inStep = at
  if (at > 0) {
    starts[at - 1] = at - 1
    ends[at - 1] = at
  }
  if (at < length) marks |= foldRest(original, into)
  into.hasSigns = (marks & SIGN) !== 0
  into.hasStars = (marks & STAR) !== 0
}

/** The one unit that the code unit at `at` folds to, or `OTHER`. */
function codeAt(original: string, at: number): number {
  const unit = original.charCodeAt(at)
  const known = single[unit] as number
  const code = known === UNKNOWN ? learn(unit) : known
  // A capital I in the middle of small letters may be an l.
  return unit === 73 && isSmall(original.charCodeAt(at - 1)) ? I_OR_L : code
}

/** Folds from the first character on that isn't one unit in both texts, keeping the places. */
function foldRest(original: string, into: Folded): number {
  const { codes, starts, ends } = into
  let marks = 0
  let length = into.inStep
  const put = (code: number, start: number, end: number): void => {
    marks |= MARKS[code] as number
    codes[length] = code
    starts[length] = start
    ends[length] = end
    length += 1
  }
  let at = length
  while (at < original.length) {
    const code = codeAt(original, at)
    const end = at + (code === OTHER && isPair(original, at) ? 2 : 1)
    if (code !== OTHER) put(code, at, end)
    else {
      const folded = foldSeveral(original.slice(at, end))
      // What can't be seen belongs to the character before it.
      if (folded.length === 0 && length > 0) ends[length - 1] = end
      for (const part of folded) put(part, at, end)
    }
    at = end
  }
  into.length = length
  return marks
}

/** Where in the original the unit stands for something starts. */
export const startOf = ({ inStep, starts }: Folded, at: number): number => (at < inStep ? at : (starts[at] as number))

/** Where in the original the last of what the unit stands for ends. */
export const endOf = ({ inStep, ends }: Folded, at: number): number => (at < inStep - 1 ? at + 1 : (ends[at] as number))

export function emptyFolded(): Folded {
  return {
    length: 0,
    hasSigns: false,
    hasStars: false,
    inStep: 0,
    codes: new Uint16Array(0),
    starts: new Int32Array(0),
    ends: new Int32Array(0),
  }
}

function makeRoom(into: Folded, length: number): void {
  if (into.codes.length >= length) return
  into.codes = new Uint16Array(length)
  into.starts = new Int32Array(length)
  into.ends = new Int32Array(length)
}

const isSmall = (code: number): boolean => code >= 97 && code <= 122

function isPair(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (next & 0xfc00) === 0xdc00
}

function learn(unit: number): number {
  const isSurrogate = (unit & 0xf800) === 0xd800
  const folded = isSurrogate ? [] : codesOf(String.fromCharCode(unit))
  const code = folded.length === 1 ? (folded[0] as number) : OTHER
  single[unit] = code
  return code
}

function foldSeveral(character: string): readonly number[] {
  const known = several.get(character)
  if (known) return known
  const folded = codesOf(character)
  // The table holds what was seen, not what could be: a hostile text can't fill it.
  if (several.size < 20_000) several.set(character, folded)
  return folded
}

function codesOf(character: string): number[] {
  if (/[\n\r\u2028\u2029]/.test(character)) return [10]
  const text = foldCharacter(character).join('').slice(0, 4)
  const isLatin = /\p{sc=Latin}/u.test(character.normalize('NFKD').charAt(0))
  if ((text === 'i' || text === 'l') && !isLatin) return [I_OR_L]
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}
