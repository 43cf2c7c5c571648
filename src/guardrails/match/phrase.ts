import { emptyFolded, foldInto } from './folded.ts'
import { I_OR_L, KIND, kindOf, READ_AS } from './signs.ts'

/** One letter of a phrase and how often it stands there in a row. */
export interface Run {
  code: number
  count: number
  /** The Latin letter as a bit of `READ_AS`; 0 for letters of other scripts, and for the digits of a number, which stand for themselves. */
  bit: number
  /** Whether a word of the phrase ends with it. */
  endsWord: boolean
}

/** A phrase in its normal form. */
export interface Phrase {
  /** Which of the list this is a spelling of. */
  index: number
  form: string
  runs: readonly Run[]
  letters: number
}

/**
 * The spellings of one entry of a list in their normal forms: as it is, without its hyphens, and in German with ae for ä. None where no letter
 * or digit is in it, or where signs are part of it: those are looked for as they stand.
 */
export function phrasesOf(index: number, entry: string): Phrase[] {
  const composed = entry.trim().toLowerCase().normalize('NFC')
  const spellings = [
    composed,
    composed.replace(/[-_]/g, ''),
    composed.replace(/[äöü]/g, (vowel) => UMLAUT[vowel] ?? vowel),
  ]
  return [...new Set(spellings)].flatMap((spelling) => phraseOf(index, spelling) ?? [])
}

const UMLAUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue' }

function phraseOf(index: number, spelling: string): Phrase | null {
  const words = wordsOf(spelling)
  if (words === null || words.length === 0) return null
  const runs = words.flatMap(runsOf)
  return { index, form: words.join(' '), runs, letters: runs.reduce((sum, { count }) => sum + count, 0) }
}

/** The words of an entry, folded; null where it has signs that mean something of their own. */
function wordsOf(entry: string): string[] | null {
  const text = foldText(entry)
  if (/[^\p{L}\p{N}\s'’.\-_@$!€£]/u.test(text)) return null
  return text
    .split(/[\s'.\-_]+/)
    .map(asLetters)
    .filter((word) => word !== '')
}

/** "b00k" on a list is the word that it stands for; "420" is a number. */
function asLetters(word: string): string {
  const bare = word.replace(/!+$/, '')
  if (!/\p{L}/u.test(bare)) return bare.replace(/[^0-9]/g, '')
  return bare.replace(/[0-9@$!€£]/g, (sign) => {
    const letters = READ_AS[sign.charCodeAt(0)] ?? 0
    return letters === 0 ? '' : String.fromCharCode(97 + 31 - Math.clz32(letters & -letters))
  })
}

function runsOf(word: string): Run[] {
  const runs: Run[] = []
  const isNumber = /^[0-9]+$/.test(word)
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at)
    const last = runs.at(-1)
    if (last && last.code === code && !isNumber) last.count += 1
    else runs.push({ code, count: 1, bit: isNumber ? 0 : (READ_AS[code] ?? 0), endsWord: false })
  }
  const last = runs.at(-1)
  if (last) last.endsWord = true
  return runs
}

/** A text folded, as a string. */
function foldText(text: string): string {
  const folded = emptyFolded()
  foldInto(text, folded)
  let made = ''
  for (let at = 0; at < folded.length; at += 1) {
    const code = folded.codes[at] as number
    made += kindOf(code) === KIND.lineBreak ? ' ' : code === I_OR_L ? 'l' : String.fromCharCode(code)
  }
  return made.trim()
}
