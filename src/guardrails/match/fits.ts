import type { Folded } from './folded.ts'
import { isSetApart, layoutAllows } from './layout.ts'
import type { Phrase, Run } from './phrase.ts'
import { GAP, seen } from './seen.ts'
import { KIND, kindOf, READ_AS } from './signs.ts'

const MAX_LETTERS = 300
const MAX_GAP = 4
/** More of one letter in a row is no other word. */
const MAX_RUN = 6
const BUDGET = 400

/** Whether the units from `from` to `to` spell the phrase, in a disguise that is none of an innocent word. */
export function fits(folded: Folded, phrase: Phrase, from: number, to: number, signsSeparate: boolean): boolean {
  if (!read(folded, from, to, signsSeparate)) return false
  budget = BUDGET
  if (!spells(phrase.runs, 0, 0)) return false
  return (
    isReal(phrase) &&
    isStretched(phrase) &&
    layoutAllows(phrase) &&
    (phrase.letters >= 5 || isSetApart(folded, from, to))
  )
}

let budget = 0

/** Takes the letters out of the text; false where too much stands between two of them. */
function read({ codes }: Folded, from: number, to: number, signsSeparate: boolean): boolean {
  seen.count = 0
  let gap = GAP.none
  let gapLength = 0
  let run = 0
  for (let at = from; at <= to; at += 1) {
    const code = codes[at] as number
    const kind = kindOf(code)
    if (kind < KIND.digit || (signsSeparate && kind === KIND.sign)) {
      gap = Math.max(gap, gapOf(code, kind))
      gapLength += 1
      if (gapLength > MAX_GAP) return false
      continue
    }
    run = gapLength === 0 && seen.codes[seen.count - 1] === code ? run + 1 : 1
    if (run <= MAX_RUN && !take(code, gap)) return false
    gap = GAP.none
    gapLength = 0
  }
  return true
}

function take(code: number, gap: number): boolean {
  if (seen.count >= MAX_LETTERS) return false
  seen.codes[seen.count] = code
  seen.gaps[seen.count] = gap
  seen.count += 1
  return true
}

function gapOf(code: number, kind: number): number {
  if (kind === KIND.space) return GAP.space
  if (kind === KIND.lineBreak) return GAP.lineBreak
  if (kind === KIND.apostrophe) return GAP.apostrophe
  // . - / , : ; – — join words of ordinary text as well.
  return code === 46 ||
    code === 45 ||
    code === 47 ||
    code === 44 ||
    code === 58 ||
    code === 59 ||
    code === 0x2013 ||
    code === 0x2014
    ? GAP.joint
    : GAP.sign
}

export function accepts({ code, bit }: Run, seenCode: number): boolean {
  return code === seenCode || (bit & (READ_AS[seenCode] as number)) !== 0
}

/** Gives each run of the phrase its letters from `at` on: the most, and fewer only where the next run could begin with them. */
function spells(runs: readonly Run[], index: number, at: number): boolean {
  const run = runs[index]
  if (run === undefined) return at === seen.count
  budget -= 1
  if (budget < 0) return false
  const next = runs[index + 1]
  let most = 0
  while (at + most < seen.count && accepts(run, seen.codes[at + most] as number)) most += 1
  for (let take = most; take >= run.count; take -= 1) {
    seen.taken[index] = take
    if (spells(runs, index + 1, at + take)) return true
    if (next === undefined || !accepts(next, seen.codes[at + take - 1] as number)) return false
  }
  return false
}

/** A word needs a letter of its own: 455 is a number. Signs alone are one: "@$$". */
function isReal({ runs }: Phrase): boolean {
  let at = 0
  let letters = 0
  let digits = 0
  runs.forEach((run, index) => {
    for (let n = seen.taken[index] as number; n > 0; n -= 1) {
      const kind = kindOf(seen.codes[at] as number)
      if (kind >= KIND.letter || run.bit === 0) letters += 1
      else if (kind === KIND.digit) digits += 1
      at += 1
    }
  })
  return letters > 0 || (digits === 0 && at >= 3)
}

/** Three of a letter are a stretched one; two are another letter, unless the whole word is doubled, or it is long. */
function isStretched({ runs, letters }: Phrase): boolean {
  let doubled = 0
  let doubledTo2 = 0
  for (const [index, run] of runs.entries()) {
    const taken = seen.taken[index] as number
    if (taken === run.count) continue
    const isDouble = taken === run.count * 2
    if (isNumber(run) || (taken < 3 && !isDouble)) return false
    if (isDouble) doubled += 1
    if (taken === 2) doubledTo2 += 1
  }
  if (doubled === runs.length || doubledTo2 === 0) return true
  return letters >= 8 || (doubledTo2 >= 2 && letters >= 5)
}

const isNumber = ({ bit, code }: Run): boolean => bit === 0 && kindOf(code) === KIND.digit
