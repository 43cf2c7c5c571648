import { firstLetters, letterPair } from './first-letters.ts'
import { type NormalText, type Reading, type Span, toOriginal } from './normal-form.ts'

/**
 * What continues a word in the normal form, as the inside of a class: Latin, Greek, Cyrillic, Hebrew, Arabic and Indic
 * letters. Scripts without spaces (Thai, Chinese, Japanese) are left out: there a word has no bounds. Plain ranges, since
 * `\\p{L}` with the u flag makes an expression so large that compiling it takes seconds.
 */
export const WORD = 'a-z0-9\\u00df-\\u0dff\\u1e00-\\u1fff'
/** Between the words of a phrase: a few signs, but none that makes an amount of what follows ("i'm $16 short"). */
const GAP = `(?:[^${WORD}$€£¥#]{1,3})`

/**
 * A compiled pattern, tried only where two letters stand with which a match can begin: most places of a text are none, and an
 * expression of hundreds of alternatives is dear to try. The table is made when it is first asked for.
 */
export interface Pattern {
  expression: RegExp
  begins: Uint8Array | null
}

/** An escape, a class or a space of a pattern's source: a space inside a class is itself. */
const PIECE = /\\.|\[(?:\\.|[^\]])*\]| /g

/**
 * Compiles phrases, each written as a regular expression in lower case, to one over the normal form: it stands at word
 * bounds, and a space matches any few signs between words. Sources must bound every repetition, so that a hostile text
 * costs no more than a long one.
 */
export function pattern(sources: readonly string[]): Pattern {
  const compiled = sources.map((source) => source.replace(PIECE, (piece) => (piece === ' ' ? GAP : piece)))
  // No source at all must find nothing, not the empty text everywhere.
  return { expression: new RegExp(`(?<![${WORD}])(?:${compiled.join('|') || '[]'})(?![${WORD}])`, 'y'), begins: null }
}

/** All places of the original where a reading matches, in order, without those inside another. */
export function findAll({ readings }: NormalText, wanted: Pattern): Span[] {
  const spans: Span[] = []
  for (const reading of readings) findIn(reading, wanted, spans)
  return outermost(spans)
}

function findIn(reading: Reading, wanted: Pattern, spans: Span[]): void {
  const { text } = reading
  const { expression } = wanted
  wanted.begins ??= firstLetters(expression.source)
  const { begins } = wanted
  for (let at = 0; at < text.length; at += 1) {
    if (begins[letterPair(text, at)] === 0) continue
    expression.lastIndex = at
    const length = expression.exec(text)?.[0].length ?? 0
    if (length === 0) continue
    spans.push(toOriginal(reading, at, length))
    at += length - 1
  }
}

/** In order of place, without those inside another. */
export function outermost(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || span.end > last.end) kept.push(span)
  }
  return kept
}
