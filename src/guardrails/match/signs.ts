/** What a folded code unit is to the matcher. */
export const KIND = { separator: 0, space: 1, lineBreak: 2, apostrophe: 3, digit: 4, sign: 5, letter: 6, unspaced: 7 }

/** A letter that passes for i as well as l: capital I, Cyrillic and Greek look-alikes. Never in a real text: controls are dropped. */
export const I_OR_L = 1

/** Signs that are put in a letter's place. */
export const STARS: ReadonlySet<number> = new Set([...'*#%_~•∗✱?×'].map((star) => star.charCodeAt(0)))

/** Digits and signs, and the letters that they stand for. */
const STANDS_FOR: Record<string, string> = {
  '0': 'o',
  '1': 'il',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '!': 'il',
  '|': 'il',
  '@': 'a',
  $: 's',
  '€': 'e',
  '¢': 'c',
  '£': 'l',
  '¥': 'y',
  '§': 's',
  '+': 't',
  '(': 'c',
}
const UNSPACED = /[\p{sc=Thai}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

const bit = (letter: string): number => 1 << (letter.charCodeAt(0) - 97)

/** For each code unit, the Latin letters it can be read as, a at bit 0. */
export const READ_AS: Int32Array = new Int32Array(65_536)
for (let code = 97; code <= 122; code += 1) READ_AS[code] = 1 << (code - 97)
READ_AS[I_OR_L] = bit('i') | bit('l')
for (const [sign, letters] of Object.entries(STANDS_FOR))
  READ_AS[sign.charCodeAt(0)] = [...letters].reduce((mask, letter) => mask | bit(letter), 0)

const UNKNOWN = 255
const kinds = new Uint8Array(65_536).fill(UNKNOWN)

/** The kind of a folded code unit. */
export function kindOf(code: number): number {
  const known = kinds[code] as number
  if (known !== UNKNOWN) return known
  const kind = findKind(code)
  kinds[code] = kind
  return kind
}

function findKind(code: number): number {
  const text = String.fromCharCode(code)
  if (code === I_OR_L) return KIND.letter
  if (text === ' ') return KIND.space
  if (text === '\n') return KIND.lineBreak
  if (text === "'") return KIND.apostrophe
  if (/[0-9]/.test(text)) return KIND.digit
  if (STANDS_FOR[text] !== undefined) return KIND.sign
  if (UNSPACED.test(text)) return KIND.unspaced
  return /[\p{L}\p{N}]/u.test(text) ? KIND.letter : KIND.separator
}
