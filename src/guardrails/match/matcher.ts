import { type Automaton, buildAutomaton, SKIP, STRANGE } from './automaton.ts'
import { fits } from './fits.ts'
import { emptyFolded, endOf, type Folded, foldInto, startOf } from './folded.ts'
import { IDIOMS } from './idioms.ts'
import { literals } from './literals.ts'
import { type Phrase, phrasesOf } from './phrase.ts'
import { KIND, kindOf } from './signs.ts'
import { starredIn } from './starred.ts'
import { leftBound, rightEnd } from './word-bounds.ts'

/** Where an entry of the list stands in a text. */
export interface Hit {
  /** Which entry of the list. */
  index: number
  /** Place in the original text, in UTF-16 units. */
  start: number
  end: number
  /** The entry as the matcher read it: folded, in small letters. */
  form: string
}

export interface Matcher {
  /** Every entry of the list that stands in the text, overlapping ones included, in order of their place. Never throws, linear in the text. */
  find(text: string): Hit[]
}

/** How many letters in a row of one kind are tried as the first or last of a phrase. */
const MAX_EDGES = 8

/** The index of what is no entry of the list. */
const IDIOM = -1

const folded = emptyFolded()
let groups = new Int32Array(0)

/**
 * Makes a matcher of a list of words and phrases, in any language. It finds them whole, and sees through case, accents, look-alikes of other
 * scripts, leetspeak, spelling out, invisible characters, repeated letters and starred vowels.
 */
export function createMatcher(entries: readonly string[]): Matcher {
  const phrases = [
    ...entries.flatMap((entry, index) => phrasesOf(index, entry)),
    ...IDIOMS.flatMap((idiom) => phrasesOf(IDIOM, idiom)),
  ]
  const automaton = buildAutomaton(phrases)
  const asTheyStand = literals(entries, new Set(phrases.map(({ index }) => index)))
  const starred = starredIn(phrases.filter(({ index }) => index !== IDIOM))
  return {
    find(text) {
      foldInto(text, folded)
      const hits: Hit[] = []
      const add = (phrase: Pick<Phrase, 'index' | 'form'>, from: number, to: number): void => {
        const start = startOf(folded, from)
        const end = endOf(folded, to)
        if (!hits.some((hit) => hit.index === phrase.index && hit.start === start && hit.end === end))
          hits.push({ index: phrase.index, start, end, form: phrase.form })
      }
      scan(automaton, phrases, false, add)
      if (folded.hasSigns && hasSignBetween(folded)) scan(automaton, phrases, true, add)
      starred(folded, add)
      asTheyStand(folded, add)
      return hits.length === 0 ? hits : withoutIdioms(hits).sort((a, b) => a.start - b.start || b.end - a.end)
    },
  }
}

/** What stands inside a fixed expression and isn't all of it is no hit. */
function withoutIdioms(hits: readonly Hit[]): Hit[] {
  const idioms = hits.filter(({ index }) => index === IDIOM)
  const isInside = ({ start, end }: Hit): boolean =>
    idioms.some((idiom) => idiom.start <= start && end <= idiom.end && end - start < idiom.end - idiom.start)
  return hits.filter((hit) => hit.index !== IDIOM && !isInside(hit))
}

type Add = (phrase: Pick<Phrase, 'index' | 'form'>, from: number, to: number) => void

/** Walks the text once; `signsSeparate` reads signs as what stands between letters, and not as letters. */
function scan(automaton: Automaton, phrases: readonly Phrase[], signsSeparate: boolean, add: Add): void {
  const { classOf, classes, next, outputs, lists, steps } = automaton
  const { codes, length } = folded
  if (groups.length < length) groups = new Int32Array(length * 2)
  let count = 0
  let state = 0
  let last = SKIP
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] as number
    const step = classOf[code] as number
    if (step === SKIP || step === last || (signsSeparate && kindOf(code) === KIND.sign)) continue
    last = step
    groups[count] = at
    count += 1
    state = step === STRANGE ? 0 : (next[state * classes + step] as number)
    const output = outputs[state] as number
    if (output === 0) continue
    for (let list = output; lists[list] !== -1; list += 1) {
      const id = lists[list] as number
      const first = count - (steps[id] as number)
      settle(automaton, phrases[id] as Phrase, first, count - 1, signsSeparate, add)
    }
  }
}

/** Tries a candidate: its first letter stands in the group of letters `first`, its last in `last`; the longest reading is taken. */
function settle(
  { classOf }: Automaton,
  phrase: Phrase,
  first: number,
  last: number,
  signsSeparate: boolean,
  add: Add,
): void {
  const firstAt = groups[first] as number
  const lastAt = groups[last] as number
  let ends: number[] | null = null
  let from = firstAt
  // Most candidates are parts of other words: the cheapest question first.
  for (let tries = 0; from <= lastAt && tries < MAX_EDGES; tries += 1) {
    if (leftBound(folded, from) && folded.codes[from] !== BRACKET) {
      ends ??= endsFrom(classOf, lastAt)
      for (const to of ends) {
        if (to < from || !fits(folded, phrase, from, to, signsSeparate)) continue
        add(phrase, from, rightEnd(folded, to))
        return
      }
    }
    from = nextEdge(classOf, firstAt, from)
  }
}

/** Signs that close or open a clause where a word ends or begins. */
const BRACKET = '('.charCodeAt(0)
const EXCLAMATION = '!'.charCodeAt(0)

/** Where a word can end whose last letter is of the group at `lastAt`, the furthest first. */
function endsFrom(classOf: Uint8Array, lastAt: number): number[] {
  const ends: number[] = []
  for (let to = runEnd(lastAt), tries = 0; to !== -1 && tries < MAX_EDGES; to = nextEnd(classOf, to), tries += 1) {
    const code = folded.codes[to]
    if (code !== BRACKET && code !== EXCLAMATION && rightEnd(folded, to) !== -1) ends.unshift(to)
  }
  return ends
}

/** The first unit of the next run of the same letter's group, or past the end. */
function nextEdge(classOf: Uint8Array, firstAt: number, from: number): number {
  const { codes, length } = folded
  const own = classOf[codes[firstAt] as number]
  let at = from + 1
  let apart = false
  while (at < length) {
    const step = classOf[codes[at] as number]
    if (step === SKIP) apart = true
    else if (step !== own) return length
    // A sign or number before a word may be none of it: "(cocaine".
    else if (apart || kindOf(codes[at - 1] as number) < KIND.letter) return at
    at += 1
  }
  return length
}

/** The last unit of the run of letters of one code that `at` is in. */
function runEnd(at: number): number {
  const { codes, length } = folded
  let end = at
  while (end + 1 < length && codes[end + 1] === codes[at]) end += 1
  return end
}

/** The end of the next run of the same group, -1 for none. */
function nextEnd(classOf: Uint8Array, end: number): number {
  const { codes, length } = folded
  const own = classOf[codes[end] as number]
  let at = end + 1
  while (at < length && classOf[codes[at] as number] === SKIP) at += 1
  return at < length && classOf[codes[at] as number] === own ? runEnd(at) : -1
}

/** Whether a sign may separate letters: "p!a!y", "(p)(a)(y)", "pay!pal". */
function hasSignBetween(text: Folded): boolean {
  const isLetter = (at: number): boolean =>
    at >= 0 && at < text.length && kindOf(text.codes[at] as number) >= KIND.letter
  for (let at = 0; at + 1 < text.length; at += 1) {
    if (kindOf(text.codes[at] as number) !== KIND.sign) continue
    const before = isLetter(at - 1)
    const after = isLetter(at + 1)
    if ((before && (after || !isLetter(at - 2))) || (after && !isLetter(at + 2))) return true
  }
  return false
}
