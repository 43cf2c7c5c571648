import { fold, type Unit } from './fold.ts'
import { closeSpelledOut } from './spelled-out.ts'

/** One way to read a text, in the form that rules match on, with the way back to the original. */
export interface Reading {
  text: string
  /** For each UTF-16 unit of `text`: where what it came from starts and ends in the original. */
  starts: number[]
  ends: number[]
}

export interface NormalText {
  original: string
  /**
   * The first keeps digits and symbols (ages, phone numbers). Others, where the text allows them: digits and symbols
   * inside words as the letters they stand for, and stretched letters as one or as two.
   */
  readings: Reading[]
}

/** A place in the original text, in UTF-16 units, and what was read there. */
export interface Span {
  start: number
  end: number
  form: string
}

/** Brings text into its normal form: folded (`fold.ts`), spelled-out words ("p a y p a l") closed, then read. */
export function normalForm(original: string): NormalText {
  const plain = closeSpelledOut(fold(original))
  const different = new Map<string, Unit[]>()
  for (const units of leetReadings(plain)) {
    for (const reading of runReadings(units)) different.set(textOf(reading), reading)
  }
  return { original, readings: [...different].map(([text, units]) => readingOf(text, units)) }
}

function readingOf(text: string, units: Unit[]): Reading {
  return { text, starts: units.map((unit) => unit.start), ends: units.map((unit) => unit.end) }
}

function textOf(units: Unit[]): string {
  return units.map((unit) => unit.text).join('')
}

/** The original span of `length` units of a reading from `index` on. */
export function toOriginal({ text, starts, ends }: Reading, index: number, length: number): Span {
  return { start: starts[index] ?? 0, end: ends[index + length - 1] ?? 0, form: text.slice(index, index + length) }
}

const LEET: Record<string, string> = {
  '0': 'o',
  '2': 'z',
  '3': 'e',
  '€': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '6': 'g',
  '9': 'g',
  '7': 't',
  '+': 't',
  '8': 'b',
  '(': 'c',
}
/** Signs for i as well as l: a text with one is read both ways. */
const I_OR_L = /[1!|]/
const LEET_SIGN = /[0-9€@$+(!|]/
/** Up to a letter or digit: the ! after a word is its exclamation mark. */
const LEET_TOKEN = /[a-z0-9|€@$+(']+(?:!+[a-z0-9|€@$+(']+)*/g

/** As written, and with the digits and symbols of words as letters. Only of tokens with a letter: 455 is a number. */
function leetReadings(plain: Unit[]): Unit[][] {
  const written = textOf(plain)
  // Most messages have no sign that could be a letter.
  if (!LEET_SIGN.test(written)) return [plain]
  const read = (iOrL: string) =>
    written.replace(LEET_TOKEN, (token) =>
      /[a-z]/.test(token)
        ? token.replace(/[^a-z']/g, (sign) => (I_OR_L.test(sign) ? iOrL : (LEET[sign] ?? sign)))
        : token,
    )
  const texts = new Set([written, read('i'), read('l')])
  return [...texts].map((text) => plain.map((unit, index) => ({ ...unit, text: text[index] ?? '' })))
}

const RUN = /(\p{L})\1\1/u
const LETTER = /\p{L}/u
/** Longer runs of a letter are cut to this, and are read as one letter and as two as well. */
const LONGEST_RUN = 3

function runReadings(units: Unit[]): Unit[][] {
  if (!RUN.test(textOf(units))) return [units]
  return [LONGEST_RUN, 1, 2].map((length) => cutRuns(units, length))
}

/** Cuts runs of three or more of a letter to `length`; shorter ones and digits stay, since 1000 is not 10. */
function cutRuns(units: Unit[], length: number): Unit[] {
  const kept: Unit[] = []
  let from = 0
  while (from < units.length) {
    let to = from + 1
    while (to < units.length && units[to]?.text === units[from]?.text) to += 1
    const run = units.slice(from, to)
    const stretched = run.length >= LONGEST_RUN && LETTER.test(run[0]?.text ?? '')
    if (stretched) run.splice(length - 1, run.length, merged(run.slice(length - 1)))
    for (const unit of run) kept.push(unit)
    from = to
  }
  return kept
}

/** Several units as one, so that a finding covers all of a stretched letter. */
function merged(units: Unit[]): Unit {
  const [first] = units
  return { text: first?.text ?? '', start: first?.start ?? 0, end: units.at(-1)?.end ?? 0 }
}
