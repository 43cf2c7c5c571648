import { CONFUSABLES } from './confusables.ts'
import { TR39 } from './match/tr39.ts'

/** One UTF-16 unit of a folded text, and the place in the original it came from. */
export interface Unit {
  text: string
  start: number
  end: number
}

const INVISIBLE = /[\p{Cf}\p{M}\p{Cc}\u115F\u1160\u3164\uFFA0]/u
const PRIVATE_USE = /\p{Co}/u
const APOSTROPHE = /['‘’ʼ´`′＇]/
/** JavaScript counts the byte order mark as white space; here it is an invisible character. */
const WHITE_SPACE = /[^\S\uFEFF]/

/** First letters of the rows of letters in circles, squares, brackets, and of flags, which compatibility forms leave or spell out. */
const ROWS = [0x249c, 0x1f110, 0x1f150, 0x1f170, 0x1f1e6]

/**
 * Folds a text character by character: compatibility forms and accents (NFKD without marks), invisible and
 * direction-changing characters dropped, lower case, look-alikes as Latin letters.
 */
export function fold(original: string): Unit[] {
  const units: Unit[] = []
  let at = 0
  for (const character of original) {
    const end = at + character.length
    for (const text of ASCII[character.codePointAt(0) ?? 0] ?? foldCharacter(character)) {
      units.push({ text, start: at, end })
    }
    at = end
  }
  return units
}

/** What an ASCII character folds to: most of any text, so it is looked up. */
const ASCII = Array.from({ length: 128 }, (_, code) => foldCharacter(String.fromCharCode(code)))

/** One character (a code point) of a text, folded: any number of units, none for what can't be seen. */
export function foldCharacter(character: string): string[] {
  if (WHITE_SPACE.test(character)) return [' ']
  if (APOSTROPHE.test(character)) return ["'"]
  const enclosed = enclosedLetter(character) ?? lookAlike(character)
  if (enclosed !== undefined) return enclosed.split('')
  const folded: string[] = []
  for (const part of character.normalize('NFKD')) {
    if (INVISIBLE.test(part)) continue
    if (PRIVATE_USE.test(part)) folded.push(' ')
    // The table first: lower case would turn a look-alike such as Greek Rho into one of another letter.
    else folded.push(...(lookAlike(part) ?? lowerCase(part)).split(''))
  }
  return folded
}

function enclosedLetter(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0
  const row = ROWS.find((first) => code >= first && code < first + 26)
  return row === undefined ? undefined : String.fromCharCode(97 + code - row)
}

function lookAlike(part: string): string | undefined {
  return CONFUSABLES[part] ?? TR39.get(part)
}

function lowerCase(part: string): string {
  const lower = part.toLowerCase()
  return lookAlike(lower) ?? lower
}
